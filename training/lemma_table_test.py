import unittest

from conllu import Sentence, Word
from lemma_table import table, with_more


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


if __name__ == "__main__":
    unittest.main()
