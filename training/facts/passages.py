"""Labelled passages: a text, who is named in it, which figures are facts and why the others are none."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int]
_LABELS = {"companies": "COMPANY", "mistaken": "COMPANY", "organizations": "ORG", "people": "PER"}
OWN = "own"  # the source of what we wrote
_TITLE = "title:"  # a part that only the title names
_SPANS = ("metric", "amount", "percent", "period", "due", "counterparty", "amount_previous", "percent_previous")


@dataclass(frozen=True, slots=True)
class Label:
    """One fact as a person read it; spans in the passage, None where the text does not say it.

    Attributes:
        company: None: only the title names it.
        titled: Where parts stand that only the title says, with offsets in it.
    """

    company: Span | None
    status: str
    spans: Mapping[str, Span]
    titled: Mapping[str, Span] = field(default_factory=dict)
    percent_role: str | None = None
    counterparty_role: str | None = None
    metric_name: str | None = None
    doubt: bool = False

    def span(self, part: str) -> Span | None:
        """Where a part stands."""
        return self.spans.get(part)


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled text.

    Attributes:
        id: Unique over all files.
        source: Where it is from: `OWN` or the name of a corpus.
        train: Whether its licence lets it teach what is shipped.
        names: (start, end, label) of companies, organisations and people.
        headline: Those of the title, with offsets in it.
        facts: What it states.
        none: Figures that are nobody's row → reason.
        group: What is kept together in cross-validation: passages on one event.
        silent: A stretch whose figures nobody labelled: it is read, but neither teaches nor measures.
    """

    id: str
    source: str
    train: bool
    text: str
    title: str = ""
    published: dt.date | None = None
    names: tuple[tuple[int, int, str], ...] = ()
    headline: tuple[tuple[int, int, str], ...] = ()
    facts: tuple[Label, ...] = ()
    none: Mapping[Span, str] = field(default_factory=dict)
    group: str = ""
    silent: Span = (0, 0)


def read_passages(*paths: Path) -> Iterator[Passage]:
    """The passages of some files of JSON lines."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield passage(json.loads(line))


def passage(record: Mapping[str, Any]) -> Passage:
    """One record; its surfaces (`3 milioni`, `3 milioni#2`) as spans.

    >>> one = passage({"id": "a", "text": "Alba: ricavi a 3 milioni.", "companies": ["Alba"],
    ...                "facts": [{"company": "Alba", "metric": "ricavi", "amount": "3 milioni", "status": "actual"}]})
    >>> one.facts[0].span("amount"), one.names
    ((15, 24), ((0, 4, 'COMPANY'),))
    """
    text, title = record["text"], record.get("title") or ""
    titled = [fact["company"].removeprefix(_TITLE) for fact in record.get("facts", ())]
    return Passage(
        id=record["id"],
        source=record.get("source", OWN),
        train=record.get("train", True),
        text=text,
        title=title,
        published=dt.date.fromisoformat(record["published"]) if record.get("published") else None,
        names=tuple(_names(text, record)),
        headline=tuple(_names(title, {**record, "companies": [*record.get("companies", ()), *titled]})),
        facts=tuple(_label(text, title, fact) for fact in record.get("facts", ())),
        group=str(record.get("group") or record["id"]),
        none={place(text, entry["figure"]): entry["reason"] for entry in record.get("none", ())},
    )


def place(text: str, surface: str) -> Span:
    """The span of a surface, or of its n-th occurrence; a blank in it is any white space, as texts are wrapped.

    >>> place("3 milioni, poi 3 milioni", "3 milioni#2")
    (15, 24)
    """
    numbered = re.fullmatch(r"(.*)#(\d+)", surface, re.DOTALL)
    said, count = (numbered[1], int(numbered[2])) if numbered else (surface, 1)
    pattern = re.compile(_blank(said))
    places = [found.span() for found in pattern.finditer(text)]
    if len(places) < count:
        raise ValueError(f"{surface!r} is not in {text!r}")
    return places[count - 1]


def _blank(surface: str) -> str:
    return r"\s+".join(map(re.escape, surface.split()))


def _label(text: str, title: str, fact: Mapping[str, Any]) -> Label:
    company = fact["company"]
    said = {part: surface for part in _SPANS if (surface := fact.get(part))}
    return Label(
        company=None if company.startswith(_TITLE) else place(text, company),
        status=fact["status"],
        spans={part: place(text, surface) for part, surface in said.items() if not surface.startswith(_TITLE)},
        titled={
            part: place(title, surface.removeprefix(_TITLE))
            for part, surface in said.items()
            if surface.startswith(_TITLE)
        },
        percent_role=fact.get("percent_role"),
        counterparty_role=fact.get("counterparty_role"),
        metric_name=fact.get("metric_name"),
        doubt=bool(fact.get("doubt")),
    )


def _names(text: str, record: Mapping[str, Any]) -> Iterable[tuple[int, int, str]]:
    """Every occurrence of the names listed, the longest first."""
    surfaces = [(re.sub(r"#\d+$", "", name), label) for key, label in _LABELS.items() for name in record.get(key, ())]
    taken: list[tuple[int, int, str]] = []
    for surface, label in sorted(set(surfaces), key=lambda entry: (-len(entry[0]), entry)):
        for found in re.finditer(rf"(?<!\w){_blank(surface)}(?!\w)", text):
            if not any(start < found.end() and found.start() < end for start, end, _ in taken):
                taken.append((found.start(), found.end(), label))
    return sorted(taken)
