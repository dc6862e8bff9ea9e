"""The lines of a text as a reader sees them: what is a mark of quoting, listing or heading, and what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["text", "item", "heading", "cell", "head_cell", "rule", "page"]

_LINE = re.compile(
    r"(?P<quote>[ \t]{0,3}>[> \t]*+)?+(?P<indent>[^\S\n\f]*+)"
    r"(?P<mark>(?P<heading>#{1,6}[ \t]+)|(?P<bullet>[•◦▪‣·●■✓✔→➢*][ \t\xa0]+)|(?P<weak>(?:[-–—]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\xa0]+))?+(?=\S)"
    r"(?P<rest>[^\n\f]*)|[^\n\f]+"
)
_RULE = re.compile(r"[\s\-–—=_*·.+|:]*\Z")
_CLOSING_HASHES = re.compile(r"\s+#+\Z")
_END = re.compile(r"[.!?…][.!?…»”’\"')\]]*\Z")
_DOTTED = re.compile(r"(?:\b\w\.)+\Z")  # `S.p.A.`, `G.`: no end by itself
_LOOK = 12  # characters looked at for the end of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line says, as a span of the text, and how it stands there."""

    start: int
    end: int
    body: int  # where it begins behind the mark of a list
    edge: int = 0  # column in which it ends, marks of quoting apart
    indent: int = 0
    depth: int = 0  # marks of quoting before it
    gap: Literal["", "blank", "page"] = ""  # what stands between it and the line before
    kind: Kind = "text"
    level: int = 0  # of a heading that is marked; the row of a cell
    column: int = 0


def read_lines(text: str) -> list[Line]:
    """All lines that say something, in order.

    >>> text = "# Conti\\n\\n> Il gruppo\\n> cresce\\n\\n- utile"
    >>> [(text[line.start : line.end], line.kind, line.depth) for line in read_lines(text)]
    [('Conti', 'heading', 0), ('Il gruppo', 'text', 1), ('cresce', 'text', 1), ('- utile', 'item', 0)]
    """
    lines: list[Line] = []
    done = 0
    for match in _LINE.finditer(text):
        if (start := match.start("rest")) >= 0:
            between = text[done : match.start()]
            done = match.end()
            lines.append(_line(text, match, start, gap=_gap(between)))
    return _settled(text, lines)


def _gap(between: str) -> Literal["", "blank", "page"]:
    if "\f" in between:
        return "page"
    return "blank" if between.count("\n") > 1 else ""


def _line(text: str, match: re.Match[str], start: int, *, gap: Literal["", "blank", "page"]) -> Line:
    quote, indent, mark = match["quote"] or "", match["indent"], match["mark"] or ""
    end = start + len(match["rest"].rstrip())
    begin = match.start("indent") + len(indent)
    line = Line(
        start=begin,
        end=end,
        body=start,
        edge=end - match.start("indent"),
        indent=len(indent),
        depth=quote.count(">"),
        gap=gap,
    )
    if match["heading"]:
        end = start + len(_CLOSING_HASHES.sub("", text[start:end]))
        return replace(line, start=start, end=end, kind="heading", level=mark.count("#"))
    if _RULE.match(text, begin, end):
        return replace(line, kind="rule")
    return replace(line, kind="item") if mark else line


def _settled(text: str, lines: list[Line]) -> list[Line]:
    """The lines with marks undone that are none: `> 5%` alone, a dash or a number in the middle of a sentence."""
    settled: list[Line] = []
    listing = False
    mostly = sum(line.depth > 0 for line in lines) > len(lines) / 2
    for index, line in enumerate(lines):
        before = settled[-1] if settled else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.depth and not mostly and not _is_quoted(text, line, before, after):
            start = text.rindex(">", 0, line.start)
            line = replace(line, start=start, body=start, depth=0, kind="text")
        if line.gap or (before is not None and before.depth != line.depth):
            listing = False
        if line.kind == "item" and not listing and before is not None and _runs_on(text, before, line, after):
            line = replace(line, kind="text", body=line.start)
        listing = listing or line.kind == "item"
        settled.append(line)
    return settled


def _is_quoted(text: str, line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether `>` quotes: more lines do so, or words follow (`> 5%` is a comparison)."""
    if text[line.start].isalpha() or text[line.start] in "«“\"'(*-•":
        return True
    above = before is not None and before.depth > 0 and not line.gap
    below = after is not None and after.depth > 0 and not after.gap
    return above or below


def _runs_on(text: str, before: Line, line: Line, after: Line | None) -> bool:
    """Whether a dash or a number at the line's beginning belongs to the sentence of the line before."""
    if line.gap or before.kind not in ("text", "item") or text[line.start] in "•◦▪‣·●■✓✔→➢*":
        return False
    if text[before.end - 1] in ".:;!?…" or (after is not None and not after.gap and after.kind == "item"):
        return False
    return text[line.body].islower() or text[line.body].isdigit() or text[line.start].isdigit()


def ends_sentence(text: str, line: Line) -> bool:
    """Whether a sentence may end with the line: a final mark, but not that of `S.p.A.`."""
    tail = text[max(line.start, line.end - _LOOK) : line.end]
    return _END.search(tail) is not None and _DOTTED.search(tail) is None


def runs(lines: list[Line], *, apart: Callable[[Line, Line], bool]) -> list[list[Line]]:
    """The lines in groups that nothing stands between."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not apart(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
