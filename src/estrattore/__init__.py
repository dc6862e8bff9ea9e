"""Italian news text in, tidy tables out.

>>> import estrattore
>>> estrattore.parse_money("circa 11 miliardi di dollari").currency
'USD'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from estrattore._version import __version__

if TYPE_CHECKING:
    from estrattore.api import extract, extract_folder, pipe, show
    from estrattore.batch.summary import RunSummary
    from estrattore.documents import Document, Failure
    from estrattore.errors import (
        EstrattoreError,
        FolderInUseError,
        ModelNotFoundError,
        NothingToReadError,
        ReadError,
        UsageError,
    )
    from estrattore.finds import DateSpan, Money, Percentage
    from estrattore.pipeline.explain import explain
    from estrattore.pipeline.load import load
    from estrattore.settings import Columns, Settings
    from estrattore.tables.schema import SCHEMAS
    from estrattore.tables.tables import Tables
    from estrattore.values.numbers.reading import parse_number
    from estrattore.values.parse import parse_date, parse_money, parse_percent

# Looked up on first use, so that `estrattore --help` imports neither spaCy nor pandas.
_HOME = {
    "Columns": "settings",
    "DateSpan": "finds",
    "Document": "documents",
    "EstrattoreError": "errors",
    "Failure": "documents",
    "FolderInUseError": "errors",
    "ModelNotFoundError": "errors",
    "Money": "finds",
    "NothingToReadError": "errors",
    "Percentage": "finds",
    "ReadError": "errors",
    "RunSummary": "batch.summary",
    "SCHEMAS": "tables.schema",
    "Settings": "settings",
    "Tables": "tables.tables",
    "UsageError": "errors",
    "explain": "pipeline.explain",
    "extract": "api",
    "extract_folder": "api",
    "load": "pipeline.load",
    "parse_date": "values.parse",
    "parse_money": "values.parse",
    "parse_number": "values.numbers.reading",
    "parse_percent": "values.parse",
    "pipe": "api",
    "show": "api",
}
__all__ = [
    "SCHEMAS",
    "Columns",
    "DateSpan",
    "Document",
    "EstrattoreError",
    "Failure",
    "FolderInUseError",
    "ModelNotFoundError",
    "Money",
    "NothingToReadError",
    "Percentage",
    "ReadError",
    "RunSummary",
    "Settings",
    "Tables",
    "UsageError",
    "__version__",
    "explain",
    "extract",
    "extract_folder",
    "load",
    "parse_date",
    "parse_money",
    "parse_number",
    "parse_percent",
    "pipe",
    "show",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(importlib.import_module(f"estrattore.{_HOME[name]}"), name)
    raise AttributeError(f"module 'estrattore' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
