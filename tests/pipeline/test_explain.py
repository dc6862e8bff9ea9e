"""`estrattore.explain`: of a text, and of a row of the table `facts`."""

from __future__ import annotations

from pathlib import Path

import pytest

import estrattore
from estrattore import Document, Tables, UsageError

TEXT = "Netflix ha chiuso il trimestre con ricavi per 11 miliardi\ndi dollari (+16%). Il biglietto costa 12 euro."


def test_a_text_gives_all_its_figures_with_offsets_in_it() -> None:
    figures = estrattore.explain(TEXT)
    assert [figure.text for figure in figures] == ["11 miliardi\ndi dollari", "+16%", "12 euro"]
    assert all(TEXT[figure.start : figure.end] == figure.text for figure in figures)


@pytest.mark.parametrize("given", [Document(text=TEXT, id="a"), {"testo": TEXT}], ids=["document", "dict"])
def test_what_is_taken(given: object) -> None:
    assert estrattore.explain(given) == estrattore.explain(TEXT)


def test_a_row_gives_its_own_figures(tmp_path: Path) -> None:
    tables = estrattore.extract(TEXT, min_confidence=0)
    row = tables.facts.iloc[0]
    figures = estrattore.explain(row, tables)
    assert [figure.text for figure in figures] == ["11 miliardi\ndi dollari", "+16%"]
    assert {figure.fact.company for figure in figures if figure.fact} == {row.company}
    tables.write(tmp_path)
    read = Tables.read(tmp_path)
    assert estrattore.explain(read.facts.iloc[0], read) == figures
    assert estrattore.explain(row.to_dict(), tables) == figures


def test_a_headline_decides_for_a_row_too() -> None:
    article = {
        "titolo": "Conti record per Netflix",
        "testo": "Il gruppo ha chiuso con ricavi per 3 miliardi. Netflix sale, Disney scende.",
    }
    tables = estrattore.extract(article, min_confidence=0)
    rows = tables.facts[tables.facts.metric == "ricavi"]
    (figure,) = estrattore.explain(rows.iloc[0], tables)
    assert figure.fact is not None
    assert figure.fact.company == rows.company.iloc[0]


def test_a_figure_without_a_fact_tells_why() -> None:
    tables = estrattore.extract(TEXT, min_confidence=0)
    (figure,) = estrattore.explain(tables.money.iloc[-1], tables)
    assert (figure.text, figure.fact, figure.no_fact) == ("12 euro", None, "product_price")
    (rate,) = estrattore.explain(tables.percentages.iloc[0], tables)
    assert rate.text == "+16%"


def test_rows_without_figures_are_refused() -> None:
    tables = estrattore.extract(TEXT)
    unplaced = {"doc_id": tables.money.doc_id[0], "start_char": "", "end_char": None}
    for row in (tables.companies.iloc[0], tables.documents.iloc[0], tables.money.head(1), unplaced, TEXT):
        with pytest.raises(UsageError, match="no row of facts"):
            estrattore.explain(row, tables)


def test_without_the_text_it_says_what_to_do() -> None:
    tables = estrattore.extract(TEXT, min_confidence=0)
    tables.documents["text"] = None
    with pytest.raises(UsageError, match="--no-text"):
        estrattore.explain(tables.facts.iloc[0], tables)


def test_many_texts_are_refused() -> None:
    with pytest.raises(TypeError, match="one text"):
        estrattore.explain([TEXT, TEXT])
