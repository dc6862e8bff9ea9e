"""What is handed out for training and annotation points to the same characters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from typer.testing import CliRunner

from estrattore import Tables, UsageError
from estrattore.cli import app
from estrattore.evaluation.annotations import write_spacy
from estrattore.evaluation.label_studio import write_label_studio

TEXT = "🍝 Enel: ricavi a 3 milioni, dice Anna Bo."


def at(words: str, **more: object) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"doc_id": "a", "start_char": start, "end_char": start + len(words), "text": words} | more


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder with an article that has finds, one that has none, and one without a text."""
    fact: dict[str, Any] = {"doc_id": "a"}
    for part, words in (("company", "Enel"), ("metric", "ricavi"), ("amount", "3 milioni")):
        fact |= {f"{part}_start": TEXT.index(words), f"{part}_end": TEXT.index(words) + len(words)}
    rows = Tables.from_rows(
        {
            "documents": [{"doc_id": "a", "text": TEXT}, {"doc_id": "b", "text": "Nulla."}, {"doc_id": "c"}],
            "companies": [at("Enel")],
            "people": [at("Anna Bo"), at("Bo")],
            "money": [at("3 milioni")],
            "facts": [fact],
        }
    )
    rows.write(tmp_path / "tables", ["parquet"])
    return tmp_path / "tables"


def docs_in(file: Path) -> list[Doc]:
    return list(DocBin().from_disk(file).get_docs(spacy.blank("it").vocab))


def test_spacy_gets_names_as_entities_and_all_mentions_as_spans(tables: Path, tmp_path: Path) -> None:
    doc, empty = docs_in(write_spacy(tables, tmp_path / "out"))
    assert (doc.text, doc.user_data["doc_id"]) == (TEXT, "a")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Enel", "COMPANY"), ("Anna Bo", "PER")]
    spans = [(span.text, span.label_) for span in doc.spans["estrattore"]]
    assert spans == [("Enel", "COMPANY"), ("Anna Bo", "PERSON"), ("Bo", "PERSON"), ("3 milioni", "MONEY")]
    assert not empty.ents


def test_label_studio_gets_the_characters_that_tables_count(tables: Path, tmp_path: Path) -> None:
    task, empty = json.loads(write_label_studio(tables, tmp_path / "out").read_text("utf-8"))
    (found,) = task["predictions"]
    regions = {r["id"]: r["value"] for r in found["result"] if r["type"] == "labels"}
    for value in regions.values():
        assert TEXT[value["start"] : value["end"]] == value["text"]
    assert [value["text"] for value in regions.values()] == ["Enel", "Anna Bo", "Bo", "3 milioni", "ricavi"]
    tied = [
        (regions[r["from_id"]]["text"], regions[r["to_id"]]["text"]) for r in found["result"] if r["type"] == "relation"
    ]
    assert tied == [("Enel", "ricavi"), ("ricavi", "3 milioni")]
    assert empty["predictions"][0]["result"] == []


def test_the_labelling_interface_knows_every_label(tables: Path, tmp_path: Path) -> None:
    tasks = json.loads(write_label_studio(tables, tmp_path / "out").read_text("utf-8"))
    view = ElementTree.fromstring((tmp_path / "out" / "labels.xml").read_text("utf-8"))
    known = {node.attrib["value"] for node in view.iter("Label")} | {"fact"}
    results = [result for task in tasks for result in task["predictions"][0]["result"]]
    used = {label for result in results for label in result.get("labels", result.get("value", {}).get("labels"))}
    assert used <= known
    assert "metric" in used


def test_tables_without_texts_have_nothing_to_hand_out(tables: Path, tmp_path: Path) -> None:
    Tables.from_rows({"documents": [{"doc_id": "a"}]}).write(tables, ["parquet"])
    for write in (write_spacy, write_label_studio):
        with pytest.raises(UsageError, match="--no-text"):
            write(tables, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("to", "file"), [("spacy", "estrattore.spacy"), ("label-studio", "tasks.json")])
def test_the_command_hands_out_and_says_where(tables: Path, tmp_path: Path, to: str, file: str) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["export", str(tables), "--to", to, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert (out / file).exists()
    assert file in "".join(result.output.split())
