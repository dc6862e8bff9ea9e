"""Words that govern a figure."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from estrattore.resources.loader import Table, read

Phrases = tuple[str, ...]


class Words(Table):
    """One list of words."""

    words: Phrases


class Modifiers(Table):
    """What stands right before a figure."""

    at_most: Phrases
    at_least: Phrases
    approx: Phrases


class ModifiersAfter(Modifiers):
    """What stands right after a figure, unless one of some words follows."""

    not_before: Phrases


class Way(Table):
    """Words of growth or of fall."""

    nouns: Phrases
    verbs: Phrases
    objects: Phrases
    particles: Phrases
    comparatives: Phrases


class Neutral(Table):
    """Words of change without direction, and those that make `dal 20 al 50%` a range."""

    words: Phrases
    equal: frozenset[str]
    spreads: Phrases


class Reached(Table):
    """Verbs and the words behind them by which a level is reached."""

    borders: frozenset[str]
    around: frozenset[str]
    verbs: Phrases
    arrivals: Phrases
    modals: frozenset[str]


class Trailing(Table):
    """What stands behind a rate and says where it went."""

    up: Phrases
    down: Phrases


class Paces(Table):
    """Words for how fast something grows, and what may stand before them."""

    words: frozenset[str]
    before: frozenset[str]


class Compared(Table):
    """Words that compare, and a pattern of what is a time."""

    words: frozenset[str]
    to: str
    times: str


class Movement(Table):
    """What grew or fell."""

    up: Way
    down: Way
    neutral: Neutral
    reached: Reached
    still: Words
    trailing: Trailing
    paces: Paces
    compared: Compared
    adjunct: re.Pattern[str]


class Levels(Table):
    """Nouns whose rate is a level."""

    nouns: Phrases
    rates: Phrases


class Basis(Table):
    """Patterns of what a rate is compared with, in the order in which they are tried."""

    previous_session: Phrases
    month_over_month: Phrases
    quarter_over_quarter: Phrases
    year_over_year: Phrases
    other: Phrases


class Clause(Table):
    """What else a basis needs."""

    annual: Phrases
    end: re.Pattern[str]
    against: str


class Ranges(Table):
    """Words between and before the ends of a range."""

    or_: frozenset[str] = Field(alias="or")
    up_to: frozenset[str]
    about: frozenset[str]
    between: frozenset[str]


class Governors(Table):
    """The table `governors.toml`."""

    determiners: Words
    modifiers: Modifiers
    modifiers_split: Modifiers
    modifiers_after: ModifiersAfter
    movement: Movement
    levels: Levels
    basis: Basis
    clause: Clause
    ranges: Ranges
    companions: Words


@cache
def governors() -> Governors:
    """The table, read once."""
    return read("governors", Governors)
