"""The database to publish: keys that hold, search, and what every column means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from estrattore import Tables, UsageError
from estrattore.cli import app
from estrattore.tables import SCHEMAS
from estrattore.tables.formats.datasette import write_datasette

ENTITY = {"entity_id": "e1", "kind": "company", "name": "Società Elettrica"}
FACT = {
    "company": "Società Elettrica",
    "entity_id": "e1",
    "metric": "ricavi",
    "amount": 3e6,
    "sentence": "Ricavi a 3 milioni.",
}
MONEY = {"start_char": 9, "end_char": 18, "text": "3 milioni", "amount_min": 3e6, "fact_id": "f1"}


def tables(**changes: list[dict[str, Any]]) -> Tables:
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [
            {"doc_id": "a", "title": "Conti", "text": "Perché cresce."},
            {"doc_id": "b", "duplicate_of": "a"},
        ],
        "companies": [{"doc_id": "a", "name": "Società Elettrica", "entity_id": "e1", "text": "Elettrica"}],
        "money": [MONEY | {"doc_id": name} for name in "ab"],
        "facts": [FACT | {"doc_id": name, "fact_id": "f1", "repeats": None if name == "a" else "f1"} for name in "ab"],
        "entities": [ENTITY],
    }
    return Tables.from_rows(rows | changes)


def kept(tables: Tables, path: Path) -> Path:
    """The folder that the tables were written into."""
    tables.write(path / "tables")
    return path / "tables"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    base = sqlite3.connect(write_datasette(kept(tables(), tmp_path), tmp_path / "out"))
    yield base
    base.close()


def test_keys_lead_from_row_to_row(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {table: [row[1] for row in base.execute(f"PRAGMA table_info({table})") if row[5]] for table in SCHEMAS}
    assert keys["documents"] == ["doc_id"]
    assert keys["entities"] == ["entity_id"]
    assert keys["facts"] == ["fact_id"]
    assert keys["money"] == ["id"]
    led = {(row[3], row[2], row[4]) for row in base.execute("PRAGMA foreign_key_list(facts)")}
    assert {
        ("doc_id", "documents", "doc_id"),
        ("entity_id", "entities", "entity_id"),
        ("repeats", "facts", "fact_id"),
    } <= led


def test_copies_of_a_text_have_facts_of_their_own(base: sqlite3.Connection) -> None:
    joined = "SELECT m.doc_id, f.doc_id, f.fact_id, f.repeats FROM money m JOIN facts f USING (fact_id) ORDER BY 1"
    assert base.execute(joined).fetchall() == [("a", "a", "f1", None), ("b", "b", "f1#2", "f1")]


def test_what_refers_to_nothing_that_is_there_refers_to_nothing(tmp_path: Path) -> None:
    gone = tables(facts=[FACT | {"doc_id": "a", "fact_id": "f9", "counterparty_id": "e7"}])
    with sqlite3.connect(write_datasette(kept(gone, tmp_path), tmp_path)) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT counterparty_id, entity_id FROM facts").fetchall() == [(None, "e1")]


def test_facts_of_an_earlier_version_are_numbered(tmp_path: Path) -> None:
    old = tables(facts=[FACT | {"doc_id": "a"}, FACT | {"doc_id": "b"}])
    with sqlite3.connect(write_datasette(kept(old, tmp_path), tmp_path)) as base:
        assert base.execute("SELECT id, fact_id FROM facts").fetchall() == [(1, None), (2, None)]


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("documents", "perche", ["a"]),
        ("entities", "societa", ["e1"]),
        ("facts", "milioni", ["f1", "f1#2"]),
        ("facts", "utile", []),
    ],
)
def test_search_finds_words_whatever_their_accents(
    base: sqlite3.Connection, table: str, words: str, found: list[str]
) -> None:
    key = {"documents": "doc_id", "entities": "entity_id", "facts": "fact_id"}[table]
    query = f"SELECT t.{key} FROM {table}_fts JOIN {table} t ON t.rowid = {table}_fts.rowid WHERE {table}_fts MATCH ?"
    assert [row[0] for row in base.execute(query, [words])] == found


def test_what_is_asked_for_most_has_an_index(base: sqlite3.Connection) -> None:
    plan = "".join(str(row) for row in base.execute("EXPLAIN QUERY PLAN SELECT * FROM facts WHERE entity_id = 'e1'"))
    assert "facts_entity_id" in plan


@pytest.mark.parametrize(("lang", "said"), [("it", "Una riga per articolo."), ("en", "One row per article.")])
def test_metadata_tell_what_every_column_means(tmp_path: Path, lang: str, said: str) -> None:
    write_datasette(kept(tables(), tmp_path), tmp_path, lang=lang)
    told = json.loads((tmp_path / "metadata.json").read_text("utf-8"))["databases"]["estrattore"]["tables"]
    assert {table: list(about["columns"]) for table, about in told.items()} == {t: list(s) for t, s in SCHEMAS.items()}
    assert told["documents"]["description"] == said
    assert all(set(about.get("facets", ())) <= set(SCHEMAS[table]) for table, about in told.items())


def test_files_of_others_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="did not write it"):
        write_datasette(kept(tables(), tmp_path / "in"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "metadata.json"]


def test_the_command_exports_again_and_says_how_to_look_at_it(tmp_path: Path) -> None:
    tables().write(tmp_path / "tables")
    for _ in range(2):
        arguments = ["export", str(tmp_path / "tables"), "--to", "datasette", "--out", str(tmp_path / "public")]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
    assert "datasette" in result.output
    assert sorted(path.name for path in (tmp_path / "public").glob("[!.]*")) == ["estrattore.db", "metadata.json"]
