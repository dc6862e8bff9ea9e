"""Records that stand on lines: streamed, and cut between lines; a broken record costs that record only."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from estrattore.errors import ReadError
from estrattore.readers.articles import Broken, Found
from estrattore.readers.decoding import open_bytes, refuse_binary, wide_encoding
from estrattore.readers.fields import article_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from estrattore.readers.inputs import Input
    from estrattore.settings import Columns

RECORD_LIMIT = 2**26  # bytes of one record: an open quote must not swallow a file of gigabytes
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line with its line end, where it stands in the file, and its number, from 1."""

    number: int
    offset: int
    data: bytes


class Record(NamedTuple):
    """The fields of one record by name, or why there are none."""

    line: int
    fields: Mapping[str, Any] | ReadError
    data: bytes
    encoding: str


@contextmanager
def begun(source: Input) -> Iterator[BinaryIO]:
    """The open bytes of a file that is no picture."""
    with open_bytes(source) as stream:
        if source.start == 0:
            refuse_binary(stream.peek(2**13))  # type: ignore[attr-defined]
        yield stream


def read_lines(stream: BinaryIO, source: Input, limit: int) -> Iterator[Line]:
    """Lines of the block, ended by `\\n` only; of one beyond the limit only the beginning."""
    stream.seek(source.start)
    encoding = wide_encoding(stream.peek(4)) if source.start == 0 else None  # type: ignore[attr-defined]
    if encoding:
        stream = _Narrow(io.TextIOWrapper(stream, encoding, errors="replace", newline="\n"))  # type: ignore[assignment]
    number, offset = source.line, source.start
    while source.stop is None or offset < source.stop:
        data = stream.readline(RECORD_LIMIT + 1)
        if not data:
            return
        length = len(data)
        if length > RECORD_LIMIT and not data.endswith(b"\n"):
            length += _skip_line(stream)
        if source.compressed and offset + length > limit:
            raise ReadError(f"The .gz file expands to more than {limit:,} bytes. Unpack it first.")
        yield Line(number, offset, data.removeprefix(_BOM) if offset == 0 else data)
        number, offset = number + 1, offset + length


class _Narrow:
    """A UTF-16 or UTF-32 text stream as lines of UTF-8 bytes."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream

    def readline(self, size: int) -> bytes:
        return self._stream.readline(size).encode("utf-8", "surrogatepass")


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while data := stream.readline(RECORD_LIMIT):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def articles(records: Iterator[Record], columns: Columns) -> Iterator[Found]:
    """The articles of records."""
    for record in records:
        number = str(record.line)
        try:
            if isinstance(record.fields, ReadError):
                raise record.fields
            yield article_of(record.fields, columns, record=number, data=record.data, encoding=record.encoding)
        except ReadError as error:
            yield Broken(number, error)


def line_blocks(source: Input, size: int, starts: Callable[[Iterator[Line]], Iterator[Line]]) -> Iterator[Input]:
    """Blocks that begin with one of the lines that `starts` picks."""
    if source.compressed:
        yield source
        return
    with open_bytes(source) as stream:
        if wide_encoding(stream.peek(4)):  # type: ignore[attr-defined]
            yield source
            return
        block = source
        for line in starts(read_lines(stream, source, limit=0)):
            if line.offset - block.start >= size:
                yield replace(block, stop=line.offset)
                block = replace(source, start=line.offset, line=line.number)
        yield block
