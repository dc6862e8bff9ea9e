"""How likely a row is wholly right: what its choices say together, corrected by how often such rows were right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from estrattore.facts import score
from estrattore.facts.features import magnitude
from estrattore.facts.statement import Statements
from estrattore.finds import figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estrattore.facts.scene import Scene
    from estrattore.facts.statement import Statement

BELOW = "below_confidence"  # why a figure is in no fact: it would be in one that is not sure enough
_LEAST = 1e-4  # a chance that is taken for none
_DIGITS = 3


def confidence(evidence: Mapping[str, float]) -> float:
    """The probability that company, measure, figures, period and status are all right.

    Args:
        evidence: As `evidence_of` gives it.

    >>> 0 < confidence({"all": 0.5}) < 1
    True
    """
    weights = score.model().get("confidence", {"all": 1.0})
    total = weights.get("", 0.0) + math.fsum(weights.get(name, 0.0) * value for name, value in evidence.items())
    return round(1 / (1 + math.exp(-total)), _DIGITS)


def evidence_of(scene: Scene, statement: Statement) -> dict[str, float]:
    """What speaks for and against a row: the odds of its choices, and how it is said."""
    chances = {decision: min(max(odd, _LEAST), 1 - _LEAST) for decision, odd in statement.odds.items()}
    evidence = {f"odds {decision}": math.log(odd) for decision, odd in chances.items()}
    evidence["all"] = _logit(math.prod(chances.values()))
    evidence["link"] = _logit(chances["link"])
    near = [holder for holder in scene.holders if holder.place >= 0]
    here = {holder.company.entity_id for holder in near if holder.where == "here"}
    said = [
        f"where {statement.holder.where}",
        f"function {statement.holder.function}",
        f"family {statement.measure.family}",
        f"group {statement.measure.group}",
        "verb" if statement.measure.verb else "noun",
        f"companies {min(len(here), 3)}",
        f"companies near {min(len({holder.company.entity_id for holder in near}), 4)}",
        f"figures {(statement.amount is not None) + 2 * (statement.rate is not None)}",
    ]
    if statement.amount is not None:
        size = magnitude(scene.line[statement.amount])
        said += [f"digits {size}", f"digits {size} {statement.measure.family}"]
    return evidence | dict.fromkeys(said, 1.0)


def threshold() -> float:
    """The lowest confidence at which rows of real texts were right often enough (`training/facts`)."""
    return score.model().get("threshold", {}).get("", 0.0)


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


def _logit(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
