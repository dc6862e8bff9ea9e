"""Which line breaks are blanks: the width to which a text is wrapped, and what stands before and after each break."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from estrattore.resources.schemas.abbreviations import abbreviations
from estrattore.resources.schemas.layout import layout_words
from estrattore.text.lines import Line, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

_NARROWEST, _WIDEST = 25, 200  # characters of a line in wrapped text; what is wider is a paragraph on one line
_SLACK = 0.15  # of the width: proportional letters make lines of unequal length
_STRICT_SLACK = 0.08  # where a sentence ends, a paragraph may end too
_LEAST_SHARE = 0.4  # of the breaks must fit one width …
_LEAST_SMALL = 0.3  # … and so many of these go on in small letters: a list of headlines does not
_FEW_BREAKS, _MOST_SHARE = 3, 0.9  # where nearly all breaks fit, one small letter is enough
_EXACT_SHARE = 0.95  # of the breaks inside sentences leave no room in text of equally wide letters
_SHORTEST_LINE = 20  # characters of a line that may go on where no width is known
_SURE_LINE = 45  # … or that may do so before a capital letter, whatever it ends in
_FEW_LINES = 4  # of a text so short that no width can be told
_HALF = 0.5

_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W_]+(?=\W*\Z)")
_CLOSERS = ",;:.)%»”!?"  # no line of its own begins with one
_FIGURES = re.compile(r"(?:.*?\s)?(?:[-+–−(€$]*\d[\d.,]*[%)€$]*(?:\s+|\Z)){2,}\Z")
_LABEL = re.compile(r"[^\W\d_][^:\n]{0,40}:\s+\S")
_LABEL_WORDS, _LABEL_LINE = 5, 80  # words before the colon, characters of the whole line
_LOOK = 30  # characters looked at for the last word
_ADDRESS = re.compile(r"@\w|\bwww\.|https?://")
_SMALL = re.compile(r"(?:[«“‘\"'(\[]|[-–—] )(?=[^\W\d_])[^A-ZÀ-Þ]")


class Width(NamedTuple):
    """The width to which lines are wrapped, and by how much of it a line may fall short (0 where all letters are equally wide)."""

    columns: int
    slack: float


def wrap_width(text: str, pairs: Iterable[tuple[Line, Line]]) -> Width | None:
    """The width at which most of the breaks fall: the line fits into it, with the next word it would not; nothing where there is none.

    Each break allows the widths from its line's length up to that with the next word; the width that most of them allow is found in one sweep.
    """
    breaks = [
        (a.edge, _needed(text, a, b), goes_small(text, b) or _hangs(text, a))
        for a, b in pairs
        if _NARROWEST <= a.edge <= _WIDEST
    ]
    borders = sorted(
        [(low, 0, small) for low, _, small in breaks]
        + [(high * (1 + _STRICT_SLACK), 1, small) for _, high, small in breaks]
    )
    best = best_small = columns = now = now_small = 0
    for place, closes, small in borders:
        now, now_small = (now - 1, now_small - small) if closes else (now + 1, now_small + small)
        if not closes and now >= best:
            best, best_small, columns = now, now_small, int(place)
    enough = 1 if best >= max(_FEW_BREAKS, _MOST_SHARE * len(breaks)) else _LEAST_SMALL * best
    if best < max(2, _LEAST_SHARE * len(breaks)) or best_small < max(1, enough):
        return None
    inner = [needed > columns for _, needed, small in breaks if small]
    return Width(columns, 0 if sum(inner) >= _EXACT_SHARE * len(inner) else _SLACK)


def _needed(text: str, a: Line, b: Line) -> int:
    """The width that the line would have had with the next word."""
    word_end = text.find(" ", b.start, b.end)
    return a.edge + 1 + (b.end if word_end < 0 else word_end) - b.start


def may_run_on(text: str, a: Line, b: Line) -> bool:
    """Whether the break between two lines could be a blank at all: text on both sides, quoted alike or no longer marked as quoted."""
    if b.kind != "text" or a.kind not in ("text", "item") or text[b.start] == "|":
        return False
    return b.depth == a.depth or (b.depth < a.depth and goes_small(text, b) and not ends_sentence(text, a))


def is_soft(text: str, a: Line, b: Line, *, width: Width | None, run: list[Line]) -> bool:
    """Whether the break between two lines that may run on is a blank, given the width of the text or of the run, if there is one."""
    widest = width.columns if width else max(line.edge for line in (run if len(run) <= _FEW_LINES else (a, b)))
    room = widest - _needed(text, a, b)
    if _stands_apart(text, a, b, full=width is not None and room < 0):
        return False
    return _is_soft_wrapped(text, a, b, width, room) if width else _is_soft_alone(text, a, b, room, run)


def _stands_apart(text: str, a: Line, b: Line, *, full: bool) -> bool:
    """Whether one of the lines is of a kind that stands for itself: figures, labels, addresses, the author's name; prose may look like it in full lines."""
    if full and goes_small(text, b):
        return False
    if is_figures(text, a) or is_figures(text, b):
        return True
    return not full and (is_contact(text, b) or _is_byline(text, b) or (is_label(text, a) and is_label(text, b)))


def _is_soft_wrapped(text: str, a: Line, b: Line, width: Width, room: int) -> bool:
    ended = ends_sentence(text, a)
    if b.indent > a.indent + 1 and ended and a.kind == "text":  # a paragraph whose first line is indented
        return False
    fits = room < width.slack * width.columns
    if goes_small(text, b):
        wide = a.edge >= _HALF * width.columns or _links(text, b) or _hangs(text, a)
        return fits or (wide and not ended) or text[a.end : a.end + 2] == " \n"
    if ended:
        return fits and room < _STRICT_SLACK * width.columns and a.edge <= (1 + _SLACK) * width.columns
    return _hangs(text, a) or (fits and not _opens(text, b))


def _is_soft_alone(text: str, a: Line, b: Line, room: int, run: list[Line]) -> bool:
    """The same where two or three lines are all there is to tell it by."""
    if ends_sentence(text, a) or a.end - a.start < _SHORTEST_LINE or text[a.end - 1] in ":;":
        return False
    tight = room < _SLACK * a.edge
    if goes_small(text, b):
        return tight or _hangs(text, a) or _links(text, b)
    if _opens(text, b) or len(run) > _FEW_LINES or not ends_sentence(text, run[-1]):
        return False
    return tight and (a.edge >= _SURE_LINE or _hangs(text, a) or _belongs(text, a, b))


def goes_small(text: str, line: Line) -> bool:
    """Whether the line begins as only the middle of a sentence does."""
    first = text[line.start]
    return first.islower() or first in _CLOSERS or _SMALL.match(text, line.start, line.end) is not None


def _opens(text: str, line: Line) -> bool:
    """Whether the line begins with a word that begins sentences."""
    word = _WORD.match(text, line.start, line.end)
    return word is not None and word.group() in abbreviations().openers


def _links(text: str, line: Line) -> bool:
    word = _WORD.match(text, line.start, line.end)
    return word is not None and word.group() in layout_words().hanging.words


def _hangs(text: str, line: Line) -> bool:
    """Whether the line ends in a word or a sign with which nothing ends."""
    if text[line.end - 1] in ",(’'" or text[line.end - 2 : line.end] in (" –", " —", " -"):
        return True
    word = _last_word(text, line)
    return word is not None and text[line.end - 1].isalpha() and word.group().lower() in layout_words().hanging.words


def _belongs(text: str, a: Line, b: Line) -> bool:
    """Whether a name or a date may run over the break: `Marco⏎Rinaldi`, `settembre⏎2025`; two figures are two lines."""
    word = _last_word(text, a)
    if word is None or text[b.start].isdigit():
        return word is not None and not word.group()[-1].isdigit()
    return word.group()[0].isupper() or word.group()[0].isdigit()


def _last_word(text: str, line: Line) -> re.Match[str] | None:
    return _LAST_WORD.search(text[max(line.start, line.end - _LOOK) : line.end])


def is_figures(text: str, line: Line) -> bool:
    """Whether the line is a row of figures: at least two of them at its end."""
    return (
        text[line.end - 1] in "0123456789%)€$"
        and _FIGURES.match(text[max(line.start, line.end - _WIDEST) : line.end]) is not None
    )


def is_label(text: str, line: Line) -> bool:
    """Whether the line names something and says what it is: `Ricavi: 487 milioni`."""
    if line.end - line.start > _LABEL_LINE or not _LABEL.match(text, line.body, line.end):
        return False
    return text.count(" ", line.body, text.index(":", line.body)) < _LABEL_WORDS


def is_contact(text: str, line: Line) -> bool:
    """Whether the line tells how to reach somebody."""
    if line.end - line.start > _LABEL_LINE:
        return False
    word = _WORD.match(text, line.start, line.end)
    said = (
        word is not None
        and word.group().lower() in layout_words().contact.words
        and text[word.end() : word.end() + 1] in ".:"
    )
    return said or (" " not in text[line.start : line.end] and _ADDRESS.search(text, line.start, line.end) is not None)


def _is_byline(text: str, line: Line) -> bool:
    return line.end - line.start <= _LABEL_LINE and _byline().match(text, line.start, line.end) is not None


@cache
def _byline() -> re.Pattern[str]:
    openings = "|".join(sorted(map(re.escape, layout_words().hanging.bylines), key=len, reverse=True))
    return re.compile(rf"(?i:{openings})(?: [^\W\d_a-z][\w’'.]*){{2,4}}\Z")


def scopes(text: str, groups: list[list[Line]]) -> list[Width | None]:
    """The width for each group of lines: that of the whole text, else its own."""
    pairs = [[(a, b) for a, b in pairwise(group) if may_run_on(text, a, b)] for group in groups]
    width = wrap_width(text, (pair for group in pairs for pair in group))
    return [width or wrap_width(text, group) for group in pairs]
