"""What the analysis reads of a text as it came, and how every offset is carried back.

A line break inside a paragraph is a blank, a word parted at a line's end is one word, what cannot be seen does not exist, and accents are accents
however they were typed. Everything else stays: of a text on long lines nothing changes at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from estrattore.text.accents import fold_accents
from estrattore.text.blocks import Block, make_blocks
from estrattore.text.folding import fold_characters, fold_emphasis
from estrattore.text.lines import Line, ends_sentence, read_lines, runs
from estrattore.text.offsets import Edit, Rewrite, rewrite
from estrattore.text.pages import drop_furniture
from estrattore.text.parted import Words, bond
from estrattore.text.tables import split_rows
from estrattore.text.wrapping import Width, is_soft, may_run_on, scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BORDER = "\n\n"  # between blocks once lines were joined: read again, nothing can be joined across it


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, what is read of it, and its blocks.

    Attributes:
        source: The text as given, to which all offsets of tables refer.
        text: What the analysis reads.
        blocks: The parts of `text`, in order.
    """

    source: str
    text: str
    blocks: tuple[Block, ...]
    _steps: tuple[Rewrite, ...] = ()

    @classmethod
    def plain(cls, text: str, blocks: Iterable[Sequence[Any]] = ()) -> Layout:
        """Of a text that is read as it stands; its blocks as `plain_blocks` gave them."""
        return cls(text, text, tuple(Block(kind=k, start=a, end=b, parent=p, column=c) for k, a, b, p, c in blocks))

    def plain_blocks(self) -> list[list[Any]]:
        """The blocks as lists of plain values, which a `Doc` can carry."""
        return [[block.kind, block.start, block.end, block.parent, block.column] for block in self.blocks]

    def part(self, start: int, end: int) -> Layout:
        """What is read between two characters, as a layout of its own.

        >>> [block.kind for block in read_layout("Conti\\n\\nIl gruppo cresce.").part(7, 24).blocks]
        ['paragraph']
        """
        first = bisect_right(self.blocks, start, key=lambda block: block.end)  # blocks are in order
        inside = range(first, max(first, bisect_left(self.blocks, end, key=lambda block: block.start)))
        number = {index: n for n, index in enumerate(inside)}
        moved = (
            replace(
                block,
                start=max(block.start, start) - start,
                end=min(block.end, end) - start,
                parent=number.get(block.parent) if block.parent is not None else None,
                column=number.get(block.column) if block.column is not None else None,
            )
            for block in (self.blocks[index] for index in inside)
        )
        return Layout(self.text[start:end], self.text[start:end], tuple(moved))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that `text[start:end]` was read from, without white space or folded characters at its ends.

        >>> layout = read_layout("L'accordo vale 250 mi-\\nlioni di euro.")
        >>> layout.text, layout.source[slice(*layout.to_source(15, 26))]
        ("L'accordo vale 250 milioni di euro.", '250 mi-\\nlioni')
        """
        start, end = _inner(self.text, start, end)
        for step in reversed(self._steps):
            start, end = step.back(start, end)
        return _inner(self.source, start, end)  # what was read of a blank need not be one: of U+0085 it is `…`

    def to_read(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that `source[start:end]` became; empty where nothing of it is read.

        >>> read_layout("Massimo\\u00ad Batta\\u00adini parla.").to_read(0, 18)
        (0, 16)
        """
        for step in self._steps:
            start, end = step.forth(start, end)
        return start, end


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, unless it is nothing else."""
    said = text[start:end]
    return (end - len(said.lstrip()), start + len(said.rstrip())) if said.strip() else (start, end)


def read_layout(text: str) -> Layout:
    """Reads a text as a reader does.

    >>> read_layout("Il piano e' stato approvato il 22\\nluglio 2025 dal consiglio.").text
    'Il piano è stato approvato il 22 luglio 2025 dal consiglio.'
    """
    steps: list[Rewrite] = []
    read = _applied(text, list(fold_characters(text)), steps)
    read = _applied(read, sorted([*fold_emphasis(read), *fold_accents(read)]), steps)
    lines = split_rows(read, drop_furniture(read, read_lines(read)))
    edits, kept = _fold_lines(read, lines)
    if edits:
        read = _applied(read, edits, steps)
        kept = [_moved(line, steps[-1]) for line in kept]
    return Layout(text, read, make_blocks(read, [line for line in kept if line.kind != "rule"]), tuple(steps))


def _applied(text: str, edits: list[Edit], steps: list[Rewrite]) -> str:
    if not edits:
        return text
    steps.append(rewrite(text, edits))
    return steps[-1].text


def _moved(line: Line, step: Rewrite) -> Line:
    start, end = step.forth(line.start, line.end)
    return replace(line, start=start, end=end, body=step.forth(line.body, line.body)[0])


def _fold_lines(text: str, lines: list[Line]) -> tuple[list[Edit], list[Line]]:
    """What to put between the lines, and the lines that are left; nothing is put where no line needs it."""
    kept: list[Line] = lines[:1]
    folds: list[Edit] = []
    borders: list[Edit] = []
    for a, b, joint in _joints(text, lines):
        if joint is None:
            borders.append((a.end, b.start, _BORDER))
            kept.append(b)
        else:
            folds.append((joint[0], b.start, joint[1]))
            kept[-1] = replace(kept[-1], end=b.end)
    ends = [(0, lines[0].start, ""), (lines[-1].end, len(text), "")] if lines else []
    if (
        not folds
        and all(_is_border(text[start:end]) for start, end, _ in borders)
        and not any(text[start:end].strip() for start, end, _ in ends)
    ):
        return [], kept
    return sorted(edit for edit in [*folds, *borders, *ends] if text[edit[0] : edit[1]] != edit[2]), kept


def _is_border(between: str) -> bool:
    """Whether what stands between two lines parts them without our help: a line break, and nothing else to be seen."""
    return "\n" in between and between.isspace()


def _joints(text: str, lines: list[Line]) -> Iterator[tuple[Line, Line, tuple[int, str] | None]]:
    """For each two lines, where the first one ends for the reader and what stands before the second; nothing where a border stays."""
    groups = runs(lines, apart=lambda a, b: b.gap != "" or a.depth != b.depth)
    words = Words(text)
    for number, (group, width) in enumerate(zip(groups, scopes(text, groups), strict=True)):
        following = groups[number + 1][:1] if number + 1 < len(groups) else []
        for a, b in pairwise([*group, *following]):
            yield a, b, _joint(text, a, b, width=width, run=group, words=words)


def _joint(
    text: str, a: Line, b: Line, *, width: Width | None, run: list[Line], words: Words
) -> tuple[int, str] | None:
    if b.gap == "blank" or not may_run_on(text, a, b):
        return None
    if b.gap == "page" and ends_sentence(text, a):
        return None
    return bond(text, a, b, words) or ((a.end, " ") if is_soft(text, a, b, width=width, run=run) else None)
