"""What tables and columns mean, in two languages."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Meaning(Table):
    """The same in both languages."""

    en: str
    it: str

    def plain(self, lang: str) -> str:
        """In one language, without the marks of code that only pages show.

        >>> Meaning(en="Key to `documents`", it="Chiave verso `documents`").plain("en")
        'Key to documents'
        """
        return (self.it if lang == "it" else self.en).replace("`", "")


class Page(Table):
    """What the pages of the documentation say around the tables."""

    title: Meaning
    head: Meaning
    intro: Meaning


class Dictionary(Table):
    """Of tables, of their columns (`any` holds for every table without a line of its own) and of the kinds of values."""

    tables: dict[str, Meaning]
    columns: dict[str, dict[str, Meaning]]
    kinds: dict[str, Meaning]
    page: Page

    def column(self, table: str, column: str) -> Meaning:
        """What a column of a table means.

        Raises:
            KeyError: Nobody has said it.
        """
        return self.columns.get(table, {}).get(column) or self.columns["any"][column]


@cache
def dictionary() -> Dictionary:
    """The table `columns.toml`."""
    return read("columns", Dictionary)
