"""Rows of the tables beside the mentions and facts of the gold."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from estrattore.evaluation.facts import score_facts
from estrattore.evaluation.numbers import same_number
from estrattore.evaluation.result import Evaluation, Mistake
from estrattore.tables.schema import TABLE_OF
from estrattore.text.sentences import split

if TYPE_CHECKING:
    import pandas as pd

    from estrattore.evaluation.gold import Gold

Row = Mapping[str, Any]

NAMES = ("company", "organization", "person")
TABLES = {kind: table for kind, table in TABLE_OF.items() if kind != "fact"}
# Column of the table that holds a part of the gold value.
PARTS = {
    "money": {"min": "amount_min", "max": "amount_max", "currency": "currency"},
    "percent": {"min": "value_min", "max": "value_max", "unit": "unit"},
    "date": {"start": "date_start", "end": "date_end"},
}
LEADING_WORD = 5  # characters: `dalla`
ATTRIBUTES = {
    "money": {"modifier": "modifier", "implied": "currency_implied"},
    "percent": {"modifier": "modifier", "direction": "direction"},
}


def evaluate(golds: Iterable[Gold], tables: Mapping[str, pd.DataFrame]) -> Evaluation:
    """Score tables (a `Tables` or any mapping of frames) against gold articles."""
    rows = {name: _rows_by_document(tables[name]) for name in [*TABLES.values(), "facts"]}
    result = Evaluation()
    for gold in golds:
        result.documents += 1
        for kind, table in TABLES.items():
            _score_mentions(gold, kind, rows[table][gold["id"]], result)
        score_facts(gold, rows["facts"][gold["id"]], result)
    return result


def _rows_by_document(frame: pd.DataFrame) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    plain = frame.astype(object).where(frame.notna(), None)
    for row in plain.to_dict("records"):
        grouped[row["doc_id"]].append({str(column): value for column, value in row.items()})
    return grouped


def _score_mentions(gold: Gold, kind: str, rows: Sequence[Row], result: Evaluation) -> None:
    mentions = sorted((m for m in gold["mentions"] if m["kind"] == kind), key=lambda m: bool(m.get("doubt")))
    excused = [m for m in gold["mentions"] if m.get("doubt") and (m["kind"] == kind or kind in NAMES)]
    tally, used = result.kinds[kind], set[int]()
    sentence_of = _sentence_finder(gold["text"])

    def note(of: str, what: str, text: str, at: int, **values: str) -> None:
        place = {"doc_id": gold["id"], "text": text, "sentence": sentence_of(at)}
        result.mistakes.append(Mistake(kind=of, what=what, **place, **values))

    for mention in mentions:
        hit = next((i for i, r in enumerate(rows) if i not in used and _is_right(kind, mention, r)), None)
        if hit is not None:
            used.add(hit)
        if mention.get("doubt"):
            continue
        text, at = mention["text"], mention["start"]
        if hit is not None:
            tally.right += 1
            for name, wanted, found in _wrong_attributes(kind, mention, rows[hit], result):
                note(name, "wrong", text, at, expected=str(wanted or "empty"), found=str(found or "empty"))
        else:
            tally.missed += 1
            near = "; ".join(_in_words(kind, row) for row in rows if _overlap(row, mention))
            note(kind, "missed", text, at, expected=_value_in_words(mention.get("value")), found=near)
    for i, row in enumerate(rows):
        if i not in used and not any(_overlap(row, mention) for mention in excused):
            tally.spurious += 1
            note(kind, "spurious", row["text"], row["start_char"], found=_in_words(kind, row))


def _is_right(kind: str, mention: Row, row: Row) -> bool:
    if kind in NAMES:
        return bool(row["start_char"] == mention["start"] and row["end_char"] == mention["end"])
    readings = [mention.get("value"), *(mention.get("alt") or [])]
    return _overlap(row, mention) and any(_same_value(kind, value, row, mention) for value in readings)


def _same_value(kind: str, value: Row | None, row: Row, mention: Row) -> bool:
    if value is None:  # only the span is known: it must be found, give or take a leading word
        return bool(row["end_char"] == mention["end"] and abs(row["start_char"] - mention["start"]) <= LEADING_WORD)
    parts = PARTS[kind]
    for part, column in parts.items():
        wanted, found = value.get(part), row[column]
        if part in ("min", "max"):
            right = same_number(found, wanted)
        elif part == "unit":
            right = found == (wanted or "percent")
        else:
            right = wanted is None or str(found)[:10] == str(wanted)[:10]
        if not right:
            return False
    return True


def _wrong_attributes(kind: str, mention: Row, row: Row, result: Evaluation) -> Iterator[tuple[str, object, object]]:
    """Count the attributes of a right find; yields name, wanted and found of those that are wrong."""
    value = mention.get("value")
    if kind in NAMES:
        right = str(row["name"]).casefold() == str(value).casefold()
        result.shares[f"{kind}_name"].append(right)
        if not right:
            yield f"{kind}_name", value, row["name"]
    elif isinstance(value, dict):
        for attribute, column in ATTRIBUTES.get(kind, {}).items():
            if attribute == "implied" and attribute not in value:
                continue
            name, wanted, found = f"{kind}_{attribute}", value.get(attribute) or None, row[column] or None
            if wanted == found is None:
                continue  # the figure is about the attributes that are there
            tally = result.attributes[name]
            tally.right += wanted == found
            if wanted != found:
                tally.missed += wanted is not None
                tally.spurious += found is not None
                yield name, wanted, found


def _overlap(row: Row, mention: Row) -> bool:
    return bool(row["start_char"] < mention["end"] and mention["start"] < row["end_char"])


def _in_words(kind: str, row: Row) -> str:
    columns = ["name"] if kind in NAMES else PARTS[kind].values()
    return f"{row['text']} = " + " ".join(str(row[column])[:24] for column in columns)


def _value_in_words(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{part} {known}" for part, known in value.items() if known not in (None, "", False))
    return str(value or "")


def _sentence_finder(text: str) -> Callable[[int], str]:
    spans = split(text)
    starts = [start for start, _ in spans]

    def sentence_of(offset: int) -> str:
        at = bisect_right(starts, offset) - 1
        return text[slice(*spans[at])] if at >= 0 else ""

    return sentence_of
