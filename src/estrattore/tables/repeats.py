"""Which facts say the same as an earlier one, so that a sum takes each once: copies of an article, headline and lead."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estrattore.tables.rows import Row

# What must be the same in two rows, and what one of the same article may leave out.
AMOUNT = ("amount", "amount_max", "currency", "unit")
RATE = ("percent", "percent_max", "percent_unit", "percent_role", "direction")
PERIOD = ("period_start", "period_end")
LEFT_OUT = (PERIOD, ("counterparty_id",))
Values = tuple[Any, ...]


class Repeats:
    """Remembers facts in the order of the documents; the same result whatever ran in parallel."""

    def __init__(self) -> None:
        self.firsts: dict[bytes, str] = {}  # what a row says → the id of the first that said it
        self.doc_id = ""
        self.here: list[tuple[Values, tuple[Values, ...], str]] = []  # the same of this article, in full

    def first(self, row: Mapping[str, Any], *, again: bool = True) -> str | None:
        """The `fact_id` of the first row that says the same; else None, and this one is the first.

        Args:
            row: Of the table `facts`; those of one document come one after the other.
            again: Whether a row of another document may say the same: else it need not be remembered.
        """
        if row["doc_id"] != self.doc_id:
            self.doc_id, self.here = row["doc_id"], []
        core, details = said(row)
        place = digest(row)
        found = self.firsts.get(place) or next(
            (first for other, more, first in self.here if other == core and _agree(details, more)), None
        )
        first = found or row["fact_id"]
        if again:
            self.firsts.setdefault(place, first)
        self.here.append((core, details, first))
        return found


def said(row: Mapping[str, Any]) -> tuple[Values, tuple[Values, ...]]:
    """What a row says: company, class, figure and status; and what another of its article may leave out.

    With an amount the rate may be left out, too.
    """
    kind = row["metric_class"]
    measure = kind if kind and kind != "other" else row["metric"].casefold()
    rate = tuple(_unsigned(row[column]) if row["direction"] else row[column] for column in RATE)
    core = row["entity_id"], measure, row["status"], *(row[column] for column in AMOUNT)
    details = tuple(tuple(row[column] for column in columns) for columns in LEFT_OUT)
    return (core, (rate, *details)) if row["amount"] is not None else ((*core, *rate), details)


def digest(row: Mapping[str, Any]) -> bytes:
    """Eight bytes that are the same for rows that say the very same."""
    return blake2b(repr(said(row)).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def with_repeats(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of the table `facts` with the column `repeats`.

    >>> told = dict.fromkeys((*AMOUNT, *RATE, *PERIOD, "counterparty_id"))
    >>> told |= {"entity_id": "alba", "metric": "ricavi", "metric_class": "revenue", "status": "actual", "amount": 3e6}
    >>> lead = told | {"doc_id": "a.txt", "fact_id": "2", "percent": 5.0}
    >>> rows = [told | {"doc_id": "a.txt", "fact_id": "1"}, lead, lead | {"doc_id": "b.txt", "fact_id": "3"}]
    >>> [row["repeats"] for row in with_repeats(rows)]
    [None, '1', '1']
    """
    seen = Repeats()
    for row in rows:
        yield row | {"repeats": seen.first(row)}


def _unsigned(value: object) -> object:
    """`in calo del 5%` and `-5%` say the same: the direction tells."""
    return abs(value) if isinstance(value, float) else value


def _agree(one: tuple[Values, ...], other: tuple[Values, ...]) -> bool:
    return all(a == b or _is_empty(a) or _is_empty(b) for a, b in zip(one, other, strict=True))


def _is_empty(values: Values) -> bool:
    return all(value is None for value in values)
