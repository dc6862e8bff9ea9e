"""Readers: files, folders and standard input in, `Document`s and `Failure`s out.

discover(paths)      → inputs in a stable order, and what was skipped
blocks(input)        → the input cut on record borders (jsonl, csv), for shards
unpack(input, file)  → a .gz of records as a plain file, which can be cut
read_input(input)    → its documents and failures, streamed
read(paths)          → all of it at once, with unique ids
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from estrattore.documents import Document, Failure, unique_id
from estrattore.errors import ReadError
from estrattore.readers.articles import file_document, record_document
from estrattore.readers.decoding import read_all
from estrattore.readers.inputs import RECORD_KINDS, Discovery, Input, clean_name, discover
from estrattore.readers.records import read_records, split_records, unpack_records
from estrattore.settings import Columns

__all__ = ["LIMIT", "Discovery", "Input", "blocks", "discover", "read", "read_input", "unpack"]

LIMIT = 2**30
MOST_SWOLLEN = 100  # news shrinks to a third or a tenth; a gz made to fill disks to a thousandth
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
        columns: Field names of jsonl and csv records; case does not matter.
        published: Day of publication of every document; overrides every other source.
        limit: Most bytes that a file read as a whole, or expanded from .gz, may have.
    """
    try:
        if source.kind in RECORD_KINDS:
            yield from _records(source, columns, published, limit)
        else:
            yield file_document(source, read_all(source, limit=limit), published=published)
    except (ReadError, OSError, EOFError, zlib.error) as error:
        yield _failure(source, error)


def blocks(source: Input, *, size: int, columns: Columns = _COLUMNS) -> Iterator[Input]:
    """The same input cut into blocks of about `size` bytes on record borders; lazily, in order.

    Reading the blocks one after the other gives exactly what reading `source` gives. Only plain jsonl and csv
    files can be cut: anything else, and what cannot be opened, comes back whole.
    """
    try:
        yield from split_records(source, size=size, text_column=columns.text)
    except OSError:
        yield source


def unpack(source: Input, target: Path) -> bool:
    """Expand a .gz of records into a plain file; False where it is damaged, or swells as no text does.

    Raises:
        OSError: The target cannot be written.
    """
    try:
        swollen = max(LIMIT, MOST_SWOLLEN * Path(source.path).stat().st_size)
    except OSError:
        return False
    return unpack_records(source, target, limit=swollen)


def _records(source: Input, columns: Columns, published: dt.date | None, limit: int) -> Iterator[Document | Failure]:
    record = None
    for record in read_records(source, text_column=columns.text, limit=limit):
        try:
            yield record_document(source, record, columns=columns, published=published)
        except ReadError as error:
            yield _failure(source, error, record=str(record.line))
    if record is None and source.start == 0 and source.stop is None:
        raise ReadError("The file holds no records.")


def _failure(source: Input, error: Exception, *, record: str = "") -> Failure:
    path = clean_name(source.path)
    message = (
        f"{type(error).__name__}: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)
    )
    return Failure(path=path, record=record, error=type(error).__name__, message=message)
