"""A database to publish with Datasette: keys between the tables, indexes, search, and what every column means.

A first key is what Datasette links to: documents, entities and facts have theirs, rows of mentions are numbered.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from estrattore._version import __version__
from estrattore.documents import unique_id
from estrattore.resources.schemas.columns import dictionary
from estrattore.tables.formats.onefile import SQLITE
from estrattore.tables.formats.read import read_rows
from estrattore.tables.formats.sinks import clean
from estrattore.tables.schema import SCHEMAS
from estrattore.tables.written import note_written, refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

DATABASE, METADATA = "estrattore.db", "metadata.json"
KEYS = {"documents": "doc_id", "entities": "entity_id", "facts": "fact_id"}
# Column → the table whose key it is; of these `documents`, `entities` and `facts` themselves have some.
FOREIGN = {
    "doc_id": "documents",
    "duplicate_of": "documents",
    "entity_id": "entities",
    "counterparty_id": "entities",
    "merged_into": "entities",
    "fact_id": "facts",
    "repeats": "facts",
}
INDEXED = (
    "name",
    "company",
    "entity_name",
    "metric",
    "metric_class",
    "status",
    "currency",
    "published",
    "period_start",
    "amount",
)
SEARCHED = {
    "documents": ("title", "text"),
    "facts": ("company", "metric", "sentence"),
    "entities": ("name", "aliases"),
    "people": ("name", "role", "affiliation"),
}
LABELS = {"documents": "title", "entities": "name", "facts": "metric"}
FACETS = {
    "facts": ("entity_name", "metric_class", "status", "currency"),
    "entities": ("kind", "country", "sector"),
    "people": ("role_class",),
    "money": ("currency",),
}
ORDER = {"entities": "n_mentions", "facts": "amount"}  # from the highest down
Row = dict[str, Any]


def write_datasette(tables: Path, folder: Path, *, lang: str = "it") -> Path:
    """Write `estrattore.db` and `metadata.json` into a folder; returns the database's path.

    Args:
        tables: Their folder.
        folder: Made when missing; only files of ours are written over.
        lang: `it` or `en`: of what the columns mean.

    Raises:
        NothingToReadError: There are no tables.
        UsageError: A file of one of the names is there that estrattore did not write.
    """
    refuse_foreign(folder, (DATABASE, METADATA))
    keys = dict(KEYS)
    if any(row["fact_id"] is None for row in read_rows(tables, "facts")):  # tables of an earlier version
        del keys["facts"]
    folder.mkdir(parents=True, exist_ok=True)
    temporary, described = (folder / f".{name}.tmp" for name in (DATABASE, METADATA))
    temporary.unlink(missing_ok=True)
    with closing(sqlite3.connect(temporary)) as base:
        for table in SCHEMAS:
            base.execute(_create(table, keys))
        for table, rows in _keyed(tables):
            marks = ",".join("?" * len(SCHEMAS[table]))
            names = ",".join(f'"{column}"' for column in SCHEMAS[table])
            values = ([clean(row[column]) for column in SCHEMAS[table]] for row in rows)
            base.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)
        for statement in (*_indexes(keys), *_searches()):
            base.execute(statement)
        base.commit()
        base.execute("VACUUM")
    described.write_text(json.dumps(metadata(lang), ensure_ascii=False, indent=1), "utf-8")
    note_written(folder, (DATABASE, METADATA))
    temporary.replace(folder / DATABASE)
    described.replace(folder / METADATA)
    return folder / DATABASE


def _keyed(tables: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """Every table with its rows; keys are unique, and what refers to a row that is not there refers to nothing."""
    known: dict[str, set[str]] = {
        "documents": {row["doc_id"] for row in read_rows(tables, "documents")},
        "entities": {row["entity_id"] for row in read_rows(tables, "entities")},
        "facts": set(),
    }
    taken: dict[str, int] = {}
    again: dict[tuple[str, str], str] = {}  # (document, fact) → its key, where two copies of a text have the same facts
    for row in read_rows(tables, "facts"):
        if row["fact_id"]:
            key = unique_id(row["fact_id"], taken)
            known["facts"].add(key)
            if key != row["fact_id"]:
                again[row["doc_id"], row["fact_id"]] = key

    def rows(table: str) -> Iterator[Row]:
        for row in read_rows(tables, table):
            if "fact_id" in row:
                row["fact_id"] = again.get((row["doc_id"], row["fact_id"]), row["fact_id"])
            for column, other in FOREIGN.items():
                if column in row and KEYS.get(table) != column and row[column] not in known[other]:
                    row[column] = None
            yield row

    for table in SCHEMAS:
        yield table, rows(table)


def _create(table: str, keys: Mapping[str, str]) -> str:
    """The statement that makes a table."""
    key = keys.get(table)
    columns = [] if key else ['"id" INTEGER PRIMARY KEY']
    for column, kind in SCHEMAS[table].items():
        line = f'"{column}" {SQLITE[kind]}'
        if column == key:
            line += " PRIMARY KEY"
        elif FOREIGN.get(column) in keys:
            line += f' REFERENCES "{FOREIGN[column]}"("{keys[FOREIGN[column]]}")'
        columns.append(line)
    return f'CREATE TABLE "{table}" ({", ".join(columns)})'


def _indexes(keys: Mapping[str, str]) -> Iterator[str]:
    for table, schema in SCHEMAS.items():
        for column in schema:
            if keys.get(table) != column and (column in FOREIGN or column in INDEXED):
                yield f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")'


def _searches() -> Iterator[str]:
    """Full text over columns, whatever the accents: `societa` finds `società`."""
    for table, columns in SEARCHED.items():
        names = ", ".join(f'"{column}"' for column in columns)
        yield (
            f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5 ({names}, content="{table}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        yield f'INSERT INTO "{table}_fts" (rowid, {names}) SELECT rowid, {names} FROM "{table}"'


def metadata(lang: str) -> dict[str, Any]:
    """What Datasette says of the tables and their columns."""
    said = dictionary()
    tables: dict[str, Row] = {}
    for table, schema in SCHEMAS.items():
        meanings = {column: said.column(table, column).plain(lang) for column in schema}
        tables[table] = {"description": said.tables[table].plain(lang), "columns": meanings}
        tables[table] |= {"label_column": LABELS[table]} if table in LABELS else {}
        tables[table] |= {"facets": list(FACETS[table])} if table in FACETS else {}
        tables[table] |= {"sort_desc": ORDER[table]} if table in ORDER else {}
    title = said.page.title.plain(lang)
    about = f"estrattore {__version__}"
    return {"title": title, "about": about, "databases": {DATABASE.removesuffix(".db"): {"tables": tables}}}
