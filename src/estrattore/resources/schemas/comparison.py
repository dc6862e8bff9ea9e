"""The words of the page that compares two runs, in two languages."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Words(Table):
    """Those of one language."""

    title: str
    same: str
    table: str
    document: str
    row: str
    column: str
    nothing: str
    differences: str
    unfilled: str
    shown: str
    all_in: str
    what: dict[str, str]


class Comparison(Table):
    """Both languages."""

    it: Words
    en: Words


@cache
def comparison() -> Comparison:
    """The table `comparison.toml`."""
    return read("comparison", Comparison)
