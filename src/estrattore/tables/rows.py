"""Rows: those of one document, and what is done to rows of any table."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from estrattore.finds import Fact, Find, carried, figures, to_plain
from estrattore.tables.schema import FACT_OFFSETS, SCHEMAS, TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estrattore.documents import Document
    from estrattore.text.layout import Layout

SENTENCE_CHARS = 600  # of the column `sentence` at most: a table must not grow faster than its text
ID_DIGITS = 16  # hexadecimal, as those of `entity_id`
NO_REASON = "other"  # of a figure that nobody said anything of
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


def mention_rows(
    layout: Layout,
    sentences: Sequence[Span],
    finds: Sequence[Find],
    *,
    unused: Mapping[Span, str] = MappingProxyType({}),
    document: Document,
) -> Rows:
    """Rows of the mention tables and of `facts`: one for each find of a document, with offsets in the text as given.

    Args:
        layout: What was read of the document.
        sentences: (start, end) of its sentences in what was read.
        finds: With offsets in what was read.
        unused: Why no fact uses a figure, by its span in what was read.
        document: Where they stand.
    """
    about = {
        "doc_id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
    }
    starts = [start for start, _ in sentences]
    folded = layout.source != layout.text  # asked once: it may take the length of the text
    here = _key(document.id, document.text)
    facts = {find: fact_id(carried(find, layout.to_source), here) for find in finds if isinstance(find, Fact)}
    users = {figure: fact for find, fact in reversed(facts.items()) for figure in figures(find)}
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
            | _use(find, facts, users, unused)
            | {
                "start_char": source.start,
                "end_char": source.end,
                "text": layout.source[source.start : source.end],
                "sentence": said.setdefault(sentence, sentence),
            }
        )
        rows[table].append({column: known.get(column) for column in SCHEMAS[table]})
    return rows


def fact_id(fact: Fact, document: str) -> str:
    """A short hash of the document – a hash of its id and its text – and of the places of a fact's parts in the text as given."""
    spans = [getattr(fact, part) for part in (*FACT_OFFSETS, "counterparty_start", "counterparty_end")]
    return short_hash(document, str(spans))


@lru_cache(maxsize=1)
def _key(doc_id: str, text: str) -> str:
    """What tells a document from all others; kept, as the blocks of a long one all ask for it."""
    return short_hash(doc_id, text)


def short_hash(*parts: str) -> str:
    """As many digits as an id has.

    >>> short_hash("a", "b") == short_hash("ab"), len(short_hash("a"))
    (False, 16)
    """
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def _use(find: Find, facts: Mapping[Fact, str], users: Mapping[Span, str], unused: Mapping[Span, str]) -> Row:
    """The id of a fact; of a figure that of the first fact that uses it, or why there is none."""
    if isinstance(find, Fact):
        return {"fact_id": facts[find]}
    span = find.start, find.end
    user = users.get(span)
    return {"fact_id": user, "no_fact": None if user else unused.get(span, NO_REASON)}


def focus(find: Find) -> Span:
    """What a row is about: of a fact its figure, else the find itself."""
    if not isinstance(find, Fact):
        return find.start, find.end
    return next(iter(figures(find)), (find.metric_start, find.metric_end))


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
