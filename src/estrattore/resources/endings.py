"""The notation of words: endings by name, and the articulated forms of prepositions."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Endings(Table):
    """What `{name}` behind a stem, and a preposition at the end of a phrase, stand for."""

    endings: dict[str, tuple[str, ...]]
    prepositions: dict[str, tuple[str, ...]]


@cache
def endings() -> Endings:
    """The table `endings.toml`."""
    return read("endings", Endings)
