"""The files of a shard: rows by table, and an index of whose they are, with checksums by which damage shows."""

from __future__ import annotations

import json
import os
import zlib
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from estrattore.tables.rows import Row, Rows

INDEX = "units.json"
PIECE = 2**20  # bytes read at a time
Place = tuple[int, int]  # first byte, byte after
Places = dict[str, dict[str, Place]]  # unit key → table → where its rows stand
Sums = dict[str, tuple[int, int]]  # table → bytes, checksum


class DamagedError(ValueError):
    """A shard is not as it was written: a machine lost its power, a disk fails, somebody was at it."""


class Contents(NamedTuple):
    """What the index of a shard says."""

    places: Places
    sums: Sums


def write_units(folder: Path, units: Iterable[tuple[str, Rows]], *, keys: Iterable[str]) -> None:
    """Append rows to `<table>.jsonl` as they come, unit after unit, and note where those of each unit stand.

    Everything is on the disk when this returns.
    """
    places: Places = {key: {} for key in keys}
    sums: Sums = {}
    with ExitStack() as stack:
        files: dict[str, IO[bytes]] = {}
        for key, rows in units:
            for table, table_rows in rows.items():
                if table_rows:
                    if table not in files:
                        files[table] = stack.enter_context((folder / f"{table}.jsonl").open("wb"))
                    data = b"".join(map(_line, table_rows))
                    files[table].write(data)
                    end, checksum = sums.get(table, (0, 0))
                    start, _ = places[key].get(table, (end, 0))
                    sums[table] = end + len(data), zlib.crc32(data, checksum)
                    places[key][table] = start, end + len(data)
        for file in files.values():
            to_disk(file)
    write_index(folder, Contents(places, sums))
    _folder_to_disk(folder)


def write_index(folder: Path, contents: Contents) -> None:
    """Write the index of a shard, in one piece or not at all."""
    body = contents._asdict()
    temporary = folder / f".{INDEX}.tmp"
    with temporary.open("wb") as file:
        file.write(json.dumps({"sum": zlib.crc32(_plain(body))} | body).encode("ascii"))
        to_disk(file)
    temporary.replace(folder / INDEX)


def publish(temporary: Path, target: Path) -> None:
    """Give a finished shard its name, for good."""
    temporary.replace(target)
    _folder_to_disk(target.parent)


def read_index(shard: Path) -> Contents:
    """What the index of a shard says.

    Raises:
        DamagedError: It is not as it was written.
        OSError: It is not there.
    """
    try:
        found = json.loads((shard / INDEX).read_bytes())
        body = {"places": found["places"], "sums": found["sums"]}
        whole = found["sum"] == zlib.crc32(_plain(body))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedError(f"{INDEX} cannot be read") from error
    if not whole:
        raise DamagedError(f"{INDEX} was changed")
    return Contents(**body)


def check(shard: Path) -> Contents:
    """The same, after a look at every byte of the shard.

    Raises:
        DamagedError: A file is not as it was written.
        OSError: One is not there.
    """
    contents = read_index(shard)
    for table, (size, checksum) in contents.sums.items():
        path, found = shard / f"{table}.jsonl", 0
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                found = zlib.crc32(piece, found)
        if (path.stat().st_size, found) != (size, checksum):
            raise DamagedError(f"{path.name} was changed")
    return contents


def read_rows(folder: Path, table: str, place: Place) -> Iterator[Row]:
    """The rows of one unit in one table."""
    start, end = place
    with (folder / f"{table}.jsonl").open("rb") as file:
        file.seek(start)
        while start < end:
            line = file.readline()
            start += len(line)
            yield json.loads(line)


def _line(row: Row) -> bytes:
    return json.dumps(row).encode("ascii") + b"\n"


def _plain(body: object) -> bytes:
    return json.dumps(body).encode("ascii")


def to_disk(file: IO[bytes]) -> None:
    """Not only to where the system keeps what it will write."""
    file.flush()
    os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """The names in a folder, where the system lets a folder be opened."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows
        return
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
