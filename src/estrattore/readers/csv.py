"""Records in csv: a row may span lines, and after a broken one reading goes on."""

from __future__ import annotations

import csv
import zlib
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from estrattore.errors import ReadError
from estrattore.readers.decoding import decode, open_bytes
from estrattore.readers.fields import has_text, no_text_column
from estrattore.readers.lines import RECORD_LIMIT, Line, Record, articles, begun, line_blocks, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estrattore.readers.articles import Found, Options
    from estrattore.readers.inputs import Input
    from estrattore.settings import Columns

HEADER_LIMIT = 2**16  # bytes of the names of the columns
_DELIMITERS = ";,\t|"
csv.field_size_limit(RECORD_LIMIT)


class _Row(NamedTuple):
    lines: list[Line]
    cells: list[str] | ReadError


def read(source: Input, options: Options) -> Iterator[Found]:
    """The articles of a csv file or of a block of it.

    Raises:
        ReadError: It has no column with text, or a .gz expands to more than `limit` bytes.
    """
    with begun(source) as stream:
        records = _records(read_lines(stream, source, options.limit), source, options.columns)
        yield from articles(records, options.columns)


def cut(source: Input, size: int, options: Options) -> Iterator[Input]:
    """Blocks of about `size` bytes that begin where rows begin; the input itself where it cannot be cut."""

    def starts(lines: Iterator[Line]) -> Iterator[Line]:
        header = next(lines, None)
        if header is not None:
            yield from (row.lines[0] for row in _rows(lines, _delimiter(header, options.columns)))

    return line_blocks(source, size, starts)


def first_line(source: Input) -> bytes:
    """The header of a csv: every block of the file depends on it."""
    try:
        with open_bytes(source) as stream:
            return stream.readline(HEADER_LIMIT)
    except (OSError, EOFError, zlib.error):
        return b""


def _records(lines: Iterator[Line], source: Input, columns: Columns) -> Iterator[Record]:
    first = next(lines, None) if source.start == 0 else _first_line(source)
    if first is None:
        return
    delimiter = _delimiter(first, columns)
    header = _header(first, delimiter)
    if not has_text(header, columns):
        raise no_text_column(header, columns)
    for row in _rows(lines, delimiter):
        data = b"".join(line.data for line in row.lines)
        if row.cells:
            yield Record(row.lines[0].number, _fields(header, row.cells), data, decode(data)[1])


def _header(line: Line, delimiter: str) -> list[str]:
    try:
        names = next(csv.reader([decode(line.data)[0]], delimiter=delimiter), [])
    except csv.Error as error:
        raise ReadError(f"No csv: {error} (in the line that names the columns).") from error
    return [name.strip() for name in names]


def _fields(header: list[str], cells: list[str] | ReadError) -> Mapping[str, Any] | ReadError:
    if isinstance(cells, ReadError):
        return cells
    if len(cells) != len(header) and any(cells[len(header) :] or [True]):
        return ReadError(
            f"{len(cells)} fields instead of {len(header)}. A field with the delimiter in it needs quotes."
        )
    return dict(zip(header, cells, strict=False))


def _first_line(source: Input) -> Line | None:
    with open_bytes(source) as stream:
        return next(read_lines(stream, replace(source, start=0, stop=None, line=1), limit=0), None)


def _delimiter(header: Line, columns: Columns) -> str:
    """The sign that sets the text column off, else the most frequent one."""
    line = decode(header.data)[0]

    def fits(delimiter: str) -> tuple[bool, int]:
        names = [name.strip(' "\r\n') for name in line.split(delimiter)]
        return has_text(names, columns) and len(names) > 1, len(names)

    return max(_DELIMITERS, key=fits)


def _rows(lines: Iterator[Line], delimiter: str) -> Iterator[_Row]:
    """Rows with the lines they were read from.

    After a broken one (a quote left open) reading goes on with its second line. Where that opens a quote too, the same
    lines would leave it open: so each line behind a broken row is looked at alone, and a file is read in linear time.
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
            broken = ReadError(f"No csv: {error}. Is a quote missing?")
            yield _Row(taken[:1], broken)
            yield from (_alone(line, delimiter, broken) for line in taken[1:-1])
            again.extend(taken[-1:] if len(taken) > 1 else ())
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)
        else:
            yield _Row(list(taken), cells)


def _alone(line: Line, delimiter: str, otherwise: ReadError) -> _Row:
    """The row that a line is without those that follow."""
    try:
        return _Row([line], next(csv.reader([decode(line.data)[0]], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return _Row([line], otherwise)
