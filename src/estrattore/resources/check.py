"""Every table read through its schema, so that a slip in one fails at start and not on some sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from estrattore.resources.schemas.currencies import currencies, currency_names
from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.resources.schemas.dates import dates
from estrattore.resources.schemas.endings import endings
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.resources.schemas.governors import governors
from estrattore.resources.schemas.money import money
from estrattore.resources.schemas.numbers import numbers
from estrattore.resources.schemas.percentages import percentages

TABLES: Mapping[str, Callable[[], object]] = {
    "currencies.csv": currency_names,
    "currencies.toml": currencies,
    "date_shapes.toml": date_shapes,
    "dates.toml": dates,
    "endings.toml": endings,
    "false_friends.toml": false_friends,
    "governors.toml": governors,
    "money.toml": money,
    "numbers.toml": numbers,
    "percentages.toml": percentages,
}


@cache
def check() -> None:
    """Read them all, once.

    Raises:
        EstrattoreError: A table does not fit its schema; the message names the file and the key.
    """
    for read in TABLES.values():
        read()
