"""Every table read through its schema, so that a slip in one fails at start and not on some sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from estrattore.resources.schemas.endings import endings

TABLES: Mapping[str, Callable[[], object]] = {"endings.toml": endings}


@cache
def check() -> None:
    """Read them all, once.

    Raises:
        EstrattoreError: A table does not fit its schema; the message names the file and the key.
    """
    for read in TABLES.values():
        read()
