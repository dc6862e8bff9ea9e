"""The words that dates are made of, and the type of patterns that are written with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from estrattore.resources.loader import Table, read
from estrattore.resources.words import template

Lists = dict[str, tuple[str, ...]]
_BLANK = re.compile(r"\[[^\]]*\]| (\??)")  # those in a class of characters stay


class Numerals(Table):
    """Numbers in letters, as dates need them."""

    days: tuple[str, ...]
    counts: tuple[str, ...]
    one: tuple[str, ...]
    elided: dict[str, int]
    collectives: dict[str, int]
    ordinals: tuple[str, ...]
    last: tuple[str, ...]
    romans: tuple[str, ...]


class Deixis(Table):
    """What adjectives say of the unit that they stand beside: -1 before, 0 in, 1 after that of the article's date."""

    before: dict[str, int]
    around: dict[str, int]
    after: dict[str, int]


class Tense(Table):
    """Patterns of what says that a clause is of the future or the past."""

    future: tuple[str, ...]
    past: tuple[str, ...]


class SchoolYears(Table):
    """What makes `2024/25` the year of a school."""

    words: re.Pattern[str]


class SeasonsOfSport(Table):
    """Words by which `2024/25` is a season, and those before it by which it is none."""

    words: frozenset[str]
    budgets: frozenset[str]


class Dates(Table):
    """The table `dates.toml`."""

    months: dict[str, int]
    short_months: dict[str, int]
    doubtful_months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    numerals: Numerals
    relative_days: dict[str, int]
    deixis: Deixis
    relative_years: dict[str, int]
    units: Lists
    seasons: Lists
    parts: Lists
    decade_parts: Lists
    decades: dict[str, int]
    hundreds: dict[str, int]
    holidays: dict[str, str]
    observances: dict[str, str]
    anaphoric: dict[str, int]
    openings: dict[str, tuple[str, ...]]
    tense: Tense
    school_years: SchoolYears
    seasons_of_sport: SeasonsOfSport


@cache
def dates() -> Dates:
    """The table, read once."""
    return read("dates", Dates)


@cache
def date_words() -> Mapping[str, tuple[str, ...]]:
    """The lists of words that patterns name in angle brackets."""
    table, numerals, deixis = dates(), dates().numerals, dates().deixis
    return {
        "months": tuple(table.months),
        "short_months": tuple(table.short_months),
        "doubtful_months": tuple(table.doubtful_months),
        "weekdays": tuple(table.weekdays),
        "short_weekdays": tuple(table.short_weekdays),
        "days": numerals.days,
        "counts": (*numerals.days, *numerals.counts, *numerals.one, *numerals.elided),
        "collectives": tuple(numerals.collectives),
        "ordinals": (*numerals.ordinals, *numerals.last),
        "romans": numerals.romans,
        "relative_days": tuple(table.relative_days),
        "relative_years": tuple(table.relative_years),
        "deixis_before": (*deixis.before, *deixis.around),
        "deixis_after": (*deixis.around, *deixis.after),
        "units": _words(table.units),
        "seasons": _words(table.seasons),
        "parts": _words(table.parts),
        "decade_parts": _words(table.decade_parts),
        "decades": tuple(table.decades),
        "decade_names": tuple(word.capitalize() for word in table.decades),
        "hundreds": tuple(table.hundreds),
        "hundred_names": tuple(word.capitalize() for word in table.hundreds),
        "holidays": tuple(table.holidays),
        "observances": tuple(table.observances),
        "anaphoric": tuple(table.anaphoric),
    }


def _words(lists: Lists) -> tuple[str, ...]:
    return tuple(word for words in lists.values() for word in words)


def date_regex(pattern: str, fragments: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern of a table: `<name>` is one of its fragments or a list of words, a blank one to three blanks.

    >>> date_regex("fine (?:<months>)").fullmatch("fine  Luglio") is not None
    True
    """
    filled = template(pattern, {**date_words(), **(fragments or {})}, blank=" ")
    return re.compile(
        _BLANK.sub(lambda m: m[0] if m[1] is None else " {0,3}" if m[1] else " {1,3}", filled), re.IGNORECASE
    )


DatePattern = Annotated[re.Pattern[str], BeforeValidator(date_regex)]
