"""Italian news text in, tidy tables out.

>>> import estrattore
>>> estrattore.parse_money("circa 11 miliardi di dollari").currency
'USD'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estrattore.api import extract, extract_folder, show
    from estrattore.documents import Document
    from estrattore.errors import EstrattoreError
    from estrattore.pipeline.load import load
    from estrattore.settings import Columns, Settings
    from estrattore.tables import SCHEMAS, Tables
    from estrattore.values import parse_date, parse_money, parse_number, parse_percent

__version__ = "0.1.0"

# Looked up on first use, so that `estrattore --help` imports neither spaCy nor pandas.
_HOME = {
    "Columns": "settings",
    "Document": "documents",
    "EstrattoreError": "errors",
    "SCHEMAS": "tables",
    "Settings": "settings",
    "Tables": "tables",
    "extract": "api",
    "extract_folder": "api",
    "load": "pipeline.load",
    "parse_date": "values",
    "parse_money": "values",
    "parse_number": "values",
    "parse_percent": "values",
    "show": "api",
}
__all__ = [
    "SCHEMAS",
    "Columns",
    "Document",
    "EstrattoreError",
    "Settings",
    "Tables",
    "extract",
    "extract_folder",
    "load",
    "parse_date",
    "parse_money",
    "parse_number",
    "parse_percent",
    "show",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(importlib.import_module(f"estrattore.{_HOME[name]}"), name)
    raise AttributeError(f"module 'estrattore' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
