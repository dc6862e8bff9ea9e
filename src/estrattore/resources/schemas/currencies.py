"""Currencies: their names in Unicode CLDR, and how Italian newspapers name them."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read, read_rows

Codes = dict[str, str]


class Family(Table):
    """A noun of several currencies: the default, and the countries that decide on another."""

    forms: tuple[str, ...]
    default: str
    countries: Codes
    weak: bool = False
    by_sentence: bool = False


class Subunits(Table):
    """Hundredths."""

    words: frozenset[str]
    currencies: Codes


class Weak(Table):
    """Codes that are also words, and codes that are understood in small letters."""

    codes: frozenset[str]
    lower_codes: tuple[str, ...]


class Linking(Table):
    """What stands between a figure and its currency."""

    words: frozenset[str]
    adjectives: frozenset[str]


class Currencies(Table):
    """The table `currencies.toml`."""

    symbols: Codes
    prefixes: Codes
    abbreviations: Codes
    nouns: Codes
    codes: Codes
    families: dict[str, Family]
    subunits: Subunits
    weak: Weak
    linking: Linking


class CurrencyNames(Table):
    """A row of `currencies.csv`."""

    code: str
    names: str


@cache
def currencies() -> Currencies:
    """The table, read once."""
    return read("currencies", Currencies)


@cache
def currency_names() -> tuple[CurrencyNames, ...]:
    """The rows, read once."""
    return read_rows("currencies", CurrencyNames)
