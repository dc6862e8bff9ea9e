"""Rows: those of one document, and what is done to rows of any table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from estrattore.documents import Document
from estrattore.finds import Find, to_plain
from estrattore.tables.schema import OFFSETS, SCHEMAS, TABLE_OF

Span = tuple[int, int]
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def document_row(document: Document, *, n_tokens: int, keep_text: bool = True) -> Row:
    """The row of table `documents` for one article."""
    return {
        "doc_id": document.id,
        "path": document.path,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "n_chars": document.n_chars,
        "n_tokens": n_tokens,
        "encoding": document.encoding,
        "sha256": document.digest,
        "duplicate_of": None,
        "text": document.text if keep_text else None,
    }


def mention_rows(text: str, sentences: Sequence[Span], finds: Iterable[Find], *, doc_id: str) -> Rows:
    """Rows of the mention tables and of `facts`: one for each find of a document.

    Args:
        text: The document's text.
        sentences: (start, end) of its sentences.
        finds: With offsets in the text.
        doc_id: The document's id.
    """
    starts = [start for start, _ in sentences]
    rows: Rows = {table: [] for table in TABLE_OF.values()}
    for find in finds:
        table, start, end = TABLE_OF[find.kind], find.start, find.end
        at = max(bisect_right(starts, start) - 1, 0)
        known = to_plain(find) | {
            "doc_id": doc_id,
            "start_char": start,
            "end_char": end,
            "text": text[start:end],
            "sentence": text[slice(*sentences[at])] if sentences else "",
        }
        rows[table].append({column: known.get(column) for column in SCHEMAS[table]})
    return rows


def merge_rows(into: Rows, more: Rows) -> None:
    """Append the rows of `more` to the tables of `into`."""
    for table, rows in more.items():
        into.setdefault(table, []).extend(rows)


def shifted(rows: Rows, *, by: int) -> Rows:
    """The same rows with every character offset moved."""
    if by == 0:
        return rows
    return {table: [_shift(row, by) for row in table_rows] for table, table_rows in rows.items()}


def _shift(row: dict[str, Any], by: int) -> dict[str, Any]:
    moved = {column: row[column] + by for column in OFFSETS & row.keys() if row[column] is not None}
    return row | moved
