"""Names for the trees of EWT, which has none: its Penn tags say where proper words stand, a trained parser what they are.

    python label_names.py --data DIR --ner DIR --tables DIR --parser parser.pt --vocabulary vocab.txt --out ewt-names.tsv

One line a sentence: its sent_id and a tag a word; "?" where it stays unclear, which training leaves out. A name that
Universal NER, a pack's tables or, always alike, GUM hold is of the kind it has there; any other of the kind that its
occurrences have on average."""
import argparse
from collections import Counter, defaultdict
from pathlib import Path

import torch

import conllu
import data
import swap_names
from gum_names import CALENDAR, JOINS, TITLES, proper
from model import Parser, half_width, layers_of
from scripts import WordPieces

KINDS = ("person", "organisation", "place", "misc")
SURE, NO_NAME = 0.7, 0.8
WITHIN = {"flat", "compound", "amod", "nmod", "goeswith", "fixed", "det", "case", "punct", "nummod", "cc"}


def kinds_of(model: Parser, rows: list[dict]) -> list[torch.Tensor]:
    """[words, 5] of each row: the probability of no name and of each kind."""
    batch = data.batch_of(rows)
    with torch.no_grad(), half_width():
        h = model.word_vectors(batch)
    tags = model.tags["ner"](h.float()).softmax(-1)
    kinds = torch.cat([tags[..., :1], tags[..., 1::2] + tags[..., 2::2]], -1)
    return [kinds[i, :len(r["first"])].detach() for i, r in enumerate(rows)]


def same_name(words: list[conllu.Word], i: int, j: int) -> bool:
    """Whether two neighbouring words are joined in the tree by a relation that builds names."""
    near = range(max(0, i - 4), min(len(words), j + 5))
    def up(k: int) -> set[int]:
        seen = {k}
        while words[k].deprel.split(":")[0] in WITHIN and words[k].head - 1 in near and words[k].head - 1 not in seen:
            k = words[k].head - 1
            seen.add(k)
        return seen
    return bool({k for k in up(i) & up(j) if proper(words[k])})


def spans(words: list[conllu.Word], kinds: torch.Tensor) -> list[tuple[int, int]]:
    """Where the names of a sentence stand: proper words that the tree joins and that are of one kind."""
    name = [proper(w) and w.form.lower() not in CALENDAR for w in words]
    best = [int(k[1:].argmax()) for k in kinds]
    for i in reversed(range(len(words) - 1)):
        if name[i] and name[i + 1] and words[i].upos != "PROPN" and same_name(words, i, i + 1):
            best[i] = best[i + 1]
    out, i = [], 0
    while i < len(words):
        if not name[i]:
            i += 1
            continue
        end = i + 1
        while end < len(words):
            if name[end] and best[end] == best[i] and same_name(words, end - 1, end):
                end += 1
            elif end + 1 < len(words) and words[end].form.lower() in JOINS and name[end + 1] and \
                    best[end + 1] == best[i] and kinds[end][0] < 0.5:
                end += 2
            else:
                break
        begin = i
        while best[i] == 0 and begin < end and words[begin].form.lower() in TITLES:
            begin += 1
        if begin < end:
            out.append((begin, end))
        i = end
    return out


def text(words: list[conllu.Word], first: int, end: int) -> str:
    return " ".join(w.form for w in words[first:end])


def lexicon(sentences: list[conllu.Sentence], least: int, share: float) -> dict[str, str]:
    """The kind of names seen so often in tagged sentences, and in such a share of them of that kind."""
    seen: dict[str, Counter] = defaultdict(Counter)
    for sentence in sentences:
        tags = [w.ner or "O" for w in sentence.words] + ["O"]
        first = 0
        for i, tag in enumerate(tags):
            if i and tags[i - 1] != "O" and not tag.startswith("I-"):
                seen[text(sentence.words, first, i)][tags[first][2:]] += 1
            first = i if tag.startswith("B-") else first
    tops = ((name, *kinds.most_common(1)[0], sum(kinds.values())) for name, kinds in seen.items())
    return {name: kind for name, kind, count, total in tops if total >= least and count >= share * total}


def tags_of(words: list[conllu.Word], kinds: torch.Tensor, known: dict[str, str], mean: dict[str, torch.Tensor]) -> list[str]:
    tags = ["O"] * len(words)
    for first, end in spans(words, kinds):
        name = text(words, first, end)
        score = (kinds[first:end, 1:].sum(0) / kinds[first:end, 1:].sum() + mean[name]) / 2
        kind = known.get(name, KINDS[int(score.argmax())])
        if end - first == 1 and words[first].xpos == "NNPS" and name not in known:
            continue      # a people
        sure = name in known or score.max() >= SURE and kinds[first:end, 0].mean() < NO_NAME
        for i in range(first, end):
            tags[i] = (("B-" if i == first else "I-") + kind) if sure else "?"
    return tags


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("data", "ner", "tables", "parser", "vocabulary", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    args = parser.parse_args()
    saved = torch.load(args.parser)
    labels, pieces = data.Labels(saved["labels"]), WordPieces(args.vocabulary)
    model = Parser(len(pieces.index), layers_of(saved["model"]), labels.lists).eval()
    model.load_state_dict(saved["model"])
    sentences = list(conllu.read(args.data / "UD_English-EWT/en_ewt-ud-train.conllu"))
    windows = data.windows(list(conllu.documents(sentences)), pieces, None)
    rows = sorted(((data.encode(w, pieces, labels, None), w) for w in windows), key=lambda p: len(p[0]["pieces"]))
    kinds: dict[str, torch.Tensor] = {}
    for at in range(0, len(rows), 16):
        group = rows[at:at + 16]
        for scores, (_, window) in zip(kinds_of(model, [r for r, _ in group]), group):
            begin = 0
            for sentence in window:
                kinds[sentence.sent_id] = scores[begin:begin + len(sentence.words)]
                begin += len(sentence.words)
    sentences = [s for s in sentences if s.sent_id in kinds]
    gum = [s for d in data.load_treebanks(args.data, "train") for s in d if s.sent_id.startswith("GUM")]
    listed = {" ".join(name): kind for kind, names in swap_names.load_tables(args.tables).items() for name in names}
    known = lexicon(gum, 3, 1.0) | listed | lexicon([d[0] for d in data.load_names(args.ner, args.data)[1]], 1, 0.6)
    sums: dict[str, torch.Tensor] = defaultdict(lambda: torch.zeros(len(KINDS)))
    for sentence in sentences:
        for first, end in spans(sentence.words, kinds[sentence.sent_id]):
            sums[text(sentence.words, first, end)] += kinds[sentence.sent_id][first:end, 1:].sum(0)
    mean = {name: total / total.sum() for name, total in sums.items()}
    args.out.write_text("".join(
        f"{s.sent_id}\t{' '.join(tags_of(s.words, kinds[s.sent_id], known, mean))}\n" for s in sentences))


if __name__ == "__main__":
    main()
