"""Choices and how likely their options are; how sure a row is."""

from __future__ import annotations

import math

import pytest

from estrattore.facts import score
from estrattore.facts.confidence import BELOW, confident, threshold
from estrattore.facts.score import Choice
from estrattore.facts.statement import Statements
from tests.facts.test_find import SERIES, stated

WEIGHTS = {"d": {"red": 2.0, "blue": -1.0}, "confidence": {"all": 1.0}, "threshold": {"": 0.4}}


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "model", lambda: WEIGHTS)


@pytest.mark.usefixtures("weighed")
def test_a_choice_weighs_its_features() -> None:
    choice = Choice("d", ["a", "b", "c"], [["red"], ["blue"], ["red", "blue", "unseen"]])
    assert math.fsum(choice.probabilities()) == pytest.approx(1)
    assert choice.best()[0] == "a"
    assert choice.probabilities()[0] / choice.probabilities()[2] == pytest.approx(math.e)


@pytest.mark.usefixtures("weighed")
def test_weights_hold_for_their_decision_alone() -> None:
    assert Choice("other", ["a", "b"], [["red"], ["blue"]]).probabilities() == [0.5, 0.5]


@pytest.mark.usefixtures("weighed")
def test_huge_weights_break_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WEIGHTS, "d", {"red": 1e4})
    assert Choice("d", ["a", "b"], [["red"], []]).probabilities() == [1.0, 0.0]


@pytest.mark.usefixtures("weighed")
def test_the_threshold_stands_with_the_weights() -> None:
    assert threshold() == 0.4


def test_a_fact_that_is_not_sure_enough_leaves_its_figures_behind() -> None:
    _, found = stated(SERIES[0][0])
    odds = sorted(fact.confidence for fact in found.facts)
    kept = confident(found, at_least=odds[-1])
    assert [fact.confidence for fact in kept.facts] == [odd for odd in odds if odd == odds[-1]]
    assert set(kept.unused.values()) == ({BELOW} if odds[0] < odds[-1] else set())
    assert len(kept.unused) == 2 * (len(found.facts) - len(kept.facts))


def test_confidence_is_a_probability() -> None:
    _, found = stated(SERIES[0][0])
    assert all(0 < fact.confidence < 1 for fact in found.facts)
    assert confident(found, at_least=0) == found
    assert confident(Statements(), at_least=1) == Statements()
