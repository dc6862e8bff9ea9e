"""Rows or data frames to csv, jsonl, parquet, xlsx, sqlite and duckdb."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING

from estrattore.tables import SCHEMAS
from estrattore.tables.formats.sinks import BATCH, BATCH_CHARS, Row, Sink
from estrattore.tables.frames import frame_rows
from estrattore.tables.written import note_written, table_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

PER_TABLE = ("parquet", "jsonl", "csv")
# Loaded when asked for: csv needs neither pyarrow nor a writer of Excel.
SINKS = {
    "csv": "sinks:Csv",
    "jsonl": "sinks:Jsonl",
    "parquet": "arrow:Parquet",
    "xlsx": "excel:Excel",
    "sqlite": "onefile:Sqlite",
    "duckdb": "onefile:Duckdb",
}


def write_rows(
    tables: Mapping[str, Iterable[Row]],
    folder: Path,
    *,
    formats: Sequence[str],
    csv_style: str = "us",
    when_finished: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Stream the rows of every table into files of the given formats.

    Args:
        tables: Table name → rows, each read once; a table that is missing is written empty.
        folder: Made when it does not exist.
        formats: Any of csv, jsonl, parquet, xlsx, sqlite, duckdb.
        csv_style: `us` or `it`.
        when_finished: Called when all is on the disk, before the files get their names.

    Returns:
        The number of rows of each table.

    Raises:
        UsageError: A table does not fit into the format (Excel's row limit).
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    sinks = [_sink(name)(folder, style=csv_style) for name in formats]
    try:
        counts = {table: _write_table(table, tables.get(table, ()), sinks) for table in SCHEMAS}
        for sink in sinks:
            sink.close()
    except BaseException:
        for sink in sinks:
            sink.discard()
        raise
    note_written(folder, table_files(formats))
    when_finished()
    for sink in sinks:
        sink.publish()
    return counts


def _sink(name: str) -> type[Sink]:
    sink: type[Sink] = resolve_name(f"estrattore.tables.formats.{SINKS[name]}")
    return sink


def _clear(folder: Path) -> None:
    """Remove what a writer that was killed left, in whatever format, the journals of its databases too."""
    names = [f"{table}.{suffix}" for table in SCHEMAS for suffix in PER_TABLE] + [
        f"estrattore.{name}" for name in SINKS
    ]
    for name in names:
        for path in folder.glob(f".{name}.tmp*"):
            path.unlink()


def _write_table(table: str, rows: Iterable[Row], sinks: Sequence[Sink]) -> int:
    """Stream one table into every sink; returns its number of rows."""
    for sink in sinks:
        sink.begin(table, SCHEMAS[table])
    count = 0
    for batch in batched(rows):
        count += len(batch)
        for sink in sinks:
            sink.add(batch)
    for sink in sinks:
        sink.end()
    return count


def batched(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lists of at most `BATCH`, or of about `BATCH_CHARS`: memory holds a list in every format at once."""
    batch: list[Row] = []
    chars = 0
    for row in rows:
        batch.append(row)
        chars += len(row.get("text") or "") + len(row.get("sentence") or "")
        if len(batch) == BATCH or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def write_tables(
    frames: Mapping[str, pd.DataFrame], folder: Path, *, formats: Sequence[str], csv_style: str = "us"
) -> None:
    """Write data frames as `write_rows` writes rows."""
    write_rows(
        {table: frame_rows(table, data) for table, data in frames.items()},
        folder,
        formats=formats,
        csv_style=csv_style,
    )
