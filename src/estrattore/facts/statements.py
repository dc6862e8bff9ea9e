"""What the linking of an article gives: its facts, and of every figure that none uses the reason; the sure ones among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estrattore.finds import figures

if TYPE_CHECKING:
    from estrattore.finds import Fact

BELOW = "below_confidence"  # why a figure is in no fact: it would be in one that is not sure enough
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The facts of an article, and what became of its other figures.

    Args:
        facts: In the order of the text.
        unused: The span of each amount and rate that no fact uses → why: a value of the column `no_fact`.
    """

    facts: tuple[Fact, ...] = ()
    unused: dict[Span, str] = field(default_factory=dict)


def confident(found: Statements, *, at_least: float) -> Statements:
    """The facts that are as sure as this, or of which nobody says how sure they are; figures of the others are unused.

    >>> confident(Statements(unused={(0, 5): "count"}), at_least=0.5).unused
    {(0, 5): 'count'}
    """
    kept = tuple(fact for fact in found.facts if fact.confidence is None or fact.confidence >= at_least)
    if len(kept) == len(found.facts):
        return found
    used = {figure for fact in kept for figure in figures(fact)}
    lost = (figure for fact in found.facts for figure in figures(fact) if figure not in used)
    return Statements(facts=kept, unused=dict.fromkeys(lost, BELOW) | found.unused)
