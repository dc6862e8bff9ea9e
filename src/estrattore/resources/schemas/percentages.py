"""What makes a number a rate."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from estrattore.resources.loader import Table, read


class BarePoints(Table):
    """What `95 punti` are worth in a sentence with certain words."""

    units: frozenset[str]
    basis_point: frozenset[str]
    percentage_point: frozenset[str]
    followed_by: frozenset[str]
    rate_setters: frozenset[str]
    steps: frozenset[Decimal]
    most: int


class Triggers(Table):
    """Words without which a sentence holds no rate."""

    words: frozenset[str]


class Percentages(Table):
    """The table `percentages.toml`."""

    units: dict[str, tuple[str, ...]]
    half: str
    rates: frozenset[str]
    bare_points: BarePoints
    triggers: Triggers


@cache
def percentages() -> Percentages:
    """The table, read once."""
    return read("percentages", Percentages)
