"""Number words and scales."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pydantic import Field

from estrattore.resources.loader import Table, read


class Cardinals(Table):
    """What compound cardinals are built from."""

    units: tuple[str, ...]
    tens: tuple[str, ...]
    hundred: str
    one_thousand: str
    thousands: str
    joined_scales: tuple[str, ...]
    and_: str = Field(alias="and")


class Ordinals(Table):
    """Ordinals below eleven, and the ending of those above."""

    words: tuple[str, ...]
    ending: str


class One(Table):
    """Articles that are a number beside a unit, and a scale that is one beside an article."""

    words: frozenset[str]
    further: frozenset[str]
    scales: frozenset[str]
    articles: frozenset[str]


class Signs(Table):
    """Signs in letters, and what stands before a word that is one or is none."""

    minus: str
    plus: str
    no_minus_after: frozenset[str]
    plus_after: frozenset[str]
    loose_before: frozenset[str]
    loose_before_money: frozenset[str]
    loose_after: frozenset[str]


class Joints(Table):
    """What joins the words of a number."""

    and_: frozenset[str] = Field(alias="and")
    of: frozenset[str]
    comma: str


class Figures(Table):
    """Patterns of what may follow the digits of a figure."""

    unit_ahead: str
    no_cents: str


class Numbers(Table):
    """The table `numbers.toml`."""

    cardinals: Cardinals
    ordinals: Ordinals
    one: One
    scales: dict[str, int]
    weak_scales: dict[str, int]
    short_scales: frozenset[str]
    collectives: dict[str, int]
    fractions: dict[str, Decimal]
    fraction_nouns: dict[str, int]
    signs: Signs
    joints: Joints
    figures: Figures


@cache
def numbers() -> Numbers:
    """The table, read once."""
    return read("numbers", Numbers)
