"""What the linking of an article gives: its facts, and of every figure that none uses the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estrattore.finds import Fact

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
