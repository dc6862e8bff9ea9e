"""Records of jsonl and csv files, streamed line by line: a broken line costs that record only."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from estrattore.errors import ReadError
from estrattore.readers.decoding import decode, open_bytes, refuse_binary, wide_encoding
from estrattore.readers.inputs import RECORD_KINDS, Input

RECORD_LIMIT = 2**26  # bytes of one record: an open quote must not swallow a file of gigabytes
_BOM = b"\xef\xbb\xbf"
_DELIMITERS = ";,\t|"
csv.field_size_limit(RECORD_LIMIT)


class Line(NamedTuple):
    """One line with its line end, where it stands in the file, and its number, from 1."""

    number: int
    offset: int
    data: bytes


class Record(NamedTuple):
    """The fields of one record by lower-case name, or why there are none."""

    line: int
    fields: Mapping[str, Any] | ReadError
    data: bytes
    encoding: str


class _Row(NamedTuple):
    lines: list[Line]
    cells: list[str] | ReadError


def read_records(source: Input, *, text_column: str, limit: int) -> Iterator[Record]:
    """Records of a jsonl or csv file or of a block of it.

    Raises:
        ReadError: The csv has no column of this name, or a .gz expands to more than `limit` bytes.
    """
    with open_bytes(source) as stream:
        if source.start == 0:
            refuse_binary(stream.peek(2**13))  # type: ignore[attr-defined]
        lines = _lines(stream, source, limit)
        yield from _jsonl(lines) if source.kind == "jsonl" else _csv(lines, source, text_column)


def split_records(source: Input, *, size: int, text_column: str) -> Iterator[Input]:
    """Blocks of about `size` bytes that begin where records begin; the input itself where it cannot be cut."""
    if source.kind not in RECORD_KINDS or source.compressed:
        yield source
        return
    with open_bytes(source) as stream:
        if wide_encoding(stream.peek(4)):  # type: ignore[attr-defined]
            yield source
            return
        block = source
        for line in _record_starts(stream, source, text_column):
            if line.offset - block.start >= size:
                yield replace(block, stop=line.offset)
                block = replace(source, start=line.offset, line=line.number)
        yield block


def unpack_records(source: Input, target: Path, *, limit: int) -> bool:
    """Expand a .gz of records, so that it can be cut and read from many places; False where it cannot be read whole.

    Raises:
        OSError: The target cannot be written.
    """
    try:
        with target.open("wb") as file:
            for piece in _pieces(source, limit):
                file.write(piece)
    except ReadError:
        target.unlink()
        return False
    return True


def _pieces(source: Input, limit: int) -> Iterator[bytes]:
    size = 0
    try:
        with open_bytes(source) as stream:
            while piece := stream.read(2**20):
                size += len(piece)
                if size > limit:
                    raise ReadError(f"The .gz file expands to more than {limit:,} bytes.")
                yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(str(error)) from error


def _record_starts(stream: BinaryIO, source: Input, text_column: str) -> Iterator[Line]:
    lines = _lines(stream, source, limit=0)
    if source.kind == "jsonl":
        yield from lines
    else:
        header = next(lines, None)
        if header is not None:
            yield from (row.lines[0] for row in _rows(lines, _delimiter(header, text_column)))


def _lines(stream: BinaryIO, source: Input, limit: int) -> Iterator[Line]:
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


def _jsonl(lines: Iterator[Line]) -> Iterator[Record]:
    for line in lines:
        if line.data.strip():
            text, encoding = decode(line.data)
            yield Record(line.number, _json_fields(line, text), line.data, encoding)


def _json_fields(line: Line, text: str) -> Mapping[str, Any] | ReadError:
    if len(line.data) > RECORD_LIMIT:
        return ReadError(f"The line is longer than {RECORD_LIMIT:,} bytes.")
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        return ReadError(f"No JSON: {error}. Each line must be one JSON object.")
    if not isinstance(fields, dict):
        return ReadError(f"The line holds a JSON {type(fields).__name__}, not an object with named fields.")
    return {key.strip().casefold(): value for key, value in fields.items()}


def _csv(lines: Iterator[Line], source: Input, text_column: str) -> Iterator[Record]:
    first = next(lines, None) if source.start == 0 else _first_line(source)
    if first is None:
        return
    delimiter = _delimiter(first, text_column)
    header = _header(first, delimiter)
    if text_column.casefold() not in header:
        columns = ", ".join(header)[:200]
        raise ReadError(f"No column '{text_column}' among: {columns}. Name the column that holds the text.")
    for row in _rows(lines, delimiter):
        data = b"".join(line.data for line in row.lines)
        if row.cells:
            yield Record(row.lines[0].number, _csv_fields(header, row.cells), data, decode(data)[1])


def _header(line: Line, delimiter: str) -> list[str]:
    try:
        names = next(csv.reader([decode(line.data)[0]], delimiter=delimiter), [])
    except csv.Error as error:
        raise ReadError(f"No csv: {error} (in the line that names the columns).") from error
    return [name.strip().casefold() for name in names]


def _csv_fields(header: list[str], cells: list[str] | ReadError) -> Mapping[str, Any] | ReadError:
    if isinstance(cells, ReadError):
        return cells
    if len(cells) != len(header) and any(cells[len(header) :] or [True]):
        return ReadError(
            f"{len(cells)} fields instead of {len(header)}. A field with the delimiter in it needs quotes."
        )
    return dict(zip(header, cells, strict=False))


def _first_line(source: Input) -> Line | None:
    with open_bytes(source) as stream:
        return next(_lines(stream, replace(source, start=0, stop=None, line=1), limit=0), None)


def _delimiter(header: Line, text_column: str) -> str:
    """The sign that sets the text column off, else the most frequent one."""
    line = decode(header.data)[0]

    def fits(delimiter: str) -> tuple[bool, int]:
        names = [name.strip(' "\r\n').casefold() for name in line.split(delimiter)]
        return text_column.casefold() in names and len(names) > 1, len(names)

    return max(_DELIMITERS, key=fits)


def _rows(lines: Iterator[Line], delimiter: str) -> Iterator[_Row]:
    """Rows with the lines they were read from.

    After a broken one (a quote left open) reading goes on with its second line.
    """
    taken: list[Line] = []
    again: deque[Line] = deque()

    def feed() -> Iterator[str]:
        while line := again.popleft() if again else next(lines, None):
            taken.append(line)
            if line.offset + len(line.data) - taken[0].offset > RECORD_LIMIT:
                raise csv.Error(f"longer than {RECORD_LIMIT:,} bytes")
            yield decode(line.data)[0]

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row(taken[:1], ReadError(f"No csv: {error}. Is a quote missing?"))
            again.extendleft(reversed(taken[1:]))
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)
        else:
            yield _Row(list(taken), cells)
