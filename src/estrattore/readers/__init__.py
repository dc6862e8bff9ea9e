"""Readers: files, folders and standard input in, `Document`s and `Failure`s out.

    discover(paths)      → inputs in a stable order, and what was skipped
    blocks(input)        → the input cut on record borders (jsonl, csv), for shards
    read_input(input)    → its documents and failures, streamed
    read(paths)          → all of it at once, with unique ids
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from estrattore.documents import Document
from estrattore.readers.inputs import Discovery, Failure, Input, discover
from estrattore.settings import Columns

__all__ = ["LIMIT", "Discovery", "Failure", "Input", "blocks", "discover", "read", "read_input", "unique_id"]

LIMIT = 2**30


def read(
    paths: Iterable[str | Path],
    *,
    columns: Columns = Columns(),
    published: dt.date | None = None,
    limit: int = LIMIT,
) -> Iterator[Document | Failure]:
    """Everything behind the paths, in order, with unique ids (see `read_input` for the options)."""
    raise NotImplementedError


def read_input(
    source: Input, *, columns: Columns = Columns(), published: dt.date | None = None, limit: int = LIMIT
) -> Iterator[Document | Failure]:
    """The documents of one input, streamed; what cannot be read is a `Failure`, never an exception.

    Ids are those of the records; where two inputs of a run may clash, pass them through `unique_id`.

    Args:
        source: From `discover` or `blocks`.
        columns: Field names of jsonl and csv records.
        published: Day of publication of every document; overrides every other source.
        limit: Most bytes that a file read as a whole, or expanded from .gz, may have.
    """
    raise NotImplementedError


def blocks(source: Input, *, size: int) -> Iterator[Input]:
    """The same input cut into blocks of about `size` bytes on record borders; lazily, in order.

    Reading the blocks one after the other gives exactly what reading `source` gives. Only plain jsonl and csv files can be
    cut: anything else comes back whole.
    """
    raise NotImplementedError


def unique_id(wanted: str, taken: set[str]) -> str:
    """`wanted`, or on a clash `wanted#2`, `wanted#3` …; adds it to `taken`.

    >>> taken = {"a.txt"}
    >>> unique_id("a.txt", taken), unique_id("a.txt", taken)
    ('a.txt#2', 'a.txt#3')
    """
    found, n = wanted, 1
    while found in taken:
        n += 1
        found = f"{wanted}#{n}"
    taken.add(found)
    return found
