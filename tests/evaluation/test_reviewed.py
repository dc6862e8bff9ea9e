"""Label Studio and back: what a person changes there comes into the tables, now and after every later run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import estrattore
from estrattore import NothingToReadError, Tables, UsageError
from estrattore.cli import app
from estrattore.evaluation.label_studio import write_label_studio
from estrattore.evaluation.reviewed import read_label_studio
from estrattore.tables.corrections import Correction

TEXT = "🍝 Nel 2024 Orbita ha ricavi per 3 milioni di euro, +5%. Ada Riva di Consob ne vuole 7 milioni di euro."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def at(words: str, **more: object) -> dict[str, Any]:
    start, end = span(words)
    return {"doc_id": "a", "start_char": start, "end_char": end, "text": words} | more


def tables() -> Tables:
    fact: dict[str, Any] = {"doc_id": "a", "fact_id": "f1", "company": "Orbita", "metric": "ricavi", "amount": 3e6}
    for part, words in (
        ("company", "Orbita"),
        ("metric", "ricavi"),
        ("amount", "3 milioni di euro"),
        ("percent", "+5%"),
    ):
        fact |= {f"{part}_{end}": place for end, place in zip(("start", "end"), span(words), strict=True)}
    return Tables.from_rows(
        {
            "documents": [
                {"doc_id": "a", "text": TEXT, "sha256": "1f", "published": "2025-02-03"},
                {"doc_id": "b", "text": "Nulla.", "sha256": "2f"},
            ],
            "companies": [at("Orbita", name="Orbita Spazio"), at("Consob", name="Consob")],
            "people": [at("Riva", name="Riva")],
            "money": [at("3 milioni di euro"), at("7 milioni di euro")],
            "percentages": [at("+5%")],
            "facts": [fact],
        }
    )


class Reviewed:
    """An export with one annotation, as Label Studio writes it, to be edited as a person would."""

    def __init__(self, task: dict[str, Any]) -> None:
        self.task = task
        self.result = json.loads(json.dumps(task["predictions"][0]["result"]))
        dates = {"created_at": "2026-11-03T08:00:00.1Z", "updated_at": "2026-11-04T09:00:00.1Z"}
        made = {"id": 1, "completed_by": 7, "was_cancelled": False, "ground_truth": False, "lead_time": 4.2} | dates
        task |= {
            "id": 1,
            "predictions": [23],
            "annotations": [made | {"result": self.result}],
            "drafts": [],
            "meta": {},
        }

    def region(self, words: str) -> dict[str, Any]:
        return next(r for r in self.result if r["type"] == "labels" and r["value"]["text"] == words)

    def remove(self, words: str) -> None:
        gone = self.region(words)
        self.result.remove(gone)
        self.result[:] = [r for r in self.result if gone["id"] not in (r.get("from_id"), r.get("to_id"))]

    def add(self, label: str, words: str) -> str:
        start, end = span(words)
        value = {"start": start, "end": end, "text": words, "labels": [label]}
        region = {"id": f"Xy_{len(self.result)}", "from_name": "label", "to_name": "text", "type": "labels"}
        self.result.append(region | {"origin": "manual", "value": value})
        return str(region["id"])

    def move(self, old: str, new: str) -> None:
        self.region(old)["value"] |= {"start": span(new)[0], "end": span(new)[1], "text": new}

    def tie(self, one: str, other: str) -> None:
        self.result.append({"type": "relation", "from_id": one, "to_id": other, "direction": "right"})


@pytest.fixture
def back(tmp_path: Path) -> Callable[[Callable[[Reviewed], object]], list[Correction]]:
    """A function that hands the tables out, edits the annotation and reads what comes back."""

    def run(edit: Callable[[Reviewed], object]) -> list[Correction]:
        tables().write(tmp_path / "tables")
        first, second = json.loads(write_label_studio(tmp_path / "tables", tmp_path / "out").read_text("utf-8"))
        edit(Reviewed(first))
        file = tmp_path / "export.json"
        file.write_text(json.dumps([first, second | {"annotations": []}]), "utf-8")
        return read_label_studio(file)

    return run


def test_what_is_submitted_as_it_was_says_nothing(back: Any) -> None:
    assert back(lambda _: None) == []


def test_a_region_that_is_gone_is_wrong(back: Any) -> None:
    [said] = back(lambda review: review.remove("7 milioni di euro"))
    start, end = span("7 milioni di euro")
    assert said == Correction(sha256="1f", table="money", start=start, end=end, text="7 milioni di euro", verdict="wrong", by="7", on="2026-11-04")  # fmt: skip


def test_one_that_is_drawn_anew_says_nothing(back: Any) -> None:
    def anew(review: Reviewed) -> None:
        review.remove("7 milioni di euro")
        review.add("money", "7 milioni di euro")

    assert back(anew) == []


@pytest.mark.parametrize(
    ("label", "words", "table", "values"),
    [
        ("date", "2024", "dates", {"date_start": "2024-01-01", "date_end": "2024-12-31"}),
        ("money", "7 milioni di euro.", "money", {"amount_min": "7000000", "currency": "EUR"}),
        ("percent", "+5%.", "percentages", {"value_min": "5", "unit": "percent"}),
        ("organization", "Ada", "organizations", {"name": "Ada"}),
    ],
)
def test_what_is_new_was_missing_and_brings_its_value(
    back: Any, label: str, words: str, table: str, values: dict[str, str]
) -> None:
    [said] = back(lambda review: review.add(label, words))
    assert (said.table, said.verdict, said.text) == (table, "missing", words)
    assert values.items() <= said.values.items()


def test_other_borders_change_the_span_and_the_name_that_was_these_words(back: Any) -> None:
    [said] = back(lambda review: review.move("Riva", "Ada Riva"))
    start, end = span("Ada Riva")
    assert (said.text, said.verdict) == ("Riva", "changed")
    assert said.values == {"start_char": str(start), "end_char": str(end), "name": "Ada Riva"}


def test_a_name_that_is_called_by_other_words_stays(back: Any) -> None:
    [mention, fact] = back(lambda review: review.move("Orbita", "2024 Orbita"))
    assert (mention.values["name"], fact.values["company"]) == ("Orbita Spazio", "Orbita Spazio")
    assert fact.values["company_start"] == mention.values["start_char"]


def test_another_label_moves_a_name_and_of_other_kinds_makes_a_new_row(back: Any) -> None:
    [said] = back(lambda review: review.region("Consob")["value"].update(labels=["organization"]))
    assert (said.table, said.verdict, said.values) == (
        "companies",
        "changed",
        {"table": "organizations", "name": "Consob"},
    )
    gone, new = back(lambda review: review.region("7 milioni di euro")["value"].update(labels=["person"]))
    assert (gone.table, gone.verdict, new.table, new.verdict) == ("money", "wrong", "people", "missing")


class TestFacts:
    def test_one_that_is_untied_is_wrong(self, back: Any) -> None:
        [said] = back(lambda review: review.result.pop())
        assert (said.table, said.verdict) == ("facts", "changed")
        assert said.values["fact_id"] == "f1"
        assert said.values["percent"] == ""
        [said] = back(lambda review: review.result.__delitem__(slice(-3, None)))
        assert (said.table, said.text, said.verdict, said.values) == (
            "facts",
            "3 milioni di euro",
            "wrong",
            {"fact_id": "f1"},
        )

    def test_one_that_is_tied_to_another_company_changes(self, back: Any) -> None:
        def other(review: Reviewed) -> None:
            tie = next(r for r in review.result if r["type"] == "relation")
            tie["from_id"] = review.region("Consob")["id"]

        [said] = back(other)
        start, end = span("Consob")
        place = {"company_start": str(start), "company_end": str(end)}
        assert (said.verdict, said.values) == ("changed", {"fact_id": "f1", "company": "Consob"} | place)

    def test_a_figure_with_other_borders_changes_it_too(self, back: Any) -> None:
        figure, fact = back(lambda review: review.move("3 milioni di euro", "3 milioni di euro, +5%"))
        assert (figure.table, fact.table, fact.verdict) == ("money", "facts", "changed")
        assert fact.values["amount_end"] == figure.values["end_char"]

    def test_one_that_is_tied_is_missing(self, back: Any) -> None:
        def tie(review: Reviewed) -> None:
            metric = review.region("ricavi")["id"]
            review.tie(review.region("7 milioni di euro")["id"], metric)  # drawn the other way round

        [said] = back(tie)
        assert (said.table, said.text, said.verdict) == ("facts", "7 milioni di euro", "missing")
        known = {"company": "Orbita Spazio", "metric": "ricavi", "amount": "7000000", "currency": "EUR"}
        assert known.items() <= said.values.items()


class TestFile:
    def test_the_last_annotation_that_was_not_skipped_holds(self, back: Any) -> None:
        def twice(review: Reviewed) -> None:
            [made] = review.task["annotations"]
            review.remove("+5%")
            email = {"completed_by": {"id": 3, "email": "ada@example.org"}}
            review.task["annotations"] += [made | {"result": []} | email, made | {"was_cancelled": True}]

        said = back(twice)
        assert {each.by for each in said} == {"ada@example.org"}
        assert len(said) == 7

    @pytest.mark.parametrize("text", ["", "{}", '[{"id": 1, "text": "min", "label": []}]', '[{"data": {"text": "x"}}]'])
    def test_another_format_is_named_with_advice(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "export.json").write_text(text, "utf-8")
        with pytest.raises(UsageError, match="choose the format JSON"):
            read_label_studio(tmp_path / "export.json")
        with pytest.raises(NothingToReadError, match="Export"):
            read_label_studio(tmp_path / "none.json")


def test_what_comes_back_holds_in_later_runs(write: Any, tiny_model: Path, tmp_path: Path) -> None:
    write("in/a.txt", "😀 Netflix paga 3 milioni di euro a Milano.\n\nTed Sarandos ne riceve 40 mila nel 2024.")
    out = tmp_path / "out"
    estrattore.extract_folder(tmp_path / "in", out, model=str(tiny_model))
    exported = CliRunner().invoke(app, ["export", str(out), "--to", "label-studio", "--out", str(tmp_path / "review")])
    assert "estrattore correct" in exported.output
    [task] = json.loads((tmp_path / "review" / "tasks.json").read_text("utf-8"))
    review = Reviewed(task)
    review.remove("3 milioni di euro")
    review.region("Ted Sarandos")["value"]["labels"] = ["company"]
    start = task["data"]["text"].index("Milano")
    value = {"start": start, "end": start + 6, "labels": ["organization"]}
    review.result.append({"id": "Xy", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    export = tmp_path / "export.json"
    export.write_text(json.dumps([task]), "utf-8")

    def seen() -> tuple[list[str], ...]:
        found = Tables.read(out)
        return tuple(found[table]["text"].tolist() for table in ("money", "companies", "organizations", "people"))

    before = seen()
    done = CliRunner().invoke(app, ["correct", str(out), str(export)])
    assert "Corrections applied: 3." in done.output
    after = seen()
    assert before[0][0] == "3 milioni di euro"
    assert "3 milioni di euro" not in after[0]
    assert "Ted Sarandos" in after[1]
    assert after[2] == ["Milano"]
    estrattore.extract_folder(tmp_path / "in", out, model=str(tiny_model), resume=False)
    assert seen() == after
