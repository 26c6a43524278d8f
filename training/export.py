"""Write trained weights as models/<language>/parser.safetensors with its manifest (docs/model-format.md).

    python export.py --parser parser.pt --segmenter segmenter.pt --vocabulary vocab.txt --out ../models/en
"""
import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from data import WINDOW
from model import HEADS, WIDTH, layers_of
from scripts import CHAR_MAP

LINEAR = ("query", "key", "value", "out", "up", "down")


def quantise(tensors: dict, name: str, weight: torch.Tensor) -> None:
    """int8 per row, symmetric: weight = int8 * scale[row]."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    tensors[name + ".weight"] = torch.round(weight / scale[:, None]).to(torch.int8).contiguous()
    tensors[name + ".scale"] = scale.float().contiguous()


def linear(tensors: dict, name: str, state: dict, source: str) -> None:
    quantise(tensors, name, state[source + ".weight"])
    tensors[name + ".bias"] = state[source + ".bias"].float()


def encoder_tensors(tensors: dict, state: dict) -> None:
    quantise(tensors, "pieces", state["encoder.pieces.weight"])
    tensors["positions"] = state["encoder.positions.weight"].float()
    tensors["shapes"] = state["encoder.shapes.weight"].float()
    for name in ("weight", "bias"):
        tensors[f"norm.{name}"] = state[f"encoder.norm.{name}"].float()
    for i in range(layers_of(state)):
        for part in LINEAR:
            linear(tensors, f"layers.{i}.{part}", state, f"encoder.layers.{i}.{part}")
        for norm in ("norm1", "norm2"):
            for name in ("weight", "bias"):
                tensors[f"layers.{i}.{norm}.{name}"] = state[f"encoder.layers.{i}.{norm}.{name}"].float()


def head_tensors(tensors: dict, state: dict) -> None:
    for tag in ("upos", "feats", "lemma", "ner", "sent"):
        linear(tensors, f"tags.{tag}", state, f"tags.{tag}")
    for part in ("arc_dep", "arc_head", "rel_dep", "rel_head"):
        linear(tensors, part, state, part)
    for part in ("arc_root", "rel_root", "arc", "rel"):
        tensors[part] = state[part].float()


def segmenter_tensors(tensors: dict, state: dict) -> None:
    tensors["segmenter.embed"] = state["embed.weight"]
    for conv in sorted({name.split(".")[0] for name in state if name.startswith("conv")}):
        # [out, in, kernel] -> [kernel, in, out]
        tensors[f"segmenter.{conv}.weight"] = state[f"{conv}.weight"].permute(2, 1, 0)
        tensors[f"segmenter.{conv}.bias"] = state[f"{conv}.bias"]
    tensors["segmenter.out.weight"] = state["out.weight"].t()
    tensors["segmenter.out.bias"] = state["out.bias"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("parser", "segmenter", "vocabulary", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--segmenter-weight", type=float, default=0.0, help="in the score of a sentence's start")
    parser.add_argument("--sentence-bias", type=float, default=0.0, help="added to that score")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    trained, segmenter = torch.load(args.parser), torch.load(args.segmenter)
    tensors: dict[str, torch.Tensor] = {}
    encoder_tensors(tensors, trained["model"])
    head_tensors(tensors, trained["model"])
    segmenter_tensors(tensors, segmenter["model"])
    config = {"format": "tamga-parser-1", "width": WIDTH, "heads": HEADS, "layers": layers_of(trained["model"]), "window": WINDOW,
              "longest_word": 16, "labels": trained["labels"], "characters": segmenter["vocab"], "char_map": CHAR_MAP,
              "segmenter_weight": args.segmenter_weight, "sentence_bias": args.sentence_bias}
    path = args.out / "parser.safetensors"
    save_file({k: v.detach().contiguous() for k, v in tensors.items()}, path,
              metadata={"config": json.dumps(config, ensure_ascii=False)})
    shutil.copy(args.vocabulary, args.out / "vocab.txt")
    for name in ("parser.safetensors", "vocab.txt"):
        print(hashlib.sha256((args.out / name).read_bytes()).hexdigest(), name, (args.out / name).stat().st_size)


if __name__ == "__main__":
    main()
