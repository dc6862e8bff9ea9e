"""All rows of a run as data frames, for people: read, written, looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estrattore.tables.frames import frame
from estrattore.tables.schema import SCHEMAS, TELLING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd


@dataclass(frozen=True)
class Tables:
    """The tables of a run as data frames: `tables.money` or `tables["money"]`.

    >>> Tables.from_rows({}).facts.empty
    True
    """

    frames: Mapping[str, pd.DataFrame]

    @classmethod
    def from_rows(cls, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Tables:
        """All tables from rows by table name; a table without rows keeps its columns."""
        return cls({table: frame(table, rows.get(table, ())) for table in SCHEMAS})

    @classmethod
    def read(cls, folder: str | Path) -> Tables:
        """Read what `write` or `estrattore extract` wrote; prefers parquet, jsonl, csv, then a database.

        Raises:
            NothingToReadError: The folder holds no tables.
            EstrattoreError: A file is damaged, or estrattore did not write it.
        """
        from estrattore.tables.formats.read import read_tables  # here: the formats load duckdb and a writer of Excel

        return cls(read_tables(Path(folder)))

    def write(self, folder: str | Path, formats: Iterable[str] = ("csv",), *, csv_style: str = "us") -> None:
        """Write every table into `folder`, replacing only files of the same names."""
        from estrattore.tables.formats.write import write_tables

        write_tables(self.frames, Path(folder), formats=tuple(formats), csv_style=csv_style)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.frames[table]

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table in SCHEMAS:
            return self.frames[table]
        raise AttributeError(f"Tables has no '{table}'; it has {', '.join(SCHEMAS)}")

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows of each table."""
        return {table: len(data) for table, data in self.frames.items()}

    def _repr_html_(self) -> str:
        """Every table that has rows, folded; the facts stand open."""
        return "".join(_folded(table, data) for table, data in self.frames.items() if len(data)) or repr(self)

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{table}: {n}" for table, n in self.counts.items()) + ")"


def _folded(table: str, data: pd.DataFrame) -> str:
    """The first rows of a table as HTML that a notebook can unfold."""
    head = data.head()[[column for column in TELLING[table] if data[column].notna().any()]]
    rows = head.to_html(index=False, na_rep="", float_format="{:,.12g}".format)
    state = " open" if table == "facts" else ""
    count = "1 row" if len(data) == 1 else f"{len(data):,} rows"
    return f"<details{state}><summary><b>{table}</b> · {count}</summary>{rows}</details>"
