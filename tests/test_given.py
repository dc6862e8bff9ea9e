"""What may be handed over in Python: every shape gives the same rows, and what cannot be read is said at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from spacy.language import Language

import estrattore
from estrattore import Columns, Document
from estrattore.readers import articles

TEXT = "Ieri Velmarina ha comprato Alba Lane per 3 milioni\ndi euro."
DAY = "2025-07-22"
SHAPES: dict[str, Any] = {
    "a document": Document(text=TEXT, published=DAY, title="Velmarina"),
    "a dict with Italian names": {"Testo": TEXT, "Data": DAY, "Titolo": "Velmarina"},
    "dicts": [{"text": TEXT, "date": DAY, "title": "Velmarina"}],
    "a frame": pd.DataFrame({"corpo": [TEXT], "data": [pd.Timestamp(DAY)], "titolo": ["Velmarina"], "altro": [None]}),
}


@pytest.mark.parametrize("given", SHAPES.values(), ids=SHAPES)
def test_every_shape_gives_the_same(given: Any, nlp: Language) -> None:
    tables = estrattore.extract(given, nlp=nlp)
    assert tables.documents[["title", "text"]].to_dict("records") == [{"title": "Velmarina", "text": TEXT}]
    assert tables.documents.published.dt.strftime("%Y-%m-%d").tolist() == [DAY]
    assert tables.dates.date_start.dt.strftime("%Y-%m-%d").tolist() == ["2025-07-21"]
    assert tables.money.text.tolist() == ["3 milioni\ndi euro"]
    assert tables.errors.empty


def test_a_frame_keeps_its_ids_and_its_missing_days(nlp: Language) -> None:
    frame = pd.DataFrame({"codice": ["a", "b", "a"], "testo": ["Ieri.", "Ieri.", None], "data": [DAY, pd.NaT, DAY]})
    tables = estrattore.extract(frame, nlp=nlp, published="2025-01-02")
    assert tables.documents.doc_id.tolist() == ["a", "b"]
    assert tables.dates.date_start.dt.strftime("%Y-%m-%d").tolist() == ["2025-07-21", "2025-01-01"]
    assert tables.errors[["record", "error"]].values.tolist() == [["3", "ReadError"]]


def test_columns_of_other_names(nlp: Language) -> None:
    frame = pd.DataFrame({"Lancio": ["Costa 5 euro."]})
    assert len(estrattore.extract(frame, nlp=nlp, columns=Columns(text="lancio")).money) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "NoneType"),
        ({"Oggi."}, "A set has no order"),
        (b"Oggi.", "bytes"),
        (5, "int"),
        (Path("a.txt"), "Path"),
        (["Oggi.", 5], "number 2"),
        (pd.DataFrame({"lancio": ["Oggi."]}), "no column of text .*lancio"),
        ({"lancio": "Oggi."}, "no column of text .*lancio"),
    ],
)
@pytest.mark.parametrize("call", [estrattore.extract, lambda given, nlp: list(estrattore.pipe(given, nlp=nlp))])
def test_what_cannot_be_read_is_said(given: Any, said: str, call: Any, nlp: Language) -> None:
    with pytest.raises(TypeError, match=said):
        call(given, nlp=nlp)


def test_a_pipe_reads_as_it_yields(nlp: Language) -> None:
    read: list[int] = []

    def articles() -> Iterator[dict[str, str]]:
        for n in range(300):
            read.append(n)
            yield {"testo": f"Costa {n + 2} milioni di euro.", "titolo": f"Conti {n}"}

    stream = estrattore.pipe(articles(), nlp=nlp)
    document, tables = next(stream)
    assert (document.title, tables.money.amount_min.tolist()) == ("Conti 0", [2e6])
    assert len(read) < 100
    assert [found.title for found, _ in stream] == [f"Conti {n}" for n in range(1, 300)]


def test_a_pipe_names_what_it_cannot_read(nlp: Language) -> None:
    found = list(estrattore.pipe(["Costa 5 euro.", {"testo": ""}, "Costa 6 euro."], nlp=nlp))
    assert [len(tables.money) for _, tables in found] == [1, 0, 1]
    assert found[1][1].errors.record.tolist() == ["2"]


@pytest.mark.parametrize("given", ["Netflix. " * 9, Document(text="Netflix. " * 9), {"testo": "Netflix. " * 9}])
def test_a_text_that_is_too_long_is_a_row_that_names_the_limit(given: Any, nlp: Language, monkeypatch: Any) -> None:
    monkeypatch.setattr(articles, "MOST_CHARS", 50)
    tables = estrattore.extract([given, "Netflix sale."], nlp=nlp)
    assert tables.companies.doc_id.tolist() == ["text-2"]
    assert tables.errors[["record", "stage"]].values.tolist() == [["1", "read"]]
    assert "More than 50 characters" in tables.errors.message[0]
