"""Rows of tables and their cells: between bars, behind tabs, in columns that stand below each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estrattore.text.lines import Kind, Line

_COLUMNS = 3  # parted by tabs that make a row of a table without others around it
_SIGN = re.compile(r"\||(?<=\S)(?:\t| {3})")  # a text without one has no row
_BAR = re.compile(r"\|")
_COLUMN = re.compile(r"(?<=[^\s:])[ \xa0]*\t\s*|(?<=\S) {3,}")  # `Voce:<tab>testo` is a label and what it says
_EMPTY = " \t\xa0>"  # of a cell that says nothing
_FIGURE = re.compile(r"[-+–−(€$]*\d[\d.,]*[%)€$]*\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\w?\Z")


def split_rows(text: str, lines: list[Line]) -> list[Line]:
    """The lines, with each row of a table replaced by its cells; the row above a rule or above figures is the heading's.

    >>> from estrattore.text.lines import read_lines
    >>> text = "| Voce | 2024 |\\n|---|---|\\n| Ricavi | 5.214 |"
    >>> [(text[cell.start : cell.end], cell.kind) for cell in split_rows(text, read_lines(text))]
    [('Voce', 'head_cell'), ('2024', 'head_cell'), ('Ricavi', 'cell'), ('5.214', 'cell')]
    """
    if not _SIGN.search(text):
        return lines
    rows = [_row(text, line) for line in lines]
    kept = [_is_row(text, lines, rows, index) for index in range(len(lines))]
    split: list[Line] = []
    for indexes in _stretches(lines, rows, kept):
        split += (
            _cells(text, lines, rows, indexes)
            if kept[indexes[0]]
            else _unbarred(text, [lines[index] for index in indexes])
        )
    return split


def _stretches(lines: list[Line], rows: list[_Row], kept: list[bool]) -> list[list[int]]:
    """The indexes of the lines, table by table; a rule under a row belongs to its table, a gap before other columns ends it."""
    stretches: list[list[int]] = []
    for index, line in enumerate(lines):
        inside = index > 0 and kept[stretches[-1][0]]
        goes_on = line.kind == "rule" if inside and not kept[index] else inside == kept[index]
        if index == 0 or not goes_on or (inside and line.gap and rows[index].width != rows[index - 1].width):
            stretches.append([])
        stretches[-1].append(index)
    return stretches


class _Row(NamedTuple):
    """What a line holds if it is a row: its cells as column, start and end, those apart that say nothing, and how many columns it has."""

    cells: list[tuple[int, int, int]]
    width: int


def _row(text: str, line: Line) -> _Row:
    if line.kind == "rule":
        return _Row([], 0)
    barred = "|" in text[line.start : line.end]
    border = _BAR if barred else _COLUMN
    start, end = line.start + (text[line.start] == "|"), line.end - (barred and text[line.end - 1] == "|")
    borders = [match.span() for match in border.finditer(text, start if barred else line.body, end)]
    starts = [start, *(stop for _, stop in borders)]
    ends = [*(begin for begin, _ in borders), end]
    spans = [(column, *_stripped(text, *span)) for column, span in enumerate(zip(starts, ends, strict=True))]
    return _Row([cell for cell in spans if text[cell[1] : cell[2]].strip(_EMPTY)], len(spans))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    return end - len(cell.lstrip()), start + len(cell.rstrip())


def _is_row(text: str, lines: list[Line], rows: list[_Row], index: int) -> bool:
    """Whether the line is a row: barred at its beginning and once more, or cut like the line above or below it."""
    line, width = lines[index], rows[index].width
    if line.kind not in ("text", "item") or not rows[index].cells:
        return False
    if text[line.start] == "|":
        return text.count("|", line.start, line.end) > 1
    if width >= _COLUMNS and "\t" in text[line.start : line.end]:
        return True
    above = rows[index - 1].width if index > 0 and not line.gap else 0
    below = rows[index + 1].width if index + 1 < len(lines) and not lines[index + 1].gap else 0
    under_corner = width == above + 1 and _lacks_corner(lines[index - 1], rows[index - 1], width)
    return width > 1 and (width in (above, below) or under_corner or _lacks_corner(line, rows[index], below))


def _lacks_corner(line: Line, row: _Row, below: int) -> bool:
    """Whether the row names all columns but the first, which holds the names of the rows."""
    return line.indent > 0 and row.width > 1 and row.width + 1 == below


def _cells(text: str, lines: list[Line], rows: list[_Row], indexes: list[int]) -> Iterator[Line]:
    content = [index for index in indexes if rows[index].cells]
    header = _has_header(text, lines, rows, indexes, content)
    shift = len(content) > 1 and _lacks_corner(lines[content[0]], rows[content[0]], rows[content[1]].width)
    for number, index in enumerate(content):
        kind: Kind = "head_cell" if header and number == 0 else "cell"
        for place, (column, start, end) in enumerate(rows[index].cells):
            gap = lines[index].gap if place == 0 else ""
            column += shift and number == 0
            yield replace(
                lines[index], start=start, end=end, body=start, kind=kind, level=number, column=column, gap=gap
            )


def _has_header(text: str, lines: list[Line], rows: list[_Row], indexes: list[int], content: list[int]) -> bool:
    """Whether the first row names the columns: a rule follows, or it has no figures but years and the second has some."""
    if not content[1:]:
        return False
    if lines[indexes[1]].kind == "rule":
        return True
    first, second = (
        [text[start:end] for column, start, end in rows[index].cells if column or index == content[0]]
        for index in content[:2]
    )
    return not any(_is_figure(cell) for cell in first) and any(_is_figure(cell) for cell in second)


def _is_figure(cell: str) -> bool:
    return _FIGURE.match(cell) is not None and _YEAR.match(cell) is None


def _unbarred(text: str, lines: list[Line]) -> Iterator[Line]:
    """Lines in which a bar quotes, as some programs for mail write it: two or more that begin with one and have no other."""
    barred = [text[line.start] == "|" and line.end - line.start > 1 for line in lines]
    above = [False, *(a and not line.gap for a, line in zip(barred, lines[1:], strict=False))]
    below = [*(b and not line.gap for b, line in zip(barred[1:], lines[1:], strict=True)), False]
    for index, line in enumerate(lines):
        if barred[index] and (above[index] or below[index]):
            start = line.end - len(text[line.start + 1 : line.end].lstrip())
            line = replace(line, start=start, body=start, edge=line.edge - (start - line.start), depth=line.depth + 1)
        yield line
