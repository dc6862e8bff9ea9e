"""Measures in a sentence: nouns such as `ricavi`, and verbs that imply one (`fattura` → `fatturato`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    return {form: frozenset(group["takes"]) for group in groups for line in group["nouns"] for form in line.split("|")}


@cache
def _verbs() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        form: (verb["noun"], frozenset(verb["takes"]))
        for verb in table("metrics")["verbs"]
        for form in verb["forms"].split("|")
    }


def _longest_first(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


@cache
def _pattern() -> re.Pattern[str]:
    modifiers = _longest_first(form for line in table("metrics")["modifiers"] for form in line.split("|"))
    noun = rf"(?P<noun>{_longest_first(_nouns())})(?:\s(?:{modifiers})(?![\w-])){{0,3}}"
    return re.compile(rf"(?<![\w-])(?:{noun}|(?P<verb>{_longest_first(_verbs())}))(?![\w-])", re.IGNORECASE)


def find_measures(sentence: str) -> Iterator[Measure]:
    """Measures in order, longest first at each place.

    >>> [m.name for m in find_measures("Un utile netto di 3 milioni; la società fattura 20 milioni")]
    ['utile netto', 'fatturato']
    """
    for match in _pattern().finditer(sentence.replace("’", "'")):
        if match["noun"]:
            noun, takes = " ".join(match.group().lower().split()), _nouns()[match["noun"].lower()]
        else:
            noun, takes = _verbs()[match["verb"].lower()]
        yield Measure(match.start(), match.end(), noun, takes)
