"""Rows of tables and their cells: between bars, behind tabs, in columns that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from estrattore.text.lines import Kind, Line

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
    rows = [_spans(text, line) for line in lines]
    kept = [_is_row(text, lines, rows, index) for index in range(len(lines))]
    split: list[Line] = []
    for table, members in groupby(range(len(lines)), key=lambda index: kept[index] or _between(lines, kept, index)):
        indexes = list(members)
        if table:
            split += _cells(text, lines, rows, indexes)
        else:
            split += _unbarred(text, [lines[index] for index in indexes])
    return split


def _spans(text: str, line: Line) -> list[tuple[int, int]]:
    """The cells of a line, if it were a row."""
    if line.kind == "rule":
        return []
    border = _BAR if "|" in text[line.start : line.end] else _COLUMN
    matches = [match.span() for match in border.finditer(text, line.start if border is _BAR else line.body, line.end)]
    starts = [line.start, *(end for _, end in matches)]
    ends = [*(start for start, _ in matches), line.end]
    return [
        _stripped(text, start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip(_EMPTY)
    ]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    return end - len(cell.lstrip()), start + len(cell.rstrip())


def _is_row(text: str, lines: list[Line], rows: list[list[tuple[int, int]]], index: int) -> bool:
    """Whether the line is a row: barred at its beginning and once more, or cut like the line above or below it."""
    line, count = lines[index], len(rows[index])
    if line.kind not in ("text", "item") or count == 0:
        return False
    if text[line.start] == "|":
        return text.count("|", line.start, line.end) > 1
    if count > 2 and "\t" in text[line.start : line.end]:
        return True
    above = index > 0 and not line.gap and len(rows[index - 1]) == count
    below = index + 1 < len(lines) and not lines[index + 1].gap and len(rows[index + 1]) == count
    return count > 1 and (above or below)


def _between(lines: list[Line], kept: list[bool], index: int) -> bool:
    """Whether a rule lies inside a table."""
    return lines[index].kind == "rule" and index > 0 and kept[index - 1]


def _cells(text: str, lines: list[Line], rows: list[list[tuple[int, int]]], indexes: list[int]) -> Iterator[Line]:
    content = [index for index in indexes if rows[index]]
    header = _has_header(text, lines, rows, indexes, content)
    for number, index in enumerate(content):
        for column, (start, end) in enumerate(rows[index]):
            kind: Kind = "head_cell" if header and number == 0 else "cell"
            gap = lines[index].gap if column == 0 else ""
            yield replace(
                lines[index], start=start, end=end, body=start, kind=kind, level=number, column=column, gap=gap
            )


def _has_header(
    text: str, lines: list[Line], rows: list[list[tuple[int, int]]], indexes: list[int], content: list[int]
) -> bool:
    """Whether the first row names the columns: a rule follows, or it has no figures but years and the second has some."""
    if len(content) < 2:
        return False
    if lines[indexes[1]].kind == "rule":
        return True
    first, second = ([text[start:end] for start, end in rows[index][1:]] for index in content[:2])
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
