"""Train anew only the head that tags names, over a parser that stays as it is: far cheaper than train.py.

    python name_head.py --data DIR --ner DIR --tables DIR --vocabulary vocab.txt --parser parser.pt --ewt-names TSV --out OUT
"""
import argparse
import random
from pathlib import Path

import torch
from torch.nn import functional as F

import data
from data import IGNORE
from model import Parser, half_width, layers_of
from scripts import WordPieces


def vectors(model: Parser, pieces: WordPieces, labels: data.Labels, documents: list) -> tuple[torch.Tensor, torch.Tensor]:
    """The vectors of all words with a tag, and the tags."""
    rows = [data.encode(w, pieces, labels, None) for w in data.windows(documents, pieces, None)]
    rows.sort(key=lambda r: len(r["pieces"]))
    found: list[torch.Tensor] = []
    tags: list[torch.Tensor] = []
    group: list[dict] = []
    for i, row in enumerate(rows):
        group.append(row)
        if i + 1 < len(rows) and (len(group) + 1) * len(rows[i + 1]["pieces"]) <= 3000:
            continue
        batch, group = data.batch_of(group), []
        with torch.no_grad(), half_width():
            h = model.word_vectors(batch)
        keep = batch["ner"] != IGNORE
        found.append(h[keep].half())
        tags.append(batch["ner"][keep])
    return torch.cat(found), torch.cat(tags)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("data", "ner", "tables", "vocabulary", "parser", "ewt-names", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--cache", type=Path, help="where the vectors are kept")
    args = parser.parse_args()
    torch.manual_seed(3)
    rng = random.Random(3)
    saved = torch.load(args.parser)
    labels, pieces = data.Labels(saved["labels"]), WordPieces(args.vocabulary)
    model = Parser(len(pieces.index), layers_of(saved["model"]), labels.lists).eval()
    model.load_state_dict(saved["model"])
    if args.cache and args.cache.exists():
        parts = torch.load(args.cache)
    else:
        trees = data.load_treebanks(args.data, "train", args.ewt_names)
        names = data.Names(args.ner, args.data, trees, args.tables)
        gum = [d for d in trees if d[0].sent_id.startswith("GUM")]
        ewt = [d for d in trees if not d[0].sent_id.startswith("GUM")]
        swapped = [[data.swap_names.swap(rng.choice(names.named), names.tables, rng)] for _ in range(1200)]
        parts = {}
        for name, documents in (("web", names.web), ("gum", rng.sample(gum, len(gum) * 2 // 3)),
                                ("ewt", rng.sample(ewt, len(ewt) // 2)), ("swapped", swapped),
                                ("tweets", rng.sample(names.tweets, len(names.tweets) // 2))):
            parts[name] = vectors(model, pieces, labels, documents)
            print(name, len(parts[name][1]), flush=True)
        if args.cache:
            torch.save(parts, args.cache)
    h = torch.cat([h for h, _ in parts.values()])
    gold = torch.cat([t for _, t in parts.values()])
    head = model.tags["ner"].requires_grad_(True)
    optimiser = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.05)
    steps, size = args.epochs * (len(gold) // 512), 512
    for step in range(steps):
        if step % (steps // args.epochs) == 0:
            order, total = torch.randperm(len(gold)), 0.0
        at = step % (steps // args.epochs) * size
        chosen = order[at:at + size]
        optimiser.param_groups[0]["lr"] = 2e-3 * (1 - step / steps)
        loss = F.cross_entropy(head(F.dropout(h[chosen].float(), 0.3)), gold[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        total += loss.item()
        if (step + 1) % (steps // args.epochs) == 0:
            print(f"mean loss {total / (steps // args.epochs):.4f}", flush=True)
    torch.save({"model": model.state_dict(), "labels": saved["labels"]}, args.out)


if __name__ == "__main__":
    main()
