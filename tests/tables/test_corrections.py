"""Corrections: read, written, applied to rows; once or again, whatever found the rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from estrattore.errors import NothingToReadError, UsageError
from estrattore.tables import Tables
from estrattore.tables.corrected import Corrected
from estrattore.tables.corrections import COLUMNS, Correction, latest, read_corrections, write_corrections

TEXT = "Lume S.p.A. ha ricavi per 5 milioni di euro. Il presidente Ugo Neri ha 3 barche."
SHA = "e3b0"
DOCUMENT = {"doc_id": "a", "sha256": SHA, "title": "Conti", "published": "2025-03-01", "text": TEXT}


def said(table: str, words: str, verdict: str, /, **values: str) -> Correction:
    """A correction of the row at these words; `fact_id` and others stand among the values."""
    start = TEXT.find(words)
    place = {"sha256": SHA, "table": table, "start": start, "end": start + len(words), "text": words}
    return Correction(**place, verdict=verdict, values=values)  # type: ignore[arg-type]


def row(table: str, words: str, **values: Any) -> dict[str, Any]:
    start = TEXT.find(words)
    place = {"doc_id": "a", "start_char": start, "end_char": start + len(words), "text": words, "sentence": TEXT[:44]}
    known = Tables.from_rows({})[table].columns
    return dict.fromkeys(known) | {column: value for column, value in (place | values).items() if column in known}


def fact(fact_id: str = "f1", **values: Any) -> dict[str, Any]:
    start = TEXT.find("5 milioni di euro")
    known = {
        "company": "Lume",
        "entity_id": "lume",
        "entity_name": "Lume",
        "metric": "ricavi",
        "metric_class": "revenue",
    }
    figure = {"amount": 5e6, "amount_max": 5e6, "currency": "EUR", "amount_start": start, "amount_end": start + 17}
    return row("facts", "", fact_id=fact_id, status="actual", **known, **figure) | values


def applied(
    corrections: list[Correction], table: str, rows: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], Corrected]:
    corrected = Corrected(corrections)
    corrected.meet(DOCUMENT, TEXT)
    return list(corrected.applied(table, [dict(each) for each in rows])), corrected


MONEY = row("money", "5 milioni di euro", amount_min=5e6, amount_max=5e6, currency="EUR", fact_id="f1")


class TestApplying:
    def test_a_right_row_stays(self) -> None:
        rows, corrected = applied([said("money", "5 milioni di euro", "right")], "money", [MONEY])
        assert (rows, corrected.done, corrected.unfit) == ([MONEY], 1, [])

    def test_a_wrong_row_goes_and_stays_gone(self) -> None:
        wrong = [said("money", "5 milioni di euro", "wrong")]
        rows, _ = applied(wrong, "money", [MONEY])
        again, corrected = applied(wrong, "money", rows)
        assert (rows, again, corrected.unfit) == ([], [], [])

    def test_a_value_is_changed_and_emptied(self) -> None:
        rows, _ = applied(
            [said("money", "5 milioni di euro", "changed", currency="USD", amount_max="")], "money", [MONEY]
        )
        assert rows == [MONEY | {"currency": "USD", "amount_max": None}]

    def test_a_span_is_changed_once(self) -> None:
        ends = {"start_char": str(TEXT.find("5 mil")), "end_char": str(TEXT.find(" di euro"))}
        changed = [said("money", "5 milioni di euro", "changed", **ends)]
        once, _ = applied(changed, "money", [MONEY])
        twice, corrected = applied(changed, "money", once)
        assert (once[0]["text"], once[0]["sentence"]) == ("5 milioni", TEXT[:44])
        assert (twice, corrected.unfit) == (once, [])

    def test_a_missing_row_is_added_with_its_sentence_in_order(self) -> None:
        missing = said("people", "Ugo Neri", "missing", role="presidente", role_class="chair")
        rows, _ = applied([missing], "people", [row("people", "barche", name="barche")])
        assert [r["text"] for r in rows] == ["Ugo Neri", "barche"]
        assert rows[0] | {"entity_id": None} == row("people", "Ugo Neri") | {
            "sentence": TEXT[45:], "name": "Ugo Neri", "role": "presidente", "role_class": "chair", "source": "correction"}  # fmt: skip
        assert rows[0]["entity_id"]

    def test_another_kind_moves_the_name(self) -> None:
        moved = [said("companies", "Lume S.p.A.", "changed", table="organizations", name="Lume")]
        there = row("companies", "Lume S.p.A.", name="Lume", entity_id="x")
        assert applied(moved, "companies", [there])[0] == []
        [organization] = applied(moved, "organizations", [])[0]
        assert (organization["name"], organization["text"], organization["source"]) == (
            "Lume",
            "Lume S.p.A.",
            "correction",
        )

    def test_another_company_brings_its_entity_and_another_measure_its_class(self) -> None:
        corrected = Corrected([said("facts", "5 milioni di euro", "changed", company="Orbita", metric="dividendo")])
        corrected.meet(DOCUMENT, TEXT)
        orbita = row("companies", "Lume S.p.A.", name="Orbita", entity_id="orb", entity_name="Orbita Spazio")
        assert list(corrected.applied("companies", [orbita])) == [orbita]
        [found] = corrected.applied("facts", [fact()])
        assert (found["entity_id"], found["entity_name"], found["metric_class"]) == ("orb", "Orbita Spazio", "dividend")

    def test_of_two_facts_with_one_figure_the_named_one_goes(self) -> None:
        rows, _ = applied(
            [said("facts", "5 milioni di euro", "wrong", fact_id="f2")],
            "facts",
            [fact("f1"), fact("f2", company="Orbita")],
        )
        assert [r["fact_id"] for r in rows] == ["f1"]

    def test_a_fact_that_another_model_does_not_find_comes_back(self) -> None:
        values = {
            "company": "Lume",
            "metric": "ricavi",
            "amount": "5000000",
            "currency": "EUR",
            "period_start": "2024-01-01",
        }
        right = [said("facts", "5 milioni di euro", "right", **values)]
        rows, _ = applied(right, "facts", [])
        found = {
            column: rows[0][column]
            for column in ("company", "metric", "amount", "amount_max", "status", "title", "period_start")
        }
        assert found == {"company": "Lume", "metric": "ricavi", "amount": 5e6, "amount_max": 5e6, "status": "actual", "title": "Conti", "period_start": "2024-01-01"}  # fmt: skip
        assert TEXT[rows[0]["amount_start"] : rows[0]["amount_end"]] == "5 milioni di euro"
        assert applied(right, "facts", rows)[0] == rows

    def test_a_wrong_fact_frees_its_figure(self) -> None:
        rows, _ = applied([said("facts", "5 milioni di euro", "wrong")], "money", [MONEY])
        assert (rows[0]["fact_id"], rows[0]["no_fact"]) == (None, "other")

    def test_rows_of_other_documents_pass_untouched(self) -> None:
        other = MONEY | {"doc_id": "b"}
        assert applied([said("money", "5 milioni di euro", "wrong")], "money", [MONEY, other])[0] == [other]

    def test_the_last_word_holds(self) -> None:
        words = [said("money", "5 milioni di euro", "wrong"), said("money", "5 milioni di euro", "right")]
        assert applied(words, "money", [MONEY])[0] == [MONEY]


class TestWhatNoLongerFits:
    def test_other_words(self) -> None:
        moved = Correction(sha256=SHA, table="money", start=0, end=4, text="7 euro", verdict="wrong")
        rows, corrected = applied([moved], "money", [MONEY])
        assert rows == [MONEY]
        assert list(corrected.notes()) == [
            "A correction no longer fits: money 0–4 '7 euro': other words stand there in 'a'."
        ]

    def test_no_row_and_too_little_to_make_one(self) -> None:
        _, corrected = applied([said("facts", "5 milioni di euro", "changed", status="denied")], "facts", [])
        assert "there is no such row in 'a' any more" in corrected.unfit[0]

    def test_no_value_of_the_column(self) -> None:
        rows, corrected = applied([said("money", "5 milioni di euro", "changed", amount_min="molti")], "money", [MONEY])
        assert rows == [MONEY]
        assert "'molti' is no value of 'amount_min'" in corrected.unfit[0]

    def test_no_document(self) -> None:
        corrected = Corrected([said("money", "5 milioni di euro", "wrong")])
        corrected.meet({"doc_id": "z", "sha256": "other"}, "niente")
        assert list(corrected.notes()) == ["Corrections of documents that are not in the tables: 1."]


class TestFile:
    SEVERAL = (
        said("money", "5 milioni di euro", "changed", amount_min="4000000", currency="=USD"),
        said("facts", "5 milioni di euro", "wrong", fact_id="f1"),
        said("facts", "5 milioni di euro", "right", fact_id="f2", company="Lume; e altri"),
        said("people", "Ugo Neri", "right"),
    )

    def test_comes_back_as_it_was(self, tmp_path: Path) -> None:
        write_corrections(tmp_path / "corrections.csv", self.SEVERAL)
        assert read_corrections(tmp_path / "corrections.csv") == list(self.SEVERAL)
        assert "'=USD" in (tmp_path / "corrections.csv").read_text("utf-8")

    def test_may_have_been_saved_by_an_italian_spreadsheet(self, write: Any) -> None:
        line = [SHA, "money", "26", "43", "5 milioni di euro", "wrong", "", "", "", "", ""]
        file = write("c.csv", "\ufeff" + ";".join(COLUMNS) + "\r\n" + ";".join(line) + "\r\n")
        assert read_corrections(file) == [said("money", "5 milioni di euro", "wrong")]

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("e,monete,1,2,x,wrong,,,,,", "line 2: there is no table 'monete'"),
            ("e,money,1,2,x,bello,,,,,", "the verdict is 'bello', not one of right, wrong"),
            ("e,money,uno,2,x,wrong,,,,,", "'uno'–'2' is no span"),
            ("e,money,1,2,x,changed,colour,red,,,", "has no column 'colour'"),
            ("e,companies,1,2,x,changed,table,money,,,", "not to 'money'"),
        ],
    )
    def test_says_what_is_wrong_where(self, write: Any, line: str, why: str) -> None:
        with pytest.raises(UsageError, match=why):
            read_corrections(write("c.csv", ",".join(COLUMNS) + "\n" + line + "\n"))

    def test_what_is_no_such_file(self, write: Any, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no column 'sha256'"):
            read_corrections(write("c.csv", "a,b\n1,2\n"))
        with pytest.raises(NothingToReadError, match="is not there"):
            read_corrections(tmp_path / "none.csv")

    def test_latest_keeps_one_of_each_row(self) -> None:
        assert len(latest([*self.SEVERAL, *self.SEVERAL])) == len(self.SEVERAL)
