"""Records of parquet files, streamed row group by row group; a large file is cut between row groups."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from estrattore.errors import ReadError
from estrattore.readers.articles import Broken, Found, Options
from estrattore.readers.decoding import open_bytes
from estrattore.readers.fields import article_of, as_bytes, has_text, key, names, no_text_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyarrow.parquet import ParquetFile

    from estrattore.readers.inputs import Input

ROWS = 256  # held in memory at a time


def read(source: Input, options: Options) -> Iterator[Found]:
    """The articles of a file, or of the row groups that begin within a block of it.

    Raises:
        ReadError: It is damaged, or has no column with text.
    """
    number = source.line
    with _opened(source) as file:
        columns = file.schema_arrow.names
        if not has_text(columns, options.columns):
            raise no_text_column(columns, options.columns)
        parts = ("id", "title", "date", "text")
        wanted = {name for part in parts for name in names(options.columns, part)}  # type: ignore[arg-type]
        read = [name for name in columns if key(name) in wanted]
        for group, start in enumerate(_starts(file)):
            if source.start <= start and (source.stop is None or start < source.stop):
                yield from _rows(file, group, read, number, options)
                number += file.metadata.row_group(group).num_rows


def cut(source: Input, size: int, options: Options) -> Iterator[Input]:
    """Blocks of row groups of about `size` bytes; the input itself where it cannot be cut."""
    try:
        with _opened(source) as file:
            starts = _starts(file)
            rows = [file.metadata.row_group(group).num_rows for group in range(len(starts))]
    except ReadError:
        starts, rows = [], []
    if starts != sorted(starts):
        starts, rows = [], []
    block, line = source, 1
    for start, before in zip(starts[1:], rows, strict=False):
        line += before
        if start - block.start >= size:
            yield replace(block, stop=start)
            block = replace(source, start=start, line=line)
    yield block


def schema(source: Input) -> bytes:
    """Names and types of the columns, which stand at the end of the file."""
    try:
        with _opened(source) as file:
            return str(file.schema_arrow.remove_metadata()).encode()
    except (ReadError, OSError):
        return b""


@contextmanager
def _opened(source: Input) -> Iterator[ParquetFile]:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    with open_bytes(source) as stream:
        try:
            file = ParquetFile(stream)
        except (pyarrow.ArrowException, OSError) as error:
            raise ReadError(f"The parquet file is damaged, or is none: {_first_line(error)}") from error
        yield file


def _starts(file: ParquetFile) -> list[int]:
    """The byte at which each row group begins."""
    groups = (file.metadata.row_group(group) for group in range(file.metadata.num_row_groups))
    return [min(map(_start, (group.column(n) for n in range(group.num_columns))), default=0) for group in groups]


def _start(chunk: Any) -> int:
    return int(min(chunk.data_page_offset, chunk.dictionary_page_offset or chunk.data_page_offset))


def _rows(file: ParquetFile, group: int, columns: list[str], number: int, options: Options) -> Iterator[Found]:
    """Articles of one row group; what is damaged in it ends it, not the file."""
    import pyarrow

    try:
        for batch in file.iter_batches(batch_size=ROWS, row_groups=[group], columns=columns):
            for fields in batch.to_pylist():
                try:
                    yield article_of(fields, options.columns, record=str(number), data=as_bytes(fields))
                except ReadError as error:
                    yield Broken(str(number), error)
                number += 1
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield Broken(str(number), ReadError(f"The row group is damaged from here on: {_first_line(error)}"))


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
