"""Web pages: the article without menus, advertisements and footers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from estrattore.errors import ReadError
from estrattore.readers.articles import Article, Found, Options
from estrattore.readers.decoding import decode, read_all, refuse_binary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estrattore.readers.inputs import Input

MOST_BYTES = 50_000_000  # of a page: the tree that is made of it takes 25 times as much memory
# Only what the page says of itself: no search for anything that looks like a date, no "today" as the latest day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def read(source: Input, options: Options) -> Iterator[Found]:
    """The one article of a page.

    Raises:
        ReadError: It is too large, no text, or holds no article.
    """
    data = read_all(source, limit=min(options.limit, MOST_BYTES))
    refuse_binary(data)
    page, encoding = decode(data, html=True)
    text, title, day = _article(page)
    if not text.strip():
        raise ReadError("No article was found in the page." if data.strip() else "The file is empty.")
    yield Article(text=text, title=title, day=day, data=data, encoding=encoding)


def _article(page: str) -> tuple[str, str, str]:
    """Text, title and day of a page; the text is empty where there is no article."""
    import trafilatura  # takes half a second, and few inputs need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without an article is our message
    found: Any = trafilatura.bare_extraction(
        page if "<html" in page[:2000].lower() else f"<html><body>{page}</body></html>",
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if found is None:
        return trafilatura.baseline(page)[1], "", ""
    return found.text or "", found.title or "", found.date or ""
