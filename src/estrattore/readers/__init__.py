"""Readers: files, folders and standard input in, `Document`s and `Failure`s out.

discover(paths)         → inputs in a stable order, and what was skipped
blocks(input)           → the input cut on record borders (jsonl, csv, parquet), for shards
head(input)             → what each of its blocks depends on besides its own bytes
unpack(input, file)     → a .gz of records as a plain file, which can be cut
read_input(input)       → its documents and failures, streamed
read(paths)             → all of it at once, with unique ids
record_document(dict)   → a plain dict as a document

A format is a module with a function `read` and its line in `formats.FORMATS`.
"""

from estrattore.readers.discovery import Discovery, discover
from estrattore.readers.fields import record_document
from estrattore.readers.inputs import Input
from estrattore.readers.reading import LIMIT, blocks, can_be_unpacked, head, holds_records, read, read_input, unpack

__all__ = [
    "LIMIT",
    "Discovery",
    "Input",
    "blocks",
    "can_be_unpacked",
    "discover",
    "head",
    "holds_records",
    "read",
    "read_input",
    "record_document",
    "unpack",
]
