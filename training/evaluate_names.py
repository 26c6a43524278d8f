"""Score names in CoNLL-U (MISC NER=B-person, ...) against a corpus tagged word by word (IOB2).

    python evaluate_names.py uner en_ewt-ud-test.iob2 --text > names.txt      # the raw text to parse
    python evaluate_names.py uner en_ewt-ud-test.iob2 system.conllu           # F1 of names

A name is right when its first and last character and its kind are. Words are aligned by characters (white space left
out), so the two sides may be split into words differently. Universal NER scores persons, organisations and places, as
its authors do; WNUT17's six types fall into our four kinds.
"""
import argparse
import sys
from pathlib import Path
from typing import Iterable

from conllu import iob_sentences

TYPES = {"uner": {"PER": "person", "ORG": "organisation", "LOC": "place"},
         "wnut17": {"person": "person", "location": "place", "corporation": "organisation", "group": "organisation",
                    "product": "misc", "creative-work": "misc"}}
COLUMNS = {"uner": (1, 2), "wnut17": (0, 1)}
Span = tuple[int, int, str]


def spans(words: Iterable[tuple[str, str]], start: int = 0) -> tuple[str, list[Span]]:
    """The characters of (form, tag) words and the names among them; a tag without a beginning begins a name."""
    characters, found = "", []
    previous = "O"
    for form, tag in words:
        begin = start + len(characters)
        characters += "".join(form.split())
        end = start + len(characters)
        if tag.startswith("I-") and previous[2:] == tag[2:]:
            found[-1] = (found[-1][0], end, tag[2:])
        elif tag != "O":
            found.append((begin, end, tag[2:]))
        previous = tag
    return characters, found


def gold_names(path: Path, corpus: str) -> tuple[str, list[Span]]:
    """Characters and names of a tagged file; types the corpus is not scored by are left out."""
    characters, names = "", []
    for sentence in iob_sentences(path, COLUMNS[corpus]):
        more, found = spans(sentence, len(characters))
        characters += more
        names += [(b, e, TYPES[corpus][kind]) for b, e, kind in found if kind in TYPES[corpus]]
    return characters, names


def system_names(lines: Iterable[str], corpus: str) -> tuple[str, list[Span]]:
    words, kinds = [], set(TYPES[corpus].values())
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            words.append((cells[1], next((m[4:] for m in cells[9].split("|") if m.startswith("NER=")), "O")))
        elif not line.strip() and words:
            words.append(("", "O"))  # no name goes on beyond its sentence
    characters, names = spans(words)
    return characters, [n for n in names if n[2] in kinds]


def score(gold: list[Span], system: list[Span]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    both = len(set(gold) & set(system))
    precision, recall = both / len(system) if system else 0.0, both / len(gold) if gold else 0.0
    return precision, recall, 2 * both / (len(gold) + len(system)) if gold or system else 0.0


def raw_text(path: Path, corpus: str) -> str:
    """One sentence a paragraph, words apart; Universal NER files carry the text."""
    if corpus == "uner":
        with path.open(encoding="utf-8") as lines:
            return "\n\n".join(line.partition("=")[2].strip() for line in lines if line.startswith("# text =")) + "\n"
    return "\n\n".join(" ".join(form for form, _ in rows) for rows in iob_sentences(path, COLUMNS[corpus])) + "\n"


def report(gold: list[Span], system: list[Span]) -> None:
    for kind in [*sorted({n[2] for n in gold}), "all"]:
        chosen = [[n for n in side if kind in ("all", n[2])] for side in (gold, system)]
        precision, recall, f1 = score(*chosen)
        print(f"{kind:<13} precision {100 * precision:6.2f} recall {100 * recall:6.2f} F1 {100 * f1:6.2f}"
              f" names {len(chosen[0])}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=sorted(TYPES))
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path, nargs="?")
    parser.add_argument("--text", action="store_true", help="print the raw text of the corpus")
    options = parser.parse_args()
    if options.text:
        print(raw_text(options.gold, options.corpus), end="")
        return 0
    if not options.system:
        parser.error("a CoNLL-U file to score is missing")
    characters, gold = gold_names(options.gold, options.corpus)
    with options.system.open(encoding="utf-8") as lines:
        parsed, system = system_names(lines, options.corpus)
    if characters != parsed:
        at = next((i for i, (a, b) in enumerate(zip(characters, parsed)) if a != b), min(len(characters), len(parsed)))
        print(f"evaluate_names.py: the texts differ at character {at}: {characters[at:at + 20]!r} and "
              f"{parsed[at:at + 20]!r}", file=sys.stderr)
        return 3
    report(gold, system)
    return 0


if __name__ == "__main__":
    sys.exit(main())
