"""Gold articles: reading and checking them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from estrattore.documents import Document
from estrattore.errors import NothingToReadError, UsageError

Gold = Mapping[str, Any]
FLOORS = "floors.json"  # may lie beside the articles


def read_gold(folder: str | Path) -> list[Gold]:
    """The gold articles of a folder, by file name.

    Raises:
        NothingToReadError: No gold there.
        UsageError: A file is no gold, or a mention does not stand where it says.
    """
    golds = [_read_article(path) for path in sorted(Path(folder).glob("*.json")) if path.name != FLOORS]
    if not golds:
        raise NothingToReadError(f"No gold in '{folder}': it should hold one .json file for each article.")
    return golds


def _read_article(path: Path) -> Gold:
    try:
        gold: Gold = json.loads(path.read_text("utf-8"))
        wrong = [m["text"] for m in gold["mentions"] if gold["text"][m["start"] : m["end"]] != m.get("text")]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"'{path}' is no gold article: {error!r}") from error
    if wrong:
        raise UsageError(f"'{path}': these mentions do not stand at their offsets: {', '.join(wrong[:5])}")
    return gold


def gold_documents(golds: Iterable[Gold]) -> list[Document]:
    """The articles as documents, for extraction when no tables are given."""
    return [
        Document(
            text=gold["text"],
            id=gold["id"],
            title=gold.get("title") or "",
            published=gold.get("date"),
        )
        for gold in golds
    ]
