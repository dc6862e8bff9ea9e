"""Whole articles with their facts: our own teach; those of others only decide from which confidence on rows are shown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from estrattore.evaluation.facts import score_facts
from estrattore.evaluation.result import Evaluation
from estrattore.facts.measures import find_measures
from estrattore.finds import Fact, to_plain
from training.facts.calibrate import Row, noting_evidence
from training.facts.corpora import named
from training.facts.evaluate import stated
from training.facts.passages import OWN, Label, Passage, Span

ARTICLES = "articles"  # the source of their rows
KINDS = {"company": "COMPANY", "organization": "ORG", "person": "PER"}
Gold = Mapping[str, Any]


def read_articles(*folders: Path) -> list[tuple[Gold, Passage]]:
    """Marked articles, with the names that the recogniser finds in them."""
    golds = [json.loads(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))]
    passages = [_unlabelled(gold, ARTICLES) for gold in golds]
    return list(zip(golds, named(passages), strict=True))


def _unlabelled(gold: Gold, source: str) -> Passage:
    return Passage(
        id=gold["id"],
        source=source,
        train=False,
        text=gold["text"],
        title=gold.get("title") or "",
        published=dt.date.fromisoformat(gold["date"]) if gold.get("date") else None,
        group=gold["id"],
    )


def rows_of(gold: Gold, one: Passage) -> Iterator[Row]:
    """The rows of an article beside its facts; rows for which the gold excuses us are left out."""
    with noting_evidence() as told:
        facts = stated(one)[-1].facts
    for fact in facts:
        with_it, without = (_counts(gold, [one for one in facts if one is not fact or kept]) for kept in (True, False))
        if with_it != without:
            yield Row(ARTICLES, one.group, told[id(fact)], with_it[0] > without[0], with_it[1] > without[1])


def _counts(gold: Gold, facts: Sequence[Fact]) -> tuple[int, int, int]:
    result = Evaluation()
    score_facts(gold, [to_plain(fact) for fact in facts], result)
    loose, strict = result.kinds["fact"], result.kinds["fact_strict"]
    return loose.right, strict.right, loose.spurious


def own_articles(folder: Path) -> Iterator[Passage]:
    """Our own marked articles as passages: a fact's parts are looked up among the mentions by their values."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "mentions" in gold:
            yield replace(
                _unlabelled(gold, OWN),
                names=tuple(
                    (one["start"], one["end"], KINDS[one["kind"]]) for one in gold["mentions"] if one["kind"] in KINDS
                ),
                facts=tuple(_label(gold, fact) for fact in gold["facts"]),
                train=True,
            )


def _label(gold: Gold, fact: Mapping[str, Any]) -> Label:
    start = max(gold["text"].find(fact["sentence"]), 0)
    end = start + len(fact["sentence"])
    spans = {
        "amount": _find(gold, "money", "min", fact.get("amount"), (start, end)),
        "percent": _find(gold, "percent", "min", fact.get("percent"), (start, end)),
        "amount_previous": _find(gold, "money", "min", fact.get("amount_previous"), (start, end)),
        "percent_previous": _find(gold, "percent", "min", fact.get("percent_previous"), (start, end)),
        "period": _find(gold, "date", "start", fact.get("period_start"), (0, end)),
        "due": _find(gold, "date", "start", fact.get("due_start"), (0, end)),
        "counterparty": _find(gold, "company", None, fact.get("counterparty"), (0, end)),
        "metric": _metric(gold["text"], fact["metric"], (start, end)),
    }
    return Label(
        company=_find(gold, "company", None, fact["company"], (0, end)),
        status=fact["status"],
        spans={part: span for part, span in spans.items() if span},
        percent_role=fact.get("percent_role"),
        counterparty_role=fact.get("counterparty_role"),
        metric_name=fact["metric"],
        doubt=bool(fact.get("doubt")),
    )


def _find(gold: Gold, kind: str, key: str | None, wanted: Any, within: Span) -> Span | None:
    """The last mention of a kind and a value within a stretch."""
    if wanted is None:
        return None
    for one in reversed(gold["mentions"]):
        if one["kind"] == kind and within[0] <= one["start"] < within[1]:
            value = one["value"][key] if key else one["value"]
            if abs(float(value)) == abs(wanted) if isinstance(wanted, float | int) else value == wanted:
                return one["start"], one["end"]
    return None


def _metric(text: str, metric: str, within: Span) -> Span | None:
    at = text.lower().find(metric, *within)
    if at >= 0:
        return at, at + len(metric)
    for found in find_measures(text[slice(*within)]):
        if found.name == metric:
            return found.start + within[0], found.end + within[0]
    return None
