"""A fact's parts in words: amount, change, period, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from estrattore.report.language import Wording


def key_of(row: Mapping[str, Any], *, number: int) -> str:
    """What a link to the fact names: `fact_id`; tables that have none give it its number.

    >>> key_of({"fact_id": "9c1b"}, number=3), key_of({}, number=3)
    ('9c1b', 'f3')
    """
    return str(row.get("fact_id") or f"f{number}")


def amount(row: Mapping[str, Any], wording: Wording) -> str:
    """The amount with modifier, currency and unit.

    >>> from estrattore.report.language import Wording
    >>> amount({"amount": 42e6, "amount_max": 42e6, "currency": "EUR", "modifier": "at_least"}, Wording.of("it"))
    'almeno 42 mln EUR'
    """
    if row["amount"] is None:
        return ""
    unit = [f"/ {row['unit']}"] if row.get("unit") else []
    parts = [*_modifier(row, "amount", wording), _range(row, "amount", wording), row.get("currency") or "", *unit]
    return wording.joined(parts)


def change(row: Mapping[str, Any], wording: Wording) -> str:
    """A rate with its unit; of a change, with the sign that the text gives in words."""
    if row["percent"] is None:
        return ""
    way = row.get("direction") if row.get("percent_role") == "change" else None
    signed = {end: -abs(row[end]) if way == "down" and row[end] else row[end] for end in ("percent", "percent_max")}
    figures = f"{'+' if way == 'up' else ''}{_range(signed, 'percent', wording)}".replace("-", "−").replace("+−", "−")
    return wording.joined([*_modifier(row, "percent", wording), figures, wording.value(row.get("percent_unit") or "")])


def previous(row: Mapping[str, Any], wording: Wording) -> str:
    """The earlier level of a change."""
    amount, percent = row.get("amount_previous"), row.get("percent_previous")
    parts = [wording.joined([wording.short(amount), row.get("currency") or ""])] if amount is not None else []
    if percent is not None:
        parts.append(wording.joined([wording.number(percent), wording.value(row.get("percent_unit") or "percent")]))
    return " · ".join(parts)


def period(start: dt.datetime | None, end: dt.datetime | None, wording: Wording) -> str:
    """Two days as one period; one of them may be missing."""
    days = [day.date() for day in (start, end) if day]
    return wording.period(days[0], days[-1]) if days else ""


def _modifier(row: Mapping[str, Any], column: str, wording: Wording) -> list[str]:
    """The word for `about` or `at least`, at the figure that it belongs to: the amount, or else the rate."""
    owner = "amount" if row["amount"] is not None else "percent"
    return [wording.value(row["modifier"])] if row.get("modifier") and column == owner else []


def _range(row: Mapping[str, Any], column: str, wording: Wording) -> str:
    ends = [wording.short(row[end]) for end in (column, f"{column}_max") if row.get(end) is not None]
    return " – ".join(dict.fromkeys(ends))
