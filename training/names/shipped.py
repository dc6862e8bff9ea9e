"""`python -m training.names.shipped PIPELINE WORK`: the floats of a packaged transformer, to train on from.

Where the floats of a training were not kept, those that stand behind its bytes are the next best: they differ by half a
step of a byte. WORK gets `mean.pt` and `vocabulary.json`; then `--stage passages`, `settle` and `halve` can follow.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch.nn import LayerNorm, Linear

from training.names.graph import WIDTH
from training.names.student import Student

Constants = Mapping[str, NDArray[Any]]  # those of `graph.onnx_bytes`, by name


def _linear(constants: Constants, name: str, *, columns: slice = slice(None), times: float = 1.0) -> Linear:
    """Some outputs of a layer; rows whose inputs were multiplied as floats come last."""
    matrix = constants[f"{name}.bytes"] * constants[f"{name}.scales"]
    if f"{name}.inverse" in constants:
        matrix = matrix * constants[f"{name}.inverse"][:, None]
    if name.endswith("outer"):
        matrix = np.vstack([matrix, constants[name.replace("outer", "loud")]])
    made = Linear(*matrix[:, columns].shape)
    made.weight.data = torch.tensor(matrix[:, columns].T * times, dtype=torch.float32)
    made.bias.data = torch.tensor(constants[f"{name}.bias"][columns] * times)
    return made


def _fill(norm: LayerNorm, constants: Constants, name: str) -> None:
    norm.weight.data = torch.tensor(constants[f"{name}.weight"])
    norm.bias.data = torch.tensor(constants[f"{name}.bias"])


def student_of(model: onnx.ModelProto) -> Student:
    """A student that scores as the graph does, up to the rounding."""
    constants = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    words = constants["words.bytes"] * constants["words.scales"]
    layers = sum(name.endswith("mix.bytes") for name in constants)
    student = Student(layers=layers, pieces=len(words))
    parts = student.body.embeddings
    parts.word_embeddings.weight.data = torch.tensor(words)
    parts.position_embeddings.weight.data = torch.tensor(constants["places"])
    parts.token_type_embeddings.weight.data.zero_()  # they stand in the places
    _fill(parts.LayerNorm, constants, "norm")
    for at, layer in enumerate(student.body.encoder.layer):
        name, own = f"layers.{at}", layer.attention.self
        width = len(constants[f"{name}.heads.bias"]) // 3
        query, key, value = (slice(n * width, (n + 1) * width) for n in range(3))
        own.query = _linear(constants, f"{name}.heads", columns=query, times=math.sqrt(WIDTH))
        own.key = _linear(constants, f"{name}.heads", columns=key)
        own.value = _linear(constants, f"{name}.heads", columns=value)
        layer.attention.output.dense = _linear(constants, f"{name}.mix")
        layer.intermediate.dense = _linear(constants, f"{name}.inner")
        layer.output.dense = _linear(constants, f"{name}.outer")
        _fill(layer.attention.output.LayerNorm, constants, f"{name}.mix_norm")
        _fill(layer.output.LayerNorm, constants, f"{name}.outer_norm")
    student.head.weight.data = torch.tensor(constants["head.weight"].T)
    student.head.bias.data = torch.tensor(constants["head.bias"])
    return student


def main(pipeline: str, work: str) -> None:
    """Write the checkpoints and the vocabulary."""
    folder = Path(pipeline) / "ner"
    torch.save(student_of(onnx.load(folder / "model.onnx")).state_dict(), Path(work) / "mean.pt")
    known = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    kept = {"pieces": known["pieces"], "scores": known["scores"]}
    (Path(work) / "vocabulary.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
