"""A trained student to a spaCy pipeline: ONNX graph with 8-bit weights, vocabulary, component."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.names.graph import Graph, even_out
from training.names.student import TAGS, load, load_vocabulary
from training.names.tokens import blank

SHOWN = 100  # examples
FLOATS = "outer"  # part of the names of the products that stay exact


def onnx_bytes(graph: Graph) -> bytes:
    """In ONNX format, with weights in 8 bits.

    Matrices and embeddings are unsigned bytes, multiplied as such; what a layer adds last loses most by that: its weights
    are stored as bytes, but multiplied as floats.
    """
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            graph,
            (torch.tensor([[0, 5, 6, 7, 2]]),),
            full,
            input_names=["ids"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "pieces"}, "scores": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        floats = [node for node in onnx.load(full).graph.node if FLOATS in node.name]
        # The quantiser makes a product and a sum of each `Gemm` and looks for the name of the product.
        names = [name for node in floats for name in (node.name, f"{node.name}_MatMul")]
        quantize_dynamic(full, small, weight_type=QuantType.QUInt8, per_channel=True, nodes_to_exclude=names)
        return pack(onnx.load(small)).SerializeToString()


def pack(model: onnx.ModelProto) -> onnx.ModelProto:
    """Store the float matrices as bytes, one scale a row; ONNX Runtime unpacks them once, when it loads."""
    unpacking = []
    for weights in [one for one in model.graph.initializer if FLOATS in one.name and len(one.dims) == 2]:
        values, name = numpy_helper.to_array(weights), weights.name
        scales = np.abs(values).max(1, keepdims=True) / 127
        model.graph.initializer.remove(weights)
        model.graph.initializer.append(
            numpy_helper.from_array(np.rint(values / scales).astype(np.int8), f"{name}_bytes")
        )
        model.graph.initializer.append(numpy_helper.from_array(scales, f"{name}_scales"))
        unpacking.append(helper.make_node("Cast", [f"{name}_bytes"], [f"{name}_whole"], to=onnx.TensorProto.FLOAT))
        unpacking.append(helper.make_node("Mul", [f"{name}_whole", f"{name}_scales"], [name]))
    for node in reversed(unpacking):
        model.graph.node.insert(0, node)
    return model


def export(
    checkpoint: Path, vocabulary: Path, target: Path, *, layers: int, examples: Sequence[tuple[list[int], Any, float]]
) -> None:
    """Write a pipeline folder that `spacy.load` reads; some of the examples show `even_out` what goes through."""
    student, _ = load(checkpoint, vocabulary, layers=layers)
    graph = even_out(Graph(student.eval()), (ids for ids, *_ in examples[:SHOWN]))
    nlp = blank()
    component = nlp.add_pipe("estrattore_onnx_ner", name="ner")
    known = load_vocabulary(vocabulary)
    data = {"labels": list(TAGS), "pieces": known["pieces"], "scores": known["scores"]}
    component.use(onnx_bytes(graph), json.loads(json.dumps(data)))
    nlp.to_disk(target)
