"""Which bare amounts are money, and per what a price is."""

from __future__ import annotations

import re
from functools import cache

from estrattore.resources.loader import Table, read

Phrases = tuple[str, ...]


class Governors(Table):
    """Words that make a bare amount money."""

    nouns: Phrases
    verbs: Phrases
    measured: Phrases


class Counted(Table):
    """What is counted in millions and is not money, before or after the amount, or only after it."""

    nouns: Phrases
    after_only: Phrases


class Subjects(Table):
    """Words by which an amount are people or things."""

    between: frozenset[str]
    people: frozenset[str]
    adverbs: frozenset[str]
    copula: frozenset[str]
    articles: frozenset[str]
    whole_of: frozenset[str]
    part_of: str
    relative: str


class Asides(Table):
    """Words between an amount and what it is of."""

    about: tuple[Phrases, ...]
    per: str


class Ellipsis(Table):
    """What stands around a bare figure that leans on the amount before it."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    scale: int
    most: int
    like: bool = False
    alone: bool = False
    parallel: bool = False


class Heads(Table):
    """Nouns before an amount per share, and that unit."""

    unit: str
    heads: frozenset[str]


class UnitLinks(Table):
    """What links a price to its unit."""

    words: Phrases


class Triggers(Table):
    """Words and phrases without which a sentence holds no money."""

    words: frozenset[str]
    phrases: Phrases


class Cents(Table):
    """What follows two bare figures that are hundredths."""

    followed_by: frozenset[str]


class FunctionWords(Table):
    """Words that are not counted."""

    words: frozenset[str]


class Money(Table):
    """The table `money.toml`."""

    governors: Governors
    counted: Counted
    subjects: Subjects
    asides: Asides
    function_words: FunctionWords
    ellipses: tuple[Ellipsis, ...]
    cash_per_share: Heads
    units: dict[str, Phrases]
    unit_links: UnitLinks
    triggers: Triggers
    cents: Cents


@cache
def money() -> Money:
    """The table, read once."""
    return read("money", Money)
