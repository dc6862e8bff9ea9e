"""The word classes by which figures, measures and companies are linked."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Clauses(Table):
    """What the learner of facts sees of a word beside the word itself."""

    prepositions: dict[str, tuple[str, ...]]
    classes: dict[str, tuple[str, ...]]
    moods: dict[str, tuple[str, ...]]
    joining: frozenset[str]
    series: frozenset[str]
    sourcing: frozenset[str]
    indefinite: frozenset[str]


@cache
def clauses() -> Clauses:
    """The table `clauses.toml`."""
    return read("clauses", Clauses)
