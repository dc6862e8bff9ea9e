"""Corrections as gold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from estrattore.cli import app
from estrattore.errors import NothingToReadError
from estrattore.evaluation import evaluate, gold_of, judged_rows
from estrattore.tables import Tables
from estrattore.tables.corrections import Correction, write_corrections

TEXT = "Lume ha ricavi per 5 milioni di euro. Orbita paga 3 euro nel 2024."
FIGURE = TEXT.find("5 milioni")


def row(words: str, **values: Any) -> dict[str, Any]:
    start = TEXT.find(words)
    return {
        "doc_id": "a",
        "start_char": start,
        "end_char": start + len(words),
        "text": words,
        "sentence": TEXT,
    } | values


@pytest.fixture
def tables() -> Tables:
    fact = {"doc_id": "a", "company": "Lume", "metric": "ricavi", "amount": 5e6, "amount_max": 5e6, "currency": "EUR",
            "amount_start": FIGURE, "amount_end": FIGURE + 17, "status": "actual"}  # fmt: skip
    return Tables.from_rows(
        {
            "documents": [{"doc_id": "a", "text": TEXT, "sha256": "e3b0"}],
            "companies": [row("Lume", name="Lume"), row("Orbita", name="Orbita")],
            "money": [
                row("5 milioni di euro", amount_min=5e6, amount_max=5e6, currency="EUR"),
                row("3 euro", amount_min=3.0, amount_max=3.0, currency="EUR"),
            ],
            "facts": [fact],
        }
    )


def said(table: str, words: str, verdict: str, **values: str) -> Correction:
    start = TEXT.find(words)
    place = {"start": start, "end": start + len(words), "text": words, "sha256": "e3b0"}
    return Correction(**place, table=table, verdict=verdict, values=values)  # type: ignore[arg-type]


SAID = [
    said("money", "5 milioni di euro", "right", amount_min="5000000", currency="EUR"),
    said("money", "3 euro", "wrong"),
    said("dates", "2024", "missing", date_start="2024-01-01", date_end="2024-12-31"),
    said("facts", "5 milioni di euro", "changed", company="Lume", metric="ricavi", amount="5000000", currency="USD"),
]


def test_what_was_judged_is_scored_and_nothing_else(tables: Tables) -> None:
    golds = gold_of(SAID, tables.documents)
    kinds = evaluate(golds, judged_rows(tables.frames, golds)).kinds
    counts = {kind: (tally.right, tally.spurious, tally.missed) for kind, tally in kinds.items()}
    assert counts["money"] == (1, 1, 0)
    assert counts["date"] == (0, 0, 1)
    assert counts["company"] == (0, 0, 0)
    assert counts["fact"] == (1, 0, 0)
    assert counts["fact_strict"] == (0, 1, 1)


def test_a_moved_name_is_expected_where_it_belongs(tables: Tables) -> None:
    moved = Correction(
        sha256="e3b0",
        table="companies",
        start=38,
        end=44,
        text="Orbita",
        verdict="changed",
        values={"table": "organizations"},
    )
    golds = gold_of([moved], tables.documents)
    kinds = evaluate(golds, judged_rows(tables.frames, golds)).kinds
    assert (kinds["company"].spurious, kinds["organization"].missed) == (1, 1)


def test_corrections_of_other_documents_are_nothing_to_read(tables: Tables) -> None:
    other = Correction(sha256="z", table="money", start=0, end=1, text="L", verdict="wrong")
    with pytest.raises(NothingToReadError):
        gold_of([other], tables.documents)


def test_the_command_reads_them(tables: Tables, tmp_path: Path) -> None:
    tables.write(tmp_path)
    write_corrections(tmp_path / "corrections.csv", SAID)
    done = CliRunner().invoke(app, ["evaluate", str(tmp_path / "corrections.csv"), str(tmp_path)])
    assert done.exit_code == 0
    assert "money spurious in a: 3 euro" in done.output
    now = CliRunner().invoke(app, ["evaluate", str(tmp_path / "corrections.csv"), "--model", "fast"])
    assert "date missed" not in now.output
