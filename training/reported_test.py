import random
import unittest
from pathlib import Path

from conllu import Sentence, Word
from reported import Reporter, is_statement, load_phrases

NAMES = {"person": [["Aida", "Bek"]], "organisation": [["Orano"], ["Tau", "-", "Ken"]], "place": [["Almaty"]]}


def sentence(*rows: tuple) -> Sentence:
    """Words as (form, part of speech, head, relation)."""
    return Sentence([Word(form, form.lower(), upos, "_", head, relation, "_") for form, upos, head, relation in rows], "")


STATEMENT = sentence(("The", "DET", 2, "det"), ("plant", "NOUN", 4, "nsubj"), ("will", "AUX", 4, "aux"), ("open", "VERB", 0, "root"),
                     ("in", "ADP", 6, "case"), ("May", "PROPN", 4, "obl"), (".", "PUNCT", 4, "punct"))


class Reported(unittest.TestCase):
    def setUp(self) -> None:
        self.phrases = load_phrases(Path(__file__).with_name("reported.txt"))
        self.reporter = Reporter(self.phrases, NAMES, [[STATEMENT]])

    def test_every_phrase_is_one_tree(self):
        for kind, phrases in self.phrases.items():
            self.assertGreater(len(phrases), 3)
            for phrase in phrases:
                self.assertEqual(sum(head == 0 for *_, head, _ in phrase), 1, (kind, phrase))
                for i in range(len(phrase)):
                    at, steps = i + 1, 0
                    while at and steps <= len(phrase):
                        at, steps = phrase[at - 1][3], steps + 1
                    self.assertEqual(at, 0, (kind, phrase))

    def test_statement_keeps_its_tree_under_the_verb(self):
        for seed in range(50):
            words = self.reporter.sentence(random.Random(seed)).words
            self.assertEqual([(w.form, w.head) for w in words[:6] if w.form != "open"], [(w.form, w.head) for w in STATEMENT.words[:6] if w.form != "open"])
            verb = words[words[3].head - 1]
            self.assertEqual((verb.head, verb.deprel, words[3].deprel, words[-1].form), (0, "root", "ccomp", "."))
            self.assertEqual(sum(w.head == 0 for w in words), 1)
            self.assertEqual([w.deprel for w in words if w.head == words[3].head and w.deprel == "nsubj"], ["nsubj"])

    def test_only_whole_statements_told_by_nobody(self):
        self.assertTrue(is_statement(STATEMENT))
        self.assertFalse(is_statement(Sentence(STATEMENT.words[:-1], "")))
        asked = sentence(("Who", "PRON", 2, "nsubj"), ("opens", "VERB", 0, "root"), ("it", "PRON", 2, "obj"), ("in", "ADP", 5, "case"),
                         ("May", "PROPN", 2, "obl"), ("?", "PUNCT", 2, "punct"))
        self.assertFalse(is_statement(asked))

    def test_no_name_whose_inner_tree_is_unknown(self):
        self.assertEqual(self.reporter.names["organisation"], [["Orano"]])
        self.assertEqual(self.reporter.names["person"], [["Aida", "Bek"]])


if __name__ == "__main__":
    unittest.main()
