"""The measures of business news."""

from __future__ import annotations

from functools import cache
from typing import Literal

from estrattore.resources.loader import Table, read

Value = Literal["amount", "change", "level", "share"]


class Group(Table):
    """Nouns that take the same values; the forms of one noun are parted by `|`."""

    takes: frozenset[Value]
    nouns: tuple[str, ...]


class Verb(Table):
    """The forms of a verb, parted by `|`, and the noun that they imply."""

    noun: str
    takes: frozenset[Value]
    forms: str
    group: str = "verb"
    weak: bool = False


class Metrics(Table):
    """Groups of nouns, the verbs, and the adjectives that may follow a noun."""

    modifiers: tuple[str, ...]
    groups: dict[str, Group]
    verbs: tuple[Verb, ...]


@cache
def metrics() -> Metrics:
    """The table `metrics.toml`."""
    return read("metrics", Metrics)
