"""A scale that is said once for many figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from estrattore.resources.loader import Table, read
from estrattore.resources.words import all_forms, alternatives, template

Phrases = tuple[str, ...]


class Scale(Table):
    """What figures are multiplied by, and how that is written."""

    step: int
    words: Phrases
    short: Phrases


class Said(Table):
    """Patterns of how it is said."""

    long: str
    tight: str
    forms: Phrases
    triggers: Phrases
    starts: Phrases
    figure_before: re.Pattern[str]
    own: str


class Words(Table):
    """Words of the patterns, and those that keep a figure from being money."""

    nouns: Phrases
    shown: Phrases
    counted: Phrases
    labels: frozenset[str]


class Scales(Table):
    """The table `scales.toml`."""

    scales: dict[str, Scale]
    currencies: dict[str, Phrases]
    said: Said
    words: Words


@cache
def scales() -> Scales:
    """The table, read once."""
    return read("scales", Scales)


@cache
def said_scale() -> re.Pattern[str]:
    """A scale that is said once, in any of its forms; in lower case.

    >>> said_scale().search("conto economico (valori in migliaia di euro)")[0]
    'valori in migliaia di euro'
    """
    return re.compile("|".join(_filled(form) for form in scales().said.forms))


@cache
def own_unit() -> re.Pattern[str]:
    """The currency of a row whose figures have no scale: `(euro)`."""
    return re.compile(_filled(scales().said.own))


@cache
def counted_words() -> re.Pattern[str]:
    """Words that name a row or column of counts."""
    return re.compile(rf"(?<!\w)(?:{alternatives(scales().words.counted)})(?!\w)")


def _filled(pattern: str) -> str:
    table = scales()
    return template(
        pattern,
        {
            "long": table.said.long,
            "tight": table.said.tight,
            "words": _one_of(word for scale in table.scales.values() for word in scale.words),
            "short": _one_of(word for scale in table.scales.values() for word in scale.short),
            "currency": _one_of(word for words in table.currencies.values() for word in words),
            "nouns": _one_of(all_forms(table.words.nouns)),
            "shown": _one_of(all_forms(table.words.shown)),
        },
    )


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{alternatives(words)})"
