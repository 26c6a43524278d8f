"""Sentences of news reports from the sentences of a treebank: what a tree states, told by somebody.

"The plant will open in May." becomes "The plant will open in May, two officials with knowledge of the matter told Reuters on
Monday.": treebanks of the web have few of these, reports consist of them. The statement keeps its tree; who tells it to whom,
when and where comes from reported.txt."""
import copy
import random
import re
from pathlib import Path

from conllu import Sentence, Word

UNKNOWN = "?"      # features that no label stands for: nothing is learned from them
SAID = (("said", "say"), ("said", "say"), ("said", "say"), ("added", "add"), ("announced", "announce"), ("reported", "report"),
        ("noted", "note"), ("wrote", "write"))
SPEECH = {"say", "tell", "add", "announce", "report", "note", "write", "ask", "think", "believe", "claim", "mean"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMES = {"{person}": "person", "{organisation}": "organisation", "{place}": "place"}

Phrase = list[tuple[str, str, str, int, str]]      # form, lemma, part of speech, head, relation


def load_phrases(path: Path) -> dict[str, list[Phrase]]:
    out: dict[str, list[Phrase]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            phrases = out.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            phrases.append([word_of(cell) for cell in line.split()])
    return out


def word_of(cell: str) -> tuple[str, str, str, int, str]:
    form, upos, head, relation = cell.split("/")
    form, _, lemma = form.partition("|")
    return form, lemma or (form if upos == "PROPN" else form.lower()), upos, int(head), relation


def is_statement(sentence: Sentence) -> bool:
    """Told by nobody yet, whole, and no question."""
    words = sentence.words
    roots = [i for i, w in enumerate(words, 1) if w.head == 0]
    if not 6 <= len(words) <= 45 or len(roots) != 1 or words[-1].form != "." or words[-1].head != roots[0]:
        return False
    root = words[roots[0] - 1]
    below = {w.deprel for w in words if w.head == roots[0]}
    return "nsubj" in {r.split(":")[0] for r in below} and not below & {"parataxis", "discourse", "vocative"} and \
        root.lemma not in SPEECH and words[0].form[:1].isupper() and \
        not any(re.fullmatch(r"[\"“”'‘’`]+|[:;?!()\[\]]|--?|http.*", w.form) for w in words) and \
        all(w.upos not in ("_", "INTJ", "SYM") for w in words)


class Reporter:
    def __init__(self, phrases: dict[str, list[Phrase]], names: dict[str, list[list[str]]], documents: list[list[Sentence]]):
        self.phrases = phrases
        # Names whose inner tree is known: one word, or people's, whose later words are flat on the first.
        self.names = {kind: [n for n in all_names if len(n) == 1 or (kind == "person" and len(n) <= 3 and "-" not in n)]
                      for kind, all_names in names.items()}
        self.statements = [s for d in documents for s in d if is_statement(s)]

    def sentence(self, rng: random.Random) -> Sentence:
        statement = copy.deepcopy(rng.choice(self.statements).words)[:-1]
        root = next(i for i, w in enumerate(statement, 1) if w.head == 0)
        told = rng.random() < 0.3
        speaker = self.filled("speakers", rng)
        verb = len(statement) + 1 + len(speaker) + 1
        statement[root - 1].head, statement[root - 1].deprel = verb, "ccomp"
        words = statement + [Word(",", ",", "PUNCT", UNKNOWN, root, "punct", "_")]
        hang(words, speaker, verb)
        words.append(Word(*(("told", "tell") if told else rng.choice(SAID)), "VERB", UNKNOWN, 0, "root", "_"))
        if told:
            hang(words, self.filled("told", rng), verb)
        for _ in range(rng.choice((0, 1, 1, 2))):
            hang(words, self.filled("circumstances", rng), verb)
        words.append(Word(".", ".", "PUNCT", UNKNOWN, verb, "punct", "_"))
        return Sentence(words, "")

    def filled(self, kind: str, rng: random.Random) -> list[Word]:
        """A phrase with names in it; the head of its topmost word is 0."""
        phrase = rng.choice(self.phrases[kind])
        spelt = [self.spelt(form, lemma, rng) for form, lemma, *_ in phrase]
        starts = [sum(len(s) for s in spelt[:i]) + 1 for i in range(len(spelt))]
        words = []
        for (_, _, upos, head, relation), forms, start in zip(phrase, spelt, starts):
            for number, (form, lemma) in enumerate(forms):
                top = number == 0
                words.append(Word(form, lemma, upos, UNKNOWN, (starts[head - 1] if head else 0) if top else start,
                                  relation if top else "flat", "_"))
        return words

    def spelt(self, form: str, lemma: str, rng: random.Random) -> list[tuple[str, str]]:
        if form in NAMES:
            return [(f, f) for f in rng.choice(self.names[NAMES[form]])]
        return [(rng.choice(DAYS),) * 2] if form == "{day}" else [(form, lemma)]


def hang(words: list[Word], phrase: list[Word], head: int) -> None:
    """Adds a phrase that hangs on the word `head` of the whole."""
    start = len(words)
    for word in phrase:
        word.head = word.head + start if word.head else head
    words += phrase
