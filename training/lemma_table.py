#!/usr/bin/env python3
"""Writes models/<language>/lemmas.tsv: the lemmas that the treebanks give to word forms, for parse::LemmaTable.

usage: lemma_table.py TREEBANKS WORDNET OUT

What the treebanks lack ("renounced", "outcries") comes from WordNet's words (Debian: wordnet-base, /usr/share/wordnet): its verbs and
those of its nouns that its texts have, with their regular forms and the exceptions it lists (morphy(7WN)). Words of reports that
neither has ("miners") come from more_lemmas.tsv, which this project wrote.

One row a form and lemma: part of speech, lower-case form, lemma; rows of one form stand most frequent first. Only the
training parts of the treebanks are read. Lemmas given to a form but seldom are slips and left out. Of pronouns only those are kept whose lemma has a capital ("me" is "I"),
which no edit script makes of a small letter."""
import re
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


def regular_forms(lemma: str, upos: str) -> list[str]:
    """A plural; the third person, the past and the participle in -ing."""
    consonant_y = re.search("[^aeiou]y$", lemma)
    s = lemma[:-1] + "ies" if consonant_y else lemma + "es" if re.search("(s|x|z|ch|sh)$", lemma) else lemma + "s"
    if upos == "NOUN":
        return [s]
    silent_e = lemma.endswith("e") and not re.search("(ee|ye|oe)$", lemma)
    past = lemma[:-1] + "ied" if consonant_y else lemma + "d" if lemma.endswith("e") else lemma + "ed"
    ing = lemma[:-2] + "ying" if lemma.endswith("ie") else lemma[:-1] + "ing" if silent_e else lemma + "ing"
    return [s, past, ing]


def words_of(index: list[str], upos: str, others: set[str] = frozenset()) -> list[str]:
    """Single words of an index file (wndb(5WN)); of nouns those with a counted sense, and those among `others`."""
    out = []
    for line in index:
        fields = line.split()
        if line.startswith(" ") or not re.fullmatch("[a-z]{2,}", fields[0]):
            continue
        counted = int(fields[5 + int(fields[3])])
        if upos == "VERB" or counted > 0 or fields[0] in others:
            out.append(fields[0])
    return out


def forms_of(words: list[str], exceptions: list[str], upos: str) -> dict[str, list[str]]:
    """Forms with their lemmas; a form that is a lemma itself stands for that first. Who has an exception of a kind ("wagged",
    "wagging") has no regular form of it: "waged" is of "wage" alone."""
    forms, special = defaultdict(list), set()
    known = set(words)
    for word in words:
        forms[word].append(word)
    for line in exceptions:
        form, *lemmas = line.split()
        for lemma in lemmas:
            if form.isalpha() and lemma in known and lemma not in forms[form]:
                forms[form].append(lemma)
                special.add((lemma, form.endswith("ing")))
    for word in words:
        for form in regular_forms(word, upos):
            irregular = (word, form.endswith("ing")) in special and not form.endswith("s")
            if not irregular and word not in forms[form]:
                forms[form].append(word)
    return {form: lemmas for form, lemmas in forms.items() if lemmas}


def wordnet(folder: Path) -> list[tuple[str, str, str]]:
    lines = {name: (folder / name).read_text("utf-8").splitlines() for name in ("index.verb", "verb.exc", "index.noun", "noun.exc")}
    verbs = words_of(lines["index.verb"], "VERB")
    nouns = words_of(lines["index.noun"], "NOUN", set(verbs))
    rows = []
    for upos, words, exceptions in (("NOUN", nouns, lines["noun.exc"]), ("VERB", verbs, lines["verb.exc"])):
        rows += [(upos, form, lemma) for form, lemmas in forms_of(words, exceptions, upos).items() for lemma in lemmas]
    return rows


def with_more(rows: list[tuple[str, str, str]], more: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What the treebanks say of a form stands."""
    known = {row[:2] for row in rows}
    return sorted(rows + [row for row in more if row[:2] not in known], key=lambda row: row[:2])


def main(treebanks: str, dictionary: str, out: str) -> None:
    files = sorted(Path(treebanks).glob("UD_English-*/*-ud-train.conllu"))
    rows = table(sentence for file in files for sentence in conllu.read(file))
    more = [tuple(line.split("\t")) for line in Path(__file__).with_name("more_lemmas.tsv").read_text("utf-8").splitlines()]
    rows = with_more(with_more(rows, more), wordnet(Path(dictionary)))
    Path(out).write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
