"""What makes a number a rate."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from estrattore.resources.loader import Table, read
from estrattore.resources.schemas.dates import DatePattern as MonthPattern


class BarePoints(Table):
    """What `95 punti` are worth in a sentence with certain words."""

    units: frozenset[str]
    basis_point: frozenset[str]
    percentage_point: frozenset[str]
    followed_by: frozenset[str]
    rate_setters: frozenset[str]
    steps: frozenset[Decimal]
    most: int


class Coupled(Table):
    """Words between two rates that move alike, and those that part them."""

    words: frozenset[str]
    copulas: frozenset[str]


class RateEllipsis(Table):
    """What stands around a bare figure that leans on the rate before it."""

    before: MonthPattern
    after: MonthPattern
    most: int
    decimal: bool = False
    parallel: bool = False
    alike: bool = False


class Triggers(Table):
    """Words without which a sentence holds no rate."""

    words: frozenset[str]


class Percentages(Table):
    """The table `percentages.toml`."""

    units: dict[str, tuple[str, ...]]
    half: str
    rates: frozenset[str]
    bare_points: BarePoints
    coupled: Coupled
    ellipses: tuple[RateEllipsis, ...]
    triggers: Triggers


@cache
def percentages() -> Percentages:
    """The table, read once."""
    return read("percentages", Percentages)
