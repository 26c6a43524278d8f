#!/usr/bin/env python3
"""Writes models/<language>/lemmas.tsv: the lemmas that the treebanks give to word forms, for parse::LemmaTable.

usage: lemma_table.py TREEBANKS OUT

Words of reports that the treebanks lack ("miners") come from more_lemmas.tsv, which this project wrote.

One row a form and lemma: part of speech, lower-case form, lemma; rows of one form stand most frequent first. Only the
training parts of the treebanks are read. Lemmas given to a form but seldom are slips and left out. Of pronouns only those are kept whose lemma has a capital ("me" is "I"),
which no edit script makes of a small letter."""
import sys
from collections import Counter, defaultdict
from pathlib import Path

import conllu

TAGS = ("ADJ", "ADV", "AUX", "NOUN", "VERB")
SELDOM = 0.1
SLIPS = {("VERB", "freed", "fre"): "free"}  # what the treebanks have wrong throughout


def table(sentences) -> list[tuple[str, str, str]]:
    seen: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            lower = word.lemma == word.lemma.lower()
            if (word.upos in TAGS and lower or word.upos == "PRON" and not lower) and "Typo=Yes" not in word.feats:
                form = word.form.lower()
                seen[word.upos, form][SLIPS.get((word.upos, form, word.lemma), word.lemma)] += 1
    rows = []
    for (upos, form), lemmas in sorted(seen.items()):
        whole = sum(lemmas.values())
        kept = [(lemma, n) for lemma, n in lemmas.items() if n >= SELDOM * whole]
        rows += [(upos, form, lemma) for lemma, _ in sorted(kept, key=lambda pair: (-pair[1], pair[0]))]
    return rows


def with_more(rows: list[tuple[str, str, str]], more: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What the treebanks say of a form stands."""
    known = {row[:2] for row in rows}
    return sorted(rows + [row for row in more if row[:2] not in known], key=lambda row: row[:2])


def main(treebanks: str, out: str) -> None:
    files = sorted(Path(treebanks).glob("UD_English-*/*-ud-train.conllu"))
    rows = table(sentence for file in files for sentence in conllu.read(file))
    more = [tuple(line.split("\t")) for line in Path(__file__).with_name("more_lemmas.tsv").read_text("utf-8").splitlines()]
    rows = with_more(rows, more)
    Path(out).write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
