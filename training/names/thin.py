"""Take out of a student what it hardly uses: whole attention heads, and inner channels of the layers.

What a head or channel adds to the sum behind it varies over text; where it varies least, its mean does as well and goes
into the bias. Layers differ: the lowest two of six can do without most of their heads. A training afterwards mends the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch.nn import Linear, Module
from transformers.models.bert.modeling_bert import BertLayer

from training.names.student import HEADS, HIDDEN, Student

WIDTH = HIDDEN // HEADS  # channels of a head
STEP = 32  # inner channels go in such portions: matrix products are fastest in multiples of a register


def thin(student: Student, texts: Iterable[Sequence[int]], *, heads: int, channels: int) -> Student:
    """Take so many heads and inner channels out, over all layers together; `texts` (piece ids) show what is used."""
    layers = list(student.body.encoder.layer)
    mixed = _inputs(student, [layer.attention.output.dense for layer in layers], texts)
    inner = _inputs(student, [layer.output.dense for layer in layers], texts)
    head_use = [_use(layer.attention.output.dense, seen, WIDTH) for layer, seen in zip(layers, mixed, strict=True)]
    channel_use = [_use(layer.output.dense, seen, 1) for layer, seen in zip(layers, inner, strict=True)]
    for layer, seen, use, limit in zip(layers, mixed, head_use, _limits(head_use, heads, step=1), strict=True):
        kept = use.topk(len(use) - limit).indices.sort().values
        _keep_heads(layer, (kept[:, None] * WIDTH + torch.arange(WIDTH)).flatten(), seen.mean(0))
    for layer, seen, use, limit in zip(
        layers, inner, channel_use, _limits(channel_use, channels, step=STEP), strict=True
    ):
        _keep_channels(layer, use.topk(len(use) - limit).indices.sort().values, seen.mean(0))
    return student


def narrow(
    linear: Linear,
    *,
    rows: torch.Tensor | None = None,
    columns: torch.Tensor | None = None,
    mean: torch.Tensor | None = None,
) -> Linear:
    """The layer with some outputs (`rows`) or inputs (`columns`) only; `mean` stands for the inputs that are gone.

    >>> whole = Linear(3, 1)
    >>> part = narrow(whole, columns=torch.tensor([0, 2]), mean=torch.tensor([9.0, 5.0, 9.0]))
    >>> bool(torch.isclose(part(torch.tensor([1.0, 2.0])), whole(torch.tensor([1.0, 5.0, 2.0]))))
    True
    """
    weight, bias = linear.weight.data, linear.bias.data
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        if mean is not None:
            gone = mean.clone()
            gone[columns] = 0
            bias = bias + weight @ gone
        weight = weight[:, columns]
    made = Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = weight.clone(), bias.clone()
    return made


def _inputs(student: Student, linears: Sequence[Linear], texts: Iterable[Sequence[int]]) -> list[torch.Tensor]:
    """What goes into each of these layers over all texts, of shape (pieces, channels)."""
    seen: dict[Module, list[torch.Tensor]] = {linear: [] for linear in linears}
    hooks = [one.register_forward_pre_hook(lambda own, inputs: seen[own].append(inputs[0][0])) for one in linears]
    with torch.inference_mode():
        for ids in texts:
            student(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))
    for hook in hooks:
        hook.remove()
    return [torch.cat(rows) for rows in seen.values()]


def _use(linear: Linear, seen: torch.Tensor, width: int) -> torch.Tensor:
    """How much what each group of `width` channels adds behind the layer varies."""
    apart = (seen - seen.mean(0)).split(width, 1)
    weights = linear.weight.data.split(width, 1)
    # The variance of x·Wᵀ summed over outputs is the trace of W·cov(x)·Wᵀ.
    return torch.stack([((x.T @ x / len(x)) * (w.T @ w)).sum() for x, w in zip(apart, weights, strict=True)])


def _limits(uses: Sequence[torch.Tensor], count: int, *, step: int) -> list[int]:
    """How many of the `count` least used ones lie in each layer, in whole steps; a layer keeps a step at least."""
    border = torch.cat(list(uses)).sort().values[count]
    return [min(int((use < border).sum()), len(use) - step) // step * step for use in uses]


def _keep_heads(layer: BertLayer, kept: torch.Tensor, mean: torch.Tensor) -> None:
    own = layer.attention.self
    own.query, own.key, own.value = (narrow(part, rows=kept) for part in (own.query, own.key, own.value))
    layer.attention.output.dense = narrow(layer.attention.output.dense, columns=kept, mean=mean)


def _keep_channels(layer: BertLayer, kept: torch.Tensor, mean: torch.Tensor) -> None:
    layer.intermediate.dense = narrow(layer.intermediate.dense, rows=kept)
    layer.output.dense = narrow(layer.output.dense, columns=kept, mean=mean)
