"""Names scored on cases worked out by hand."""
import unittest

from evaluate_names import score, spans, system_names


class Spans(unittest.TestCase):
    def test_names_are_character_spans_without_white_space(self):
        characters, names = spans([("Kyzyl", "B-LOC"), ("Kum", "I-LOC"), ("is", "O"), ("X Y", "B-ORG")])
        self.assertEqual(characters, "KyzylKumisXY")
        self.assertEqual(names, [(0, 8, "LOC"), (10, 12, "ORG")])

    def test_neighbours_stay_apart(self):
        self.assertEqual(spans([("a", "B-PER"), ("b", "B-PER"), ("c", "I-LOC")])[1],
                         [(0, 1, "PER"), (1, 2, "PER"), (2, 3, "LOC")])

    def test_a_name_ends_with_its_sentence(self):
        row = "1\t{}\t_\tX\t_\t_\t0\troot\t_\tNER={}\n"
        lines = [row.format("a", "B-place"), "\n", row.format("b", "I-place"), "\n"]
        self.assertEqual(system_names(lines, "uner"), ("ab", [(0, 1, "place"), (1, 2, "place")]))

    def test_kinds_the_corpus_has_not_are_left_out(self):
        line = "1\ta\t_\tX\t_\t_\t0\troot\t_\tNER=B-misc\n"
        self.assertEqual(system_names([line], "uner")[1], [])
        self.assertEqual(system_names([line], "wnut17")[1], [(0, 1, "misc")])


class Score(unittest.TestCase):
    def test_a_wrong_end_or_kind_is_wrong_twice(self):
        # one of three gold names among two found: P = 1/2, R = 1/3, F1 = 2 * 1 / 5
        gold = [(0, 5, "place"), (6, 9, "person"), (9, 12, "place")]
        precision, recall, f1 = score(gold, [(0, 5, "place"), (6, 9, "place")])
        self.assertAlmostEqual(precision, 1 / 2)
        self.assertAlmostEqual(recall, 1 / 3)
        self.assertAlmostEqual(f1, 2 / 5)


if __name__ == "__main__":
    unittest.main()
