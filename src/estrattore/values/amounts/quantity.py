"""A number with the unit beside it, and mentions of one or two of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from estrattore.values.numbers.reading import Number, Reading

Unit = TypeVar("Unit")


@dataclass(frozen=True, slots=True)
class Quantity(Generic[Unit]):
    """A number with the unit beside it, if any; offsets in characters, `first` and `last` in tokens."""

    number: Number
    start: int
    end: int
    first: int
    last: int
    value: Decimal
    unit: Unit | None = None
    shared: bool = False
    step: Decimal | None = None

    @property
    def scale(self) -> Decimal:
        """What the written figure was multiplied by, also where that is shared, weak (`€900m`) or a hundredth."""
        return Decimal(self.number.scale) if self.step is None else self.step

    @property
    def prefixed(self) -> bool:
        """Whether the unit stands before the number (`€ 5`)."""
        return self.first < self.number.first


@dataclass(frozen=True, slots=True)
class Mention(Generic[Unit]):
    """One quantity, or two that are the ends of a range."""

    low: Quantity[Unit]
    high: Quantity[Unit]

    @property
    def start(self) -> int:
        """First character."""
        return self.low.start

    @property
    def end(self) -> int:
        """Character after the last one."""
        return self.high.end


def quantities(
    reading: Reading, attach: Callable[[Reading, Number, int], Quantity[Unit] | None]
) -> list[Quantity[Unit]]:
    """All numbers with what `attach` finds beside them; it is told the first token that no number has claimed yet."""
    found: list[Quantity[Unit]] = []
    free = 0
    for number in reading.numbers:
        if number.first < free:
            continue
        quantity = attach(reading, number, free)
        if quantity is None and not number.bare:
            quantity = Quantity(number, number.start, number.end, number.first, number.last, number.value)
        if quantity is not None:
            found.append(quantity)
            free = quantity.last
    return found
