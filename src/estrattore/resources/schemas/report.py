"""The words of the report, in two languages."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Language(Table):
    """The words of one language; `names` are those of the tables' values, and so are the classes, reasons and parties."""

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
    other_status: str
    shown: str
    of: str
    no_filter: str
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
    figures: str
    holders: str
    charts: str
    needs_script: str
    more_filters: str
    currency: str
    unit: str
    period_from: str
    period_to: str
    amount_from: str
    amount_to: str
    confidence_from: str
    confidence: str
    article: str
    repeats: str
    repeated: str
    sum: str
    csv: str
    copy_rows: str
    copied: str
    more_rows: str
    any: str
    role: str
    role_class: str
    reason: str
    sentence: str
    previous: str
    due: str
    counterparty: str
    also: str
    before: str
    next: str
    keys: str
    years: str
    model: str
    settings: str
    day: str
    marked: str
    marks_csv: str
    clear: str
    clear_sure: str
    not_kept: str
    judge: str
    unmark: str
    add: str
    save: str
    cancel: str
    no_number: str
    not_there: str
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
    scales: dict[str, int]
    metric_classes: dict[str, str]
    role_classes: dict[str, str]
    reasons: dict[str, str]
    parties: dict[str, str]
    verdicts: dict[str, str]
    keys_of: dict[str, str]
    tables: dict[str, str]
    fields: dict[str, str]


class Report(Table):
    """Both languages."""

    it: Language
    en: Language


@cache
def report() -> Report:
    """The table `report.toml`."""
    return read("report", Report)
