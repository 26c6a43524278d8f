import random
import unittest

from conllu import Sentence, Word
from swap_names import split, swap


def sentence(*pairs: tuple[str, str]) -> Sentence:
    return Sentence([Word(form, "_", "_", "_", 0, "_", "_", ner=tag) for form, tag in pairs], "")


class SwapNames(unittest.TestCase):
    GIVEN = sentence(("In", "O"), ("New", "B-place"), ("York", "I-place"), ("Smith", "B-person"), ("slept", "O"))

    def many(self, tables):
        rng = random.Random(1)
        return {" ".join(f"{w.form}/{w.ner}" for w in swap(self.GIVEN, tables, rng).words) for _ in range(60)}

    def test_names_of_the_same_kind_come_in(self):
        self.assertEqual(self.many({"place": [["Almaty"]]}),
                         {"In/O New/B-place York/I-place Smith/B-person slept/O",
                          "In/O Almaty/B-place Smith/B-person slept/O"})

    def test_tags_fit_the_length_of_the_new_name(self):
        self.assertIn("In/O New/B-place York/I-place Kassym/B-person -/I-person Jomart/I-person slept/O",
                      self.many({"person": [["Kassym", "-", "Jomart"]]}))

    def test_names_are_split_as_treebanks_do(self):
        self.assertEqual(split("Kassym-Jomart Tokayev"), ["Kassym", "-", "Jomart", "Tokayev"])
        self.assertEqual(split("People's Bank"), ["People", "'s", "Bank"])


if __name__ == "__main__":
    unittest.main()
