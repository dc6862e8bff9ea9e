"""Documents: their day in any form, an id of their own at every entrance."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from spacy.language import Language

import estrattore
from estrattore import Document, Settings
from estrattore.errors import UsageError
from estrattore.values import Context, parse_date

DAY = dt.date(2025, 1, 2)
FORMS = {
    "date": DAY,
    "datetime": dt.datetime(2025, 1, 2, 18, 30),
    "text": "2025-01-02",
    "text with a time": "2025-01-02T18:30:00+01:00",
    "pandas": pd.Timestamp("2025-01-02 18:30"),
    "numpy": np.datetime64("2025-01-02T18:30"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_day_is_taken_in_any_form(form: Any, nlp: Language) -> None:
    given = [Document(text="Ieri.", published=form).published, Settings(published=form).published]
    assert given == [DAY, DAY]
    assert Context(published=form).published == DAY
    found = parse_date("ieri", published=form)
    assert found
    assert found.date_start == dt.date(2025, 1, 1)
    for source, default in ((Document(text="Ieri.", published=form), None), ("Ieri.", form)):
        tables = estrattore.extract(source, published=default, nlp=nlp)
        assert tables.dates.date_start.dt.strftime("%Y-%m-%d").tolist() == ["2025-01-01"]


def test_a_folder_takes_a_day_in_any_form(tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "a.txt").write_text("Ieri.", "utf-8")
    for form in FORMS.values():
        estrattore.extract_folder(tmp_path / "a.txt", tmp_path / "out", model=str(tiny_model), published=form)
        days = estrattore.Tables.read(tmp_path / "out").dates.date_start
        assert days.dt.strftime("%Y-%m-%d").tolist() == ["2025-01-01"]


@pytest.mark.parametrize("nothing", [None, pd.NaT, np.datetime64("NaT")])
def test_no_day_is_none(nothing: Any) -> None:
    assert Document(text="Ieri.", published=nothing).published is None


def test_what_is_no_day_is_said() -> None:
    with pytest.raises(UsageError, match="2025-07-22"):
        Document(text="Ieri.", published="22 luglio")


def test_documents_without_an_id_get_one_each(nlp: Language) -> None:
    documents = [Document(text="Oggi."), Document(text="Ieri."), "Domani.", Document(text="Poi.", id="text-3")]
    tables = estrattore.extract(documents, nlp=nlp, published=DAY)
    assert tables.documents.doc_id.tolist() == ["text", "text#2", "text-3", "text-3#2"]
    assert tables.dates.doc_id.tolist() == ["text", "text#2", "text-3"]
