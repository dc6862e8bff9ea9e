"""Corrections as gold: what a person confirmed, mended or added must be found, what was called wrong must not.

All else is neither required nor punished: of the tables only rows at the places that were judged are scored.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from estrattore.errors import NothingToReadError
from estrattore.tables.corrections import MOVED, Correction, latest
from estrattore.tables.schema import TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estrattore.evaluation.gold import Gold

Span = tuple[int, int]
KINDS = {table: kind for kind, table in TABLE_OF.items()}
STARTS = {"facts": ("amount_start", "percent_start")}  # of other tables `start_char`
# Part of a gold value → the column that a correction gives it in; the first is what the value cannot do without.
PARTS = {
    "money": {"min": "amount_min", "max": "amount_max", "currency": "currency", "modifier": "modifier"},
    "percentages": {
        "min": "value_min",
        "max": "value_max",
        "unit": "unit",
        "direction": "direction",
        "modifier": "modifier",
    },
    "dates": {"start": "date_start", "end": "date_end", "modifier": "modifier"},
}


def gold_of(corrections: Iterable[Correction], documents: pd.DataFrame) -> list[Gold]:
    """An article for each document that was judged, as `read_gold` gives them.

    Args:
        corrections: Of several on one row the last holds.
        documents: The table, for ids and texts.

    Raises:
        NothingToReadError: No correction is about any of the documents.
    """
    by_hash: dict[str, list[Correction]] = defaultdict(list)
    for correction in latest(corrections):
        by_hash[correction.sha256].append(correction)
    rows = documents[documents["sha256"].isin(by_hash)].astype(object)
    golds = [_article(row, by_hash[row["sha256"]]) for row in rows.where(rows.notna(), None).to_dict("records")]
    if not golds:
        raise NothingToReadError("No correction is about a document of these tables.")
    return golds


def _article(row: Mapping[Any, Any], corrections: list[Correction]) -> Gold:
    known = [correction for correction in corrections if correction.verdict != "wrong"]
    return {
        "id": row["doc_id"],
        "title": row["title"] or "",
        "date": row["published"].date().isoformat() if row["published"] else None,
        "text": row["text"] or "",
        "mentions": [_mention(c, row["text"] or "") for c in known if c.table != "facts"],
        "facts": [dict(c.values) | {"sentence": c.text} for c in known if c.table == "facts"],
        "judged": _judged(corrections),
    }


def _mention(correction: Correction, text: str) -> dict[str, Any]:
    """A gold mention; without a value where none is given."""
    table, (start, end) = correction.values.get(MOVED, correction.table), _span(correction)
    value: Any = correction.values.get("name", correction.text)
    if table in PARTS:
        given = {part: correction.values.get(column, "") for part, column in PARTS[table].items()}
        first, second = list(given)[:2]
        value = given | {second: given[second] or given[first]} if given[first] else None
    return {
        "kind": KINDS[table],
        "start": start,
        "end": end,
        "text": text[start:end] or correction.text,
        "value": value,
    }


def _span(correction: Correction) -> Span:
    """The span that a person gave, else that of the row."""
    named = ("amount_{}", "percent_{}") if correction.table == "facts" else ("{}_char",)

    def given(end: str, own: int) -> int:
        values = (correction.values.get(name.format(end), "") for name in named)
        return next((int(value) for value in values if value.isdigit()), own)

    return given("start", correction.start), given("end", correction.end)


def _judged(corrections: list[Correction]) -> dict[str, list[Span]]:
    """Table → the spans where a person looked, in any table that a name may stand in."""
    judged: dict[str, list[Span]] = defaultdict(list)
    for correction in corrections:
        tables = {correction.table, correction.values.get(MOVED, correction.table)}
        for table in tables:
            judged[table] += [(correction.start, correction.end), _span(correction)]
    return judged


def judged_rows(frames: Mapping[str, pd.DataFrame], golds: Iterable[Gold]) -> dict[str, pd.DataFrame]:
    """The rows at judged places; the other tables as they are."""
    judged = {gold["id"]: gold["judged"] for gold in golds}
    kept = dict(frames)
    for table in TABLE_OF.values():
        frame = frames[table]
        kept[table] = frame[[_is_judged(row, table, judged) for row in frame.to_dict("records")]]
    return kept


def _is_judged(row: Mapping[Any, Any], table: str, judged: Mapping[str, Mapping[str, list[Span]]]) -> bool:
    starts = (column for column in STARTS.get(table, ("start_char",)) if pd.notna(row[column]))
    column = next(starts, None)
    spans = judged.get(row["doc_id"], {}).get(table, []) if column else []
    return any(row[column] < end and start < row[column.replace("start", "end")] for start, end in spans if column)
