"""Damaged and foreign tables: one error that names file and place, from `Tables.read` and from the report."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from estrattore import EstrattoreError, Tables
from estrattore.cli import app
from estrattore.report.page import write as write_page
from estrattore.tables.formats.write import write_rows

ROWS = {
    "documents": [{"doc_id": "a.txt", "published": "2025-07-22", "n_chars": 16, "text": "Costa già 3 euro"}],
    "money": [
        {"doc_id": "a.txt", "start_char": 10, "end_char": 16, "text": "3 euro", "sentence": "Costa già 3 euro"}
        | {"amount_min": 3.0, "amount_max": 3.0, "currency": "EUR", "currency_implied": False}
    ],
}
Damage = Callable[[Path], object]


def replaced(old: bytes, new: bytes) -> Damage:
    return lambda path: path.write_bytes(path.read_bytes().replace(old, new))


DAMAGES: dict[str, Damage] = {
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "a page": lambda path: path.write_text("<html>Pagina non trovata</html>"),
    "a folder": lambda path: [path.unlink(), path.mkdir()],
    "a few bytes of it": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "a foreign table": lambda path: path.write_text('{"a": 1}\n' if "jsonl" in path.name else "a,b\n1,2\n"),
}
OF_TEXT: dict[str, Damage] = {
    "another encoding": replaced("à".encode(), b"\xe0"),
    "a letter for a figure": replaced(b"10", b"x"),
    "a list": lambda path: path.write_text("[1]\n"),
}
CASES = [(name, damage) for name in ("csv", "jsonl", "parquet", "sqlite", "duckdb") for damage in DAMAGES]
CASES += [(name, damage) for name in ("csv", "jsonl") for damage in OF_TEXT]


@pytest.mark.parametrize(("name", "damage"), CASES)
def test_damage_is_one_error_that_names_the_file(name: str, damage: str, tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path, formats=[name])
    file = tmp_path / (f"estrattore.{name}" if name in ("sqlite", "duckdb") else f"money.{name}")
    assert len(Tables.read(tmp_path).money) == 1
    (DAMAGES | OF_TEXT)[damage](file)
    with pytest.raises(EstrattoreError, match=file.name):
        Tables.read(tmp_path)
    with pytest.raises(EstrattoreError, match=file.name):
        write_page(tmp_path)
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize(
    ("name", "line", "place"),
    [
        ("csv", "b.txt,1\n", "line 3: 2 cells, too few"),
        ("csv", "b.txt,x,1,,,,,,,,\n", "line 3: "),
        ("jsonl", "{\n", "line 2: "),
        ("jsonl", "[" * 100_000 + "\n", "line 2: "),
        ("jsonl", "null\n", "line 2: there is no column 'doc_id'"),
    ],
)
def test_the_place_is_told(name: str, line: str, place: str, tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path, formats=[name])
    with (tmp_path / f"money.{name}").open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(EstrattoreError, match=place):
        Tables.read(tmp_path)


def test_a_day_that_is_none_is_told_by_its_column(tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path, formats=["csv"])
    replaced(b"2025-07", b"2025-91")(tmp_path / "documents.csv")
    with pytest.raises(EstrattoreError, match="published"):
        Tables.read(tmp_path)


def test_a_database_without_one_of_the_tables(tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path, formats=["sqlite"])
    with sqlite3.connect(tmp_path / "estrattore.sqlite") as base:
        base.execute("DROP TABLE people")
    base.close()
    with pytest.raises(EstrattoreError, match=r"estrattore\.sqlite.*'people'"):
        Tables.read(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"[]", b"null", b'{"settings": [1]}', bytes(40)])
def test_a_damaged_run_json_stops_nobody(damage: bytes, tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path, formats=["csv"])
    (tmp_path / "run.json").write_bytes(damage)
    assert len(Tables.read(tmp_path).money) == 1


def test_tables_that_do_not_belong_together_make_no_page(tmp_path: Path) -> None:
    write_rows(ROWS | {"facts": [{"doc_id": "elsewhere.txt", "company": "Eni"}]}, tmp_path, formats=["csv"])
    with pytest.raises(EstrattoreError, match="make no page"):
        write_page(tmp_path)


def test_the_command_line_says_it_in_one_message(tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path, formats=["csv"])
    (tmp_path / "facts.csv").write_bytes(b"")
    for command in ("show", "report"):
        shown = CliRunner().invoke(app, [command, str(tmp_path)])
        assert shown.exit_code == 1
        assert "facts.csv" in shown.output
        assert "Traceback" not in shown.output
