"""Lemma edit scripts, word shapes and word pieces: what training and the C++ program must do alike."""
import unicodedata
from pathlib import Path


def lemma_script(form: str, lemma: str) -> tuple[str, int, str]:
    """(case, cut, add): lower-case the form or keep it, cut characters from its end, add characters."""
    case = "lower" if lemma == lemma.lower() else "keep"
    base = form.lower() if case == "lower" else form
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return case, len(base) - common, lemma[common:]


def apply_script(form: str, script: tuple[str, int, str]) -> str:
    case, cut, add = script
    base = form.lower() if case == "lower" else form
    return (base[:len(base) - cut] if cut else base) + add or form


def shape(form: str) -> int:
    """0 no letters, 1 lower, 2 Title, 3 UPPER, 4 single upper letter, 5 Mixed, 6 begins with a digit."""
    if form[:1].isdigit():
        return 6
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return 0
    upper = [unicodedata.category(c) in ("Lu", "Lt") for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 4 if len(letters) == 1 else 3
    return 2 if upper[0] and not any(upper[1:]) else 5


CHAR_MAP = {"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
            "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "\u00a0": " "}


class WordPieces:
    """Greedy longest-match word pieces of one word (BERT, uncased): lower case, marks stripped."""

    def __init__(self, vocabulary: Path, longest: int = 16):
        self.pieces = vocabulary.read_text("utf-8").split("\n")
        self.index = {p: i for i, p in enumerate(self.pieces) if p}
        self.unknown, self.first, self.last = (self.index[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.mask = self.index.get("[MASK]", self.unknown)
        self.longest = longest
        self.cache: dict[str, list[int]] = {}

    @staticmethod
    def normalise(form: str) -> str:
        mapped = "".join(CHAR_MAP.get(c, c) for c in form)
        bare = unicodedata.normalize("NFD", mapped.lower())
        return "".join(c for c in bare if unicodedata.category(c) != "Mn" and not c.isspace())

    def of(self, form: str) -> list[int]:
        if form not in self.cache:
            self.cache[form] = self.split(self.normalise(form))
        return self.cache[form]

    def split(self, word: str) -> list[int]:
        """Punctuation characters stand alone, as in BERT's basic tokenizer; each run of others is split greedily."""
        if not word or len(word) > 100:
            return [self.unknown]
        out = []
        for run in runs(word):
            out += self.greedy(run)
        return out[:self.longest]

    def greedy(self, run: str) -> list[int]:
        out, at = [], 0
        while at < len(run):
            end = len(run)
            while end > at and ("##" if at else "") + run[at:end] not in self.index:
                end -= 1
            if end == at:
                return [self.unknown]
            out.append(self.index[("##" if at else "") + run[at:end]])
            at = end
        return out


def is_punctuation(c: str) -> bool:
    code = ord(c)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(c).startswith("P") or 0x4E00 <= code <= 0x9FFF


def runs(word: str) -> list[str]:
    out: list[str] = []
    fresh = True
    for c in word:
        if is_punctuation(c):
            out.append(c)
            fresh = True
        elif fresh:
            out.append(c)
            fresh = False
        else:
            out[-1] += c
    return out
