"""Words with a full stop inside a sentence, and words that begin one."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Abbreviations(Table):
    """Abbreviations before a name or number, all others, and what begins a sentence behind one."""

    titles: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The table `abbreviations.toml`."""
    return read("abbreviations", Abbreviations)
