"""Measures in a sentence: nouns such as `ricavi`, and verbs that imply one (`fattura` → `fatturato`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from estrattore.values.lexicon import table


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the kinds of value that it takes: amount, change, level, share."""

    start: int
    end: int
    name: str
    takes: frozenset[str]


@cache
def _nouns() -> dict[str, frozenset[str]]:
    groups = (group for group in table("metrics").values() if isinstance(group, dict) and "nouns" in group)
    return {
        noun.strip(): frozenset(group["takes"])
        for group in groups
        for noun in group["nouns"].replace("\n", "").split("|")
        if noun.strip()
    }


@cache
def _verbs() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        form: (verb["noun"], frozenset(verb["takes"]))
        for verb in table("metrics")["verbs"]
        for form in verb["forms"].split("|")
    }


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted([*_nouns(), *_verbs()], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)


def find_measures(sentence: str) -> Iterator[Measure]:
    """Measures in order, longest first at each place.

    >>> [m.name for m in find_measures("Un utile netto di 3 milioni; la società fattura 20 milioni")]
    ['utile netto', 'fatturato']
    """
    for match in _pattern().finditer(sentence.replace("’", "'")):
        form = match.group().lower()
        noun, takes = _verbs().get(form) or (form, _nouns().get(form, frozenset()))
        yield Measure(match.start(), match.end(), noun, takes)
