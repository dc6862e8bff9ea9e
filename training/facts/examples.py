"""What labelled passages teach: choices with the option that is right, made by the code that decides later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import is_
from typing import Any

from estrattore.facts.assign import SLIGHT
from estrattore.facts.clause import figures
from estrattore.facts.line import Item
from estrattore.facts.measured import measure_choice
from estrattore.facts.measures import Measure
from estrattore.facts.owner import owner_choice
from estrattore.facts.parties import counterparty_choice
from estrattore.facts.period import due_choice, period_choice
from estrattore.facts.scene import Article, Carried, Holder, Scene, pieces
from estrattore.facts.score import Choice
from estrattore.facts.statement import Statement
from estrattore.facts.status import (
    REASONS,
    pair_choice,
    reason_choice,
    role_choice,
    status_choice,
)
from estrattore.finds import DateSpan, Enterprise, Mention
from estrattore.names.lists import NameLists, load_lists
from estrattore.pipeline.analysis import headline_mentions, mentions
from estrattore.text.layout import Layout, read_layout
from training.facts.passages import Label, Passage, Span

OWNERLESS = ("no_company", "person", "public_body", "sector")  # the measure is one, but nobody's


@dataclass(frozen=True, slots=True)
class Example:
    """A decision, the features of its options, and which of them is right.

    Attributes:
        group: What is kept together in cross-validation: the source, or the passage where a source has many.
        passage: Where it is from.
        train: Whether it may teach what is shipped.
    """

    decision: str
    features: Sequence[Sequence[str]]
    right: int
    passage: str
    source: str
    train: bool


def examples(passages: Iterable[Passage], *, missed: Counter[str] | None = None) -> Iterator[Example]:
    """All choices that the passages teach; `missed` counts the labels that no option stands for."""
    lists = load_lists()
    for one in passages:
        teacher = _Teacher(one, lists, Counter() if missed is None else missed)
        for decision, features, right in teacher.choices():
            yield Example(decision, features, right, one.id, one.source, one.train)


def article(one: Passage, lists: NameLists) -> tuple[Layout, list[Span], list[Mention]]:
    """A passage with the mentions that its labels name, and all values that we find."""
    layout = read_layout(one.text)
    proposals = [(*layout.to_read(start, end), label) for start, end, label in one.names]
    sentences, found = mentions(layout, proposals, published=one.published, title=one.title, lists=lists)
    return layout, sentences, found


def headline(one: Passage, lists: NameLists) -> list[Mention]:
    """The companies and dates of its title."""
    return headline_mentions(one.title, one.headline, published=one.published, lists=lists)


class _Teacher:
    """One passage, read sentence by sentence with what its labels say."""

    def __init__(self, one: Passage, lists: NameLists, missed: Counter[str]) -> None:
        self._passage, self._missed = one, missed
        layout, self._sentences, finds = article(one, lists)
        self._to_read = layout.to_read
        self._article = Article.of(
            layout.text,
            finds,
            title=one.title,
            headline=headline(one, lists),
            blocks=layout.blocks,
            published=one.published,
        )
        self._finds = self._article.finds
        self._text = layout.text
        self._silent = layout.to_read(*one.silent)
        self._labelled: dict[int, bool] = {}  # whether we could make the row of a label
        self._none = {self._to_read(*span): reason for span, reason in one.none.items()}

    def choices(self) -> Iterator[tuple[str, Sequence[Sequence[str]], int]]:
        carried = Carried()
        for sentence in self._sentences:
            for piece in pieces(self._text, sentence):
                scene = self._article.scene(piece, sentence, carried)
                made = [self._statement(scene, label) for label in self._passage.facts if not label.doubt]
                kept = [(statement, label) for statement, label in made if statement is not None]
                yield from self._of_scene(scene, kept)
                carried = Carried.of(piece, [statement for statement, _ in kept])

    def _of_scene(
        self, scene: Scene, made: Sequence[tuple[Statement, Label]]
    ) -> Iterator[tuple[str, Sequence[Sequence[str]], int]]:
        of_figure = {
            place: statement
            for statement, _ in made
            for place in (statement.amount, statement.rate)
            if place is not None
        }
        doubtful = [
            self._to_read(*span)
            for label in self._passage.facts
            for part in ("amount", "percent")
            if (label.doubt or not self._covers(label)) and (span := label.span(part))
        ]
        for i in figures(scene.line):
            item = scene.line[i]
            if item.start < self._silent[1]:
                continue
            if i not in of_figure and any(a < item.end and item.start < b for a, b in doubtful):
                continue
            yield from self._of_figure(scene, i, of_figure.get(i))
        amounts = [statement for statement, _ in made if statement.amount is not None]
        for statement, label in made:
            yield from self._of_statement(scene, statement, label, amounts)

    def _covers(self, label: Label) -> bool:
        """Whether we could make the row: its measure is in the table of measures."""
        return self._labelled.get(id(label), True)

    def _of_figure(
        self, scene: Scene, i: int, statement: Statement | None
    ) -> Iterator[tuple[str, Sequence[Sequence[str]], int]]:
        item = scene.line[i]
        reason = next((why for (a, b), why in self._none.items() if a < item.end and item.start < b), None)
        if statement is None and reason == "optional":
            return
        if statement is None and reason in REASONS:
            yield _taught(reason_choice(scene, i), lambda option: option == reason)
        if not scene.holders:
            return
        choice = measure_choice(scene, i)
        if statement is not None:
            yield _taught(choice, lambda option: option is statement.measure)
            owners = owner_choice(scene, i, statement.measure)
            yield from _all_right(owners, lambda holder: _same(holder, statement.holder))
        elif reason in OWNERLESS and len(choice.options) > 1:
            measure = self._likeliest(choice)
            if measure is None:
                yield _taught(choice, lambda option: option is None)
            else:
                yield _taught(owner_choice(scene, i, measure), lambda holder: holder is None)
        else:
            yield _taught(choice, lambda option: option is None)

    @staticmethod
    def _likeliest(choice: Choice[Measure | None]) -> Measure | None:
        """The measure that the weights of the pass before take for the one of an ownerless figure."""
        odds = choice.probabilities()
        best = max(range(len(odds) - 1), key=odds.__getitem__)
        return choice.options[best] if odds[best] > max(odds[-1], SLIGHT) else None

    def _of_statement(
        self, scene: Scene, statement: Statement, label: Label, amounts: Sequence[Statement]
    ) -> Iterator[tuple[str, Sequence[Sequence[str]], int]]:
        if statement.rate is not None:
            if label.percent_role:
                yield _taught(role_choice(scene, statement, statement.rate), lambda role: role == label.percent_role)
            if amounts:
                same = [one.measure is statement.measure for one in amounts]
                choice = pair_choice(scene, statement.rate, [one.figure for one in amounts], same)
                yield _taught(choice, lambda place: place == statement.amount)
        yield _taught(status_choice(scene, statement), lambda status: status == label.status)
        for decision, make in (("period", period_choice), ("due", due_choice)):
            choice_of_date = make(scene, statement, label.status)
            right = self._dated(scene, label, decision)
            if right is not None and any(right is item for item in choice_of_date.options):
                yield _taught(choice_of_date, partial(is_, right))
            elif label.span(decision) or decision in label.titled:
                self._missed[decision] += 1
            else:
                yield _taught(choice_of_date, lambda item: item is None)
        party = self._company(label.span("counterparty"))
        choice_of_party = counterparty_choice(scene, statement)
        if party is None:
            yield _taught(choice_of_party, lambda option: option is None)
        elif label.counterparty_role:
            yield from _all_right(
                choice_of_party,
                lambda option: (
                    option is not None and option[0].company.entity_id == party and option[1] == label.counterparty_role
                ),
            )

    def _statement(self, scene: Scene, label: Label) -> tuple[Statement | None, Label]:
        """The statement that a label makes in a sentence, if its figure stands there."""
        places = {part: self._figure(scene, label.span(part)) for part in ("amount", "percent")}
        if all(place is None for place in places.values()):
            return None, label
        metric = self._read(label.span("metric"))
        found = [
            item
            for item in (*scene.line, *scene.above)
            if item.measure and metric and item.start < metric[1] and metric[0] < item.end
        ]
        company = (
            self._company(label.company)
            if label.company
            else next((one.company.entity_id for one in scene.holders if one.where in ("title", "headline")), None)
        )
        holders = [one for one in scene.holders if one.company.entity_id == company]
        self._labelled[id(label)] = bool(found and holders)
        if not found or not holders:
            self._missed["measure" if not found else "company"] += 1
            if not found:
                self._missed[
                    f"measure: {label.metric_name or ''} «{self._passage.text[slice(*(label.span('metric') or (0, 0)))]}»"
                ] += 1
            return None, label
        best = max(found, key=lambda item: min(item.end, metric[1]) - max(item.start, metric[0]) if metric else 0)
        place = next((i for i, item in enumerate(scene.line) if item is best), None)
        assert best.measure is not None
        statement = Statement(best.measure, place, holders[0], places["amount"], places["percent"])
        period = self._dated(scene, label, "period")
        statement.period = period.date if period else self._date(label.span("period"))
        return statement, label

    def _dated(self, scene: Scene, label: Label, part: str) -> Item | None:
        """The item of a date that a label names, in the text or in the title."""
        titled = label.titled.get(part)
        wanted = titled or self._read(label.span(part))
        lines = scene.titled if titled else (*scene.line, *scene.before, *scene.above)
        dates = (item for item in lines if item.date)
        return next((item for item in dates if wanted and item.start < wanted[1] and wanted[0] < item.end), None)

    def _date(self, span: Span | None) -> DateSpan | None:
        wanted = self._read(span)
        dates = (find for find in self._finds if isinstance(find, DateSpan))
        return next((date for date in dates if wanted and date.start < wanted[1] and wanted[0] < date.end), None)

    def _figure(self, scene: Scene, span: Span | None) -> int | None:
        wanted = self._read(span)
        if wanted is None:
            return None
        return next(
            (i for i in figures(scene.line) if scene.line[i].start < wanted[1] and wanted[0] < scene.line[i].end), None
        )

    def _company(self, span: Span | None) -> str | None:
        wanted = self._read(span)
        if wanted is None:
            return None
        found = [
            find
            for find in self._finds
            if isinstance(find, Enterprise) and find.start < wanted[1] and wanted[0] < find.end
        ]
        return found[0].entity_id if found else None

    def _read(self, span: Span | None) -> Span | None:
        return self._to_read(*span) if span else None


def _same(holder: Holder | None, other: Holder) -> bool:
    return holder is not None and holder.company.entity_id == other.company.entity_id


def _taught(choice: Choice[Any], fits: Callable[[Any], bool]) -> tuple[str, Sequence[Sequence[str]], int]:
    right = next((i for i, option in enumerate(choice.options) if fits(option)), -1)
    return choice.decision, choice.features, right


def _all_right(choice: Choice[Any], fits: Callable[[Any], bool]) -> Iterator[tuple[str, Sequence[Sequence[str]], int]]:
    """Where several options name the same company the one that comes first stands for them; the others are left out."""
    right = [i for i, option in enumerate(choice.options) if fits(option)]
    if right:
        kept = [i for i in range(len(choice.options)) if i == right[0] or i not in right]
        yield choice.decision, [choice.features[i] for i in kept], kept.index(right[0])
