"""Shards to tables: rows in the order of the inputs, unique ids, near-duplicates, entities.

What is remembered is bounded: 36 bytes for each document, ids and signatures of those that clash, 4 bytes for each fact, ids of
those that come again, names.
"""

from __future__ import annotations

import shutil
from array import array
from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from estrattore.batch.clashes import Crowd, repeated
from estrattore.batch.duplicates import Seen
from estrattore.batch.shards import MARKS, Unit, may_pass
from estrattore.batch.store import Contents, DamagedError, Places, read_index, read_rows, write_index
from estrattore.documents import unique_id
from estrattore.tables.entities import Mentions
from estrattore.tables.formats.write import write_rows
from estrattore.tables.repeats import Repeats, digest
from estrattore.tables.rows import short_hash
from estrattore.tables.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from estrattore.settings import Settings
    from estrattore.tables.rows import Row

OPEN_SHARDS = 64  # neighbours in the input are neighbours in a shard


@dataclass
class Index:
    """In which finished shard the rows of each unit stand.

    Args:
        shard_of: By the key of the unit.
        erring: Keys of units with rows in `errors`.
        damaged: How many shards were not as they were written, and are gone.
    """

    shard_of: dict[str, Path] = field(default_factory=dict)
    erring: set[str] = field(default_factory=set)
    damaged: int = 0
    kept: OrderedDict[Path, Places] = field(default_factory=OrderedDict)

    @classmethod
    def of(cls, folder: Path, *, read: Callable[[Path], Contents] = read_index) -> Index:
        """Read the finished shards of a folder; one that is damaged is removed.

        Args:
            folder: Of the shards.
            read: `check` for shards of an earlier run.
        """
        index = cls()
        for shard in sorted(folder.glob("[!.]*")):
            try:
                places = read(shard).places
            except (DamagedError, OSError):
                index.damaged += 1
                shutil.rmtree(shard) if shard.is_dir() else shard.unlink()
            else:
                index.shard_of |= dict.fromkeys(places, shard)
                index.erring |= {key for key, place in places.items() if "errors" in place}
        return index

    def __contains__(self, unit: Unit) -> bool:
        return unit.key in self.shard_of

    def rows(self, key: str, table: str) -> Iterator[Row]:
        """The rows of a unit in one table."""
        shard = self.shard_of[key]
        place = self._places(shard)[key].get(table)
        if place:
            yield from read_rows(shard, table, place)

    def _places(self, shard: Path) -> Places:
        if shard not in self.kept:
            self.kept[shard] = read_index(shard).places
            if len(self.kept) > OPEN_SHARDS:
                self.kept.popitem(last=False)
        return self.kept[shard]

    def drop_failures(self) -> set[str]:
        """Forget the units that failed of what may pass, so that they are done again; returns their keys."""
        dropped = {key for key in self.erring if any(map(may_pass, self.rows(key, "errors")))}
        for shard in {self.shard_of[key] for key in dropped}:
            contents = read_index(shard)
            left = {key: place for key, place in contents.places.items() if key not in dropped}
            if left:
                write_index(shard, contents._replace(places=left))
            else:
                shutil.rmtree(shard)
        self.shard_of = {key: shard for key, shard in self.shard_of.items() if key not in dropped}
        self.erring -= dropped
        self.kept.clear()
        return dropped

    def used(self, units: Iterable[Unit]) -> set[Path]:
        """The shards that hold any of these units."""
        return {self.shard_of[unit.key] for unit in units if unit in self}


@dataclass
class Merge:
    """One pass over the units for each table; ids are settled by the pass over `documents`, which comes first.

    Args:
        index: Of the finished shards.
        units: In the order of the tables.
        spill: A folder for what memory may not hold; removed in the end.
    """

    index: Index
    units: Sequence[Unit]
    spill: Path
    ids: dict[tuple[str, str], str] = field(default_factory=dict)  # (unit, id) → id, where they differ

    def write(self, out: Path, settings: Settings) -> dict[str, int]:
        """Write every table; returns the number of rows of each."""
        shutil.rmtree(self.spill, ignore_errors=True)  # of a run that was killed
        self.spill.mkdir()
        try:
            with closing(Mentions(self.spill / "mentions.duckdb")) as mentions:
                tables: dict[str, Iterable[Row]] = {name: self._rows(name, mentions) for name in SCHEMAS}
                # Both are generators: `entities` is asked for after the mention tables.
                tables |= {"documents": self._documents(), "facts": self._facts(tables["facts"])}
                tables |= {"entities": mentions.entities()}
                return write_rows(tables, out, formats=settings.formats, csv_style=settings.csv_style)
        finally:
            shutil.rmtree(self.spill, ignore_errors=True)

    def _documents(self) -> Iterator[Row]:
        crowd = Crowd.of(row for unit in self.units for row in self.index.rows(unit.key, MARKS))
        taken: dict[str, int] = {}
        seen, number = Seen(), count()
        for unit in self.units:
            marks = self.index.rows(unit.key, MARKS)
            for row, mark, n in zip(self.index.rows(unit.key, "documents"), marks, number):  # noqa: B905 - one has no end
                doc_id = unique_id(mark["id"], taken) if crowd.ids[n] else mark["id"]
                if doc_id != row["doc_id"]:
                    self.ids[unit.key, row["doc_id"]] = doc_id
                first = seen.first(mark["signature"], doc_id) if crowd.texts[n] and mark["signature"] else None
                yield row | {"doc_id": doc_id, "duplicate_of": first}

    def _facts(self, rows: Iterable[Row]) -> Iterator[Row]:
        places = (digest(row) for unit in self.units for row in self.index.rows(unit.key, "facts"))
        again, seen = repeated(array("I", (int.from_bytes(place[:4], "big") for place in places))), Repeats()
        for row, twice in zip(rows, again, strict=True):
            yield row | {"repeats": seen.first(row, again=bool(twice))}

    def _rows(self, table: str, mentions: Mentions) -> Iterator[Row]:
        for unit in self.units:
            for row in self.index.rows(unit.key, table):
                if (unit.key, row.get("doc_id")) in self.ids:
                    _rename(row, self.ids[unit.key, row["doc_id"]])
                mentions.add(table, row)
                yield row


def _rename(row: Row, doc_id: str) -> None:
    """Give a row the id of its document; facts of two documents that are the same in all else get different ids."""
    row["doc_id"] = doc_id
    if row.get("fact_id"):
        row["fact_id"] = short_hash(doc_id, row["fact_id"])
