"""The student as it runs: one window at a time, nothing masked, and no channel so loud that 8 bits drown the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import torch
from torch.nn import Linear, Module
from transformers.models.bert.modeling_bert import BertLayer

from training.names.student import HEADS, HIDDEN, Student

EVENNESS = 0.8  # share of the outliers that the weights take over; of .3 to 1.0 the nearest to the float weights
TINY = 1e-5


def _joined(*linears: Linear) -> Linear:
    """Layers with the same input as one."""
    whole = Linear(linears[0].in_features, sum(linear.out_features for linear in linears))
    whole.weight.data = torch.cat([linear.weight.data for linear in linears])
    whole.bias.data = torch.cat([linear.bias.data for linear in linears])
    return whole


class Layer(Module):
    """A layer of the encoder; input and output of shape (pieces, channels)."""

    def __init__(self, bert: BertLayer) -> None:
        super().__init__()
        heads = bert.attention.self
        self.heads = _joined(heads.query, heads.key, heads.value)
        self.mix, self.mix_norm = bert.attention.output.dense, bert.attention.output.LayerNorm
        self.inner = bert.intermediate.dense
        self.outer, self.outer_norm = bert.output.dense, bert.output.LayerNorm

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        query, key, value = self.heads(x).view(-1, 3, HEADS, HIDDEN // HEADS).permute(1, 2, 0, 3)
        attention = (query @ key.transpose(1, 2) / math.sqrt(HIDDEN // HEADS)).softmax(-1)
        x = self.mix_norm(x + self.mix((attention @ value).transpose(0, 1).reshape(-1, HIDDEN)))
        return self.outer_norm(x + self.outer(torch.nn.functional.gelu(self.inner(x))))


class Graph(Module):
    """Ids of shape (1, pieces) to label scores of shape (1, pieces, labels): the same function as the student's."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        embeddings = student.body.embeddings
        self.words, self.norm = embeddings.word_embeddings, embeddings.LayerNorm
        places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        self.places = torch.nn.Parameter(places.detach())
        self.layers = torch.nn.Sequential(*map(Layer, student.body.encoder.layer))
        self.head = student.head

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.words(ids[0]) + self.places[: ids.shape[1]])
        return self.head(self.layers(x))[None]


class Evened(Module):
    """A linear layer that divides its input by channel and has the factors in its weights: the same function."""

    def __init__(self, linear: Linear, factors: torch.Tensor) -> None:
        super().__init__()
        self.linear = linear
        self.linear.weight.data *= factors
        self.register_buffer("inverse", 1 / factors)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x * self.inverse)


def even_out(graph: Graph, texts: Iterable[Sequence[int]]) -> Graph:
    """Take the outliers out of what the layers multiply (SmoothQuant, Xiao and others 2023); changes the graph.

    A few channels are ten times as large as the others, and the 256 steps of a byte reach to the largest. `texts` (piece
    ids) show how large each gets.
    """
    linears = {name: part for name, part in graph.named_modules() if isinstance(part, Linear)}
    largest = {name: torch.full((linear.in_features,), TINY) for name, linear in linears.items()}

    def watch(name: str) -> Callable[[Module, tuple[torch.Tensor]], None]:
        def note(linear: Module, inputs: tuple[torch.Tensor]) -> None:
            largest[name] = largest[name].maximum(inputs[0].abs().amax(0))

        return note

    hooks = [linear.register_forward_pre_hook(watch(name)) for name, linear in linears.items()]
    with torch.inference_mode():
        for ids in texts:
            graph(torch.tensor([ids]))
    for hook in hooks:
        hook.remove()
    for name, linear in linears.items():
        weights = linear.weight.data.abs().amax(0).clamp(min=TINY)
        factors = largest[name] ** EVENNESS / weights ** (1 - EVENNESS)
        parent, _, own = name.rpartition(".")
        setattr(graph.get_submodule(parent), own, Evened(linear, factors / factors.mean()))
    return graph
