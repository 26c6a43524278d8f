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
    xpos: str = "_"                 # the treebank's own tag: NNP also on the adjective of "New York"


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
    words.append(Word(cells[1], cells[2], cells[3], cells[5], int(cells[6]), cells[7], cells[9], space_after,
                      xpos=cells[4]))


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
