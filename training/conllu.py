"""Reading Universal Dependencies treebanks (CoNLL-U) as documents of paragraphs of sentences."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    misc: str
    space_after: bool = True
    ner: str | None = None          # BIO tag; None where the treebank has no names


@dataclass
class Sentence:
    words: list[Word]
    text: str
    new_document: bool = False
    new_paragraph: bool = False
    sent_id: str = ""
    mwt: list[tuple[int, int, str, bool]] = field(default_factory=list)  # first, last (1-based), form, space after


def read(path: Path) -> Iterator[Sentence]:
    """Sentences in order; enhanced words (8.1) are left out."""
    words, mwt, meta = [], [], {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                meta[key.strip()] = value.strip()
            elif line:
                add_line(line.split("\t"), words, mwt)
            elif words:
                yield finish(words, mwt, meta)
                words, mwt, meta = [], [], {}
    if words:
        yield finish(words, mwt, meta)


def add_line(cells: list[str], words: list[Word], mwt: list) -> None:
    if "." in cells[0]:
        return
    space_after = "SpaceAfter=No" not in cells[9].split("|")
    if "-" in cells[0]:
        first, last = map(int, cells[0].split("-"))
        mwt.append((first, last, cells[1], space_after))
        return
    words.append(Word(cells[1], cells[2], cells[3], cells[5], int(cells[6]), cells[7], cells[9], space_after))


def finish(words: list[Word], mwt: list, meta: dict) -> Sentence:
    for first, last, _, space_after in mwt:
        for i in range(first - 1, last - 1):
            words[i].space_after = False
        words[last - 1].space_after = space_after
    return Sentence(words, meta.get("text", ""), any(k.startswith("newdoc") for k in meta),
                    any(k == "newpar" or k.startswith("newpar id") for k in meta), meta.get("sent_id", ""), mwt)


def documents(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    document: list[Sentence] = []
    for sentence in sentences:
        if sentence.new_document and document:
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def surface(sentence: Sentence) -> list[tuple[str, bool]]:
    """The words as they stand in the text: (form, space after). A multiword token whose words do not spell it is one
    piece, given to its first word; the others are empty."""
    out = [(w.form, w.space_after) for w in sentence.words]
    for first, last, form, space_after in sentence.mwt:
        parts = [w.form for w in sentence.words[first - 1:last]]
        if "".join(parts) != form:
            out[first - 1] = (form, space_after)
            for i in range(first, last):
                out[i] = ("", False)
    return out


def raw_text(sentences: list[Sentence]) -> str:
    """The text of a treebank as the CoNLL 2018 shared task gives it: paragraphs parted by an empty line."""
    out = []
    for number, sentence in enumerate(sentences):
        if number and (sentence.new_document or sentence.new_paragraph):
            out.append("\n\n")
        out += [form + (" " if space else "") for form, space in surface(sentence)]
    return "".join(out)


TYPES = {"person": "person", "organization": "organisation", "place": "place"}


def gum_names(sentence: Sentence) -> None:
    """Names from GUM's entity spans: those headed by a proper noun, cut to their proper nouns."""
    for word in sentence.words:
        word.ner = "O"
    open_spans: list[tuple[int, str]] = []
    spans = []
    for i, word in enumerate(sentence.words):
        entity = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        for part in split_brackets(entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                open_spans.append((i, fields[1] if len(fields) > 1 else ""))
                if part.endswith(")"):
                    spans.append((*open_spans.pop(), i))
            elif open_spans:
                spans.append((*open_spans.pop(), i))
    for first, kind, last in sorted(spans, key=lambda s: s[2] - s[0]):
        mark_name(sentence.words, first, last, TYPES.get(kind, "misc"))


def split_brackets(entity: str) -> list[str]:
    """"(4-abstract-new(5-object" and "4)3)" in their parts."""
    parts, at = [], 0
    while at < len(entity):
        end = at + 1
        while end < len(entity) and entity[end] != "(" and entity[end - 1] != ")":
            end += 1
        parts.append(entity[at:end])
        at = end
    return [p for p in parts if p]


def mark_name(words: list[Word], first: int, last: int, kind: str) -> None:
    inside = range(first, last + 1)
    heads = [i for i in inside if not first <= words[i].head - 1 <= last]
    if len(heads) != 1 or words[heads[0]].upos != "PROPN":
        return
    proper = [i for i in inside if words[i].upos == "PROPN"]
    low = high = heads[0]
    while low - 1 >= first and words[low - 1].upos in ("PROPN", "PUNCT", "ADJ", "NOUN", "NUM", "ADP", "DET", "CCONJ"):
        low -= 1
    while high + 1 <= last and words[high + 1].upos in ("PROPN", "PUNCT", "NUM", "ADP", "DET", "NOUN", "ADJ", "CCONJ"):
        high += 1
    low = max(low, proper[0])
    high = min(high, proper[-1]) if words[high].upos != "NUM" else high
    if high - low > 8 or any(words[i].ner != "O" for i in range(low, high + 1)) and kind == "misc":
        return
    for i in range(low, high + 1):
        words[i].ner = ("B-" if i == low else "I-") + kind


def iob_sentences(path: Path, columns: tuple[int, int]) -> Iterator[list[tuple[str, str]]]:
    """(form, tag) lists of a tagged file with one word a line."""
    rows: list[tuple[str, str]] = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") and len(cells) == 1:
                continue
            if len(cells) > max(columns) and cells[columns[0]]:
                rows.append((cells[columns[0]], cells[columns[1]]))
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows
