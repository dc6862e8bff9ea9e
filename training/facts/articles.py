"""Whole articles with their facts, which nothing is taught by: how right the rows are there decides from which confidence on they are shown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from estrattore.evaluation.facts import score_facts
from estrattore.evaluation.result import Evaluation
from estrattore.facts import find
from estrattore.facts.confidence import evidence_of
from estrattore.finds import Fact, to_plain
from estrattore.names.lists import load_lists
from training.facts.calibrate import Row
from training.facts.corpora import named
from training.facts.examples import article
from training.facts.passages import Passage

ARTICLES = "articles"  # the source of their rows
Gold = Mapping[str, Any]


def read_articles(*folders: Path) -> list[tuple[Gold, Passage]]:
    """Marked articles, with the names that the recogniser finds in them."""
    golds = [json.loads(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))]
    passages = [
        Passage(
            id=gold["id"],
            source=ARTICLES,
            train=False,
            text=gold["text"],
            title=gold.get("title") or "",
            published=dt.date.fromisoformat(gold["date"]) if gold.get("date") else None,
            group=gold["id"],
        )
        for gold in golds
    ]
    return list(zip(golds, named(passages), strict=True))


def rows_of(gold: Gold, one: Passage) -> Iterator[Row]:
    """The rows of an article beside its facts; rows for which the gold excuses us are left out."""
    layout, sentences, finds = article(one, load_lists())
    told: list[tuple[Fact, Mapping[str, float]]] = []
    made = find._row

    def noted(scene: find.Scene, statement: find.Statement) -> Fact:
        fact = made(scene, statement)
        told.append((fact, evidence_of(scene, statement)))
        return fact

    with mock.patch.object(find, "_row", noted):
        find.find_facts(layout.text, sentences, finds, title=one.title, blocks=layout.blocks)
    facts = [fact for fact, _ in told]
    for fact, evidence in told:
        with_it, without = (_counts(gold, [one for one in facts if one is not fact or kept]) for kept in (True, False))
        if with_it != without:
            yield Row(ARTICLES, one.group, evidence, with_it[0] > without[0], with_it[1] > without[1])


def _counts(gold: Gold, facts: Sequence[Fact]) -> tuple[int, int, int]:
    result = Evaluation()
    score_facts(gold, [to_plain(fact) for fact in facts], result)
    loose, strict = result.kinds["fact"], result.kinds["fact_strict"]
    return loose.right, strict.right, loose.spurious
