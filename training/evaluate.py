"""Score CoNLL-U against gold by the CoNLL 2018 shared task metric (Zeman et al. 2018, section 6).

    python evaluate.py gold.conllu system.conllu

Both texts must be equal but for white space. Words are aligned by the characters they cover; F1 of tokens, sentences,
words, UPOS, features, lemmas, UAS and LAS (relations without subtypes, as the task has it).
"""
import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

UNIVERSAL_FEATURES = {
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite",
    "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite"}


@dataclass
class Word:
    span: tuple[int, int]
    columns: list[str]
    token: tuple[int, int]
    multi: bool
    parent: "Word | None" = None


@dataclass
class Text:
    characters: str
    tokens: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    words: list[Word]


def features(column: str) -> str:
    return "|".join(sorted(f for f in column.split("|") if f.split("=")[0] in UNIVERSAL_FEATURES))


def read(lines) -> Text:
    text = Text("", [], [], [])
    sentence: list[Word] = []
    start, multi_end, multi_span = 0, 0, None

    def close() -> None:
        nonlocal start, multi_end
        if not sentence:
            return
        for word in sentence:
            head = int(word.columns[6])
            word.parent = sentence[head - 1] if head else None
        text.words.extend(sentence)
        text.sentences.append((start, len(text.characters)))
        start, multi_end = len(text.characters), 0
        sentence.clear()

    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            close()
            continue
        columns = line.split("\t")
        if "." in columns[0]:
            continue
        form = "".join(columns[1].split())
        if "-" in columns[0]:
            multi_end = int(columns[0].split("-")[1])
            multi_span = (len(text.characters), len(text.characters) + len(form))
            text.characters += form
            text.tokens.append(multi_span)
            continue
        if int(columns[0]) <= multi_end:
            sentence.append(Word(multi_span, columns, multi_span, True))
            continue
        span = (len(text.characters), len(text.characters) + len(form))
        text.characters += form
        text.tokens.append(span)
        sentence.append(Word(span, columns, span, False))
    close()
    return text


def spans_f1(gold: list, system: list) -> float:
    both = len(set(gold) & set(system))
    return f1(both, len(gold), len(system))


def f1(right: int, gold: int, system: int) -> float:
    return 2 * right / (gold + system) if gold + system else 0.0


def align(gold: list[Word], system: list[Word]) -> list[tuple[Word, Word]]:
    """Words of equal span; within a multi-word token by the longest common subsequence of lower-case forms."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        if gold[i].multi or system[j].multi:
            i, j = align_multi(gold, system, i, j, pairs)
        elif gold[i].span == system[j].span:
            pairs.append((gold[i], system[j]))
            i, j = i + 1, j + 1
        elif gold[i].span[0] <= system[j].span[0]:
            i += 1
        else:
            j += 1
    return pairs


def begins_after(words: list[Word], at: int, end: int) -> bool:
    """Whether the word is past the span of a multi-word token: words of such tokens by where they begin, others by
    where they end."""
    if at >= len(words):
        return True
    return words[at].span[0] >= end if words[at].multi else words[at].span[1] > end


def align_multi(gold: list[Word], system: list[Word], i: int, j: int, pairs: list) -> tuple[int, int]:
    """Pairs the words of the smallest stretch that holds all multi-word tokens overlapping at (i, j)."""
    if gold[i].multi:
        end = gold[i].span[1]
        if not system[j].multi and system[j].span[0] < gold[i].span[0]:
            j += 1
    else:
        end = system[j].span[1]
        if gold[i].span[0] < system[j].span[0]:
            i += 1
    first_i, first_j = i, j
    while not begins_after(gold, i, end) or not begins_after(system, j, end):
        if i < len(gold) and (j >= len(system) or gold[i].span[0] <= system[j].span[0]):
            end = max(end, gold[i].span[1]) if gold[i].multi else end
            i += 1
        else:
            end = max(end, system[j].span[1]) if system[j].multi else end
            j += 1
    pairs += common(gold[first_i:i], system[first_j:j])
    return i, j


def common(left: list[Word], right: list[Word]) -> list[tuple[Word, Word]]:
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]

    def same(a: Word, b: Word) -> bool:
        return a.columns[1].lower() == b.columns[1].lower()
    for a in reversed(range(len(left))):
        for b in reversed(range(len(right))):
            best[a][b] = best[a + 1][b + 1] + 1 if same(left[a], right[b]) else max(best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < len(left) and b < len(right):
        if same(left[a], right[b]):
            pairs.append((left[a], right[b]))
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return pairs


def evaluate(gold: Text, system: Text) -> dict[str, float]:
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b),
                  min(len(gold.characters), len(system.characters)))
        raise ValueError(f"the texts differ at character {at}: {gold.characters[at:at + 20]!r} and "
                         f"{system.characters[at:at + 20]!r}")
    pairs = align(gold.words, system.words)
    partner = {id(s): g for g, s in pairs}

    def score(same) -> float:
        return f1(sum(same(g, s) for g, s in pairs), len(gold.words), len(system.words))

    def heads(g: Word, s: Word) -> bool:
        if s.parent is None or g.parent is None:
            return s.parent is None and g.parent is None
        return partner.get(id(s.parent)) is g.parent
    return {
        "Tokens": spans_f1(gold.tokens, system.tokens),
        "Sentences": spans_f1(gold.sentences, system.sentences),
        "Words": score(lambda g, s: True),
        "UPOS": score(lambda g, s: g.columns[3] == s.columns[3]),
        "UFeats": score(lambda g, s: features(g.columns[5]) == features(s.columns[5])),
        "Lemmas": score(lambda g, s: g.columns[2] == "_" or g.columns[2] == s.columns[2]),
        "UAS": score(heads),
        "LAS": score(lambda g, s: heads(g, s) and g.columns[7].split(":")[0] == s.columns[7].split(":")[0])}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    options = parser.parse_args()
    try:
        with options.gold.open(encoding="utf-8") as gold, options.system.open(encoding="utf-8") as system:
            scores = evaluate(read(gold), read(system))
    except ValueError as error:
        print(f"evaluate.py: {error}", file=sys.stderr)
        return 3
    for name, value in scores.items():
        print(f"{name:<10} {100 * value:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
