"""Tables as pyarrow holds them, and the sink of parquet; apart, so that who writes csv does not load pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from estrattore.tables.formats.sinks import FilePerTable, Row, Schema, clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ARROW = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "day": pa.timestamp("ms")}


class Parquet(FilePerTable):
    """Days as timestamps of milliseconds, which reach beyond pandas' nanoseconds."""

    suffix = "parquet"

    def open(self, path: Path) -> None:
        self.arrow_schema = pa.schema([(column, ARROW[kind]) for column, kind in self.schema.items()])
        self.writer = pq.ParquetWriter(path, self.arrow_schema)

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            self.writer.write_table(arrow_table(rows, self.schema))

    def end(self) -> None:
        self.writer.close()


def arrow_table(rows: Sequence[Row], schema: Schema) -> pa.Table:
    """Rows as an Arrow table; ISO days become timestamps."""
    columns = []
    for column, kind in schema.items():
        values = [clean(row.get(column)) for row in rows]
        built = pa.array(values, pa.string() if kind == "day" else ARROW[kind])
        columns.append(built.cast(ARROW[kind]) if kind == "day" else built)
    return pa.table(columns, schema=pa.schema([(c, ARROW[k]) for c, k in schema.items()]))
