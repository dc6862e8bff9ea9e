"""Inputs to documents: what every format has in common."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.documents import Document, Failure, unique_id
from estrattore.errors import ReadError
from estrattore.readers.articles import Article, Broken, Options, Part, document_of, record_name
from estrattore.readers.decoding import expand
from estrattore.readers.discovery import discover
from estrattore.readers.formats import FORMATS, kind_of
from estrattore.readers.inputs import Input, clean_name
from estrattore.settings import Columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LIMIT = 2**30
DEEPEST = 3  # mails within mails within mails
_COLUMNS = Columns()


def read(
    paths: Iterable[str | Path],
    *,
    columns: Columns = _COLUMNS,
    published: dt.date | None = None,
    limit: int = LIMIT,
) -> Iterator[Document | Failure]:
    """Everything behind the paths, in order, with unique ids (see `read_input` for the options).

    Raises:
        UsageError: A file of another kind was named directly.
        NothingToReadError: A path does not exist, or there is no input at all.
    """
    taken: dict[str, int] = {}
    for source in discover(paths).inputs:
        for item in read_input(source, columns=columns, published=published, limit=limit):
            yield replace(item, id=unique_id(item.id, taken)) if isinstance(item, Document) else item


def read_input(
    source: Input, *, columns: Columns = _COLUMNS, published: dt.date | None = None, limit: int = LIMIT
) -> Iterator[Document | Failure]:
    """The documents of one input, streamed; what cannot be read is a `Failure`, never an exception.

    Ids are those of the records; where two inputs of a run may clash, pass them through `unique_id`.

    Args:
        source: From `discover` or `blocks`.
        columns: Field names of records; case does not matter.
        published: Day of publication of every document; overrides every other source.
        limit: Most bytes that a file read as a whole, or expanded from .gz, may have.
    """
    yield from _read(source, Options(columns, limit), published, depth=0)


def blocks(source: Input, *, size: int, columns: Columns = _COLUMNS) -> Iterator[Input]:
    """The same input cut into blocks of about `size` bytes on record borders; lazily, in order.

    Reading the blocks one after the other gives exactly what reading `source` gives. Only plain jsonl and csv files
    and the row groups of parquet can be cut: anything else, and what cannot be opened, comes back whole.
    """
    cut = FORMATS[source.kind].cut if source.kind in FORMATS else None
    try:
        yield from cut(source, size, Options(columns, LIMIT)) if cut else [source]
    except OSError:
        yield source


def head(source: Input) -> bytes:
    """What every block of an input depends on, besides its own bytes: the names of the columns."""
    return FORMATS[source.kind].head(source) if source.kind in FORMATS else b""


def holds_records(source: Input) -> bool:
    """Whether this is a file, or a block of one, whose documents are its records."""
    return source.kind in FORMATS and FORMATS[source.kind].cut is not None


def can_be_unpacked(source: Input) -> bool:
    """Whether this is a .gz of records, which workers can share once it is a plain file."""
    return source.compressed and holds_records(source)


def unpack(source: Input, target: Path) -> bool:
    """Expand a .gz of records into a plain file; False where it is damaged, or swells as no text does.

    Raises:
        OSError: The target cannot be written.
    """
    return expand(source, target)


def _read(source: Input, options: Options, published: dt.date | None, depth: int) -> Iterator[Document | Failure]:
    form = FORMATS.get(source.kind, FORMATS["txt"])  # a folder that cannot be listed cannot be opened either
    taken: dict[str, int] = {}
    item = None
    try:
        if depth > DEEPEST:
            raise ReadError("A mail within mails, too deep to be read. Save it as a file of its own.")
        for found in form.read(source, options):
            if isinstance(found, Part):
                part = _inner(source, found, unique_id(found.name, taken))
                for item in _read(part, options, published, depth + 1) if part else ():
                    yield item
            else:
                item = _item(source, found, published)
                yield item
        if item is None and source.start == 0 and source.stop is None:
            raise ReadError("Nothing in it can be read: there is no text, and there are no records.")
    except (ReadError, OSError, EOFError, zlib.error) as error:
        yield _failure(source, error)


def _item(source: Input, found: Article | Broken, published: dt.date | None) -> Document | Failure:
    if isinstance(found, Broken):
        return _failure(source, found.error, record=found.record)
    return document_of(source, found, published=published)


def _inner(source: Input, part: Part, name: str) -> Input | None:
    """An attachment as an input, if it is of a known kind."""
    kind = kind_of(part.name)
    record = "/".join(filter(None, (source.record, name)))
    if kind is None:
        return None
    return replace(source, name=f"{source.name}/{name}", kind=kind, data=part.data, record=record, day=part.day)


def _failure(source: Input, error: Exception, *, record: str = "") -> Failure:
    message = (
        f"{type(error).__name__}: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)
    )
    return Failure(
        path=clean_name(source.path),
        record=record_name(source, record),
        error=type(error).__name__,
        message=message,
    )
