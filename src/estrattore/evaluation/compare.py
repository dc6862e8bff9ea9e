"""What differs between two runs: documents, rows, and the values of rows that both have.

Documents are the same by their id, else by the hash of their bytes; rows by where they stand: mentions by their span,
facts by that of their figure. Entities follow from the mentions and are not compared.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from estrattore.tables.formats.cells import to_text
from estrattore.tables.frames import frame_rows
from estrattore.tables.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

What = Literal["only in A", "only in B", "changed"]
Row = dict[str, Any]
Place = tuple[Any, ...]
PLACES = {table: ("start_char", "end_char") for table, schema in SCHEMAS.items() if "start_char" in schema} | {
    "facts": ("figure_start", "figure_end"),
    "errors": ("record", "stage"),
}
FIGURES = ("company", "metric", "amount", "currency", "percent", "percent_unit")  # what a fact is about, in words
# What is told by its document or its place, or says the same in other words.
NOT_COMPARED = frozenset(("doc_id", "sentence", "fact_id", "repeats", "confidence", "published", "title"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row that only one run has, or one value of a row that is another in each.

    Args:
        table: Where.
        doc_id: In which document, as A calls it where it has it.
        start_char: First character; None where a row has no place.
        end_char: The character after the last one.
        text: What the row is about.
        what: `only in A`, `only in B` or `changed`.
        column: Which value.
        a: What A says.
        b: What B says.
        sentence: Where it stands.
    """

    table: str
    doc_id: str
    start_char: int | None = None
    end_char: int | None = None
    text: str = ""
    what: What
    column: str = ""
    a: str = ""
    b: str = ""
    sentence: str = ""


@dataclass(slots=True)
class Tally:
    """Rows of a table in the documents that both runs have."""

    same: int = 0
    changed: int = 0
    only_a: int = 0
    only_b: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Tallies by table, the differences in the order of the tables, and columns that only one run fills."""

    tallies: dict[str, Tally]
    differences: tuple[Difference, ...]
    unfilled: tuple[str, ...]


def compare(a: Mapping[str, pd.DataFrame], b: Mapping[str, pd.DataFrame]) -> Comparison:
    """Compare two runs.

    Args:
        a: Tables by name; each is asked for once.
        b: The other tables.

    >>> from estrattore import Tables
    >>> document = {"doc_id": "conti.txt", "sha256": "1f"}
    >>> fact = {"doc_id": "conti.txt", "amount_start": 9, "amount_end": 20, "company": "Enel"}
    >>> one = Tables.from_rows({"documents": [document], "facts": [fact | {"metric": "ricavi"}]})
    >>> two = Tables.from_rows({"documents": [document], "facts": [fact | {"metric": "utile"}]})
    >>> [(d.table, d.column, d.a, d.b) for d in compare(one.frames, two.frames).differences]
    [('facts', 'metric', 'ricavi', 'utile')]
    """
    tallies: dict[str, Tally] = {}
    differences: list[Difference] = []
    unfilled: list[str] = []
    names, lines = _documents(a["documents"], b["documents"], tallies.setdefault("documents", Tally()))
    differences += lines
    for table in PLACES:
        columns = [column for column in SCHEMAS[table] if column not in NOT_COMPARED]
        one, two = a[table], b[table]
        one_sided = [c for c in columns if one[c].notna().any() != two[c].notna().any()]
        both = len(one) and len(two)
        unfilled += [f"{table}.{column}" for column in one_sided if both]
        compared = [column for column in columns if not (both and column in one_sided)]
        theirs = _placed(table, two, {other: name for name, other in names.items()})
        ours = _placed(table, one, {name: name for name in names})
        differences += _rows(table, ours, theirs, compared, tallies.setdefault(table, Tally()))
    return Comparison(tallies, tuple(differences), tuple(unfilled))


def _documents(a: pd.DataFrame, b: pd.DataFrame, tally: Tally) -> tuple[dict[str, str], list[Difference]]:
    """The documents whose rows can be compared, by their ids in A and B, and what is to say of the others."""
    ours = {row["doc_id"]: row for row in _plain("documents", a)}
    theirs = {row["doc_id"]: row for row in _plain("documents", b)}
    pairs = {doc_id: doc_id for doc_id in ours if doc_id in theirs}
    by_hash = {row["sha256"]: doc_id for doc_id, row in theirs.items() if doc_id not in pairs}
    for doc_id, row in ours.items():
        if doc_id not in pairs and row["sha256"] in by_hash:
            pairs[doc_id] = by_hash.pop(row["sha256"])
    found = [Difference(table="documents", doc_id=name, what="only in A") for name in ours if name not in pairs]
    others = set(pairs.values())
    found += [Difference(table="documents", doc_id=name, what="only in B") for name in theirs if name not in others]
    tally.only_a, tally.only_b = len(ours) - len(pairs), len(theirs) - len(pairs)
    same: dict[str, str] = {}
    for name, other in pairs.items():
        one, two = ours[name], theirs[other]
        columns = ["sha256"] if one["sha256"] != two["sha256"] else ["published", "title", "duplicate_of"]
        lines = list(_values("documents", name, one, two, columns))
        tally.changed, tally.same = tally.changed + bool(lines), tally.same + (not lines)
        found += lines
        if columns != ["sha256"]:
            same[name] = other
    return same, found


def _plain(table: str, data: pd.DataFrame) -> Iterator[Row]:
    """Rows without empty texts, which are none in some formats."""
    return (
        {column: None if value == "" else value for column, value in row.items()} for row in frame_rows(table, data)
    )


def _placed(table: str, data: pd.DataFrame, names: Mapping[str, str]) -> dict[Place, list[Row]]:
    """The rows of the documents that are compared, by where they stand."""
    placed: dict[Place, list[Row]] = defaultdict(list)
    for row in _plain(table, data):
        if table == "facts":
            figure = "amount" if row["amount_start"] is not None else "percent"
            row |= {"figure_start": row[f"{figure}_start"], "figure_end": row[f"{figure}_end"]}
        where = row.get("path") if table == "errors" else names.get(row["doc_id"])
        if where is not None:
            placed[(where, *(row[column] for column in PLACES[table]))].append(row)
    return placed


def _rows(
    table: str, ours: Mapping[Place, list[Row]], theirs: Mapping[Place, list[Row]], columns: list[str], tally: Tally
) -> Iterator[Difference]:
    """Rows of one place are paired: those that say the same, then the others in order."""
    for place in dict.fromkeys((*ours, *theirs)):
        left, right = list(ours.get(place, ())), list(theirs.get(place, ()))
        for row in list(left):
            same = next((other for other in right if all(row[c] == other[c] for c in columns)), None)
            if same is not None:
                tally.same += 1
                left.remove(row)
                right.remove(same)
        paired = min(len(left), len(right))
        for row, other in zip(left, right, strict=False):
            tally.changed += 1
            yield from _values(table, str(place[0]), row, other, columns)
        tally.only_a, tally.only_b = tally.only_a + len(left) - paired, tally.only_b + len(right) - paired
        yield from (Difference(what="only in A", **_about(table, str(place[0]), row)) for row in left[paired:])
        yield from (Difference(what="only in B", **_about(table, str(place[0]), row)) for row in right[paired:])


def _values(table: str, name: str, one: Row, two: Row, columns: Iterable[str]) -> Iterator[Difference]:
    for column in columns:
        if one[column] != two[column]:
            a, b = (_shown(table, column, row[column]) for row in (one, two))
            yield Difference(what="changed", column=column, a=a, b=b, **_about(table, name, one))


def _about(table: str, name: str, row: Row) -> dict[str, Any]:
    """Which row it is, and where it stands."""
    if table == "documents":
        return {"table": table, "doc_id": name}
    if table == "errors":
        return {"table": table, "doc_id": name, "text": str(row["message"])}
    columns = FIGURES if table == "facts" else ("text",)
    text = " ".join(filter(None, (_shown(table, column, row[column]) for column in columns)))
    start, end = (row[column] for column in PLACES[table])
    sentence = row["sentence"] or ""
    return {"table": table, "doc_id": name, "start_char": start, "end_char": end, "text": text, "sentence": sentence}


def _shown(table: str, column: str, value: Any) -> str:
    kind = SCHEMAS[table][column]
    return str(value or "") if kind == "str" else to_text(value, kind=kind)


def write_csv(comparison: Comparison, path: Path) -> None:
    """All differences, one a line; nothing in it starts a formula."""
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Difference))
        for difference in comparison.differences:
            values = asdict(difference).values()
            writer.writerow(to_text(value, kind="str" if isinstance(value, str) else "int") for value in values)
