"""What a person changed in Label Studio, as corrections.

Of what a task of ours held, what is gone is wrong, what stands elsewhere or is called otherwise is changed, and what is new was
missing. Values are read from the words; a fact is the regions that relations tie to its figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from estrattore.evaluation.label_studio import PARTS, Annotation, Region, Task, TaskData, read_tasks
from estrattore.finds import to_plain
from estrattore.names.legal_forms import split_legal_form
from estrattore.tables.corrections import MOVED, NAMES, ROW, Correction
from estrattore.tables.formats.cells import to_text
from estrattore.tables.schema import SCHEMAS, TABLE_OF
from estrattore.text.layout import read_layout
from estrattore.values.parse import parse_date, parse_money, parse_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from estrattore.finds import Find

FIGURES = ("money", "percent")
IN_FACT = {  # label → what the columns of a figure are called in a fact
    "money": {"amount_min": "amount", "amount_max": "amount_max", "currency": "currency", "modifier": "modifier", "unit": "unit"},
    "percent": {"value_min": "percent", "value_max": "percent_max", "unit": "percent_unit", "direction": "direction"},
}  # fmt: skip
COLUMN_OF = {label: part for part, label in PARTS.items()}
Values = dict[str, str]
Said = tuple[str, Region, str, Values]  # table, where, verdict, values


def read_label_studio(file: Path) -> list[Correction]:
    """What a person changed in tasks of ours, from Label Studio's export as JSON.

    Of several annotations of an article the last holds; one that was skipped or never annotated says nothing.

    Raises:
        NothingToReadError: The file is not there.
        UsageError: It holds no such tasks.
    """
    return [correction for task in read_tasks(file) for correction in _corrections(task)]


def _corrections(task: Task) -> Iterator[Correction]:
    made = [annotation for annotation in task.annotations if not annotation.was_cancelled]
    if not made:
        return
    last, data = made[-1], task.data
    person = last.completed_by.get("email", "") if isinstance(last.completed_by, dict) else last.completed_by
    review = _Review.of(data, last)
    for table, (_, start, end), verdict, values in (*review.mentions(), *review.facts()):
        yield Correction(
            sha256=data.sha256,
            table=table,
            start=start,
            end=end,
            text=data.text[start:end],
            verdict=verdict,
            values=values,
            by=str(person or ""),
            on=last.updated_at.partition("T")[0],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Review:
    """A task and an annotation of it.

    Attributes:
        data: What was found.
        regions: What is marked now, by the name of what was found there, else by its own.
        ties: Which of them are tied by a relation, in whatever direction it was drawn.
    """

    data: TaskData
    regions: dict[str, Region]
    ties: frozenset[frozenset[str]]

    @classmethod
    def of(cls, data: TaskData, annotation: Annotation) -> _Review:
        known = {*data.found, *(part for fact in data.facts for part in fact.parts)}
        regions, names = {}, {}
        for result in annotation.result:
            labels = result.value.get("labels") if result.type == "labels" else None
            if labels and labels[0] in (*PARTS.values(), *TABLE_OF):
                region = Region(labels[0], int(result.value["start"]), int(result.value["end"]))
                names[result.id] = result.id if result.id in known else region.name
                regions[names[result.id]] = region
        pairs = ((names.get(result.from_id), names.get(result.to_id)) for result in annotation.result)
        ties = frozenset(frozenset((one, other)) for one, other in pairs if one and other)
        return cls(data=data, regions=regions, ties=ties)

    def mentions(self) -> Iterator[Said]:
        """What is said of mentions."""
        for name in self.data.found:
            was, now = Region.named(name), self.regions.get(name)
            table = TABLE_OF[was.label]
            if now is not None and _may_become(was, now):
                if now != was:
                    yield table, was, "changed", self._changes(was, now)
                continue
            yield table, was, "wrong", {}
            if now is not None and now.label in TABLE_OF:
                yield TABLE_OF[now.label], now, "missing", self._values(now)
        for name, region in self.regions.items():
            if name not in self.data.found and region.label in TABLE_OF:
                yield TABLE_OF[region.label], region, "missing", self._values(region)

    def _changes(self, was: Region, now: Region) -> Values:
        """What a mention is now."""
        place = {"start_char": str(now.start), "end_char": str(now.end)} if was[1:] != now[1:] else {}
        kind = {MOVED: TABLE_OF[now.label]} if was.label != now.label else {}
        kept = self._kept(was, now)
        return place | kind | ({"name": kept} if kept else self._values(now))

    def _kept(self, was: Region, now: Region) -> str:
        """A name stays what it was where the words are the same ones, or where it was called by other words anyway."""
        name = self.data.found[was.name]
        return name if was[1:] == now[1:] or name != self._words(was) else ""

    def facts(self) -> Iterator[Said]:
        """What is said of facts: one stands while its regions do and are tied as they were."""
        chains = {_figure(chain): chain for chain in self._chains()}
        for fact in self.data.facts:
            figure = _figure(fact.parts)
            there, named = Region.named(figure), {ROW: fact.id} if fact.id else {}
            chain = fact.parts if self._stands(fact.parts) else chains.get(figure)
            if chain is None:
                yield "facts", there, "wrong", named
            elif values := self._differences(fact.parts, chain):
                yield "facts", there, "changed", named | values
        used = {_figure(fact.parts) for fact in self.data.facts}
        for figure, chain in chains.items():
            if figure not in used:
                yield "facts", self.regions[figure], "missing", self._fact(chain)

    def _stands(self, parts: list[str]) -> bool:
        tied = all(frozenset(pair) in self.ties for pair in pairwise(parts))
        return tied and all(part in self.regions and self._label(part) == Region.named(part).label for part in parts)

    def _chains(self) -> Iterator[list[str]]:
        """Company, measure and figures that are tied to each other; a measure may be left out."""
        for figure in self.regions:
            if self._label(figure) in FIGURES:
                rates = self._tied(figure, "percent")[:1] if self._label(figure) == "money" else []
                yield from ([company, figure, *rates] for company in self._tied(figure, "company"))
                for metric in self._tied(figure, "metric"):
                    yield from ([company, metric, figure, *rates] for company in self._tied(metric, "company"))

    def _tied(self, name: str, label: str) -> list[str]:
        others = (other for pair in self.ties if name in pair for other in pair - {name})
        return sorted(other for other in others if self._label(other) == label)

    def _differences(self, was: list[str], now: list[str]) -> Values:
        """What of a fact is another; nothing where a figure was untied from it."""
        untied = {Region.named(part).label for part in was} - {self.regions[part].label for part in now}
        gone = (IN_FACT[label].values() for label in FIGURES if label in untied)
        other = [part for part in now if part not in was or self.regions[part] != Region.named(part)]
        return {column: "" for columns in gone for column in columns} | self._fact(other)

    def _fact(self, parts: Iterable[str]) -> Values:
        """The columns of a fact that these regions fill."""
        values: Values = {}
        for part in parts:
            region = self.regions[part]
            own = self._values(region) if region.label in TABLE_OF else {}
            if region.label in FIGURES:
                values |= {column: own[name] for name, column in IN_FACT[region.label].items() if name in own}
            elif region.label == "company":
                kept = self._kept(Region.named(part), region) if part in self.data.found else ""
                values["company"] = kept or own["name"]
            else:
                values["metric"] = self._words(region)
            column = COLUMN_OF[region.label]
            values |= {f"{column}_start": str(region.start), f"{column}_end": str(region.end)}
        return values

    def _label(self, name: str) -> str:
        return self.regions[name].label

    def _words(self, region: Region) -> str:
        """What is read there, on however many lines it stands."""
        return read_layout(self.data.text[region.start : region.end]).text

    def _values(self, region: Region) -> Values:
        """What the words of a mention say: its name, or its value where one can be read."""
        words, table = self._words(region), TABLE_OF[region.label]
        if table in NAMES:
            name, form = split_legal_form(words) if region.label == "company" else (words, None)
            return {"name": name} | ({"legal_form": form} if form else {})
        find = _parsed(region.label, words, self.data.published)
        given = to_plain(find) if find else {}
        schema = SCHEMAS[table]
        cells = {
            column: to_text(given.get(column), kind="cell" if kind == "str" else kind)
            for column, kind in schema.items()
        }
        return {column: cell for column, cell in cells.items() if cell}


def _parsed(label: str, words: str, published: str | None) -> Find | None:
    if label == "date":
        return parse_date(words, published=published)
    return parse_money(words) if label == "money" else parse_percent(words)


def _may_become(was: Region, now: Region) -> bool:
    """Whether the same row may stand for both: figures stay in their table, names may go to another one."""
    return was.label == now.label or {TABLE_OF.get(was.label), TABLE_OF.get(now.label)} <= set(NAMES)


def _figure(parts: Iterable[str]) -> str:
    """What a fact is anchored by."""
    return next(part for part in parts if Region.named(part).label in FIGURES)
