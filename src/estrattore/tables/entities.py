"""Entities over all documents: the group-by over the mention tables, and near names."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb
from rapidfuzz import fuzz

from estrattore.names.key import entity_id, name_key
from estrattore.resources.schemas.names import known_names
from estrattore.tables.schema import SCHEMAS, TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

KINDS = {table: kind for kind, table in TABLE_OF.items() if "entity_id" in SCHEMAS[table] and kind != "fact"}
# Below this length or likeness two names are two names: `Eni` is not `Enel`.
MIN_MERGE_LENGTH = 8
MIN_WORD_LENGTH = 7  # a shorter word that differs is another word: `Sella` is not `Stella`
MIN_MERGE_RATIO = 92
FIGURES = re.compile(r"\d+")
COLUMNS = ("entity_id", "kind", "name", "text", "doc_id")
NOT_LISTED: dict[str, str | None] = dict.fromkeys(("ticker", "isin", "country", "sector"))
BATCH = 20_000  # mentions; those of a few hundred articles


class Mentions:
    """Mentions as their rows pass, in a database; `entities` groups them, whatever their order was.

    Args:
        file: A new file, for more mentions than memory holds; without it they stay in memory.
        memory: How much duckdb may take before it writes to disk.
    """

    def __init__(self, file: Path | None = None, *, memory: str = "200MB") -> None:
        self.base = duckdb.connect(str(file or ":memory:"))
        if file:
            self.base.execute(f"SET memory_limit = '{memory}'; SET threads = 1")
        self.base.execute(f"CREATE TABLE mentions ({', '.join(f'{column} VARCHAR' for column in COLUMNS)})")
        self.waiting: list[tuple[str, ...]] = []

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Take one row of a mention table, or a fact whose company only the title names; other rows are no mentions."""
        if table == "facts" and row.get("entity_id") and row.get("company_start") is None:
            row, table = {**row, "text": row["company"], "name": row["company"]}, "companies"
        kind = KINDS.get(table)
        if kind is None or not row.get("entity_id"):
            return
        name = row.get("entity_name") or row["name"]
        self.waiting.append((row["entity_id"], kind, name, row["text"], row["doc_id"]))
        if len(self.waiting) == BATCH:
            self._store()

    def _store(self) -> None:
        if self.waiting:
            columns = [list(column) for column in zip(*self.waiting, strict=True)]
            self.base.execute(f"INSERT INTO mentions SELECT {', '.join(['unnest(?)'] * len(COLUMNS))}", columns)
        self.waiting = []

    def entities(self) -> Iterator[dict[str, Any]]:
        """The rows of the table `entities`, the most mentioned first."""
        self._store()
        near = NearNames()
        found = self.base.execute(GROUPED)
        columns = [column[0] for column in found.description or ()]
        while rows := found.fetchmany(1_000):
            for row in (dict(zip(columns, values, strict=True)) for values in rows):
                merged = {"merged_into": near.first(row["kind"], row["name"], row["entity_id"])}
                yield row | merged | _listed().get(row["entity_id"], NOT_LISTED)

    def close(self) -> None:
        """Let go of the database."""
        self.base.close()


# A name in capitals only where there is no other; of equally frequent ones the first in the alphabet.
GROUPED = """
WITH counted AS (SELECT entity_id, min(kind) AS kind, count(*) AS n_mentions FROM mentions GROUP BY entity_id),
     names AS (SELECT entity_id, name, count(*) AS n FROM mentions GROUP BY entity_id, name),
     named AS (SELECT entity_id, first(name ORDER BY name = upper(name), n DESC, name) AS name FROM names GROUP BY entity_id),
     texts AS (SELECT entity_id, text, count(*) AS n FROM mentions GROUP BY entity_id, text),
     aliases AS (SELECT entity_id, string_agg(text, '|' ORDER BY n DESC, text) AS aliases FROM texts GROUP BY entity_id),
     places AS (SELECT DISTINCT entity_id, doc_id FROM mentions),
     documents AS (SELECT entity_id, count(*) AS n_documents FROM places GROUP BY entity_id)
SELECT entity_id, kind, name, aliases, n_documents, n_mentions
FROM counted JOIN named USING (entity_id) JOIN aliases USING (entity_id) JOIN documents USING (entity_id)
ORDER BY n_mentions DESC, kind, name, entity_id
"""


@cache
def _listed() -> dict[str, dict[str, str | None]]:
    """What the bundled list knows of a company, by its id."""
    return {
        entity_id(row.kind, row.name): {column: getattr(row, column) or None for column in NOT_LISTED}
        for row in known_names()
    }


def entity_rows(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """The table `entities` of rows by table name."""
    with closing(Mentions()) as mentions:
        for table in (*KINDS, "facts"):
            for row in rows.get(table, ()):
                mentions.add(table, row)
        return list(mentions.entities())


class NearNames:
    """Remembers names in the order of their frequency, to find those that differ from one by a slip of the pen.

    Only names of one kind that begin alike and are long enough are compared, if they differ in a single long word,
    whose beginning or end is the same: of a million names, each with a few.
    """

    def __init__(self) -> None:
        self.known: list[tuple[str, str]] = []
        self.groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)

    def first(self, kind: str, name: str, entity_id: str) -> str | None:
        """The first entity remembered whose name is nearly this; else None, and this one is remembered."""
        key = name_key(name)
        if len(key) < MIN_MERGE_LENGTH:
            return None
        groups = [self.groups[kind, key[:3], *place] for place in _places(key.split())]
        for number in sorted({number for group in groups for number in group}):
            other, other_id = self.known[number]
            if fuzz.ratio(key, other) >= MIN_MERGE_RATIO and FIGURES.findall(key) == FIGURES.findall(other):
                return other_id
        for group in groups:
            group.append(len(self.known))
        self.known.append((key, entity_id))
        return None


def _places(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The words, of a long one in turn only the beginning or the end: equal where names are a slip apart.

    >>> list(_places(["ornella", "gatti"]))
    [('orn…', 'gatti'), ('…lla', 'gatti')]
    """
    for at, word in enumerate(words):
        if len(word) >= MIN_WORD_LENGTH:
            for part in (word[:3] + "…", "…" + word[-3:]):
                yield (*words[:at], part, *words[at + 1 :])
