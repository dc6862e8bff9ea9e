"""The shapes of dates, compiled, and the words that may open each of them.

Only patterns that a word can open are tried at that word, so a sentence without such words costs next to nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.resources.schemas.dates import date_regex, date_words
from estrattore.values.numbers.numerals import parse_cardinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# one kind of apostrophe and blank, and the letters that only ignoring case makes i and s
_FORMS = str.maketrans("’‘ʼ′\u00a0\u2009\u202f\tſİı", "''''    sIi")
_TOKEN = re.compile(r"'?\d+|[^\W\d_]+")
KNOWN_WORDS = 20_000  # whose patterns are remembered: nearly all of a paper, in two megabytes
_LONGEST_FIGURE = 5  # an apostrophe and four digits; longer ones open no date


class Shape(NamedTuple):
    """A compiled pattern; `before` must match the text in front of it."""

    kind: str
    regex: re.Pattern[str]
    before: re.Pattern[str] | None


@cache
def openers() -> dict[str, tuple[Shape, ...]]:
    """For each word (lower case; Roman numerals in capitals) or class of tokens, the patterns that it may open."""
    shapes: dict[str, list[Shape]] = {}
    table = date_shapes()
    for written in table.shapes:
        shape = Shape(written.kind, date_regex(written.template, table.fragments), written.before)
        for name in written.openers:
            for word in _words(table.openers.get(name, (name,))):
                shapes.setdefault(word, []).append(shape)
    return {word: tuple(dict.fromkeys(found)) for word, found in shapes.items()}


def _words(entries: Iterable[str]) -> Iterator[str]:
    """The first words of the entries: words themselves, or `<name>` for a list of them."""
    for entry in entries:
        for word in date_words()[entry[1:-1]] if entry.startswith("<") else (entry,):
            yield re.split(r"\W", word)[0]


def beside(kind: str) -> bool:
    """Whether a kind of date means one only beside another: the 27 of `dal 27 al 30 agosto`."""
    return kind in date_shapes().beside


def normalised(text: str) -> str:
    """The text with one kind of apostrophe and blank; every character keeps its place."""
    return text.translate(_FORMS)


@lru_cache(maxsize=KNOWN_WORDS)
def _opened_by(word: str) -> tuple[Shape, ...]:
    """The patterns that a word in letters may open."""
    low = word.lower()
    if shapes := openers().get(word) or openers().get(low):
        return shapes
    return openers()["worded_year"] if low.startswith(date_shapes().worded_years) and parse_cardinal(word) else ()


def tokens(text: str) -> Iterator[tuple[int, tuple[Shape, ...]]]:
    """Where a date may begin, and the patterns to try there."""
    for match in _TOKEN.finditer(text):
        word = match[0]
        if not word[-1].isdigit():
            if shapes := _opened_by(word):
                yield match.start(), shapes
            continue
        start = match.start()
        if word[0] == "'":
            if not text[start - 1 : start].isalnum():  # not the elision of `l'11 luglio`
                yield start, openers()["apostrophe"]
            start += 1
        if len(word) <= _LONGEST_FIGURE:
            yield start, openers()["number"]
