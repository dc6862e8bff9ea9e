"""A sentence as one line of items: mentions and measures as single pieces, and the words and marks between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.facts.measures import TOKEN, Measure, find_measures
from estrattore.facts.words import WORD, Word, word
from estrattore.finds import DateSpan, Enterprise, Mention, Money, Percentage

if TYPE_CHECKING:
    from collections.abc import Sequence

FIGURES = ("money", "percent")


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One piece of a sentence: `kind` is word, measure or the kind of the find."""

    kind: str
    start: int
    end: int
    text: str  # lower case, straight apostrophe
    word: Word
    find: Mention | None = None
    measure: Measure | None = None
    capital: bool = False

    @property
    def company(self) -> Enterprise | None:
        """The company that the item is."""
        return self.find if isinstance(self.find, Enterprise) and self.kind == "company" else None

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


OUTSIDE = Item("", 0, 0, "", WORD)
Line = tuple[Item, ...]


def read_line(text: str, sentence: tuple[int, int], finds: Sequence[Mention]) -> Line:
    """The items of a sentence, in order, with offsets in the article.

    >>> eni = Enterprise(kind="company", start=0, end=3, name="Eni", entity_id="e", source="model")
    >>> [(i.kind, i.text) for i in read_line("Eni: utile netto.", (0, 17), [eni])]
    [('company', 'eni'), ('word', ':'), ('measure', 'utile netto'), ('word', '.')]
    """
    start, end = sentence
    blocks = [_item(text, find.kind, find.start, find.end, find=find) for find in finds]
    blocks += [
        _item(text, "measure", found.start + start, found.end + start, measure=found)
        for found in find_measures(text[start:end])
        if not any(find.start < found.end + start and found.start + start < find.end for find in finds)
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
    return (*line, *_words(text, at, end))


def at(line: Sequence[Item], i: int) -> Item:
    """The item at a place; an empty one outside the sentence, so that a headline without a final mark reads like any other.

    >>> at((), 3).text, at((), -1).kind
    ('', '')
    """
    return line[i] if 0 <= i < len(line) else OUTSIDE


def _words(text: str, start: int, end: int) -> list[Item]:
    return [_item(text, "word", m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]


def _item(
    text: str, kind: str, start: int, end: int, *, find: Mention | None = None, measure: Measure | None = None
) -> Item:
    lower = text[start:end].lower().replace("’", "'")
    return Item(kind, start, end, lower, word(lower), find, measure, text[start].isupper())
