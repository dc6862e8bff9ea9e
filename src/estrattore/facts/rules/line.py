"""A sentence as one line of items: mentions and measures as single pieces, and the words and marks between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from estrattore.facts.measures import TOKEN, Measure, find_measures
from estrattore.resources.schemas.facts import facts

Find = dict[str, Any]
VALUES = ("money", "percent")


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One piece of a sentence: `kind` is word, measure or the kind of the find."""

    kind: str
    start: int
    end: int
    text: str  # lower case, straight apostrophe
    find: Find = field(default_factory=dict)
    measure: Measure | None = None
    capital: bool = False


OUTSIDE = Item("", 0, 0, "")


def read_line(
    text: str, sentence: tuple[int, int], finds: Sequence[Find], measures: Sequence[Measure] | None = None
) -> list[Item]:
    """The items of a sentence, in order, with offsets in the article; `measures` where they are known already.

    >>> eni = {"kind": "company", "start": 0, "end": 3}
    >>> [(i.kind, i.text) for i in read_line("Eni: utile netto.", (0, 17), [eni])]
    [('company', 'eni'), ('word', ':'), ('measure', 'utile netto'), ('word', '.')]
    """
    start, end = sentence
    blocks = [_item(text, f["kind"], f["start"], f["end"], find=f) for f in finds]
    for m in find_measures(text[start:end]) if measures is None else measures:
        if not any(f["start"] < m.end + start and m.start + start < f["end"] for f in finds):
            blocks.append(_item(text, "measure", m.start + start, m.end + start, measure=m))
    blocks.sort(key=lambda item: item.start)
    line: list[Item] = []
    at = start
    for block in blocks:
        if block.start < at:  # a find inside another one
            continue
        line += _words(text, at, block.start)
        line.append(block)
        at = block.end
    return line + _words(text, at, end)


def _words(text: str, start: int, end: int) -> list[Item]:
    return [_item(text, "word", m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]


def _item(
    text: str, kind: str, start: int, end: int, *, find: Find | None = None, measure: Measure | None = None
) -> Item:
    lower = text[start:end].lower().replace("’", "'")
    return Item(kind, start, end, lower, find or {}, measure, text[start].isupper())


def at(line: Sequence[Item], i: int) -> Item:
    """The item at a place; an empty one outside the sentence, so that a headline without a final mark reads like any other.

    >>> at([], 3).text, at([], -1).kind
    ('', '')
    """
    return line[i] if 0 <= i < len(line) else OUTSIDE


def measure_at(line: Sequence[Item], i: int) -> Measure:
    """The measure of an item that is known to be one."""
    measure = line[i].measure
    if measure is None:
        raise TypeError(f"no measure at {i}: {line[i].text!r}")
    return measure


@cache
def words(section: str, name: str) -> frozenset[str]:
    """A list of `resources/facts.toml` as a set."""
    return cast(frozenset[str], getattr(getattr(facts(), section), name))


@cache
def stems(section: str, name: str) -> tuple[str, ...]:
    """A list of beginnings of words of `resources/facts.toml`."""
    return cast(tuple[str, ...], getattr(getattr(facts(), section), name))
