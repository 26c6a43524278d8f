"""Train the segmenter: a small convolutional net from characters to word and sentence ends.

    python segmenter.py --data DIR --out segmenter.pt
"""
import argparse
import random
import unicodedata
from collections import Counter
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import conllu
from conllu import Sentence

EMBED, WIDTH, KERNEL, CHUNK = 32, 96, 9, 400
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
        self.conv1 = nn.Conv1d(EMBED, WIDTH, KERNEL, padding=KERNEL // 2)
        self.conv2 = nn.Conv1d(WIDTH, WIDTH, KERNEL, padding=KERNEL // 2)
        self.out = nn.Linear(WIDTH, 3)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.embed(ids).transpose(1, 2)
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        return self.out(x.transpose(1, 2))


def chunks(ids: list[int], labels: list[int], offset: int) -> list[tuple[list[int], list[int]]]:
    return [(ids[i:i + CHUNK], labels[i:i + CHUNK]) for i in range(offset, len(ids) - CHUNK, CHUNK)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=16)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    sentences = [s for p in ("UD_English-EWT/en_ewt-ud-train.conllu", "UD_English-GUM/en_gum-ud-train.conllu")
                 for s in conllu.read(args.data / p)]
    text, labels = characters(sentences)
    vocab = vocabulary(text + typographic(text, rng) + 40 * "£€¥₽")
    index = index_of(vocab)
    model = Segmenter(len(vocab))
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3)
    total = args.epochs * (len(text) // CHUNK) // 32
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=total + 10)
    for epoch in range(args.epochs):
        version = currencies(typographic(text, rng) if epoch % 2 else text, rng)
        rows = chunks(encode(version, index, rng), labels, rng.randrange(CHUNK))
        rng.shuffle(rows)
        losses = 0.0
        for i in range(0, len(rows) - 32, 32):
            ids, gold = (torch.tensor([r[k] for r in rows[i:i + 32]]) for k in (0, 1))
            loss = F.cross_entropy(model(ids).reshape(-1, 3), gold.reshape(-1), ignore_index=IGNORE)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses += loss.item()
        print(f"epoch {epoch + 1}: mean loss {losses / (len(rows) // 32):.4f}", flush=True)
    torch.save({"model": model.state_dict(), "vocab": vocab}, args.out)


if __name__ == "__main__":
    main()
