"""Windows of sentences as tensors."""
import copy
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch

import conllu
import gum_names
import swap_names
from conllu import Sentence, Word
from scripts import WordPieces, lemma_script, shape

WINDOW = 192
IGNORE = -100
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place", "OTH": "misc"}
WNUT = {"person": "person", "location": "place", "corporation": "organisation", "group": "organisation",
        "product": "misc", "creative-work": "misc"}
NER = ["O"] + [b + t for t in ("person", "organisation", "place", "misc") for b in ("B-", "I-")]


@dataclass
class Labels:
    lists: dict[str, list]

    def __post_init__(self) -> None:
        self.index = {k: {str(v): i for i, v in enumerate(values)} for k, values in self.lists.items()}

    def of(self, name: str, value) -> int:
        return self.index[name].get(str(value), IGNORE)


def make_labels(sentences: list[Sentence]) -> Labels:
    words = [w for s in sentences for w in s.words if w.upos != "_"]

    def common(values, least: int) -> list:
        return [v for v, n in sorted(Counter(values).items(), key=lambda p: (-p[1], str(p[0]))) if n >= least]

    return Labels({"upos": sorted({w.upos for w in words}),
                   "feats": common((w.feats for w in words), 3),
                   "lemma": [list(s) for s in common((lemma_script(w.form, w.lemma) for w in words), 2)],
                   "deprel": common((w.deprel for w in words), 2),
                   "ner": NER, "sent": ["inside", "start"]})


def load_treebanks(folder: Path, part: str, ewt_names: Path | None = None) -> list[list[Sentence]]:
    """Documents of EWT and GUM; GUM with names, EWT with those of label_names.py."""
    ewt = list(conllu.read(folder / f"UD_English-EWT/en_ewt-ud-{part}.conllu"))
    gum = list(conllu.read(folder / f"UD_English-GUM/en_gum-ud-{part}.conllu"))
    for sentence in gum:
        gum_names.gum_names(sentence)
    if ewt_names:
        tags = dict(line.split("\t") for line in ewt_names.read_text("utf-8").splitlines())
        for sentence in ewt:
            for word, tag in zip(sentence.words, tags.get(sentence.sent_id, "").split()):
                word.ner = None if tag == "?" else tag
    return [*conllu.documents(ewt), *conllu.documents(gum)]


class Names:
    """Sentences with names and no trees: half of the tweets, Universal NER twice, and some with other names an epoch."""

    def __init__(self, ner: Path, treebanks: Path, trees: list[list[Sentence]], tables: Path):
        self.tweets, self.web = load_names(ner, treebanks)
        gum = [s for d in trees for s in d if s.sent_id.startswith("GUM")]
        self.named = [s for s in gum + 2 * [d[0] for d in self.web] if any(w.ner and w.ner[0] == "B" for w in s.words)]
        self.tables = swap_names.load_tables(tables)

    def of_epoch(self, rng: random.Random, swapped: int = 800) -> list[list[Sentence]]:
        return rng.sample(self.tweets, len(self.tweets) // 2) + 2 * self.web + [[swap_names.swap(rng.choice(self.named), self.tables, rng)]
                                             for _ in range(swapped)]


def tag_retype(tag: str, types: dict[str, str]) -> str:
    return tag[:2] + types.get(tag[2:], "misc") if len(tag) > 2 else "O"


def load_names(ner: Path, treebanks: Path) -> tuple[list[list[Sentence]], list[list[Sentence]]]:
    """WNUT17 train and Universal NER on EWT dev, each sentence a document."""
    tweets, web = [], []
    for rows in conllu.iob_sentences(ner / "WNUT17/wnut17train.conll", (0, 1)):
        words = [Word(f, "_", "_", "_", 0, "_", "_", ner=tag_retype(t, WNUT)) for f, t in rows]
        tweets.append([Sentence(words, "")])
    dev = list(conllu.read(treebanks / "UD_English-EWT/en_ewt-ud-dev.conllu"))
    tagged = list(conllu.iob_sentences(ner / "UNER_English-EWT/en_ewt-ud-dev.iob2", (1, 2)))
    by_forms = {" ".join(f for f, _ in rows): rows for rows in tagged}
    for sentence in dev:
        rows = by_forms.get(" ".join(w.form for w in sentence.words))
        if rows:
            words = [Word(f, "_", "_", "_", 0, "_", "_", ner=tag_retype(t, UNER)) for f, t in rows]
            web.append([Sentence(words, "")])
    return tweets, web


def augment(sentence: Sentence, rng: random.Random) -> Sentence:
    """Headlines, telegrams and typewriters: upper case, lower case, no full stop."""
    dice = rng.random()
    if dice > 0.10:
        return sentence
    sentence = copy.deepcopy(sentence)
    if dice < 0.03:
        for w in sentence.words:
            w.form = w.form.upper()
    elif dice < 0.05:
        for w in sentence.words:
            w.form = w.form.lower()
    elif dice < 0.07:
        for w in sentence.words:
            w.form = w.form[:1].upper() + w.form[1:]
    elif len(sentence.words) > 3 and sentence.words[-1].upos == "PUNCT" and \
            all(w.head != len(sentence.words) for w in sentence.words):
        sentence.words.pop()
    return sentence


def windows(documents: list[list[Sentence]], pieces: WordPieces, rng: random.Random | None) -> list[list[Sentence]]:
    """Consecutive sentences of a document up to the limit; with `rng`, sometimes cut short."""
    out = []
    for document in documents:
        window: list[Sentence] = []
        size = 2
        for sentence in document:
            length = sum(len(pieces.of(w.form)) for w in sentence.words)
            if length > WINDOW - 2:
                continue
            if window and (size + length > WINDOW or (rng and rng.random() < 0.15)):
                out.append(window)
                window, size = [], 2
            window.append(sentence)
            size += length
        if window:
            out.append(window)
    return out


def encode(window: list[Sentence], pieces: WordPieces, labels: Labels, rng: random.Random | None) -> dict:
    """Lists of one window: pieces, shapes, first and last piece of each word, labels, heads within the window."""
    row: dict[str, list] = {k: [] for k in ("first", "last", "upos", "feats", "lemma", "ner", "sent", "head", "deprel",
                                            "sentence")}
    row["pieces"], row["shapes"] = [pieces.first], [0]
    start = 0
    for number, sentence in enumerate(window):
        sentence = augment(sentence, rng) if rng else sentence
        for i, word in enumerate(sentence.words):
            ids = pieces.of(word.form)
            if rng and rng.random() < 0.04:      # the sentence must tell what the word is
                ids = [pieces.mask]
            row["first"].append(len(row["pieces"]))
            row["pieces"] += ids
            row["last"].append(len(row["pieces"]) - 1)
            kind = shape(word.form)
            if rng and rng.random() < 0.05:
                kind = 1
            row["shapes"] += [kind] * len(ids)
            known = word.upos != "_"
            row["upos"].append(labels.of("upos", word.upos) if known else IGNORE)
            row["feats"].append(labels.of("feats", word.feats) if known else IGNORE)
            row["lemma"].append(labels.of("lemma", list(lemma_script(word.form, word.lemma))) if known else IGNORE)
            row["deprel"].append(labels.of("deprel", word.deprel) if known else IGNORE)
            row["head"].append((start + word.head - 1 if word.head else -1) if known else IGNORE)
            row["ner"].append(IGNORE if word.ner is None else labels.of("ner", word.ner))
            row["sent"].append((1 if i == 0 else 0) if known else IGNORE)
            row["sentence"].append(number)
        start += len(sentence.words)
    row["pieces"].append(pieces.last)
    row["shapes"].append(0)
    return row


def batch_of(rows: list[dict]) -> dict[str, torch.Tensor]:
    length = max(len(r["pieces"]) for r in rows)
    words = max(len(r["first"]) for r in rows)

    def padded(key: str, size: int, fill: int) -> torch.Tensor:
        return torch.tensor([r[key] + [fill] * (size - len(r[key])) for r in rows])

    batch = {"pieces": padded("pieces", length, 0), "shapes": padded("shapes", length, 0),
             "valid": torch.tensor([[i < len(r["pieces"]) for i in range(length)] for r in rows]),
             "first": padded("first", words, 0), "last": padded("last", words, 0),
             "sentence": padded("sentence", words, -1)}
    for key in ("upos", "feats", "lemma", "ner", "sent", "deprel"):
        batch[key] = padded(key, words, IGNORE)
    batch["head"] = padded("head", words, IGNORE)
    return batch
