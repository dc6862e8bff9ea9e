"""The tables: their schemas, the rows of one document, and all rows of a run as data frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from estrattore.documents import Document

Row = dict[str, Any]
Rows = dict[str, list[Row]]

MENTION = {"doc_id": "str", "start_char": "int", "end_char": "int", "text": "str", "sentence": "str"}
ENTERPRISE = MENTION | {"name": "str", "legal_form": "str", "entity_id": "str", "source": "str"}

# Table → column → kind: str, int, float, bool or day. The order of columns is the order in the files.
SCHEMAS: dict[str, dict[str, str]] = {
    "documents": {
        "doc_id": "str",
        "path": "str",
        "title": "str",
        "published": "day",
        "n_chars": "int",
        "n_tokens": "int",
        "encoding": "str",
        "sha256": "str",
        "duplicate_of": "str",
        "text": "str",
    },
    "companies": ENTERPRISE,
    "organizations": ENTERPRISE,
    "people": MENTION | {"name": "str", "role": "str", "affiliation": "str", "entity_id": "str", "source": "str"},
    "money": MENTION
    | {
        "amount_min": "float",
        "amount_max": "float",
        "currency": "str",
        "currency_implied": "bool",
        "modifier": "str",
        "unit": "str",
    },
    "percentages": MENTION
    | {
        "value_min": "float",
        "value_max": "float",
        "unit": "str",
        "direction": "str",
        "modifier": "str",
        "basis": "str",
    },
    "dates": MENTION
    | {"date_start": "day", "date_end": "day", "precision": "str", "relative": "bool", "modifier": "str"},
    "facts": {
        "doc_id": "str",
        "company": "str",
        "entity_id": "str",
        "metric": "str",
        "amount": "float",
        "amount_max": "float",
        "currency": "str",
        "modifier": "str",
        "percent": "float",
        "percent_max": "float",
        "percent_unit": "str",
        "percent_role": "str",
        "direction": "str",
        "basis": "str",
        "period_start": "day",
        "period_end": "day",
        "status": "str",
        "sentence": "str",
    }
    | {f"{part}_{end}": "int" for part in ("company", "metric", "amount", "percent") for end in ("start", "end")}
    | {"period_start_char": "int", "period_end_char": "int"},  # period_start, period_end are its days
    "entities": {
        "entity_id": "str",
        "kind": "str",
        "name": "str",
        "aliases": "str",
        "n_documents": "int",
        "n_mentions": "int",
        "merged_into": "str",
    },
    "errors": {"path": "str", "record": "str", "stage": "str", "error": "str", "message": "str"},
}

# The columns that tell most, for a first look.
TELLING = {
    "documents": ("doc_id", "title", "published", "n_tokens", "duplicate_of"),
    "companies": ("doc_id", "text", "name", "legal_form"),
    "organizations": ("doc_id", "text", "name"),
    "people": ("text", "name", "role", "affiliation"),
    "money": ("text", "amount_min", "amount_max", "currency", "modifier"),
    "percentages": ("text", "value_min", "unit", "direction", "basis"),
    "dates": ("text", "date_start", "date_end", "precision", "modifier"),
    "facts": ("company", "metric", "amount", "currency", "percent", "period_start", "period_end"),
    "entities": ("kind", "name", "aliases", "n_documents", "n_mentions"),
    "errors": ("path", "record", "stage", "message"),
}

TABLE_OF = {
    "company": "companies",
    "organization": "organizations",
    "person": "people",
    "money": "money",
    "percent": "percentages",
    "date": "dates",
    "fact": "facts",
}
DTYPES = {"str": "str", "int": "Int64", "float": "float64", "bool": "boolean", "day": "datetime64[s]"}


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


def mention_rows(doc: Doc, *, doc_id: str) -> Rows:
    """Rows of the mention tables and of `facts`: one for each find of a processed document."""
    text, sentences = doc.text, doc._.estrattore_sentences or []
    starts = [start for start, _ in sentences]
    rows: Rows = {table: [] for table in TABLE_OF.values()}
    for find in doc._.estrattore_finds or []:
        table, start, end = TABLE_OF[find["kind"]], find["start"], find["end"]
        at = max(bisect_right(starts, start) - 1, 0)
        known = find | {
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


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a data frame with the table's columns and dtypes, also when there are none.

    >>> frame("percentages", []).columns[5]
    'value_min'
    """
    return conform(table, pd.DataFrame(list(rows)))


def conform(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """The same data with exactly the table's columns and dtypes; more columns may follow."""
    schema = SCHEMAS[table]
    extra = [column for column in data.columns if column not in schema]
    data = data.reindex(columns=[*schema, *extra])
    return data.astype({column: DTYPES[kind] for column, kind in schema.items()})


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
        """
        from estrattore import writers

        return cls({table: conform(table, data) for table, data in writers.read_tables(Path(folder)).items()})

    def write(self, folder: str | Path, formats: Iterable[str] = ("csv",), *, csv_style: str = "us") -> None:
        """Write every table into `folder`, replacing only files of the same names."""
        from estrattore import writers

        writers.write_tables(self.frames, Path(folder), formats=tuple(formats), csv_style=csv_style)

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
