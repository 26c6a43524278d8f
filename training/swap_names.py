"""Sentences with other names: what stands around a name stays, the name comes from a pack's tables.

So the tagger reads the context, and meets spellings that the treebanks lack."""
import random
import re
from collections import defaultdict
from pathlib import Path

from conllu import Sentence, Word

TABLES = {"person": ("people.tsv", "more_people.tsv"),
          "organisation": ("organisations.tsv", "more_organisations.tsv", "bodies.tsv"),
          "place": ("places_overlay.tsv", "regions.tsv", "mines.tsv", "countries.tsv", "features.tsv")}


def load_tables(folder: Path) -> dict[str, list[list[str]]]:
    """Names of each kind, split into words; people also by family name."""
    out: dict[str, list[list[str]]] = defaultdict(list)
    for kind, files in TABLES.items():
        for file in files:
            rows = [line.split("\t") for line in (folder / file).read_text("utf-8").splitlines()
                    if line and not line.startswith("#")]
            columns = [rows[0].index(c) for c in ("name", "family_name") if c in rows[0]]
            for row in rows[1:]:
                names = {re.sub(r"\s*\(.*?\)", "", row[c]).strip() for c in columns if c < len(row)}
                out[kind] += [split(name) for name in sorted(names) if re.fullmatch(r"[A-Z][^,;:|\"]+", name)]
    return dict(out)


def split(name: str) -> list[str]:
    """As English treebanks do: hyphens and the possessive apart."""
    return [p for p in re.split(r"\s+|(-)|(?='s\b)", name) if p]


def swap(sentence: Sentence, tables: dict[str, list[list[str]]], rng: random.Random) -> Sentence:
    """A sentence without a tree; each name replaced, or kept one time in four."""
    words: list[Word] = []
    i = 0
    while i < len(sentence.words):
        tag = sentence.words[i].ner or "O"
        end = i + 1
        while tag.startswith("B-") and end < len(sentence.words) and sentence.words[end].ner == "I-" + tag[2:]:
            end += 1
        forms, tags = [w.form for w in sentence.words[i:end]], [w.ner for w in sentence.words[i:end]]
        if tag[2:] in tables and tag.startswith("B-") and rng.random() < 0.75:
            forms = rng.choice(tables[tag[2:]])
            tags = [tag] + ["I-" + tag[2:]] * (len(forms) - 1)
        words += [Word(f, "_", "_", "_", 0, "_", "_", ner=t) for f, t in zip(forms, tags)]
        i = end
    return Sentence(words, "")
