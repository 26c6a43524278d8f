"""Unpack a model's parser.safetensors into parser.pt and segmenter.pt, for train.py --start, label_names.py and export.py.

    python unpack_model.py ../models/en/parser.safetensors parser.pt segmenter.pt
"""
import json
import sys

import torch
from safetensors import safe_open

from export import LINEAR

TAGS, PARTS = ("upos", "feats", "lemma", "ner", "sent"), ("arc_dep", "arc_head", "rel_dep", "rel_head")


def main(model: str, parser_out: str, segmenter_out: str) -> None:
    with safe_open(model, "pt") as file:
        config = json.loads(file.metadata()["config"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    state = {"encoder.pieces.weight": tensors["pieces.weight"].float() * tensors["pieces.scale"][:, None]}
    linear = {f"layers.{i}.{part}": f"encoder.layers.{i}.{part}" for i in range(config["layers"]) for part in LINEAR}
    linear |= {f"tags.{tag}": f"tags.{tag}" for tag in TAGS} | {part: part for part in PARTS}
    for stored, name in linear.items():
        state[name + ".weight"] = tensors[stored + ".weight"].float() * tensors[stored + ".scale"][:, None]
        state[name + ".bias"] = tensors[stored + ".bias"]
    norms = ["norm"] + [f"layers.{i}.norm{n}" for i in range(config["layers"]) for n in (1, 2)]
    state |= {f"encoder.{n}.{kind}": tensors[f"{n}.{kind}"] for n in norms for kind in ("weight", "bias")}
    state |= {f"encoder.{name}.weight": tensors[name] for name in ("positions", "shapes")}
    state |= {name: tensors[name] for name in ("arc_root", "rel_root", "arc", "rel")}
    torch.save({"model": state, "labels": config["labels"]}, parser_out)
    segmenter = {"embed.weight": tensors["segmenter.embed"], "out.weight": tensors["segmenter.out.weight"].t().contiguous(),
                 "out.bias": tensors["segmenter.out.bias"]}
    for name in (n.removeprefix("segmenter.") for n in tensors if n.startswith("segmenter.conv")):
        tensor = tensors["segmenter." + name]
        segmenter[name] = tensor.permute(2, 1, 0).contiguous() if name.endswith("weight") else tensor
    torch.save({"model": segmenter, "vocab": config["characters"]}, segmenter_out)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
