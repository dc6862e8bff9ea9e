"""What differs between two runs, and only that."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from estrattore import Tables
from estrattore.cli import app
from estrattore.evaluation import compare, write_differences
from estrattore.report.comparison import render

Rows = dict[str, list[dict[str, Any]]]
SENTENCE = "Enel ha speso 3 milioni, <b>Eni</b> 5."


def tables(**changes: Rows) -> Tables:
    """Two documents with a few rows; `changes` put other rows in the place of a table's."""
    span = {"doc_id": "a", "start_char": 14, "end_char": 23, "text": "3 milioni", "sentence": SENTENCE}
    fact = {"doc_id": "a", "company": "Enel", "metric": "spesa", "amount": 3e6, "amount_start": 14, "amount_end": 23}
    rows: dict[str, Any] = {
        "documents": [{"doc_id": "a", "sha256": "1"}, {"doc_id": "b", "sha256": "2"}],
        "money": [span | {"amount_min": 3e6, "amount_max": 3e6, "currency": "EUR"}],
        "facts": [fact | {"sentence": SENTENCE, "confidence": 0.5, "fact_id": "x"}],
    }
    return Tables.from_rows(rows | changes)


def told(a: Tables, b: Tables) -> list[tuple[str, str, str, str, str, str]]:
    return [(d.table, d.doc_id, d.what, d.column, d.a, d.b) for d in compare(a.frames, b.frames).differences]


def test_the_same_run_differs_in_nothing_whatever_its_format(tmp_path: Path) -> None:
    for name in ("csv", "parquet"):
        tables().write(tmp_path / name, [name])
    read = [Tables.read(tmp_path / name) for name in ("csv", "parquet")]
    assert told(*read) == []
    tally = compare(read[0].frames, read[1].frames).tallies["money"]
    assert (tally.same, tally.changed, tally.only_a, tally.only_b) == (1, 0, 0, 0)


def test_documents_that_only_one_has_are_named_and_their_rows_not_counted() -> None:
    other = tables(documents=[{"doc_id": "b", "sha256": "2"}, {"doc_id": "c", "sha256": "3"}])
    assert told(tables(), other) == [
        ("documents", "a", "only in A", "", "", ""),
        ("documents", "c", "only in B", "", "", ""),
    ]


def test_a_document_of_another_name_is_known_by_its_bytes() -> None:
    other = tables()
    for name in ("documents", "money", "facts"):
        other[name]["doc_id"] = "raw/" + other[name]["doc_id"]
    assert told(tables(), other) == []


def test_of_a_document_with_another_text_no_rows_are_compared() -> None:
    other = tables(documents=[{"doc_id": "a", "sha256": "9"}, {"doc_id": "b", "sha256": "2"}], money=[])
    assert told(tables(), other) == [("documents", "a", "changed", "sha256", "1", "9")]


@pytest.mark.parametrize(
    ("table", "column", "value", "a", "b"),
    [
        ("money", "amount_min", 0.0, "3000000", "0"),
        ("money", "currency", None, "EUR", ""),
        ("facts", "company", "Eni", "Enel", "Eni"),
        ("facts", "metric", "investimento", "spesa", "investimento"),
    ],
)
def test_values_that_differ(table: str, column: str, value: object, a: str, b: str) -> None:
    """Where both fill the column: a second row does."""
    more = {
        "doc_id": "b",
        "start_char": 0,
        "end_char": 1,
        "amount_start": 0,
        "amount_end": 1,
        "text": "x",
        "currency": "USD",
    }
    one, two = tables(), tables()
    rows = [table_rows(run, table) for run in (one, two)]
    rows[1][0][column] = value
    one, two = (tables(**{table: [*run, more]}) for run in rows)
    assert told(one, two) == [(table, "a", "changed", column, a, b)]


def table_rows(run: Tables, table: str) -> list[dict[str, Any]]:
    frame = run[table].astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def test_rows_that_only_one_has_stand_beside_those_of_the_same_place() -> None:
    (row,) = table_rows(tables(), "facts")
    other = tables(facts=[row | {"company": "Eni"}, row])
    assert told(tables(), other) == [("facts", "a", "only in B", "", "", "")]
    assert compare(tables().frames, other.frames).tallies["facts"].same == 1


def test_a_column_that_only_one_fills_is_named_and_not_compared() -> None:
    (row,) = table_rows(tables(), "facts")
    found = compare(tables().frames, tables(facts=[row | {"metric_class": "cost"}]).frames)
    assert found.differences == ()
    assert found.unfilled == ("facts.metric_class",)


def test_the_csv_holds_all_and_starts_no_formula(tmp_path: Path) -> None:
    (row,) = table_rows(tables(), "facts")
    found = compare(tables().frames, tables(facts=[row | {"company": "=1+1"}]).frames)
    write_differences(found, tmp_path / "d.csv")
    (line,) = csv.DictReader((tmp_path / "d.csv").open(encoding="utf-8", newline=""))
    assert (line["table"], line["start_char"], line["column"], line["b"]) == ("facts", "14", "company", "'=1+1")


@pytest.mark.parametrize(("lang", "word"), [("it", "solo in B"), ("en", "only in B")])
def test_the_page_escapes_what_texts_say_and_loads_nothing(lang: str, word: str) -> None:
    (row,) = table_rows(tables(), "facts")
    found = compare(tables().frames, tables(facts=[row, row | {"company": "<script>alert(1)</script>"}]).frames)
    page = render(found, a="uno", b="due", lang=lang)
    assert word in page
    assert "<script" not in page
    assert "&lt;b&gt;Eni&lt;/b&gt;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_command_shows_writes_and_says_where(tmp_path: Path) -> None:
    (row,) = table_rows(tables(), "facts")
    tables().write(tmp_path / "a")
    tables(facts=[row | {"company": "[Eni]"}]).write(tmp_path / "b", ["parquet"])
    files = ["--csv", str(tmp_path / "d.csv"), "--page", str(tmp_path / "d.html")]
    result = CliRunner().invoke(app, ["compare", str(tmp_path / "a"), str(tmp_path / "b"), *files])
    assert result.exit_code == 0, result.output
    assert "company: Enel → [Eni]" in result.output
    assert all((tmp_path / name).exists() and name in result.output for name in ("d.csv", "d.html"))
    same = CliRunner().invoke(app, ["compare", str(tmp_path / "a"), str(tmp_path / "a")])
    assert same.output.rstrip().endswith("No differences.")
