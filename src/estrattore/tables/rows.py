"""Rows: those of one document, and what is done to rows of any table."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from estrattore.finds import Fact, Find, carried, to_plain
from estrattore.tables.schema import SCHEMAS, TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estrattore.documents import Document
    from estrattore.text.layout import Layout

SENTENCE_CHARS = 600  # of the column `sentence` at most: a table must not grow faster than its text
_GAP = re.compile(r"\s+")
Span = tuple[int, int]
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def document_row(document: Document, *, n_tokens: int, keep_text: bool = True) -> Row:
    """The row of table `documents` for one article."""
    return {
        "doc_id": document.id,
        "path": document.path,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "n_chars": document.n_chars,
        "n_tokens": n_tokens,
        "encoding": document.encoding,
        "sha256": document.digest,
        "duplicate_of": None,
        "text": document.text if keep_text else None,
    }


def mention_rows(layout: Layout, sentences: Sequence[Span], finds: Iterable[Find], *, document: Document) -> Rows:
    """Rows of the mention tables and of `facts`: one for each find of a document, with offsets in the text as given.

    Args:
        layout: What was read of the document.
        sentences: (start, end) of its sentences in what was read.
        finds: With offsets in what was read.
        document: Where they stand.
    """
    about = {
        "doc_id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
    }
    starts = [start for start, _ in sentences]
    folded = layout.source != layout.text  # asked once: it may take the length of the text
    rows: Rows = {table: [] for table in TABLE_OF.values()}
    said: dict[str, str] = {}  # the rows of a sentence share it: of a long text they are most of what is held
    for find in finds:
        at = max(bisect_right(starts, find.start) - 1, 0)
        source = carried(find, layout.to_source) if folded else find
        table = TABLE_OF[find.kind]
        first, last = sentences[at] if sentences else (find.start, find.start)
        start, end = focus(find)
        sentence = excerpt(layout.text, (first, max(last, end)), start, end)  # a name may go on in the next one
        known = (
            about
            | to_plain(source)
            | {
                "start_char": source.start,
                "end_char": source.end,
                "text": layout.source[source.start : source.end],
                "sentence": said.setdefault(sentence, sentence),
            }
        )
        rows[table].append({column: known.get(column) for column in SCHEMAS[table]})
    return rows


def focus(find: Find) -> Span:
    """What a row is about: of a fact its figure, else the find itself."""
    if not isinstance(find, Fact):
        return find.start, find.end
    places = ((find.amount_start, find.amount_end), (find.percent_start, find.percent_end))
    return next(((a, b) for a, b in places if a is not None and b is not None), (find.metric_start, find.metric_end))


def excerpt(text: str, sentence: Span, start: int, end: int) -> str:
    """The sentence, or of a long one what stands around a find, cut between words and marked with `…`.

    >>> excerpt("Vale 3 euro.", (0, 12), 5, 11)
    'Vale 3 euro.'
    >>> long = excerpt("parola " * 200 + "3 euro" + " parola" * 200, (0, 2806), 1400, 1406)
    >>> len(long) <= SENTENCE_CHARS, long[:8], "3 euro" in long, long[-8:]
    (True, '…parola ', True, ' parola…')
    """
    first, last = sentence
    if last - first <= SENTENCE_CHARS:
        return text[first:last]
    end = min(end, start + SENTENCE_CHARS - 2)
    room = SENTENCE_CHARS - 2 - (end - start)
    a = max(first, min(start - room // 2, last - room - (end - start)))
    b = min(last, a + room + (end - start))
    if a > first:
        a = next((m.end() for m in [_GAP.search(text, a, start)] if m), a)
    if b < last:
        b = text.rfind(" ", end, b) if " " in text[end:b] else b
    return f"{'…' if a > first else ''}{text[a:b]}{'…' if b < last else ''}"


def merge_rows(into: Rows, more: Rows) -> None:
    """Append the rows of `more` to the tables of `into`."""
    for table, rows in more.items():
        into.setdefault(table, []).extend(rows)
