"""Rows and frames keep to the contract."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from spacy.language import Language

import estrattore
from estrattore import SCHEMAS, Document, Tables
from estrattore.finds import Person
from estrattore.tables.rows import SENTENCE_CHARS, excerpt, mention_rows
from estrattore.tables.schema import DTYPES, TABLE_OF, TELLING
from estrattore.text.layout import read_layout

TEXT = "Ieri Netflix ha comunicato ricavi per 11,1 miliardi di dollari, in crescita del 16% su base annua."


@pytest.fixture(scope="module")
def tables(nlp: Language) -> Tables:
    return estrattore.extract(Document(text=TEXT, id="a", title="Conti"), published="2025-07-18", nlp=nlp)


def test_every_table_has_its_columns_and_types(tables: Tables) -> None:
    assert list(tables) == list(SCHEMAS)
    for table, schema in SCHEMAS.items():
        assert list(tables[table].columns) == list(schema)
        assert [str(t) for t in tables[table].dtypes] == [DTYPES[kind] for kind in schema.values()]


@pytest.mark.parametrize("table", [t for t in TABLE_OF.values() if t != "facts"])
def test_text_is_exactly_the_slice(tables: Tables, table: str) -> None:
    for row in tables[table].itertuples():
        assert TEXT[row.start_char : row.end_char] == row.text
        assert row.sentence == TEXT


def test_values_are_typed(tables: Tables) -> None:
    assert tables.money.amount_min.tolist() == [11.1e9]
    assert tables.percentages.direction.tolist() == ["up"]
    assert tables.dates.date_start.tolist() == [pd.Timestamp("2025-07-17")]
    assert tables.documents.n_tokens.item() > 15


def test_unknown_table_is_an_attribute_error(tables: Tables) -> None:
    with pytest.raises(AttributeError, match="companies"):
        _ = tables.firms


def test_the_schemas_stand_in_the_design_order() -> None:
    for table in set(TABLE_OF.values()) - {"facts"}:
        assert list(SCHEMAS[table])[:5] == ["doc_id", "start_char", "end_char", "text", "sentence"]


def test_more_columns_may_follow(tables: Tables, tmp_path: Path) -> None:
    tables.write(tmp_path, ["jsonl"])
    path = tmp_path / "money.jsonl"
    path.write_text(re.sub(r"\}$", ', "note": "mia"}', path.read_text("utf-8").strip()) + "\n", "utf-8")
    assert Tables.read(tmp_path).money.note.tolist() == ["mia"]


def test_a_notebook_shows_tables_and_documents_escaped() -> None:
    rows = {"money": [{"text": "<b>3</b> euro", "amount_min": 3e9, "amount_max": 3e9, "currency": "EUR"}]}
    html = Tables.from_rows(rows)._repr_html_()
    assert "<b>money</b> · 1 row<" in html
    assert "3,000,000,000" in html
    assert "&lt;b&gt;3&lt;/b&gt; euro" in html
    assert "people" not in html  # no rows, no table
    assert "&lt;script&gt;" in Document(text="<script>", title="Conti")._repr_html_()


def test_the_telling_columns_are_columns() -> None:
    assert TELLING.keys() == SCHEMAS.keys()
    assert all(set(columns) <= SCHEMAS[table].keys() for table, columns in TELLING.items())


def test_the_dateline_may_follow_a_headline(nlp: Language) -> None:
    tables = estrattore.extract(
        "Conti in crescita\n\nMilano, 22 luglio 2025 – Ieri il gruppo ha speso 3 euro.", nlp=nlp
    )
    assert tables.documents.published.tolist() == [pd.Timestamp("2025-07-22")]
    assert pd.Timestamp("2025-07-21") in tables.dates.date_start.tolist()


def test_a_name_over_the_end_of_a_sentence_is_in_its_column() -> None:
    text = "Parla Rossi. Bianchi tace."
    found = Person(start=6, end=20, name="Rossi. Bianchi", entity_id="", source="model")
    rows = mention_rows(read_layout(text), [(0, 12), (13, 26)], [found], document=Document(text=text))
    assert rows["people"][0]["sentence"] == "Parla Rossi. Bianchi"


@pytest.mark.parametrize("length", [598, 599, 5_000])
def test_no_sentence_is_longer_than_its_column(length: int) -> None:
    text = "Vale 3" + " " * length + "euro."
    for start, end in ((5, len(text) - 1), (0, len(text))):
        said = excerpt(text, (0, len(text)), start, end)
        assert len(said) <= SENTENCE_CHARS
        assert said.strip("…") in text
