"""Where pieces of text stand on a page → its lines in the order in which a person reads them.

A page is cut where a lane of white parts lines of prose to its left from lines of prose to its right: between two
lines that cross the lane the left column comes first, then the right one. Columns of a table are no prose: figures
beside their label stay in one line.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CELL = "   "  # between pieces of one row that stand apart
FEWEST_ROWS = 2  # of a column
FEWEST_LETTERS = 10  # in the usual row of a column of prose; figures have none
BLANK_LINE = 1.35  # times the usual step from line to line
CELL_GAP = 1.2  # times the height of the letters; what parts the words of a justified line is narrower
BAND_GAP = (
    2.0  # times the height of the letters: white from edge to edge that parts the foot of a page from its columns
)
SAME_EDGE = 3  # points by which lines of one column may begin apart
LONGEST = 3000  # pieces; a page of more is a drawing or a map, and is read from top to bottom


class Piece(NamedTuple):
    """Text that stands together, and the box around it in points; y grows upwards."""

    text: str
    left: float
    right: float
    low: float
    high: float


Row = list[Piece]


def page_text(pieces: Sequence[Piece]) -> str:
    """The lines of a page, columns one after the other.

    >>> left = [Piece("Ricavi in crescita", 50, 150, y, y + 10) for y in (90, 78)]
    >>> right = [Piece("Cedola confermata", 200, 300, y, y + 10) for y in (90, 78)]
    >>> page_text([left[0], right[0], left[1], right[1]]).split("\\n")
    ['Ricavi in crescita', 'Ricavi in crescita', 'Cedola confermata', 'Cedola confermata']
    """
    ordered = list(_ordered(pieces)) if len(pieces) <= LONGEST else _rows(pieces)
    usual = median([step for step in map(_step, pairwise(ordered)) if step > 0] or [0])
    lines = [_line(row) for row in ordered[:1]]
    for pair in pairwise(ordered):
        in_table = min(map(len, pair)) > 1
        lines += [""] * (_step(pair) > usual * BLANK_LINE and not in_table) + [_line(pair[1])]
    return "\n".join(lines)


def _ordered(pieces: Sequence[Piece]) -> Iterator[Row]:
    """Rows in reading order, band after band."""
    band: list[Piece] = []
    low = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.high, reverse=True):
        if band and low - piece.high > BAND_GAP * max(map(_height, (band[-1], piece))):
            yield from _columns(band)
            band = []
        low = min(low, piece.low) if band else piece.low
        band.append(piece)
    yield from _columns(band)


def _columns(pieces: Sequence[Piece]) -> Iterator[Row]:
    """Rows of a band: above and below what crosses a lane, left and right of it."""
    lane = _lane(pieces)
    if lane is None:
        yield from _rows(pieces)
        return
    crossing = _rows([piece for piece in pieces if piece.left < lane < piece.right])
    rest = [piece for piece in pieces if not piece.left < lane < piece.right]
    for row in [*crossing, None]:
        foot = _middle(row[0]) if row else float("-inf")
        band = [piece for piece in rest if _middle(piece) > foot]
        rest = [piece for piece in rest if _middle(piece) <= foot]
        yield from _ordered([piece for piece in band if piece.right <= lane])
        yield from _ordered([piece for piece in band if piece.left >= lane])
        if row:
            beside = [piece for piece in rest if _middle(piece) > row[0].low]  # of the same row, with a hole in it
            rest = [piece for piece in rest if _middle(piece) <= row[0].low]
            yield sorted(row + beside, key=lambda piece: piece.left)


def _lane(pieces: Sequence[Piece]) -> float | None:
    """Where columns of prose part, crossed by as few lines as can be; None for a page without columns."""
    edges = Counter(round(piece.left / SAME_EDGE) for piece in pieces)
    lanes = [edge * SAME_EDGE - SAME_EDGE for edge, count in edges.items() if count >= FEWEST_ROWS]
    crossed = ((sum(piece.left < lane < piece.right for piece in pieces), lane) for lane in lanes)
    return next((lane for _, lane in sorted(crossed) if _parts(pieces, lane)), None)


def _parts(pieces: Sequence[Piece], lane: float) -> bool:
    """Whether there is prose on both sides, side by side."""
    left = _rows([piece for piece in pieces if piece.right <= lane])
    right = _rows([piece for piece in pieces if piece.left >= lane])
    if not (_is_prose(left) and _is_prose(right)):
        return False
    return min(left[0][0].high, right[0][0].high) > max(left[-1][0].low, right[-1][0].low)


def _is_prose(rows: Sequence[Row]) -> bool:
    letters = [sum(map(str.isalpha, _line(row))) for row in rows]
    return len(rows) >= FEWEST_ROWS and median(letters) >= FEWEST_LETTERS


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces on one height, from left to right; rows from top to bottom."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=_middle, reverse=True):
        if rows and rows[-1][0].low < _middle(piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _line(row: Row) -> str:
    """A row as text: pieces far apart are cells."""
    line = row[0].text
    for before, piece in pairwise(row):
        far = piece.left - before.right > CELL_GAP * _height(before)
        line += (CELL if far else " ") + piece.text
    return line


def _middle(piece: Piece) -> float:
    return (piece.low + piece.high) / 2


def _height(piece: Piece) -> float:
    return piece.high - piece.low


def _step(rows: tuple[Row, Row]) -> float:
    """How many letters high the second row stands below the first; negative at the head of another column."""
    one, other = rows[0][0], rows[1][0]
    return (one.low - other.low) / max(_height(one), _height(other), 1)
