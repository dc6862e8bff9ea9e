"""Records in jsonl: one JSON object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from estrattore.errors import ReadError
from estrattore.readers.decoding import decode
from estrattore.readers.lines import RECORD_LIMIT, Line, Record, articles, begun, line_blocks, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estrattore.readers.articles import Found, Options
    from estrattore.readers.inputs import Input


def read(source: Input, options: Options) -> Iterator[Found]:
    """The articles of a jsonl file or of a block of it.

    Raises:
        ReadError: A .gz expands to more than `limit` bytes.
    """
    with begun(source) as stream:
        yield from articles(_records(read_lines(stream, source, options.limit)), options.columns)


def cut(source: Input, size: int, options: Options) -> Iterator[Input]:
    """Blocks of about `size` bytes that begin where lines begin; the input itself where it cannot be cut."""
    return line_blocks(source, size, lambda lines: lines)


def _records(lines: Iterator[Line]) -> Iterator[Record]:
    for line in lines:
        if line.data.strip():
            text, encoding = decode(line.data)
            yield Record(line.number, _fields(line, text), line.data, encoding)


def _fields(line: Line, text: str) -> Mapping[str, Any] | ReadError:
    if len(line.data) > RECORD_LIMIT:
        return ReadError(f"The line is longer than {RECORD_LIMIT:,} bytes.")
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        return ReadError(f"No JSON: {error}. Each line must be one JSON object.")
    if not isinstance(fields, dict):
        return ReadError(f"The line holds a JSON {type(fields).__name__}, not an object with named fields.")
    return fields
