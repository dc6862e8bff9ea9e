"""What a price is for: `al barile`, `/tonnellata`, `per azione`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.money import money
from estrattore.resources.words import alternatives, inverted

if TYPE_CHECKING:
    from estrattore.values.numbers.reading import Reading

_REACH = 30  # characters behind a price in which its unit stands


def price_unit(reading: Reading, end: int) -> str | None:
    """The unit of the price that ends at a character, None when none follows.

    >>> from estrattore.values.numbers.reading import read
    >>> price_unit(read("80 dollari al barile"), 10), price_unit(read("80 dollari in tasca"), 10)
    ('barile', None)
    """
    match = _units().match(reading.text[end : end + _REACH].lower())
    return _canonical_units()[match["unit"]] if match else None


@cache
def _units() -> re.Pattern[str]:
    forms = alternatives(form for unit in money().units.values() for form in unit)
    links = alternatives(money().unit_links.words)
    return re.compile(rf"\s?(?:{links})\s?(?P<unit>{forms})(?!\w)")


@cache
def _canonical_units() -> dict[str, str]:
    return inverted(money().units)
