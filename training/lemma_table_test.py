import unittest

from conllu import Sentence, Word
from lemma_table import forms_of, table, with_more, words_of


def sentence(*words: tuple[str, str, str]) -> Sentence:
    return Sentence([Word(form, lemma, upos, "_", 0, "root", "_") for form, lemma, upos in words], "")


class LemmaTableTest(unittest.TestCase):
    def test_most_frequent_lemma_stands_first(self):
        found = sentence(("Found", "find", "VERB"), ("found", "find", "VERB"), ("found", "found", "VERB"))
        self.assertEqual(table([found]), [("VERB", "found", "find"), ("VERB", "found", "found")])

    def test_leaves_out_slips_and_names(self):
        words = [("signed", "sign", "VERB")] * 20 + [("signed", "signe", "VERB"), ("Astana", "Astana", "PROPN")]
        self.assertEqual(table([sentence(*words)]), [("VERB", "signed", "sign")])

    def test_more_lemmas_fill_gaps_only(self):
        rows = [("NOUN", "mines", "mine"), ("VERB", "mines", "mine")]
        found = with_more(rows, [("NOUN", "miners", "miner"), ("NOUN", "mines", "other")])
        self.assertEqual(found, [("NOUN", "miners", "miner"), *rows])

    def test_forms_are_regular_but_for_exceptions(self):
        forms = forms_of(["renounce", "wag", "wage", "levy", "tie"], ["wagged wag", "wagging wag"], "VERB")
        for form, lemmas in {"renounced": ["renounce"], "renouncing": ["renounce"], "wagged": ["wag"], "waged": ["wage"],
                             "waging": ["wage"], "levied": ["levy"], "levies": ["levy"], "tying": ["tie"]}.items():
            self.assertEqual(forms[form], lemmas, form)
        self.assertEqual(forms_of(["outcry", "breach"], [], "NOUN")["outcries"], ["outcry"])

    def test_nouns_are_those_with_a_counted_sense(self):
        index = ["  1 a note", "aba n 1 1 @ 1 0 04445154  ", "ability n 2 4 ! @ ~ + 2 2 05624700 05202497  ", "a_la_carte n 1 1 @ 1 1 0750"]
        self.assertEqual(words_of(index, "NOUN"), ["ability"])
        self.assertEqual(words_of(index, "NOUN", {"aba"}), ["aba", "ability"])


if __name__ == "__main__":
    unittest.main()
