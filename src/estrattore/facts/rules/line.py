"""A sentence as one line of items: mentions and measures as single pieces, and the words and marks between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from estrattore.facts.measures import TOKEN, Measure, find_measures
from estrattore.finds import DateSpan, Enterprise, Mention, Money, Percentage
from estrattore.resources.schemas.facts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

VALUES = ("money", "percent")


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One piece of a sentence: `kind` is word, measure or the kind of the find."""

    kind: str
    start: int
    end: int
    text: str  # lower case, straight apostrophe
    find: Mention | None = None
    measure: Measure | None = None
    capital: bool = False

    @property
    def company(self) -> Enterprise | None:
        """The company or organisation that the item is."""
        return self.find if isinstance(self.find, Enterprise) else None

    @property
    def money(self) -> Money | None:
        """The amount that the item is."""
        return self.find if isinstance(self.find, Money) else None

    @property
    def rate(self) -> Percentage | None:
        """The rate that the item is."""
        return self.find if isinstance(self.find, Percentage) else None

    @property
    def date(self) -> DateSpan | None:
        """The date that the item is."""
        return self.find if isinstance(self.find, DateSpan) else None

    @property
    def direction(self) -> str | None:
        """Whether a rate goes up or down."""
        return self.find.direction if isinstance(self.find, Percentage) else None

    @property
    def unit(self) -> str | None:
        """What an amount is for, or what a rate counts."""
        return self.find.unit if isinstance(self.find, Money | Percentage) else None


OUTSIDE = Item("", 0, 0, "")


def read_line(
    text: str, sentence: tuple[int, int], finds: Sequence[Mention], measures: Sequence[Measure] | None = None
) -> list[Item]:
    """The items of a sentence, in order, with offsets in the article; `measures` where they are known already.

    >>> eni = Enterprise(kind="company", start=0, end=3, name="Eni", entity_id="e", source="model")
    >>> [(i.kind, i.text) for i in read_line("Eni: utile netto.", (0, 17), [eni])]
    [('company', 'eni'), ('word', ':'), ('measure', 'utile netto'), ('word', '.')]
    """
    start, end = sentence
    blocks = [_item(text, f.kind, f.start, f.end, find=f) for f in finds]
    blocks += [
        _item(text, "measure", m.start + start, m.end + start, measure=m)
        for m in (find_measures(text[start:end]) if measures is None else measures)
        if not any(f.start < m.end + start and m.start + start < f.end for f in finds)
    ]
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
    text: str, kind: str, start: int, end: int, *, find: Mention | None = None, measure: Measure | None = None
) -> Item:
    lower = text[start:end].lower().replace("’", "'")
    return Item(kind, start, end, lower, find, measure, text[start].isupper())


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
    return cast("frozenset[str]", getattr(getattr(facts(), section), name))


@cache
def stems(section: str, name: str) -> tuple[str, ...]:
    """A list of beginnings of words of `resources/facts.toml`."""
    return cast("tuple[str, ...]", getattr(getattr(facts(), section), name))
