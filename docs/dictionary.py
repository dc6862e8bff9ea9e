"""The data dictionary: pages made of the schemas and of `columns.toml`; `python docs/dictionary.py` writes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from estrattore.tables import SCHEMAS

DOCS = Path(__file__).parent
PAGES = {"en": "tables.md", "it": "tabelle.it.md"}


def words() -> dict[str, Any]:
    """What tables, columns and kinds mean, by language."""
    return tomllib.loads((DOCS / "columns.toml").read_text("utf-8"))


def page(lang: str) -> str:
    """One page: every table of the schemas with its columns, in their order."""
    return "\n".join(_lines(words(), lang)) + "\n"


def _lines(said: dict[str, Any], lang: str) -> Iterator[str]:
    yield f"<!-- Made by docs/dictionary.py: change columns.toml, not this page. -->\n\n# {said['page']['title'][lang]}\n"
    yield said["page"]["intro"][lang].strip()
    for table, schema in SCHEMAS.items():
        meanings = said["columns"]["any"] | said["columns"].get(table, {})
        yield f"\n## `{table}`\n\n{said['tables'][table][lang]}\n\n{said['page']['head'][lang]}\n|---|---|---|"
        for column, kind in schema.items():
            yield f"| `{column}` | {said['kinds'][kind][lang]} | {meanings[column][lang]} |"


if __name__ == "__main__":
    for lang, name in PAGES.items():
        (DOCS / name).write_text(page(lang), "utf-8")
