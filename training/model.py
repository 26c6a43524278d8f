"""The parsing model "tamga-parser-1" (docs/model-format.md): BERT encoder, tagging heads, biaffine parser."""
import math
import re

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HEADS, INNER = 384, 12, 1536
ARC, REL, SHAPES = 256, 128, 8


class Layer(nn.Module):
    """One post-norm transformer layer (Devlin et al. 2019)."""

    def __init__(self, dropout: float):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape

        def split(t: torch.Tensor) -> torch.Tensor:
            return t.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        # plain products: on processors their gradient is four times as quick as that of the fused attention
        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        mixed = (scores + mask.to(scores.dtype)).softmax(-1).to(x.dtype) @ split(self.value(x))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary: int, layers: int, dropout: float = 0.1):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: torch.Tensor, shapes: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(pieces.shape[1])
        x = self.norm(self.pieces(pieces) + self.positions(positions) + self.shapes(shapes))
        x = self.dropout(x)
        mask = torch.where(valid, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_bert(self, weights: dict[str, torch.Tensor]) -> None:
        """Weights named as BERT's (Devlin et al. 2019); the token type embedding is folded into the positions."""
        get = {k.removeprefix("bert."): v for k, v in weights.items()}
        self.pieces.weight.data.copy_(get["embeddings.word_embeddings.weight"])
        self.positions.weight.data.copy_(get["embeddings.position_embeddings.weight"]
                                         + get["embeddings.token_type_embeddings.weight"][0])
        copy(self.norm, get, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for ours, theirs in (("query", "attention.self.query"), ("key", "attention.self.key"),
                                 ("value", "attention.self.value"), ("out", "attention.output.dense"),
                                 ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                                 ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                copy(getattr(layer, ours), get, at + theirs)


def half_width() -> torch.autocast:
    """Products in bfloat16, where the processor has them; elsewhere they would be slower than floats."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported())


def layers_of(weights: dict[str, torch.Tensor]) -> int:
    """How many layers there are in weights of BERT or of a Parser."""
    return len({re.search(r"layers?\.(\d+)\.", name)[1] for name in weights if re.search(r"layers?\.\d+\.", name)})


def copy(module: nn.Module, weights: dict, name: str) -> None:
    module.weight.data.copy_(weights[name + ".weight"])
    module.bias.data.copy_(weights[name + ".bias"])


class Parser(nn.Module):
    """Heads over word vectors: the first and the last piece of a word, side by side (768)."""

    def __init__(self, vocabulary: int, layers: int, labels: dict[str, list]):
        super().__init__()
        self.encoder = Encoder(vocabulary, layers)
        self.tags = nn.ModuleDict({name: nn.Linear(2 * WIDTH, len(labels[name]))
                                   for name in ("upos", "feats", "lemma", "ner", "sent")})
        self.arc_dep, self.arc_head = nn.Linear(2 * WIDTH, ARC), nn.Linear(2 * WIDTH, ARC)
        self.rel_dep, self.rel_head = nn.Linear(2 * WIDTH, REL), nn.Linear(2 * WIDTH, REL)
        self.arc_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.rel_root = nn.Parameter(torch.randn(REL) * 0.1)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.zeros(len(labels["deprel"]), REL + 1, REL + 1))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)
        self.dropout = nn.Dropout(0.3)

    def word_vectors(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """[windows, words, 768]"""
        hidden = self.encoder(batch["pieces"], batch["shapes"], batch["valid"])
        rows = torch.arange(hidden.shape[0])[:, None]
        return torch.cat([hidden[rows, batch["first"]], hidden[rows, batch["last"]]], -1).float()

    def parts(self, h: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Arc scores [windows, words, words + 1] (the last column is the root) and the relation vectors."""
        h = self.dropout(h)
        dep, head = self.dropout(F.relu(self.arc_dep(h))), self.dropout(F.relu(self.arc_head(h)))
        heads = torch.cat([head, self.arc_root.expand(h.shape[0], 1, ARC)], 1)
        arcs = torch.cat([dep, dep.new_ones(*dep.shape[:2], 1)], -1) @ self.arc @ heads.transpose(1, 2)
        rel_dep, rel_head = self.dropout(F.relu(self.rel_dep(h))), self.dropout(F.relu(self.rel_head(h)))
        rel_heads = torch.cat([rel_head, self.rel_root.expand(h.shape[0], 1, REL)], 1)
        return arcs, rel_dep, rel_heads

    def relations(self, dep: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """[words, REL] x [words, REL] -> [words, relations]"""
        one = dep.new_ones(dep.shape[0], 1)
        dep, head = torch.cat([dep, one], -1), torch.cat([head, one], -1)
        return torch.einsum("nd,rde,ne->nr", dep, self.rel, head)
