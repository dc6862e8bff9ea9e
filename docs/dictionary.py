"""The data dictionary: pages made of the schemas and of `columns.toml`; `python docs/dictionary.py` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from estrattore.resources.schemas.columns import dictionary
from estrattore.tables import SCHEMAS

DOCS = Path(__file__).parent
PAGES = {"en": "tables.md", "it": "tabelle.it.md"}


def page(lang: str) -> str:
    """One page: every table of the schemas with its columns, in their order."""
    return "\n".join(_lines(lang)) + "\n"


def _lines(lang: str) -> Iterator[str]:
    said = dictionary()
    title, head, intro = (getattr(words, lang) for words in (said.page.title, said.page.head, said.page.intro))
    yield f"<!-- Made by docs/dictionary.py: change columns.toml, not this page. -->\n\n# {title}\n"
    yield intro.strip()
    for table, schema in SCHEMAS.items():
        yield f"\n## `{table}`\n\n{getattr(said.tables[table], lang)}\n\n{head}\n|---|---|---|"
        for column, kind in schema.items():
            meaning = getattr(said.column(table, column), lang)
            yield f"| `{column}` | {getattr(said.kinds[kind], lang)} | {meaning} |"


if __name__ == "__main__":
    for lang, name in PAGES.items():
        (DOCS / name).write_text(page(lang), "utf-8")
