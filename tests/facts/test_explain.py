"""What is told of the decisions behind a figure."""

from __future__ import annotations

import datetime as dt

import pytest

from estrattore.facts import explain, score
from estrattore.facts.explain import ExplainedFigure, explain_figures
from estrattore.facts.find import find_facts
from estrattore.facts.scene import Article
from estrattore.text.sentences import split
from tests.facts.test_find import CASES, SERIES
from tests.marked import parse


def explained(marked: str) -> list[ExplainedFigure]:
    told = parse(marked)
    return list(explain_figures(Article.of(told.text, told.finds), split(told.text)))


def test_a_date_ahead_of_publication_speaks_for_a_forecast() -> None:
    told = parse("[Alba]: ricavi a [3 milioni|€3e6] nel [2027|2027].")

    def forecast(year: int) -> float:
        article = Article.of(told.text, told.finds, published=dt.date(year, 3, 1))
        [figure] = explain_figures(article, split(told.text))
        [status] = [decision for decision in figure.decisions if decision.name == "status"]
        return next(one.probability for one in status.candidates if one.option == "forecast")

    assert forecast(2026) > 2 * forecast(2028)


def names(figure: ExplainedFigure) -> list[str]:
    return [decision.name for decision in figure.decisions]


def test_every_figure_is_told_of_in_order() -> None:
    told = parse(SERIES[0][0])
    figures = explained(SERIES[0][0])
    assert [figure.text for figure in figures] == ["3 miliardi", "+5%", "900 milioni", "+7%", "400 milioni", "-2%"]
    facts = list(find_facts(told.text, split(told.text), told.finds).facts)
    assert [figure.fact for figure in figures] == [fact for fact in facts for _ in range(2)]


def test_a_row_tells_of_all_its_parts_and_a_lone_figure_of_its_reason() -> None:
    row, lone = explained("[Alba] compra il [30%|%30] di [Norda] nel [2024|2024]. Il biglietto costa [12 euro|€12].")
    assert names(row) == ["measure", "owner", "role", "status", "period", "due", "counterparty"]
    assert (row.no_fact, names(lone)[-1], lone.fact) == (None, "reason", None)
    assert lone.no_fact == lone.decisions[-1].candidates[0].option


@pytest.mark.parametrize("marked", [case.values[0] for case in CASES])
def test_candidates_are_in_order_and_differ(marked: str) -> None:
    for figure in explained(marked):
        assert figure.decisions
        for decision in figure.decisions:
            odds = [candidate.probability for candidate in decision.candidates]
            options = [candidate.option for candidate in decision.candidates]
            assert odds == sorted(odds, reverse=True)
            assert sum(odds) <= 1 + 1e-9
            assert 1 < len(options) == len(set(options))
            assert len(decision.cues) <= explain.TOLD
            assert all(cue.lead > 0 and cue.option in options[:2] for cue in decision.cues)


def test_what_is_chosen_is_what_the_row_says() -> None:
    (figure,) = explained("[Alba] punta a ricavi per [3 milioni|€3e6] nel [2027|2027].")
    chosen = {decision.name: decision.candidates[0].option for decision in figure.decisions}
    assert figure.fact is not None
    assert chosen["measure"] == figure.fact.metric
    assert chosen["owner"] == figure.fact.company
    assert chosen["status"] == figure.fact.status


def test_the_features_that_part_the_first_from_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"role": {"share: rate": 5.0, "share: rate -1 il": 3.0, "change: rate": 1.0, "change: stands": -2.0}}
    for module in (score, explain):
        monkeypatch.setattr(module, "model", lambda: weights | {"measure": {"none": -9.0}, "owner": {"nobody": -9.0}})
    (figure,) = explained("[Alba] compra il [30%|%30] di [Norda].")
    (role,) = (decision for decision in figure.decisions if decision.name == "role")
    assert role.candidates[0].option == "share"
    assert next(cue.feature for cue in role.cues) == "rate"
    assert role.cues[0].lead == 5.0


def test_offsets_are_carried_to_the_text_that_was_given() -> None:
    (figure,) = explained("[Alba] ha ricavi per [3 milioni|€3e6].")
    source = ">> Alba ha ricavi per 3 milioni."
    placed = figure.placed(source, lambda start, end: (start + 3, end + 3))
    assert (source[placed.start : placed.end], placed.fact is None) == ("3 milioni", False)
    assert placed.fact
    assert figure.fact
    assert placed.fact.amount_start == figure.fact.amount_start + 3
