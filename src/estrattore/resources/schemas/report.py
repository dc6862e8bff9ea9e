"""The words of the report, in two languages."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Language(Table):
    """The words of one language; `names` are those of the tables' values."""

    title: str
    skip: str
    published: str
    find: str
    duplicates: str
    duplicate: str
    copy_of: str
    by_facts: str
    by_companies: str
    by_people: str
    amounts: str
    timeline: str
    outside: str
    rest: str
    dots: str
    facts: str
    articles: str
    search: str
    hint: str
    reset: str
    marks: str
    none: str
    shown: str
    of: str
    no_filter: str
    more_facts: str
    more: str
    found: str
    kind: str
    text: str
    value: str
    metric: str
    change: str
    period: str
    status: str
    no_text: str
    made: str
    million: str
    billion: str
    thousands: str
    decimal: str
    quarter: str
    half: str
    months: tuple[str, ...]
    contractions: tuple[tuple[str, str], ...]
    counts: dict[str, tuple[str, str]]
    kinds: dict[str, str]
    names: dict[str, str]


class Report(Table):
    """Both languages."""

    it: Language
    en: Language


@cache
def report() -> Report:
    """The table `report.toml`."""
    return read("report", Report)
