"""What the lines of a text are to each other: paragraphs, headings, items, labels and cells, each below the one that heads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from estrattore.text.lines import Line, ends_sentence
from estrattore.text.wrapping import is_figures, is_label

BlockKind = Literal["paragraph", "heading", "list_item", "label", "cell"]

_LONGEST_HEADING = 140  # characters
_TITLE, _UNMARKED = 0, 7  # levels: the first heading stands above all, one without a mark below all that have one


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the read text that hangs together, without the mark of a list.

    Attributes:
        kind: What it is.
        start: Where it begins in the read text.
        end: Where it ends, exclusive.
        parent: Index of the block that heads it: the heading or introduction above; for a cell the first one of its row.
        column: For a cell, index of the block that heads its column.
    """

    kind: BlockKind
    start: int
    end: int
    parent: int | None = None
    column: int | None = None


def make_blocks(text: str, lines: list[Line]) -> tuple[Block, ...]:
    """One block for each line of the read text, in order.

    >>> from estrattore.text.lines import read_lines
    >>> text = "Conti in crescita\\nIl gruppo sale.\\nI numeri:\\n- ricavi\\n- utile"
    >>> for block in make_blocks(text, read_lines(text)):
    ...     print(block.kind, text[block.start : block.end], block.parent)
    heading Conti in crescita None
    paragraph Il gruppo sale. 0
    paragraph I numeri: 0
    list_item ricavi 2
    list_item utile 2
    """
    return tuple(_Outline(text, lines).blocks)


class _Outline:
    """The headings that are open while the lines are read."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self._text = text
        self.blocks: list[Block] = []
        self._headings: list[tuple[int, int]] = []  # level, index of the block
        self._intro: int | None = None
        self._row: int | None = None  # the first cell of the row
        self._columns: dict[int, int] = {}
        for index, line in enumerate(lines):
            self._add(line, lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None)

    def _add(self, line: Line, before: Line | None, after: Line | None) -> None:
        if line.kind in ("cell", "head_cell"):
            self._add_cell(line, before)
            return
        self._columns = {}
        kind = self._kind(line, before, after)
        if kind == "heading":
            level = line.level or (_UNMARKED if self.blocks else _TITLE)
            self._headings = [(above, index) for above, index in self._headings if above < level]
            self._intro = None
        elif kind == "paragraph":
            self._intro = None
        parent = self._intro if self._intro is not None else self._heading()
        self.blocks.append(Block(kind=kind, start=line.body, end=line.end, parent=parent))
        if kind == "heading":
            self._headings.append((level, len(self.blocks) - 1))
        elif self._text[line.end - 1] == ":" and kind != "list_item":
            self._intro = len(self.blocks) - 1

    def _add_cell(self, line: Line, before: Line | None) -> None:
        if before is None or before.kind not in ("cell", "head_cell") or (line.level == 0 and before.level > 0):
            self._columns = {}
        index = len(self.blocks)
        above = self._intro if self._intro is not None else self._heading()
        if line.kind == "head_cell":
            self._columns[line.column] = index
            self.blocks.append(Block(kind="heading", start=line.start, end=line.end, parent=above))
            return
        first = line.column == 0 or before is None or before.level != line.level
        self._row = index if first else self._row
        parent = above if first else self._row
        self.blocks.append(
            Block(kind="cell", start=line.start, end=line.end, parent=parent, column=self._columns.get(line.column))
        )

    def _heading(self) -> int | None:
        return self._headings[-1][1] if self._headings else None

    def _kind(self, line: Line, before: Line | None, after: Line | None) -> BlockKind:
        if line.kind == "heading":
            return "heading"
        if line.kind == "item":
            return "list_item"
        heads = after is not None and self._heads(line, after)
        if is_figures(self._text, line) or (
            is_label(self._text, line) and self._says_label(line, (before, after), heads=heads)
        ):
            return "label"
        return "heading" if heads else "paragraph"

    def _says_label(self, line: Line, near: tuple[Line | None, Line | None], *, heads: bool) -> bool:
        """Whether a line that looks like a label is one: another stands next to it, or it gives a figure and heads nothing."""
        if any(other is not None and other.kind == "text" and is_label(self._text, other) for other in near):
            return True
        figure = any(map(str.isdigit, self._text[line.start : line.end]))
        return figure and not heads and not ends_sentence(self._text, line)

    def _heads(self, line: Line, after: Line) -> bool:
        """Whether a short line without a final mark stands above longer ones, or above items and cells."""
        length = line.end - line.start
        if length > _LONGEST_HEADING or not any(map(str.isalpha, self._text[line.start : line.end])):
            return False
        if ends_sentence(self._text, line) or self._text[line.end - 1] in ",;:":
            return False
        return after.kind != "text" or after.end - after.start > length or after.gap != "" or not self.blocks
