"""One statement while it is put together: a measure, whose it is, an amount, a rate, and how sure each link is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estrattore.facts.measures import Measure
    from estrattore.facts.scene import Holder


@dataclass(slots=True, eq=False)
class Statement:
    """What will be a row.

    Attributes:
        measure: What is measured.
        place: Its place in the line; None where it stands in the heading.
        holder: Whose it is.
        amount: Place of the amount in the line.
        rate: Place of the rate.
        odds: Decision → probability of what was chosen.
    """

    measure: Measure
    place: int | None
    holder: Holder
    amount: int | None = None
    rate: int | None = None
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
