"""A packaged transformer back to weights that can be trained: 8-bit matrices times their scales."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from estrattore.ner import Segmenter
from training.student import Student, load_vocabulary


def state(path: Path) -> dict[str, torch.Tensor]:
    """The student's parameters from a quantised graph; a matrix is known by the bias that is added to its product."""
    graph = onnx.load(path).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {name: array for name, array in arrays.items() if name.endswith((".bias", "LayerNorm.weight"))}
    for name, array in arrays.items():
        stem = name.removesuffix("_quantized")
        if stem != name:
            real = (array.astype(np.float32) - arrays[f"{stem}_zero_point"]) * arrays[f"{stem}_scale"]
            if stem.endswith("embeddings.weight"):
                found[stem] = real
            else:
                found[_bias_after(graph, name).removesuffix(".bias") + ".weight"] = real.T
    return {name.removeprefix("student."): torch.tensor(array) for name, array in found.items()}


def _bias_after(graph: onnx.GraphProto, matrix: str) -> str:
    """Name of the bias that is added to the product with a matrix, some casts and scalings later."""
    node = next(n for n in graph.node if matrix in n.input)
    while True:
        biases = [name for name in node.input if name.endswith(".bias")]
        if node.op_type == "Add" and biases:
            return biases[0]
        node = next(n for n in graph.node if node.output[0] in n.input)


def student(folder: Path, *, layers: int) -> tuple[Student, Segmenter]:
    """The trainable student of a packaged pipeline, and its segmenter."""
    known = load_vocabulary(folder / "ner" / "vocabulary.json")
    model = Student(layers=layers, pieces=len(known["pieces"]))
    model.load_state_dict(state(folder / "ner" / "model.onnx"))
    return model, Segmenter(known["pieces"], known["scores"])
