"""Which scale holds for each part of a text: of its row or column, of the heading, introduction or note above it."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from estrattore.resources.schemas.scales import counted_words
from estrattore.values.money.scale import own_scale, scales_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.text.blocks import Block
    from estrattore.values.context import Scale

_LONGEST_ROW = 120  # characters of a row of a table that was not seen as one
_SENTENCE_ENDS = ".!?…"


class BlockScales:
    """The scales of the blocks of a text, found once.

    >>> from estrattore.text.layout import read_layout
    >>> layout = read_layout("Conti (in migliaia di euro)\\n\\nRicavi 5.214\\nUtile 120")
    >>> BlockScales(layout.text, layout.blocks).at(29)
    Scale(step=1000, currency='EUR')
    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        said = ((index, scales_said(self._words(index))) for index in range(len(blocks)))
        self._said = {index: found[-1].scale for index, found in said if found}
        self._scales = list(self._all()) if self._said else []

    def at(self, char: int) -> Scale | None:
        """What was said for the figures of the block at a character."""
        return self._scales[self._index(char)] if self._scales else None

    def _index(self, char: int) -> int:
        return max(bisect(self._starts, char) - 1, 0)

    def _words(self, index: int) -> str:
        block = self._blocks[index]
        return self._text[block.start : block.end]

    def _all(self) -> Iterator[Scale | None]:
        """The scale of each block; one that a line says holds until prose begins or another is said."""
        above: Scale | None = None
        for index, block in enumerate(self._blocks):
            if self._is_prose(index):
                above = self._said.get(index)
                yield above
                continue
            headed = block.column is not None or self._heads_column(index)
            yield self._of_cell(index, above) if block.kind == "cell" else self._of_line(index, above)
            if index in self._said and block.kind != "cell" and not headed:
                above = self._said[index]

    def _heads_column(self, index: int) -> bool:
        """Whether a heading is that of a column."""
        return any(block.column == index for block in self._blocks[index + 1 : index + 40])

    def _is_prose(self, index: int) -> bool:
        """Whether a block is running text, to which no scale of a heading belongs."""
        block, words = self._blocks[index], self._words(index)
        if block.kind != "paragraph":
            return False
        return len(words) > _LONGEST_ROW or words[-1:] in _SENTENCE_ENDS

    def _of_line(self, index: int, above: Scale | None) -> Scale | None:
        return own_scale(self._words(index)) or above if above else self._said.get(index)

    def _of_cell(self, index: int, above: Scale | None) -> Scale | None:
        """Of its column, its row, the corner of its table, else what holds for the table; none in a row or column of counts."""
        block = self._blocks[index]
        row = block.parent if block.parent is not None and self._blocks[block.parent].kind == "cell" else index
        heads = [head for head in (block.column, row) if head is not None and head != index]
        if any(counted_words().search(self._words(head).lower()) for head in heads):
            return None
        corner = self._blocks[row].column
        scales = (own_scale(self._words(head)) for head in (*heads, *(() if corner is None else (corner,))))
        return next((scale for scale in scales if scale), above)
