"""What looks like a date, an amount or a rate and is none."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read
from estrattore.resources.schemas.dates import DatePattern


class Stretches(Table):
    """Patterns of stretches in which no date is to be found."""

    streets: tuple[str, ...]
    laws: tuple[str, ...]
    numbered: tuple[str, ...]
    names: tuple[str, ...]
    years: tuple[str, ...]
    phrases: tuple[str, ...]


class Dates(Table):
    """Words and patterns beside a date that keep it from being one."""

    title: DatePattern
    small_words: DatePattern
    habit: DatePattern
    surnames: frozenset[str]
    place: DatePattern
    capital: DatePattern
    feast_of: DatePattern
    patrons: frozenset[str]
    deads: frozenset[str]
    saint: str
    sets: frozenset[str]
    shop: DatePattern
    budget: tuple[str, ...]
    singular: DatePattern
    counted: frozenset[str]
    no_year_after: frozenset[str]
    day_before: DatePattern
    label_before: DatePattern
    day_after: DatePattern
    its_days: DatePattern


class Labels(Table):
    """Words before a number that is a name."""

    words: frozenset[str]


class Euro(Table):
    """Championships and emission classes."""

    before: frozenset[str]
    classes: frozenset[str]


class Currencies(Table):
    """Names of currencies that are words as well."""

    never_one: frozenset[str]
    before_noun: frozenset[str]
    followers: frozenset[str]


class Cents(Table):
    """Hundredths of something else."""

    after: frozenset[str]
    sentence: frozenset[str]


class FalseFriends(Table):
    """The table `false_friends.toml`."""

    stretches: Stretches
    dates: Dates
    labels: Labels
    euro: Euro
    currencies: Currencies
    cents: Cents


@cache
def false_friends() -> FalseFriends:
    """The table, read once."""
    return read("false_friends", FalseFriends)
