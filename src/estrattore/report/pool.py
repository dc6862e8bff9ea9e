"""Texts that repeat (a sentence holds several figures) stand once in a pool; rows name their places there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from estrattore.tables.formats.cells import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estrattore.report.material import Record
    from estrattore.report.passage import Passage

OWN = "_"  # begins the name of a column that is shown, and is none of the table
Listed = tuple[dict[str, Any], dict[str, Any], "Passage"]  # a row of a table, what is shown of it, its sentence


@dataclass
class Pool:
    """Texts by their number.

    >>> pool = Pool()
    >>> [pool.number(text) for text in ("", "EUR", "EUR")], pool.texts
    ([0, 1, 1], ['', 'EUR'])
    """

    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})

    def number(self, text: str) -> int:
        """The number of a text, a new one if need be."""
        return self.numbers.setdefault(text, len(self.numbers))

    @property
    def texts(self) -> list[str]:
        """All texts, by number."""
        return list(self.numbers)

    def listed(self, columns: Sequence[str], rows: Sequence[Listed], *, kinds: Mapping[str, str]) -> Record:
        """A list of the page: columns, rows of numbers, each row's marks as start, end and part, flat.

        Args:
            columns: Of the table.
            rows: With the same names shown of each.
            kinds: Of the table's columns.
        """
        names = list(dict.fromkeys(name for _, own, _ in rows for name in own))
        cells = (
            [
                *(cell(row.get(column), kinds.get(column)) for column in columns),
                *(str(own.get(name) or "") for name in names),
            ]
            for row, own, _ in rows
        )
        return {
            "columns": [*columns, *(OWN + name for name in names)],
            "rows": [[self.number(text) for text in texts] for texts in cells],
            "marks": [list(_flat(passage)) for _, _, passage in rows],
            "numbers": [column for column, kind in kinds.items() if kind in ("float", "int")],
        }


def cell(value: Any, kind: str | None) -> str:
    """A value as a csv cell holds it, but for the sign that keeps a spreadsheet from reading a formula."""
    if value is None or value != value:
        return ""
    if hasattr(value, "date"):
        return str(value.date().isoformat())
    if isinstance(value, float) and kind in ("float", None):
        return number_text(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flat(passage: Passage) -> Iterator[int | str]:
    """Start, end and part of each mark, counted as a browser counts characters."""
    wide = not passage.text.isascii()
    for start, end, part in passage.marks:
        yield from ((_units(passage.text[:start]), _units(passage.text[:end])) if wide else (start, end))
        yield part


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
