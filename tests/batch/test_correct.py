"""Corrections over a folder: applied, stored, and applied again by every later run into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import estrattore
from estrattore.cli import app
from estrattore.tables import Tables
from estrattore.tables.corrections import Correction, write_corrections

TEXT = "Netflix paga 3 milioni di euro a Milano.\n\nTed Sarandos ne riceve 40 mila euro nel 2024."
OTHER = "Netflix paga 7 milioni di euro."


@pytest.fixture
def folder(write: Any, tiny_model: Path, tmp_path: Path) -> Path:
    """Tables of two articles."""
    write("in/a.txt", TEXT)
    write("in/b.txt", OTHER)
    run(tmp_path, tiny_model)
    return tmp_path / "out"


def run(path: Path, model: Path, **options: Any) -> estrattore.RunSummary:
    return estrattore.extract_folder(path / "in", path / "out", model=str(model), **options)


def said(folder: Path, table: str, words: str, verdict: str, values: dict[str, str] | None = None) -> Correction:
    document = next(row for row in Tables.read(folder).documents.itertuples() if words in row.text)
    start = document.text.find(words)
    place = {"start": start, "end": start + len(words), "text": words, "sha256": document.sha256}
    return Correction(**place, table=table, verdict=verdict, values=values or {})  # type: ignore[arg-type]


def corrections(folder: Path) -> Path:
    """A wrong amount, a mended one and a person that the model does not know."""
    file = folder.parent / "marked.csv"
    write_corrections(
        file,
        [
            said(folder, "money", "3 milioni di euro", "wrong"),
            said(folder, "money", "7 milioni di euro", "changed", {"currency": "USD"}),
            said(folder, "companies", "Milano", "missing", {"name": "Milano S.p.A."}),
        ],
    )
    return file


def values(folder: Path) -> list[tuple[str, str]]:
    money = Tables.read(folder).money
    return list(zip(money["text"], money["currency"], strict=True))


MENDED = [("40 mila euro", "EUR"), ("7 milioni di euro", "USD")]


def test_correct_applies_stores_and_counts(folder: Path) -> None:
    done = CliRunner().invoke(app, ["correct", str(folder), str(corrections(folder))])
    assert done.exit_code == 0
    assert "Corrections applied: 3." in done.output
    tables = Tables.read(folder)
    assert values(folder) == MENDED
    assert tables.companies["name"].tolist() == ["Netflix", "Milano S.p.A.", "Netflix"]
    assert "Milano S.p.A." in tables.entities["name"].tolist()
    assert json.loads((folder / "run.json").read_text("utf-8"))["counts"]["money"] == 2


def test_correcting_twice_is_correcting_once(folder: Path) -> None:
    marked = corrections(folder)
    outputs = []
    for _ in range(2):
        assert CliRunner().invoke(app, ["correct", str(folder), str(marked)]).exit_code == 0
        outputs.append({file.name: file.read_bytes() for file in folder.glob("*.csv")})
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("formats", [["csv"], ["jsonl"], ["parquet"], ["sqlite"], ["duckdb"]])
def test_a_run_gives_what_correct_gives(folder: Path, tiny_model: Path, formats: list[str]) -> None:
    run(folder.parent, tiny_model, formats=formats)
    CliRunner().invoke(app, ["correct", str(folder), str(corrections(folder))])
    corrected = {name: frame.to_dict("records") for name, frame in Tables.read(folder).frames.items()}
    again = run(folder.parent, tiny_model, formats=formats)
    assert "Corrections applied: 3." in again.notes
    assert str({name: frame.to_dict("records") for name, frame in Tables.read(folder).frames.items()}) == str(corrected)


def test_every_later_run_applies_them_until_told_otherwise(folder: Path, tiny_model: Path) -> None:
    CliRunner().invoke(app, ["correct", str(folder), str(corrections(folder))])
    anew = run(folder.parent, tiny_model, resume=False)
    assert "Corrections applied: 3." in anew.notes
    assert values(folder) == MENDED
    without = run(folder.parent, tiny_model, use_corrections=False)
    assert not [note for note in without.notes if "orrection" in note]
    assert len(values(folder)) == 3
    run(folder.parent, tiny_model)
    assert values(folder) == MENDED


def test_they_come_through_another_model(folder: Path) -> None:
    CliRunner().invoke(app, ["correct", str(folder), str(corrections(folder))])
    assert "Corrections applied: 3." in run(folder.parent, Path("fast")).notes
    assert values(folder) == MENDED
    assert "Milano S.p.A." in Tables.read(folder).companies["name"].tolist()


def test_appending_keeps_them(folder: Path, tiny_model: Path, write: Any) -> None:
    CliRunner().invoke(app, ["correct", str(folder), str(corrections(folder))])
    (folder.parent / "in" / "a.txt").unlink()
    (folder.parent / "in" / "b.txt").unlink()
    write("in/c.txt", "Netflix paga 9 milioni di euro.")
    run(folder.parent, tiny_model, append=True)
    assert values(folder) == [*MENDED, ("9 milioni di euro", "EUR")]


def test_a_changed_text_is_told(folder: Path, tiny_model: Path, write: Any) -> None:
    CliRunner().invoke(app, ["correct", str(folder), str(corrections(folder))])
    write("in/b.txt", OTHER + " Di nuovo.")
    assert "Corrections of documents that are not in the tables: 1." in run(folder.parent, tiny_model).notes


def test_a_file_for_one_run_is_not_stored(folder: Path, tiny_model: Path) -> None:
    run(folder.parent, tiny_model, corrections=corrections(folder))
    assert values(folder) == MENDED
    run(folder.parent, tiny_model)
    assert len(values(folder)) == 3


def test_the_flags_of_extract(folder: Path, tiny_model: Path) -> None:
    command = ["extract", str(folder.parent / "in"), "--out", str(folder), "--model", str(tiny_model)]
    told = CliRunner().invoke(app, [*command, "--corrections", str(corrections(folder))])
    assert "Corrections applied: 3." in told.output
    assert CliRunner().invoke(app, [*command, "--corrections", "nowhere.csv"]).exit_code == 4
    assert "orrection" not in CliRunner().invoke(app, [*command, "--no-corrections"]).output
