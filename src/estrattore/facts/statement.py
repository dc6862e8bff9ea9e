"""One statement while it is put together, with how sure each choice is; and what an article states in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estrattore.facts.measures import Measure
    from estrattore.facts.scene import Holder
    from estrattore.finds import DateSpan, Fact

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Statement:
    """What will be a row; places are those of the line.

    Attributes:
        measure: What is measured.
        place: Where it stands; None for one in the heading.
        holder: Whose it is.
        amount: Place of the amount.
        rate: Place of the rate.
        role: What the rate says of the measure.
        status: What the row asserts.
        period: The time that is measured.
        due: The time by which it is to hold.
        party: The other company, with its role.
        earlier: Places of earlier levels.
        odds: Decision → probability of what was chosen.
    """

    measure: Measure
    place: int | None
    holder: Holder
    amount: int | None = None
    rate: int | None = None
    role: str | None = None
    status: str = "actual"
    period: DateSpan | None = None
    due: DateSpan | None = None
    party: tuple[Holder, str] | None = None
    earlier: list[int] = field(default_factory=list)
    odds: dict[str, float] = field(default_factory=dict)

    @property
    def figure(self) -> int:
        """The place of the figure that the row is about."""
        place = self.amount if self.amount is not None else self.rate
        if place is None:
            raise TypeError("a statement without a figure")
        return place

    @property
    def places(self) -> tuple[int, ...]:
        """Places of measure and figures in the line."""
        return tuple(place for place in (self.place, self.amount, self.rate) if place is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The facts of an article, and what became of its other figures.

    Args:
        facts: In the order of the text.
        unused: The span of each amount and rate that no fact uses → why: a value of the column `no_fact`.
    """

    facts: tuple[Fact, ...] = ()
    unused: dict[Span, str] = field(default_factory=dict)
