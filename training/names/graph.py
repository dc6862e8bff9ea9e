"""The student as ONNX Runtime runs it fastest: signed bytes, one window at a time, and only what its answer needs.

Weights are signed bytes with a scale for each output: for unsigned ones there is no fast kernel. What goes into a product
becomes bytes by one scale for all of it, so nothing may be so loud that it drowns the rest: see `Levels`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch.nn import LayerNorm, Linear, Module
from transformers.models.bert.modeling_bert import BertLayer

from training.names.student import HEADS, HIDDEN, TAGS, Student

Floats = NDArray[np.float32]

RANGE = 63  # steps of a weight on either side of 0: with more, sums of products overflow on processors without VNNI
EVENNESS = 0.8  # share of the outliers that the weights take over; of .3 to 1.0 the nearest to the float weights
LOUD = 4  # inner channels of a layer that stay floats: one or two are ten times as loud as the others
TINY = 1e-5
WIDTH = HIDDEN // HEADS
CONTRIBUTED = "com.microsoft"
OPSETS = (helper.make_opsetid("", 20), helper.make_opsetid(CONTRIBUTED, 1))


class Levels:
    """The largest value of each channel that goes into each linear layer, seen on some texts (piece ids)."""

    def __init__(self, student: Student, texts: Iterable[Sequence[int]]) -> None:
        self.largest: dict[Module, torch.Tensor] = {}
        linears = [part for part in student.modules() if isinstance(part, Linear)]
        hooks = [linear.register_forward_pre_hook(self._note) for linear in linears]
        with torch.inference_mode():
            for ids in texts:
                student(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))
        for hook in hooks:
            hook.remove()

    def _note(self, linear: Module, inputs: tuple[torch.Tensor]) -> None:
        seen = inputs[0].abs().flatten(0, -2).amax(0).clamp(min=TINY)
        self.largest[linear] = seen.maximum(self.largest.get(linear, seen))

    def factors(self, *linears: Linear) -> Floats:
        """By what to divide each channel that goes into these layers, and to multiply their weights (SmoothQuant)."""
        weights = torch.cat([linear.weight.data for linear in linears]).abs().amax(0).clamp(min=TINY)
        factors = self.largest[linears[0]] ** EVENNESS / weights ** (1 - EVENNESS)
        return (factors / factors.mean()).numpy()

    def loudest_last(self, linear: Linear) -> NDArray[np.int64]:
        """The channels that go into a layer, in order of loudness."""
        return self.largest[linear].argsort().numpy()


def _matrix(linear: Linear) -> Floats:
    return linear.weight.data.T.numpy()


def _bias(linear: Linear) -> Floats:
    return linear.bias.data.numpy()


class Graph:
    """Nodes and constants of an ONNX graph; each method adds some and gives the name of what comes out."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, NDArray[Any]] = {}

    def constant(self, name: str, values: Any) -> str:
        self.constants[name] = np.ascontiguousarray(values)
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any) -> Any:
        names = [f"{kind}_{len(self.nodes)}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, names[0], domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def product(self, x: str, name: str, matrix: Floats, bias: Floats) -> str:
        """The product x · matrix + bias, in bytes."""
        scales = np.maximum(np.abs(matrix).max(0) / RANGE, TINY / RANGE)
        parts = (
            self.constant(f"{name}.bytes", np.rint(matrix / scales).astype(np.int8)),
            self.constant(f"{name}.scales", scales),
            "",  # no zero point
            self.constant(f"{name}.bias", bias),
        )
        return self.op("DynamicQuantizeMatMul", x, *parts, domain=CONTRIBUTED)

    def evened_product(self, x: str, name: str, matrix: Floats, bias: Floats, factors: Floats) -> str:
        """The same, with the outliers of x moved into the matrix."""
        quiet = self.op("Mul", x, self.constant(f"{name}.inverse", 1 / factors))
        return self.product(quiet, name, matrix * factors[:, None], bias)

    def norm(self, x: str, name: str, norm: LayerNorm) -> str:
        weight = self.constant(f"{name}.weight", norm.weight.data.numpy())
        bias = self.constant(f"{name}.bias", norm.bias.data.numpy())
        return self.op("LayerNormalization", x, weight, bias, epsilon=norm.eps)

    def embedding(self, student: Student) -> str:
        """Bytes of the pieces, a scale for each piece, and places."""
        parts = student.body.embeddings
        words = parts.word_embeddings.weight.data.numpy()
        scales = np.maximum(np.abs(words).max(1, keepdims=True) / RANGE, TINY / RANGE)
        rows = self.op("Gather", self.constant("words.bytes", np.rint(words / scales).astype(np.int8)), "ids")
        scale = self.op("Gather", self.constant("words.scales", scales), "ids")
        one = self.constant("one", np.float32(1))
        x = self.op("Mul", self.op("DequantizeLinear", rows, one), scale)  # `Cast` takes ten times as long
        places = (parts.position_embeddings.weight + parts.token_type_embeddings.weight[0]).data.numpy()
        length = self.op("Shape", "ids", start=1)
        start = self.constant("first", np.array([0]))
        here = self.op("Slice", self.constant("places", places), start, length)
        return self.norm(self.op("Add", x, here), "norm", parts.LayerNorm)

    def attention(self, x: str, name: str, layer: BertLayer, levels: Levels, chosen: str) -> str:
        """What the heads collect for the `chosen` pieces (all of them for ""), mixed."""
        own, mix = layer.attention.self, layer.attention.output.dense
        factors, mixing = levels.factors(own.query, own.key, own.value), levels.factors(mix)
        softness = 1 / math.sqrt(WIDTH)
        matrix = np.hstack([_matrix(own.query) * softness, _matrix(own.key), _matrix(own.value) / mixing])
        bias = np.hstack([_bias(own.query) * softness, _bias(own.key), _bias(own.value) / mixing])
        heads = self.evened_product(x, f"{name}.heads", matrix, bias, factors)
        count = own.query.out_features // WIDTH
        apart = self.op("Reshape", heads, self.constant(f"{name}.apart", np.array([-1, 3, count, WIDTH])))
        parts = self.op("Transpose", apart, perm=[1, 2, 0, 3])
        ones = self.constant(f"{name}.ones", np.array([1, 1, 1]))
        query, key, value = self.op("Split", parts, ones, outputs=3, axis=0)
        query = self.op("Gather", query, chosen, axis=2) if chosen else query
        alike = self.op("MatMul", query, self.op("Transpose", key, perm=[0, 1, 3, 2]))
        seen = self.op("MatMul", self.op("Softmax", alike, axis=-1), value)
        together = self.constant(f"{name}.together", np.array([1, -1, count * WIDTH]))
        joined = self.op("Reshape", self.op("Transpose", seen, perm=[0, 2, 1, 3]), together)
        return self.product(joined, f"{name}.mix", _matrix(mix) * mixing[:, None], _bias(mix))

    def inner(self, x: str, name: str, layer: BertLayer, levels: Levels) -> str:
        """The inner channels and what they add; the loudest are multiplied as floats."""
        inner, outer = layer.intermediate.dense, layer.output.dense
        order = levels.loudest_last(outer)
        matrix, bias = _matrix(inner)[:, order], _bias(inner)[order]
        wide = self.op("Gelu", self.evened_product(x, f"{name}.inner", matrix, bias, levels.factors(inner)))
        sizes = self.constant(f"{name}.sizes", np.array([len(order) - LOUD, LOUD]))
        quiet, loud = self.op("Split", wide, sizes, outputs=2, axis=-1)
        back = _matrix(outer)[order]
        added = self.op("MatMul", loud, self.constant(f"{name}.loud", back[-LOUD:]))
        return self.op("Add", added, self.product(quiet, f"{name}.outer", back[:-LOUD], _bias(outer)))

    def layer(self, x: str, name: str, layer: BertLayer, levels: Levels, chosen: str) -> str:
        """A layer of the encoder, from all pieces to the chosen ones."""
        mixed = self.attention(x, name, layer, levels, chosen)
        kept = self.op("Gather", x, chosen, axis=1) if chosen else x
        x = self.norm(self.op("Add", kept, mixed), f"{name}.mix_norm", layer.attention.output.LayerNorm)
        added = self.inner(x, name, layer, levels)
        return self.norm(self.op("Add", x, added), f"{name}.outer_norm", layer.output.LayerNorm)


def onnx_bytes(student: Student, texts: Iterable[Sequence[int]]) -> bytes:
    """The student in ONNX format; some texts (piece ids) show how loud each channel gets.

    `ids` of shape (1, pieces) and `firsts`, the numbers of the pieces that begin a token, give `scores` of shape (1,
    tokens, labels); the last layer computes no other piece.
    """
    graph, levels = Graph(), Levels(student, texts)
    x = graph.embedding(student)
    layers = student.body.encoder.layer
    for at, layer in enumerate(layers):
        x = graph.layer(x, f"layers.{at}", layer, levels, "firsts" if at == len(layers) - 1 else "")
    head = graph.op("MatMul", x, graph.constant("head.weight", _matrix(student.head)))
    graph.nodes.append(helper.make_node("Add", [head, graph.constant("head.bias", _bias(student.head))], ["scores"]))
    inputs = [("ids", TensorProto.INT64, [1, "pieces"]), ("firsts", TensorProto.INT64, ["tokens"])]
    outputs = [("scores", TensorProto.FLOAT, [1, "tokens", len(TAGS)])]
    whole = helper.make_graph(
        graph.nodes,
        "names",
        [helper.make_tensor_value_info(*one) for one in inputs],
        [helper.make_tensor_value_info(*one) for one in outputs],
        [numpy_helper.from_array(values, name) for name, values in graph.constants.items()],
    )
    return helper.make_model(whole, opset_imports=OPSETS, ir_version=9).SerializeToString()
