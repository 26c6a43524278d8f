import unittest

from conllu import Sentence, Word
from gum_names import gum_names


def tagged(*rows: tuple) -> str:
    """Words as (form, upos, xpos, head, entity brackets); their tags."""
    words = [Word(form, form, upos, "_", head, "dep", f"Entity={entity}" if entity else "_", xpos=xpos)
             for form, upos, xpos, head, entity in rows]
    sentence = Sentence(words, "")
    gum_names(sentence)
    return " ".join(w.ner for w in words)


class GumNames(unittest.TestCase):
    def test_adjective_with_the_tag_of_a_name_belongs_to_it(self):
        self.assertEqual(tagged(("the", "DET", "DT", 3, "(1-place-new-x"), ("United", "ADJ", "NNP", 3, ""),
                                ("States", "PROPN", "NNPS", 0, "1)")), "O B-place I-place")

    def test_what_joins_two_parts_belongs_to_the_name(self):
        self.assertEqual(tagged(("University", "PROPN", "NNP", 0, "(1-organization-new-x"), ("of", "ADP", "IN", 3, ""),
                                ("Michigan", "PROPN", "NNP", 1, "(2-place-new-x)1)")),
                         "B-organisation I-organisation I-organisation")

    def test_title_is_no_name(self):
        self.assertEqual(tagged(("President", "PROPN", "NNP", 0, "(1-person-new-x"), ("Biden", "PROPN", "NNP", 1, "1)")),
                         "O B-person")
        self.assertEqual(tagged(("President", "PROPN", "NNP", 0, "(1-person-new-x)")), "O")

    def test_peoples_and_months_are_no_names(self):
        self.assertEqual(tagged(("Americans", "PROPN", "NNPS", 0, "(1-person-new-x)")), "O")
        self.assertEqual(tagged(("March", "PROPN", "NNP", 0, "(1-time-new-x)")), "O")

    def test_common_nouns_are_no_names(self):
        self.assertEqual(tagged(("the", "DET", "DT", 2, "(1-person-new-x"), ("doctor", "NOUN", "NN", 0, "1)")), "O O")


if __name__ == "__main__":
    unittest.main()
