"""Names in tables: the heads of columns are none, and a cell that is a known name and nothing else is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estrattore.names.spans import Proposal
    from estrattore.text.blocks import Block

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the heads of columns and the cells of an article's tables stand."""

    heads: tuple[Span, ...] = ()
    cells: frozenset[Span] = frozenset()

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Cells:
        """Those of the blocks of a layout.

        >>> from estrattore.text.layout import read_layout
        >>> layout = read_layout("| Azienda | Sede |\\n|---|---|\\n| Vetrobit | Bari |")
        >>> [layout.text[a:b] for a, b in Cells.of(layout.blocks).heads]
        ['Azienda', 'Sede']
        """
        heads = sorted({block.column for block in blocks if block.column is not None})
        spans = frozenset((block.start, block.end) for block in blocks if block.kind == "cell")
        return cls(tuple((blocks[index].start, blocks[index].end) for index in heads), spans)

    def without_heads(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """What a model proposes outside the heads of columns."""
        return [p for p in proposals if not any(start <= p[0] and p[1] <= end for start, end in self.heads)]


NO_CELLS = Cells()
