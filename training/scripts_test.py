"""Lemma scripts, shapes and pieces: what the C++ program does alike."""
import tempfile
import unittest
from pathlib import Path

from scripts import WordPieces, apply_script, lemma_script, shape


class Lemmas(unittest.TestCase):
    def test_a_script_restores_its_lemma(self):
        for form, lemma in (("Mines", "mine"), ("went", "go"), ("Almaty", "Almaty"), ("copies", "copy"), ("US", "US"),
                            ("’s", "be"), ("better", "well")):
            self.assertEqual(apply_script(form, lemma_script(form, lemma)), lemma)

    def test_one_script_serves_other_words(self):
        self.assertEqual(apply_script("Studies", lemma_script("copies", "copy")), "study")

    def test_no_word_becomes_empty(self):
        self.assertEqual(apply_script("ab", ("keep", 2, "")), "ab")


class Shapes(unittest.TestCase):
    def test_shapes(self):
        forms = {"...": 0, "mine": 1, "Mine": 2, "KAZ": 3, "A": 4, "KazAtom": 5, "17.36%": 6, "mid-2026": 1}
        self.assertEqual({form: shape(form) for form in forms}, forms)


class Pieces(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "vocab.txt"
        path.write_text("\n".join(["[UNK]", "[CLS]", "[SEP]", "ura", "##nium", "uran", "'", "s"]) + "\n")
        self.pieces = WordPieces(path, longest=3)

    def tearDown(self):
        self.folder.cleanup()

    def test_the_longest_piece_is_taken_first(self):
        self.assertEqual(self.pieces.of("Uranium"), [0])        # uran, then no ##ium
        self.assertEqual(self.pieces.of("uránium"), [0])        # accents are stripped
        self.assertEqual(self.pieces.of("URAN"), [5])

    def test_punctuation_stands_alone_and_curly_is_straight(self):
        self.assertEqual(self.pieces.of("s’s"), [7, 6, 7])

    def test_pieces_are_limited(self):
        self.assertEqual(self.pieces.of("s's's"), [7, 6, 7])
        self.assertEqual(self.pieces.of("s" * 101), [0])


if __name__ == "__main__":
    unittest.main()
