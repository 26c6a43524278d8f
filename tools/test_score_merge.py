#!/usr/bin/env python3
"""Worked examples for tools/score_merge.py."""
import unittest

from score_merge import b_cubed, claim_line, faults


def clusters(*groups):
    return {item: str(number) for number, group in enumerate(groups) for item in group}


class BCubed(unittest.TestCase):
    def test_the_example_of_bagga_and_baldwin(self):
        # Bagga & Baldwin 1998, figures 1-3: entities 1-5, 6-7, 8-12 (truth).
        truth = clusters([1, 2, 3, 4, 5], [6, 7], [8, 9, 10, 11, 12])
        one = clusters([1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11, 12])
        two = clusters([1, 2, 3, 4, 5, 8, 9, 10, 11, 12], [6, 7])
        self.assertAlmostEqual(b_cubed(truth, one)[0], 0.762, places=3)
        self.assertAlmostEqual(b_cubed(truth, two)[0], 0.583, places=3)
        self.assertEqual(b_cubed(truth, one)[1], 1.0)
        self.assertEqual(b_cubed(truth, two)[1], 1.0)

    def test_everything_alone_is_precise_and_everything_together_is_complete(self):
        truth = clusters("ab", "cd")
        self.assertEqual(b_cubed(truth, clusters("a", "b", "c", "d"))[:2], (1.0, 0.5))
        self.assertEqual(b_cubed(truth, clusters("abcd"))[:2], (0.5, 1.0))

    def test_names_of_clusters_do_not_count(self):
        self.assertEqual(b_cubed(clusters("ab", "c"), {"a": "x", "b": "x", "c": "y"}), (1.0, 1.0, 1.0))

    def test_nothing_marked_is_perfect_and_other_items_are_refused(self):
        self.assertEqual(b_cubed({}, {}), (1.0, 1.0, 1.0))
        with self.assertRaises(ValueError):
            b_cubed({"a": 1}, {"b": 1})

    def test_faults_name_what_is_torn_and_what_is_mixed(self):
        found = list(faults(clusters("ab", "c"), clusters("a", "bc")))
        self.assertEqual([kind for kind, _ in found], ["split", "mixed"])


class Marks(unittest.TestCase):
    def test_the_preferred_values_are_taken(self):
        mark = {"id": "c1", "span": (0, 4), "evidence": "They", "event": ["AGREE", None], "stage": None, "status": "actual",
                "who": [{"name": "Orano", "type": "organisation", "country": "FR"}], "whom": None,
                "about": ["uranium|ore?", "pilot?"], "sector": ["uranium?"], "host": ["UZ"], "when": [None],
                "where": [], "chain": [{"name": "author", "named": False}], "said_by": ["author", "other"]}
        line = claim_line({"name": "r"}, mark)
        self.assertEqual((line["event"], line["stage"], line["said_by"]), ("AGREE", None, "author"))
        self.assertEqual([topic["name"] for topic in line["about"]], ["uranium", "pilot"])
        self.assertEqual((line["sector"], line["when"], line["where"], line["whom"]), (["uranium"], None, None, []))


if __name__ == "__main__":
    unittest.main()
