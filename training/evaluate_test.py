"""The metric on cases whose scores were worked out by hand from its definition (Zeman et al. 2018, section 6)."""
import unittest

from evaluate import evaluate, read
from raw_text import raw_text


def conllu(*sentences: str) -> list[str]:
    """Sentences of words `form/lemma/UPOS/head/relation[/FEATS]`; `2-3:form` opens a multi-word token."""
    lines: list[str] = []
    for sentence in sentences:
        number = 0
        for cell in sentence.split():
            if ":" in cell.split("/")[0] and "-" in cell:
                span, form = cell.split(":")
                lines.append("\t".join([span, form] + ["_"] * 8))
                continue
            number += 1
            form, lemma, upos, head, relation, *feats = cell.split("/")
            lines.append("\t".join([str(number), form, lemma, upos, "_", *(feats or ["_"]), head, relation, "_", "_"]))
        lines.append("")
    return lines


def scores(gold: list[str], system: list[str]) -> dict[str, float]:
    return evaluate(read(gold), read(system))


GOLD = conllu("Mines/mine/NOUN/2/nsubj/Number=Plur open/open/VERB/0/root ././PUNCT/2/punct")


class Metric(unittest.TestCase):
    def test_equal_files_score_one(self):
        self.assertEqual(set(scores(GOLD, GOLD).values()), {1.0})

    def test_a_wrong_tag_costs_only_tags(self):
        system = conllu("Mines/mine/PROPN/2/nsubj/Number=Plur open/open/VERB/0/root ././PUNCT/2/punct")
        found = scores(GOLD, system)
        self.assertAlmostEqual(found["UPOS"], 2 / 3)
        self.assertEqual((found["Lemmas"], found["LAS"]), (1, 1))

    def test_wrong_relation_costs_las_and_wrong_head_both(self):
        relation = scores(GOLD, conllu("Mines/mine/NOUN/2/obj/Number=Plur open/open/VERB/0/root ././PUNCT/2/punct"))
        self.assertEqual(relation["UAS"], 1)
        self.assertAlmostEqual(relation["LAS"], 2 / 3)
        head = scores(GOLD, conllu("Mines/mine/NOUN/2/nsubj/Number=Plur open/open/VERB/0/root ././PUNCT/1/punct"))
        self.assertAlmostEqual(head["UAS"], 2 / 3)
        self.assertAlmostEqual(head["LAS"], 2 / 3)

    def test_subtypes_of_relations_do_not_count(self):
        system = conllu("Mines/mine/NOUN/2/nsubj:pass/Number=Plur open/open/VERB/0/root ././PUNCT/2/punct")
        self.assertEqual(scores(GOLD, system)["LAS"], 1)

    def test_only_universal_features_count_in_any_order(self):
        gold = conllu("It/it/PRON/0/root/Case=Nom|Person=3")
        self.assertEqual(scores(gold, conllu("It/it/PRON/0/root/Person=3|Case=Nom|Style=Coll"))["UFeats"], 1)
        self.assertEqual(scores(gold, conllu("It/it/PRON/0/root/Person=3"))["UFeats"], 0)

    def test_a_blank_gold_lemma_is_free(self):
        gold = conllu("It/_/PRON/0/root")
        self.assertEqual(scores(gold, conllu("It/that/PRON/0/root"))["Lemmas"], 1)

    def test_a_word_split_in_two_loses_its_pair(self):
        # 3 gold words, 4 system words; "open" and "." pair: F1 = 2 * 2 / 7
        system = conllu("Min/min/X/3/dep es/es/X/3/dep open/open/VERB/0/root ././PUNCT/3/punct")
        found = scores(GOLD, system)
        self.assertAlmostEqual(found["Tokens"], 4 / 7)
        self.assertAlmostEqual(found["Words"], 4 / 7)
        self.assertAlmostEqual(found["LAS"], 4 / 7)
        self.assertEqual(found["Sentences"], 1)

    def test_a_head_that_pairs_with_no_word_is_wrong(self):
        # gold: a <- bc; system splits "bc", so "a" pairs but its head does not
        gold = conllu("a/a/X/2/dep bc/bc/X/0/root")
        found = scores(gold, conllu("a/a/X/2/dep b/b/X/0/root c/c/X/2/dep"))
        self.assertAlmostEqual(found["Words"], 2 / 5)
        self.assertEqual(found["UAS"], 0)

    def test_sentences_pair_by_both_ends(self):
        # one gold sentence of four words against two system sentences: no span is shared
        gold = conllu("a/a/X/0/root b/b/X/1/dep", "c/c/X/0/root")
        found = scores(gold, conllu("a/a/X/0/root", "b/b/X/0/root", "c/c/X/0/root"))
        self.assertAlmostEqual(found["Sentences"], 2 * 1 / (2 + 3))
        self.assertAlmostEqual(found["Words"], 1)
        self.assertAlmostEqual(found["UAS"], 2 / 3)  # b's head is the root here, a there

    def test_words_of_a_multiword_token_pair_by_form(self):
        # gold: du = de le; the system has the words of the token as de, la: de pairs, le does not
        gold = conllu("1-2:du de/de/ADP/3/case le/le/DET/3/det mot/mot/NOUN/0/root")
        found = scores(gold, conllu("1-2:du De/de/ADP/3/case la/la/DET/3/det mot/mot/NOUN/0/root"))
        self.assertEqual(found["Tokens"], 1)
        self.assertAlmostEqual(found["Words"], 2 / 3)
        self.assertAlmostEqual(found["LAS"], 2 / 3)

    def test_split_words_pair_with_the_words_of_a_multiword_token(self):
        # gold don't = do n't, system do + n't as tokens of their own: words right, tokens 2 * 1 / (2 + 3)
        gold = conllu("1-2:don't do/do/AUX/3/aux n't/not/PART/3/advmod go/go/VERB/0/root")
        found = scores(gold, conllu("do/do/AUX/3/aux n't/not/PART/3/advmod go/go/VERB/0/root"))
        self.assertEqual((found["Words"], found["LAS"]), (1, 1))
        self.assertAlmostEqual(found["Tokens"], 2 * 1 / (2 + 3))

    def test_a_word_across_the_end_of_a_multiword_token_pairs_with_nothing(self):
        # gold: ab = a b, then c; system: a, bc. Only "a" pairs: F1 = 2 * 1 / (3 + 2)
        gold = conllu("1-2:ab a/a/X/0/root b/b/X/1/dep c/c/X/1/dep")
        self.assertAlmostEqual(scores(gold, conllu("a/a/X/0/root bc/bc/X/1/dep"))["Words"], 2 / 5)

    def test_white_space_within_words_does_not_count(self):
        gold = ["1\t10 000\t10000\tNUM\t_\t_\t0\troot\t_\t_", ""]
        self.assertEqual(scores(gold, conllu("10000/10000/NUM/0/root"))["Words"], 1)

    def test_empty_words_are_left_out(self):
        self.assertEqual(scores(GOLD[:1] + ["1.1\tx\tx\tX\t_\t_\t_\t_\t_\t_"] + GOLD[1:], GOLD)["Words"], 1)

    def test_different_texts_are_refused(self):
        with self.assertRaisesRegex(ValueError, "differ at character 0"):
            scores(GOLD, conllu("Pits/pit/NOUN/0/root"))


class RawText(unittest.TestCase):
    def test_paragraphs_are_parted_and_tokens_stand_as_written(self):
        lines = ["# newpar", "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_", "1\tDo\t_\t_\t_\t_\t_\t_\t_\t_",
                 "2\tn't\t_\t_\t_\t_\t_\t_\t_\t_", "3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
                 "4\t.\t_\t_\t_\t_\t_\t_\t_\t_", "", "# newpar", "1\tYes\t_\t_\t_\t_\t_\t_\t_\t_", ""]
        self.assertEqual(raw_text(lines), "Don't go.\n\nYes\n")


if __name__ == "__main__":
    unittest.main()
