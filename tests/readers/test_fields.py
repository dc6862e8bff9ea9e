import datetime as dt
import decimal

import numpy as np
import pandas as pd
import pytest

from estrattore.errors import ReadError, UsageError
from estrattore.readers import read, record_document
from estrattore.settings import Columns

TEXT = "Ricavi di Faldera in crescita."
DAY = dt.date(2026, 3, 4)

# a record, then id, title and day of its document
RECORDS = (
    ({"text": TEXT}, "record", "", None),
    ({"id": 7, "title": "T", "date": "2026-03-04", "text": TEXT}, "7", "T", DAY),
    ({"Codice": "x", "Titolo": "T", "Data": "4/3/2026", "Testo": TEXT}, "x", "T", DAY),
    ({"url": "u", "headline": "T", "Data pubblicazione": "4 marzo 2026", "articolo": TEXT}, "u", "T", DAY),
    ({"guid": "g", "link": "l", "pubDate": "Wed, 04 Mar 2026 10:00:00 +0100", "body": TEXT}, "g", "", DAY),
    ({"text": None, "corpo": TEXT, "content": "altro"}, "record", "", None),
    ({"testo": "altro", "text": TEXT, "title": "", "titolo": "T"}, "record", "T", None),
    ({"text": TEXT, "content": {"a": 1}, "id": 7.0, "date": pd.Timestamp("2026-03-04 10:00")}, "7", "", DAY),
    ({"text": TEXT, "id": float("nan"), "date": pd.NaT, "title": None}, "record", "", None),
    ({"text": TEXT, "id": np.int64(7), "date": DAY}, "7", "", DAY),
    ({"text": TEXT, "id": decimal.Decimal(7), "title": ["no"]}, "7", "", None),
)


@pytest.mark.parametrize(("record", "name", "title", "day"), RECORDS, ids=range(len(RECORDS)))
def test_usual_names_are_known(record, name, title, day):
    document = record_document(record)
    assert (document.text, document.id, document.title, document.published) == (TEXT, name, title, day)


def test_a_name_that_is_told_wins_over_all_usual_ones():
    record = {"text": "altro", "Corpo Lungo": TEXT, "id": 1, "numero": 2}
    document = record_document(record, columns=Columns(text="corpo lungo", id="numero"))
    assert (document.text, document.id) == (TEXT, "2")
    with pytest.raises(ReadError, match=r"field 'occhiello' of the record \(its fields: text, "):
        record_document(record, columns=Columns(text="occhiello"))


@pytest.mark.parametrize("record", [{}, {"nota": TEXT}, {"text": ""}, {"text": 5}, {"text": float("nan")}])
def test_a_record_without_text_is_an_error(record):
    with pytest.raises(ReadError, match="No text in a field 'text' or 'testo'"):
        record_document(record)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_italian_names_in_files(write, name):
    table = f"codice;titolo;data;testo\nx;T;4/3/2026;{TEXT}\n"
    line = f'{{"codice": "x", "titolo": "T", "data": "4/3/2026", "testo": "{TEXT}"}}'
    (document,) = read([write(name, table if name == "a.csv" else line)])
    assert (document.id, document.title, document.published, document.text) == ("x", "T", DAY, TEXT)


def test_columns_as_the_command_line_gives_them():
    assert Columns.parse("text=testo, title = Titolo lungo,") == Columns(text="testo", title="Titolo lungo")
    for wrong in ("testo", "text=", "corpo=testo", "=x"):
        with pytest.raises(UsageError, match="text=testo,date=data"):
            Columns.parse(wrong)
