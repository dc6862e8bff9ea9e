"""The tables: schemas, rows, data frames, entities over all documents, and the formats of files."""

from estrattore.tables.rows import Row, Rows
from estrattore.tables.schema import SCHEMAS, TABLE_OF
from estrattore.tables.tables import Tables

__all__ = ["SCHEMAS", "TABLE_OF", "Row", "Rows", "Tables"]
