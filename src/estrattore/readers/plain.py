"""Plain text and markdown: the text is what the bytes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.errors import ReadError
from estrattore.readers.articles import MOST_CHARS, Article, Found, Options
from estrattore.readers.decoding import decode, read_all, refuse_binary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estrattore.readers.inputs import Input


MOST_BYTES = 4 * MOST_CHARS  # no encoding takes more for a character


def read(source: Input, options: Options) -> Iterator[Found]:
    """The one article of a text.

    Raises:
        ReadError: It is too large, no text, or empty.
    """
    data = read_all(source, limit=min(options.limit, MOST_BYTES))
    refuse_binary(data)
    text, encoding = decode(data)
    if not text.strip():
        raise ReadError("The file is empty.")
    yield Article(text=text, data=data, encoding=encoding)
