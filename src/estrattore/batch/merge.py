"""Shards to tables: rows in the order of the inputs, unique ids, near-duplicates, entities.

What is remembered is bounded: 36 bytes for each document, ids and signatures of those that clash, names.
"""

from __future__ import annotations

import json
import shutil
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from estrattore.batch.clashes import Crowd
from estrattore.batch.duplicates import Seen
from estrattore.batch.shards import MARKS, Unit, read_rows
from estrattore.documents import unique_id
from estrattore.settings import Settings
from estrattore.tables.entities import Mentions
from estrattore.tables.formats.write import write_rows
from estrattore.tables.rows import Row
from estrattore.tables.schema import SCHEMAS

Places = dict[str, dict[str, tuple[int, int]]]  # unit key → table → first byte, byte after
OPEN_SHARDS = 64  # neighbours in the input are neighbours in a shard


@dataclass
class Index:
    """In which finished shard the rows of each unit stand."""

    shard_of: dict[str, Path]
    kept: OrderedDict[Path, Places] = field(default_factory=OrderedDict)

    @classmethod
    def of(cls, folder: Path) -> Index:
        """Read the finished shards of a folder; one that is damaged is removed."""
        found: dict[str, Path] = {}
        for shard in sorted(path.parent for path in folder.glob("[!.]*/units.json")):
            try:
                found |= dict.fromkeys(_whole(shard), shard)
            except (ValueError, OSError):
                shutil.rmtree(shard, ignore_errors=True)
        return cls(found)

    def __contains__(self, unit: Unit) -> bool:
        return unit.key in self.shard_of

    def rows(self, unit: Unit, table: str) -> Iterator[Row]:
        """The rows of a unit in one table."""
        shard = self.shard_of[unit.key]
        place = self._places(shard)[unit.key].get(table)
        if place:
            yield from read_rows(shard, table, place)

    def _places(self, shard: Path) -> Places:
        if shard not in self.kept:
            self.kept[shard] = _places(shard)
            if len(self.kept) > OPEN_SHARDS:
                self.kept.popitem(last=False)
        return self.kept[shard]

    def used(self, units: Iterable[Unit]) -> set[Path]:
        """The shards that hold any of these units."""
        return {self.shard_of[unit.key] for unit in units if unit in self}


def _places(shard: Path) -> Places:
    places: Places = json.loads((shard / "units.json").read_text("utf-8"))
    return places


def _whole(shard: Path) -> Places:
    """The places in a shard, all of which are there: a machine that lost its power may have cut a file short.

    Raises:
        ValueError: Rows are missing.
    """
    places = _places(shard)
    ends: dict[str, int] = {}
    for unit in places.values():
        ends |= {table: max(end, ends.get(table, 0)) for table, (_, end) in unit.items()}
    for table, end in ends.items():
        if (shard / f"{table}.jsonl").stat().st_size < end:
            raise ValueError(f"{table}.jsonl is cut short")
    return places


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
                tables |= {"documents": self._documents(), "entities": mentions.entities()}
                return write_rows(tables, out, formats=settings.formats, csv_style=settings.csv_style)
        finally:
            shutil.rmtree(self.spill, ignore_errors=True)

    def _documents(self) -> Iterator[Row]:
        crowd = Crowd.of(row for unit in self.units for row in self.index.rows(unit, MARKS))
        taken: dict[str, int] = {}
        seen, number = Seen(), count()
        for unit in self.units:
            marks = self.index.rows(unit, MARKS)
            for row, mark, n in zip(self.index.rows(unit, "documents"), marks, number):  # noqa: B905 - one has no end
                doc_id = unique_id(mark["id"], taken) if crowd.ids[n] else mark["id"]
                if doc_id != row["doc_id"]:
                    self.ids[unit.key, row["doc_id"]] = doc_id
                first = seen.first(mark["signature"], doc_id) if crowd.texts[n] and mark["signature"] else None
                yield row | {"doc_id": doc_id, "duplicate_of": first}

    def _rows(self, table: str, mentions: Mentions) -> Iterator[Row]:
        for unit in self.units:
            for row in self.index.rows(unit, table):
                if "doc_id" in row:
                    row["doc_id"] = self.ids.get((unit.key, row["doc_id"]), row["doc_id"])
                mentions.add(table, row)
                yield row
