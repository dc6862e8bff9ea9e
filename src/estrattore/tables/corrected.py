"""Rows with corrections applied, document by document, while they stream into the tables.

Applying twice is applying once: a row that is gone stays gone, one that was mended is found at its new span.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from estrattore.facts.measures import find_measures
from estrattore.names.key import entity_id
from estrattore.tables.corrections import MOVED, NAMES, ROW, Correction, latest
from estrattore.tables.formats.cells import from_text
from estrattore.tables.rows import ID_DIGITS, NO_REASON, Row, Span, excerpt
from estrattore.tables.schema import SCHEMAS, TABLE_OF
from estrattore.text.layout import read_layout
from estrattore.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FIGURES = ("money", "percentages")
KINDS = {table: kind for kind, table in TABLE_OF.items()}
# What must be given of a row that is not there; of a fact also an amount or a rate.
NEEDED = {
    "money": ("amount_min", "currency"),
    "percentages": ("value_min",),
    "dates": ("date_start",),
    "facts": ("company", "metric"),
}
# The upper end of what is given without one.
LIKE = (
    ("amount_max", "amount_min"),
    ("amount_max", "amount"),
    ("value_max", "value_min"),
    ("percent_max", "percent"),
    ("date_end", "date_start"),
)
PERSON = "correction"  # the `source` of a name that a person found


@dataclass
class _Document:
    """A document that corrections are about, and what was learned of it so far."""

    row: Row
    text: str | None
    corrections: list[Correction]
    companies: dict[str, tuple[str, str]] = field(default_factory=dict)  # name → entity_id, entity_name

    def sentence(self, start: int, end: int) -> str:
        """The sentence of a span, as the tables write it."""
        if self.text is None:
            return ""
        layout = read_layout(self.text)
        sentences, (a, b) = split(layout.text), layout.to_read(start, end)
        at = max(bisect_right([first for first, _ in sentences], a) - 1, 0)
        return excerpt(layout.text, sentences[at], a, b) if sentences else ""


class Corrected:
    """Applies corrections to the rows of a run.

    Args:
        corrections: Of all documents; of several on one row the last holds.

    >>> wrong = Correction(sha256="e3b0", table="money", start=0, end=6, text="3 euro", verdict="wrong")
    >>> corrected = Corrected([wrong])
    >>> corrected.meet({"doc_id": "a", "sha256": "e3b0"}, "3 euro")
    >>> list(corrected.applied("money", [{"doc_id": "a", "start_char": 0, "end_char": 6}]))
    []
    >>> corrected.done, corrected.unfit
    (1, [])
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.by_hash: dict[str, list[Correction]] = {}
        for correction in latest(corrections):
            self.by_hash.setdefault(correction.sha256, []).append(correction)
        self.documents: dict[str, _Document] = {}
        self.met: set[str] = set()
        self.done = 0
        self.unfit: list[str] = []

    def meet(self, row: Row, text: str | None) -> None:
        """Take note of a document before its rows pass; `text` is what offsets refer to."""
        corrections = self.by_hash.get(row.get("sha256") or "", [])
        fitting = [c for c in corrections if text is None or text[c.start : c.end] == c.text]
        self.unfit += [
            f"{c.place}: other words stand there in '{row['doc_id']}'" for c in corrections if c not in fitting
        ]
        if corrections:
            self.met.add(row["sha256"])
            self.documents[row["doc_id"]] = _Document(row, text, fitting)

    @property
    def absent(self) -> int:
        """How many corrections are about documents that were not met."""
        return sum(len(corrections) for sha, corrections in self.by_hash.items() if sha not in self.met)

    def notes(self) -> Iterator[str]:
        """What was done, in words."""
        if self.done:
            yield f"Corrections applied: {self.done}."
        if self.absent:
            yield f"Corrections of documents that are not in the tables: {self.absent}."
        for said in self.unfit:
            yield f"A correction no longer fits: {said}."

    def applied(self, table: str, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of a table, those of a document one after the other; what is missing comes with its document."""
        if not self.documents or table not in KINDS:
            yield from rows
            return
        waiting = dict(self.documents)
        for doc_id, group in groupby(rows, key=lambda row: row["doc_id"]):
            document = waiting.pop(doc_id, None)
            own = list(group)
            yield from self._document(table, own, document) if document else own
        for document in waiting.values():
            yield from self._document(table, [], document)

    def _document(self, table: str, rows: list[Row], document: _Document) -> list[Row]:
        for correction in document.corrections:
            if table in FIGURES and correction.table == "facts" and correction.verdict == "wrong":
                _free(rows, correction)
            if correction.table == table:
                self._apply(correction, rows, document)
            elif correction.values.get(MOVED) == table:
                self._put(table, correction, rows, document)
        if table == "companies":
            known = ((row["name"], (row["entity_id"], row["entity_name"])) for row in rows)
            document.companies = dict(known)
        return sorted(rows, key=lambda row: row["start_char"]) if table != "facts" else rows

    def _apply(self, correction: Correction, rows: list[Row], document: _Document) -> None:
        gone = correction.verdict == "wrong" or correction.values.get(MOVED, correction.table) != correction.table
        if not gone:
            self._put(correction.table, correction, rows, document)
            return
        for row in _meant(rows, correction):
            rows.remove(row)
        self.done += correction.verdict == "wrong"

    def _put(self, table: str, correction: Correction, rows: list[Row], document: _Document) -> None:
        """Let the row be as the person says: mend it, or make it where all that it needs is given."""
        try:
            given = _typed(table, correction)
        except ValueError as error:
            self.unfit.append(f"{correction.place}: {error}")
            return
        row = next(iter(_meant(rows, correction)), None)
        if row is None:
            if not _is_whole(table, given):
                said = f"there is no such row in '{document.row['doc_id']}' any more"
                self.unfit.append(f"{correction.place}: {_lack(table) if correction.verdict == 'missing' else said}")
                return
            row = _new(table, correction, document)
            given = {column: given[like] for column, like in LIKE if like in given} | given
            rows.append(row)
        row |= _resolved(table, row, given, document)
        self.done += 1


def _span(row: Row) -> Span | None:
    """The span that corrections name a row by: of a fact that of its figure."""
    starts = ("start_char", "amount_start", "percent_start")
    start = next((column for column in starts if row.get(column) is not None), None)
    return (row[start], row[start.replace("start", "end")]) if start else None


def _meant(rows: list[Row], correction: Correction) -> list[Row]:
    """The rows at the correction's span, or at the one that it gives; of several facts the one that it names."""
    ends = (correction.values.get("start_char"), correction.values.get("end_char"))
    start, end = (
        int(given) if given and given.isdigit() else own
        for given, own in zip(ends, (correction.start, correction.end), strict=True)
    )
    there = [row for row in rows if _span(row) == (correction.start, correction.end)]
    there = there or [row for row in rows if _span(row) == (start, end)]
    named = [row for row in there if row.get(ROW) == correction.values.get(ROW)]
    if ROW in correction.values:
        return named or (there if len(there) == 1 else [])
    return there


def _typed(table: str, correction: Correction) -> Row:
    """The values given, as the table holds them.

    Raises:
        ValueError: One is no value of its column.
    """
    typed: Row = {}
    for column, value in correction.values.items():
        kind = SCHEMAS[table].get(column)
        if kind is None or column == ROW:
            continue
        try:
            typed[column] = from_text(value, kind="cell" if kind == "str" else kind)
        except (ValueError, KeyError):
            raise ValueError(f"'{value}' is no value of '{column}'") from None
    return typed


def _is_whole(table: str, given: Mapping[str, Any]) -> bool:
    figure = table != "facts" or given.get("amount") is not None or given.get("percent") is not None
    return figure and all(given.get(column) not in (None, "") for column in NEEDED.get(table, ()))


def _lack(table: str) -> str:
    return f"a row of it needs {', '.join(NEEDED[table])}{' and a figure' if table == 'facts' else ''}"


def _new(table: str, correction: Correction, document: _Document) -> Row:
    """An empty row at the correction's span."""
    row: Row = dict.fromkeys(SCHEMAS[table]) | {"doc_id": document.row["doc_id"]}
    row["sentence"] = document.sentence(correction.start, correction.end)
    if table == "facts":
        part = "amount" if correction.values.get("amount") else "percent"
        about = {column: document.row.get(column) for column in ("title", "published")}
        found = {
            f"{part}_start": correction.start,
            f"{part}_end": correction.end,
            "status": "actual",
            "confidence": 1.0,
        }
        return row | about | found | {ROW: sha256(repr(correction.key).encode()).hexdigest()[:ID_DIGITS]}
    row |= {"start_char": correction.start, "end_char": correction.end, "text": correction.text}
    if table in NAMES:
        row |= {"source": PERSON, "name": correction.text}
    return row | ({"unit": "percent"} if table == "percentages" else {})


def _resolved(table: str, row: Row, given: Row, document: _Document) -> Row:
    """The values given, and what follows from them: the words of another span, who a name is, the class of a measure."""
    known = dict(given)
    if table in NAMES and (name := given.get("name") or (not row["entity_id"] and row["name"])):
        known |= {"name": name, "entity_id": entity_id(KINDS[table], name)}
        known |= {"entity_name": name} if "entity_name" in SCHEMAS[table] else {}
    if "company" in given and given["company"] != row["company"]:
        own = entity_id("company", given["company"]), given["company"]
        known["entity_id"], known["entity_name"] = document.companies.get(given["company"], own)
    if given.get("metric") and given["metric"] != row["metric"] and "metric_class" not in given:
        known["metric_class"] = next((each.metric_class for each in find_measures(given["metric"])), "other")
    if table != "facts" and {"start_char", "end_char"} & given.keys() and document.text is not None:
        moved = row | given
        start, end = moved["start_char"], moved["end_char"]
        known |= {"text": document.text[start:end], "sentence": document.sentence(start, end)}
    return known


def _free(rows: list[Row], correction: Correction) -> None:
    """A figure whose fact is wrong has none."""
    for row in rows:
        used = row.get(ROW)
        if used and _span(row) == (correction.start, correction.end) and correction.values.get(ROW, used) == used:
            row |= {ROW: None, "no_fact": NO_REASON}
