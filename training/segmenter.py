"""Train the segmenter: a small convolutional net from characters to word and sentence ends.

    python segmenter.py --data DIR --out segmenter.pt
"""
import argparse
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import conllu
from conllu import Sentence

EMBED, WIDTH, KERNELS, CHUNK = 32, 96, (9, 9, 11), 400
INSIDE, WORD, SENTENCE, IGNORE = 0, 1, 2, -100


def characters(sentences: list[Sentence]) -> tuple[str, list[int]]:
    """The text and, for each character, whether a word or a sentence ends with it; white space is not scored."""
    text, labels = [], []
    for number, sentence in enumerate(sentences):
        if number and (sentence.new_document or sentence.new_paragraph):
            text.append("\n\n")
            labels += [IGNORE] * 2
        pieces = [(form, space) for form, space in conllu.surface(sentence) if form]
        for i, (form, space) in enumerate(pieces):
            end = SENTENCE if i + 1 == len(pieces) else WORD
            text.append(form + (" " if space else ""))
            labels += [INSIDE] * (len(form) - 1) + [end] + [IGNORE] * space
    return "".join(text), labels


def typographic(text: str, rng: random.Random) -> str:
    """Straight quotation marks as curly ones, one character for one."""
    out, opened = [], False
    for i, c in enumerate(text):
        if c == '"':
            out.append("”" if opened else "“")
            opened = not opened
        elif c == "'":
            before = text[i - 1] if i else " "
            out.append("‘" if before.isspace() else "’")
        elif c == "-" and rng.random() < 0.1 and text[i - 1:i + 2] == " - ":
            out.append("—")
        else:
            out.append(c)
            opened = opened and c != "\n"
    return "".join(out)


LOST = re.compile(r"(?<=\b(?:it|he|we))['’](?=\w)|(?<=\bI)['’](?=[md]|ve|ll)|(?<=n)['’](?=t\b)|"
                  r"(?<=\b(?:she|let|who|you))['’](?=\w)|(?<=\b(?:that|they|what|here))['’](?=\w)|(?<=\bthere)['’](?=\w)",
                  re.IGNORECASE)


def without_apostrophes(text: str, labels: list[int], rng: random.Random, share: float = 0.05) -> tuple[str, list[int]]:
    """Some contractions as the hasty write them ("its a", "dont"); their words stay apart."""
    drop = {m.start() for m in LOST.finditer(text) if rng.random() < share}
    return ("".join(c for i, c in enumerate(text) if i not in drop),
            [label for i, label in enumerate(labels) if i not in drop])


def other_dollars(text: str, labels: list[int], rng: random.Random, share: float = 0.3) -> tuple[str, list[int]]:
    """Some dollars of other countries, which the treebanks hardly hold: "A$5" is "A$" and "5"."""
    out, ends = [], []
    for i, c in enumerate(text):
        if c == "$" and text[i + 1:i + 2].isdigit() and text[i - 1].isspace() and rng.random() < share:
            prefix = rng.choice(("A", "C", "S", "US", "HK", "NZ"))
            out.append(prefix)
            ends += [INSIDE] * len(prefix)
        out.append(c)
        ends.append(labels[i])
    return "".join(out), ends


def currencies(text: str, rng: random.Random) -> str:
    """Other currency signs before figures, which the treebanks hardly hold."""
    return "".join(rng.choice("$£€¥₽") if c == "$" and text[i + 1:i + 2].isdigit() else c for i, c in enumerate(text))


def vocabulary(text: str) -> list[str]:
    """Frequent characters, then one class a Unicode category for all others ("<Lu>")."""
    frequent = [c for c, n in sorted(Counter(text).items()) if n >= 30]
    categories = sorted({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
                         "Po", "Sm", "Sc", "Sk", "So", "Zs", "Cc"})
    return ["<other>"] + [f"<{c}>" for c in categories] + frequent


def index_of(vocab: list[str]) -> dict[str, int]:
    return {c: i for i, c in enumerate(vocab)}


def encode(text: str, index: dict[str, int], rng: random.Random | None = None) -> list[int]:
    def one(c: str) -> int:
        if c in index and not (rng and rng.random() < 0.01):
            return index[c]
        return index.get(f"<{unicodedata.category(c)}>", 0)
    return [one(c) for c in text]


class Segmenter(nn.Module):
    def __init__(self, size: int):
        super().__init__()
        self.embed = nn.Embedding(size, EMBED)
        for i, kernel in enumerate(KERNELS, 1):
            setattr(self, f"conv{i}", nn.Conv1d(EMBED if i == 1 else WIDTH, WIDTH, kernel, padding=kernel // 2))
        self.out = nn.Linear(WIDTH, 3)
        self.dropout = nn.Dropout(0.15)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.embed(ids).transpose(1, 2)
        for i in range(1, len(KERNELS) + 1):
            x = self.dropout(F.relu(getattr(self, f"conv{i}")(x)))
        return self.out(x.transpose(1, 2))


def chunks(ids: list[int], labels: list[int], offset: int) -> list[tuple[list[int], list[int]]]:
    return [(ids[i:i + CHUNK], labels[i:i + CHUNK]) for i in range(offset, len(ids) - CHUNK, CHUNK)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--start", type=Path, help="go on from this segmenter.pt")
    parser.add_argument("--epochs", type=int, default=18)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    sentences = [s for p in ("UD_English-EWT/en_ewt-ud-train.conllu", "UD_English-GUM/en_gum-ud-train.conllu")
                 for s in conllu.read(args.data / p)]
    text, labels = characters(sentences)
    vocab = torch.load(args.start)["vocab"] if args.start else vocabulary(text + typographic(text, rng) + 40 * "£€¥₽")
    index = index_of(vocab)
    model = Segmenter(len(vocab))
    if args.start:
        model.load_state_dict(torch.load(args.start)["model"])
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate)
    total = args.epochs * (len(text) // CHUNK) // 32
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, args.rate, total_steps=total + 10)
    for epoch in range(args.epochs):
        version, ends = other_dollars(typographic(text, rng) if epoch % 2 else text, labels, rng)
        version, ends = without_apostrophes(currencies(version, rng), ends, rng)
        rows = chunks(encode(version, index, rng), ends, rng.randrange(CHUNK))
        rng.shuffle(rows)
        losses = 0.0
        for i in range(0, len(rows) - 32, 32):
            ids, gold = (torch.tensor([r[k] for r in rows[i:i + 32]]) for k in (0, 1))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids)
            loss = F.cross_entropy(scores.float().reshape(-1, 3), gold.reshape(-1), ignore_index=IGNORE)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            mean.update_parameters(model)
            losses += loss.item()
        print(f"epoch {epoch + 1}: mean loss {losses / (len(rows) // 32):.4f}", flush=True)
        torch.save({"model": mean.module.state_dict(), "vocab": vocab}, args.out)


if __name__ == "__main__":
    main()
