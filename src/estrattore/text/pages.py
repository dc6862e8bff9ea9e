"""What only a page of paper needs: its number, and the head that is printed again on each of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from estrattore.resources.schemas.layout import layout_words
from estrattore.text.lines import Line, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_HEAD = 100  # characters of a head or foot line
_PROSE_LINE = 40  # characters of a line that is no cell of a table
_DIGITS = re.compile(r"\d+")
_BARE = re.compile(r"\d{1,3}\Z")  # a figure of four is a year


def drop_furniture(text: str, lines: list[Line]) -> list[Line]:
    """The lines without numbers of pages, running heads and feet; the line behind them knows that a page has ended.

    >>> from estrattore.text.lines import read_lines
    >>> text = "I ricavi salgono\\n- 3 -\\n\\fdel 5% in Italia."
    >>> [(text[line.start : line.end], line.gap) for line in drop_furniture(text, read_lines(text))]
    [('I ricavi salgono', ''), ('del 5% in Italia.', 'page')]
    """
    numbered = [_is_number(text, lines, index) for index in range(len(lines))]
    if not any(numbered) and "\f" not in text:
        return lines
    kept: list[Line] = []
    page_ended = False
    for index, line in enumerate(lines):
        page_ended = page_ended or line.gap == "page"
        if not numbered[index]:
            kept.append(replace(line, gap="page") if page_ended else line)
        page_ended = numbered[index]
    return _without_heads(text, kept)


def _is_number(text: str, lines: list[Line], index: int) -> bool:
    """Whether the line numbers a page; a bare figure does so next to a form feed or in the middle of a sentence."""
    line = lines[index]
    if line.end - line.start > _LONGEST_HEAD:
        return False
    said = text[line.start : line.end]
    if not _BARE.match(said):
        return _number().match(said) is not None
    if index == 0 or index + 1 == len(lines):
        return line.gap == "page" or (index == 0 and len(lines) > 1 and lines[1].gap == "page")
    before, after = lines[index - 1], lines[index + 1]
    if "page" in (line.gap, after.gap):
        return True
    prose = min(before.edge, after.edge) >= _PROSE_LINE and before.kind == after.kind == "text"
    return prose and not ends_sentence(text, before) and text[after.start].islower()


@cache
def _number() -> re.Pattern[str]:
    of = "|".join(map(re.escape, layout_words().pages.of))
    page = "|".join(map(re.escape, layout_words().pages.words))
    return re.compile(
        rf"(?:[-–—]\s*\d{{1,4}}\s*[-–—]|(?:{page})\s*\d{{1,4}}(?:\s*(?:{of})\s*\d{{1,4}})?)\Z", re.IGNORECASE
    )


def _without_heads(text: str, lines: list[Line]) -> list[Line]:
    """The lines without those that stand, but for figures, at the border of two pages or more; the first is a title."""
    said = {line.start: _DIGITS.sub("0", text[line.start : line.end]).casefold() for line in _borders(lines)}
    often = {head for head, count in Counter(said.values()).items() if count > 1 and len(head) <= _LONGEST_HEAD}
    kept: list[Line] = []
    page_ended = False
    for index, line in enumerate(lines):
        page_ended = page_ended or line.gap == "page"
        if index and said.get(line.start) in often and not ends_sentence(text, line):
            continue
        kept.append(replace(line, gap="page") if page_ended else line)
        page_ended = False
    return kept


def _borders(lines: list[Line]) -> Iterable[Line]:
    """The first and the last line of each page."""
    for before, after in pairwise(lines):
        if after.gap == "page":
            yield from (before, after)
    if any(line.gap == "page" for line in lines):
        yield from (lines[0], lines[-1])
