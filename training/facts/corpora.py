"""Labelled passages of real texts, which lie outside the project: brought into one form, with the names that a recogniser finds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import estrattore
from estrattore.facts.measures import TOKEN
from training.facts.passages import Label, Passage, Span

_SHARED = 12  # words in a row that two texts on different events do not share
_TABLES = {"companies": "COMPANY", "organizations": "ORG", "people": "PER"}
_SPANS = {"metric_span": "metric", "amount": "amount", "percent": "percent"}
# Reasons in the annotators' words → those of the tables: the first word that a reason holds decides.
_REASONS = (
    ("earlier", "earlier_level"),
    ("crime", "crime"),
    ("stolen", "crime"),
    ("loot", "crime"),
    ("seized", "crime"),
    ("damage", "crime"),
    ("price", "product_price"),
    ("discount", "product_price"),
    ("person", "person"),
    ("people", "count"),
    ("count", "count"),
    ("survey", "count"),
    ("share of", "count"),
    ("audience", "count"),
    ("sector", "sector"),
    ("market", "sector"),
    ("public", "public_body"),
    ("state", "public_body"),
    ("country", "public_body"),
    ("company not in passage", "no_company"),
    ("no company", "no_company"),
    ("no measure", "no_measure"),
)


def with_offsets(path: Path) -> Iterator[Passage]:
    """Passages whose labels are offsets in `text` or in `before`, the sentence in front of it."""
    for line in path.read_text("utf-8").splitlines():
        yield _passage(json.loads(line))


def named(passages: Iterable[Passage], *, model: str = "accurate") -> Iterator[Passage]:
    """The same passages with the names that a model finds, beside the companies that their labels name."""
    kept = list(passages)
    nlp = estrattore.load(model)
    found = estrattore.pipe([{"id": one.id, "text": one.text, "title": one.title} for one in kept], nlp=nlp)
    for one, (_, tables) in zip(kept, found, strict=True):
        names = {(start, end): label for start, end, label in one.names}
        for table, label in _TABLES.items():
            rows = tables[table]
            for start, end in zip(rows["start_char"], rows["end_char"], strict=True):
                if not any(a < end and start < b for a, b in names):
                    names[int(start), int(end)] = label
        headline = nlp.get_pipe("estrattore").headline(one.title, one.text)
        placed = sorted((start, end, label) for (start, end), label in names.items())
        yield replace(one, names=tuple(placed), headline=tuple(headline))


def grouped(passages: Iterable[Passage]) -> list[Passage]:
    """The same passages; those that share a stretch of text, or a group with one that does, are one group.

    >>> from training.facts.passages import passage
    >>> same = "Velmara chiude l'anno con ricavi per tre milioni e un utile raddoppiato rispetto al bilancio"
    >>> [one.group for one in grouped([passage({"id": "a", "text": same}), passage({"id": "b", "text": f"Ieri {same}"})])]
    ['a', 'a']
    """
    kept, first = list(passages), dict[tuple[str, ...], str]()
    leader = {one.group: one.group for one in kept}

    def led(group: str) -> str:
        while leader[group] != group:
            group = leader[group]
        return group

    for one in kept:
        words = TOKEN.findall(one.text.casefold())
        for run in zip(*(words[n:] for n in range(_SHARED)), strict=False):
            leader[led(one.group)] = led(first.setdefault(run, one.group))
    return [replace(one, group=led(one.group)) for one in kept]


def _passage(record: Mapping[str, Any]) -> Passage:
    before = record.get("before") or ""
    shift = len(before) + 1 if before else 0
    text = f"{before} {record['text']}" if before else record["text"]

    def span(found: Any) -> Span | None:
        if found is None:
            return None
        inside, (start, end) = (found["in"], found["span"]) if isinstance(found, dict) else ("text", found)
        by = shift if inside == "text" else 0
        return start + by, end + by

    labels = []
    for fact in record["facts"]:
        spans = {part: span(fact[key]) for key, part in _SPANS.items()} | {"period": span(fact.get("period"))}
        labels.append(
            Label(
                company=span(fact["company"]),
                status=fact["status"],
                spans={part: found for part, found in spans.items() if found},
                percent_role=fact.get("percent_role"),
                metric_name=fact["metric"],
                doubt=bool(fact.get("doubt")),
            )
        )
    companies = {label.company for label in labels if label.company}
    return Passage(
        id=record["id"],
        source=record["source"],
        train=record["train"],
        text=text,
        names=tuple(sorted((start, end, "COMPANY") for start, end in companies)),
        facts=tuple(labels),
        group=record["id"],
        silent=(0, max(shift - 1, 0)),
        none={found: _reason(entry["reason"]) for entry in record["none"] if (found := span(entry["span"]))},
    )


def _reason(said: str) -> str:
    return next((reason for word, reason in _REASONS if word in said.casefold()), "other")
