"""What the fields of records are called, and what programs write where a document has no title."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Fields(Table):
    """Usual names of each field, the likeliest first."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    date: tuple[str, ...]
    id: tuple[str, ...]


class Titles(Table):
    """Titles that are none, and the programs whose names stand before a file's."""

    none: frozenset[str]
    programs: tuple[str, ...]


class Records(Table):
    """All of the file."""

    fields: Fields
    titles: Titles


@cache
def records() -> Records:
    """The table `records.toml`."""
    return read("records", Records)
