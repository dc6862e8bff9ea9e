"""How likely a row is wholly right: what its choices say together, corrected by how often such rows were right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from estrattore.facts.score import model
from estrattore.facts.statement import Statements
from estrattore.finds import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BELOW = "below_confidence"  # why a figure is in no fact: it would be in one that is not sure enough
_LEAST = 1e-4  # a chance that is taken for none


def confidence(odds: Mapping[str, float]) -> float:
    """The probability that company, measure, figures, period and status are all right.

    Args:
        odds: Decision → probability of what was chosen.

    >>> 0 < confidence({"link": 0.5, "status": 0.9}) < 1
    True
    """
    weights = model().get("confidence", {})
    score = math.fsum(weights.get(name, default) * value for name, value, default in evidence(odds))
    return round(1 / (1 + math.exp(-score)), 3)


def evidence(odds: Mapping[str, float]) -> Iterator[tuple[str, float, float]]:
    """The terms of the score: name, value, and the weight they have before anything was learned.

    >>> [name for name, _, _ in evidence({"link": 0.5})]
    ['', 'all', 'link']
    """
    chances = {decision: min(max(odd, _LEAST), 1 - _LEAST) for decision, odd in odds.items()}
    whole = math.prod(chances.values())
    yield "", 1.0, 0.0
    yield "all", math.log(whole / (1 - whole)), 1.0
    for decision, odd in sorted(chances.items()):
        yield decision, math.log(odd), 0.0


def threshold() -> float:
    """The lowest confidence at which rows of real texts were right often enough (`training/facts`)."""
    return model().get("threshold", {}).get("", 0.0)


def confident(found: Statements, *, at_least: float) -> Statements:
    """The facts that are as sure as this; figures of the others are unused.

    >>> confident(Statements(unused={(0, 5): "count"}), at_least=0.5).unused
    {(0, 5): 'count'}
    """
    kept = tuple(fact for fact in found.facts if fact.confidence is None or fact.confidence >= at_least)
    if len(kept) == len(found.facts):
        return found
    used = {figure for fact in kept for figure in figures(fact)}
    lost = (figure for fact in found.facts for figure in figures(fact) if figure not in used)
    return Statements(facts=kept, unused=dict.fromkeys(lost, BELOW) | found.unused)
