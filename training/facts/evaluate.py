"""How right the rows of labelled passages are, row by row and part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from estrattore.facts.find import find_facts
from estrattore.facts.statement import Statements
from estrattore.finds import Enterprise, Fact, Mention
from estrattore.names.lists import load_lists
from estrattore.text.layout import Layout
from training.facts.examples import article, headline
from training.facts.passages import Label, Passage, Span

PARTS = ("metric", "status", "role", "period", "due", "counterparty", "rate")


@dataclass(slots=True)
class Outcome:
    """What became of one passage.

    Attributes:
        right: Rows whose company and figures are right → the parts that are wrong beside them.
        spurious: Rows that no label stands for.
        missed: Labels that no row stands for, with the reason that the figure was given.
        reasons: (labelled, given) for figures that are rightly in no row.
    """

    passage: Passage
    right: list[tuple[Label, Fact, tuple[str, ...]]] = field(default_factory=list)
    spurious: list[Fact] = field(default_factory=list)
    missed: list[tuple[Label, str]] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)


def compare(one: Passage) -> Outcome:
    """The rows of a passage beside its labels."""
    layout, finds, found = stated(one)
    return _Comparison(one, layout.to_read, finds, found).outcome()


def stated(one: Passage) -> tuple[Layout, list[Mention], Statements]:
    """A passage as it is read, what it mentions and what it states."""
    layout, sentences, finds = article(one, load_lists())
    found = find_facts(
        layout.text,
        sentences,
        finds,
        title=one.title,
        headline=headline(one, load_lists()),
        blocks=layout.blocks,
        published=one.published,
    )
    return layout, finds, found


class _Comparison:
    def __init__(self, one: Passage, to_read: object, finds: Sequence[Mention], found: Statements) -> None:
        self.one, self.to_read, self.finds, self.found = one, to_read, finds, found

    def outcome(self) -> Outcome:
        outcome, free = Outcome(self.one), list(self.found.facts)
        labels = sorted(self.one.facts, key=lambda label: label.doubt)
        for label in labels:
            row = next((row for row in free if self._is_row(label, row)), None)
            if row is not None:
                free.remove(row)
            if label.doubt:
                free = [row for row in free if not self._figures(label, row)]
            elif row is not None:
                outcome.right.append((label, row, tuple(self._wrong(label, row))))
            else:
                outcome.missed.append((label, self._why(label)))
        optional = [self._read(span) for span, reason in self.one.none.items() if reason == "optional"]
        optional.append(self._read(self.one.silent))
        outcome.spurious = [row for row in free if not any(_meet(_figure(row), span) for span in optional)]
        for span, reason in self.one.none.items():
            given = next((why for place, why in self.found.unused.items() if _meet(place, self._read(span))), None)
            if given is not None and reason != "optional":
                outcome.reasons.append((reason, given))
        return outcome

    def _is_row(self, label: Label, row: Fact) -> bool:
        company = self._company(label.company)
        return (company is None or row.entity_id == company) and self._figures(label, row)

    def _figures(self, label: Label, row: Fact) -> bool:
        return all(
            _meet(place, self._read(label.span(part))) or (part == "percent" and label.span("amount") is not None)
            for part, place in (
                ("amount", _span(row.amount_start, row.amount_end)),
                ("percent", _span(row.percent_start, row.percent_end)),
            )
            if label.span(part) is not None
        )

    def _wrong(self, label: Label, row: Fact) -> Iterator[str]:
        if not _meet((row.metric_start, row.metric_end), self._read(label.span("metric"))):
            yield "metric"
        if row.status != label.status:
            yield "status"
        rate = self._read(label.span("percent"))
        if (row.percent_start is None) != (rate is None) or (
            rate and not _meet(_span(row.percent_start, row.percent_end), rate)
        ):
            yield "rate"
        elif label.percent_role and row.percent_role != label.percent_role:
            yield "role"
        place, wanted = _span(row.period_start_char, row.period_end_char), self._read(label.span("period"))
        if (place is None) != (wanted is None) or (wanted and not _meet(place, wanted)):
            yield "period"
        elif wanted is None and (row.period_start is None) != ("period" not in label.titled):
            yield "period"  # of the title
        yield from self._wrong_more(label, row)

    def _wrong_more(self, label: Label, row: Fact) -> Iterator[str]:
        if self.one.source == "own" or label.span("counterparty"):
            wanted = self._company(label.span("counterparty"))
            if getattr(row, "counterparty_id", None) != wanted or (
                wanted and getattr(row, "counterparty_role", None) != label.counterparty_role
            ):
                yield "counterparty"

    def _company(self, span: Span | None) -> str | None:
        wanted = self._read(span)
        found = [find for find in self.finds if isinstance(find, Enterprise) and _meet((find.start, find.end), wanted)]
        return found[0].entity_id if found else None

    def _why(self, label: Label) -> str:
        wanted = [self._read(label.span(part)) for part in ("amount", "percent") if label.span(part)]
        for place, why in self.found.unused.items():
            if any(_meet(place, span) for span in wanted):
                return why
        return (
            "row of another"
            if any(_meet(_figure(row), span) for row in self.found.facts for span in wanted)
            else "no figure"
        )

    def _read(self, span: Span | None) -> Span | None:
        return self.to_read(*span) if span else None  # type: ignore[operator]


def report(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Precision, recall, F and strict F; the parts that are wrong; the reasons."""
    outcomes = list(outcomes)
    right = [entry for outcome in outcomes for entry in outcome.right]
    spurious = sum(len(outcome.spurious) for outcome in outcomes)
    missed = sum(len(outcome.missed) for outcome in outcomes)
    strict = sum(not wrong for _, _, wrong in right)
    parts = Counter(part for _, _, wrong in right for part in wrong)
    reasons = [pair for outcome in outcomes for pair in outcome.reasons]
    figures = {
        "precision": len(right) / max(len(right) + spurious, 1),
        "recall": len(right) / max(len(right) + missed, 1),
        "f": 2 * len(right) / max(2 * len(right) + spurious + missed, 1),
        "strict": 2 * strict / max(2 * len(right) + spurious + missed, 1),
        "facts": len(right) + missed,
        "reasons": sum(a == b for a, b in reasons) / max(len(reasons), 1),
    }
    return figures | {f"wrong {part}": count for part, count in parts.items()}


def _span(start: int | None, end: int | None) -> Span | None:
    return (start, end) if start is not None and end is not None else None


def _figure(row: Fact) -> Span | None:
    return _span(row.amount_start, row.amount_end) or _span(row.percent_start, row.percent_end)


def _meet(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]
