"""What stands around a figure and says how exact it is: `circa 300 euro`, `non meno di 5`, `3 milioni o più`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.governors import Modifiers, governors
from estrattore.resources.words import all_forms, alternatives, named_alternatives
from estrattore.values.amounts.governors import preposition_of, word_classes
from estrattore.values.explain import note

if TYPE_CHECKING:
    from estrattore.values.numbers.reading import Reading

_PHRASE_ENDS = ("'", "’", ".")
_REACH = 60  # characters that a modifier before a figure may take
_MODAL_STEPS = 4  # words before `fino a` in which `può arrivare` says that it is the most
_REACH_AFTER = 20  # and one behind it


@cache
def _modifier_before() -> re.Pattern[str]:
    fillers = alternatives(governors().determiners.words)
    groups = _named(governors().modifiers)
    return re.compile(rf"(?<!\w)(?:{groups})(?:\s|(?<=['’]))\s*(?:(?:{fillers})(?:\s|(?<=['’]))\s*){{0,3}}$")


@cache
def _modifier_after() -> re.Pattern[str]:
    after = governors().modifiers_after
    others = alternatives(after.not_before)
    return re.compile(rf"\s+(?:{_named(after)})(?!\w|\s+(?:\d|(?:{others})(?!\w)))")


@cache
def _modifier_split() -> re.Pattern[str]:
    links = "|".join(form for form, name in preposition_of().items() if name in ("a", "di"))
    return re.compile(rf"(?<!\w)(?:{_named(governors().modifiers_split)})\s+(?:{links})\s?$")


def _named(said: Modifiers) -> str:
    return named_alternatives(at_most=said.at_most, at_least=said.at_least, approx=said.approx)


def modifier(reading: Reading, start: int, end: int) -> tuple[str | None, int]:
    """The modifier of the figure from start to end, and where its words begin (start when there are none before).

    >>> from estrattore.values.numbers.reading import read
    >>> modifier(read("costa circa 300 euro"), 12, 20), modifier(read("non meno di 5 euro"), 12, 18)
    (('approx', 6), ('at_least', 0))
    """
    left = max(0, start - _REACH)
    before = reading.text[left:start].lower()
    last = before.rstrip()[-1:]
    if last.isalpha() or last in _PHRASE_ENDS:
        if match := _modifier_before().search(before):
            if match[0].startswith(tuple(governors().ranges.up_to)) and _reaches(before[: match.start()]):
                return None, start
            note("modifier", cue=match[0])
            return match.lastgroup, left + match.start()
        if match := _modifier_split().search(before):
            note("modifier", cue=match[0])
            return match.lastgroup, start
    if match := _modifier_after().match(reading.text[end : end + _REACH_AFTER].lower()):
        note("modifier", cue=match[0])
        return match.lastgroup, start
    return None, start


def _reaches(before: str) -> bool:
    """Whether a verb says that a level is reached: `sale fino al 3%` has no modifier, `sconti fino al 3%` has."""
    words = before.lower().split()
    if not governors().movement.reached.modals.isdisjoint(words[-_MODAL_STEPS:]):
        return False
    kinds = [{name.rpartition("_")[2] for name in word_classes(word)} for word in words[-2:]]
    arrives = any(word in all_forms(governors().movement.reached.arrivals) for word in words[-2:])
    return arrives or any("verb" in found and "noun" not in found for found in kinds)
