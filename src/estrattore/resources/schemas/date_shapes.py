"""The shapes of dates, and what stands between and around dates."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from estrattore.resources.loader import Table, read
from estrattore.resources.schemas.dates import DatePattern


class Template(Table):
    """A shape of dates, tried at the words of its `openers`; `before` must match the text in front of it."""

    kind: str
    openers: tuple[str, ...]
    template: str
    before: DatePattern | None = None


class Joins(Table):
    """Patterns of what stands between dates, or before the first of two."""

    from_: DatePattern = Field(alias="from")
    to: DatePattern
    between: DatePattern
    and_: DatePattern = Field(alias="and")
    dash: DatePattern
    slash: DatePattern
    list_: DatePattern = Field(alias="list")
    chain: DatePattern
    coupled: DatePattern
    from_alone: DatePattern
    bare_from: DatePattern
    decade: DatePattern


class Around(Table):
    """Patterns of what stands around one date."""

    container: DatePattern
    headed: DatePattern
    compared: DatePattern
    more_words: DatePattern
    clock: DatePattern
    dateline: DatePattern


class DateShapes(Table):
    """The table `date_shapes.toml`."""

    beside: frozenset[str]
    worded_years: tuple[str, ...]
    shapes: tuple[Template, ...]
    openers: dict[str, tuple[str, ...]]
    fragments: dict[str, str]
    joins: Joins
    around: Around


@cache
def date_shapes() -> DateShapes:
    """The table, read once."""
    return read("date_shapes", DateShapes)
