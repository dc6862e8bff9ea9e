"""Every table read through its schema, so that a slip in one fails at start and not on some sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from estrattore.resources.schemas.abbreviations import abbreviations
from estrattore.resources.schemas.endings import endings
from estrattore.resources.schemas.facts import facts
from estrattore.resources.schemas.metrics import metrics
from estrattore.resources.schemas.names import first_names, known_names, legal_forms, names, places, roles
from estrattore.resources.schemas.report import report

TABLES: Mapping[str, Callable[[], object]] = {
    "abbreviations.toml": abbreviations,
    "endings.toml": endings,
    "facts.toml": facts,
    "first_names.txt": first_names,
    "legal_forms.csv": legal_forms,
    "metrics.toml": metrics,
    "names.toml": names,
    "names_known.csv": known_names,
    "places.toml": places,
    "report.toml": report,
    "roles.toml": roles,
}


@cache
def check() -> None:
    """Read them all, once.

    Raises:
        EstrattoreError: A table does not fit its schema; the message names the file and the key.
    """
    for read in TABLES.values():
        read()
