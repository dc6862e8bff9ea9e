"""Shards to tables: rows in the order of the inputs, unique ids, near-duplicates, entities."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from estrattore.batch.shards import SIGNATURE, WANTED_ID, Unit, read_rows
from estrattore.duplicates import Seen
from estrattore.entities import EntityCounter
from estrattore.readers import unique_id
from estrattore.settings import Settings
from estrattore.tables import SCHEMAS, Row
from estrattore.writers import write_rows

Places = dict[str, dict[str, tuple[int, int]]]  # unit key → table → first byte, byte after


@dataclass
class Index:
    """In which finished shard the rows of each unit stand."""

    shard_of: dict[str, Path]

    @classmethod
    def of(cls, folder: Path) -> Index:
        """Read the finished shards of a folder; one that is damaged is removed."""
        found: dict[str, Path] = {}
        for shard in sorted(path.parent for path in folder.glob("[!.]*/units.json")):
            try:
                found |= dict.fromkeys(_places(shard), shard)
            except (ValueError, OSError):
                shutil.rmtree(shard, ignore_errors=True)
        return cls(found)

    def __contains__(self, unit: Unit) -> bool:
        return unit.key in self.shard_of

    def rows(self, unit: Unit, table: str) -> Iterator[Row]:
        """The rows of a unit in one table."""
        shard = self.shard_of[unit.key]
        place = _kept_places(shard)[unit.key].get(table)
        if place:
            yield from read_rows(shard, table, place)

    def used(self, units: Iterable[Unit]) -> set[Path]:
        """The shards that hold any of these units."""
        return {self.shard_of[unit.key] for unit in units if unit in self}


def _places(shard: Path) -> Places:
    places: Places = json.loads((shard / "units.json").read_text("utf-8"))
    return places


_kept_places = lru_cache(maxsize=64)(_places)  # neighbours in the input are neighbours in a shard


@dataclass
class Merge:
    """One pass over the units for each table; ids are settled by the pass over `documents`, which comes first."""

    index: Index
    units: Sequence[Unit]
    ids: dict[tuple[str, str], str] = field(default_factory=dict)  # (unit, id) → id, where they differ
    entities: EntityCounter = field(default_factory=EntityCounter)

    def write(self, out: Path, settings: Settings) -> dict[str, int]:
        """Write every table; returns the number of rows of each."""
        tables: dict[str, Iterable[Row]] = {name: self._rows(name) for name in SCHEMAS}
        tables |= {"documents": self._documents(), "entities": self._entities()}
        return write_rows(tables, out, formats=settings.formats, csv_style=settings.csv_style)

    def _documents(self) -> Iterator[Row]:
        taken: dict[str, int] = {}
        seen = Seen()
        for unit in self.units:
            for row in self.index.rows(unit, "documents"):
                doc_id = unique_id(row[WANTED_ID], taken)
                if doc_id != row["doc_id"]:
                    self.ids[unit.key, row["doc_id"]] = doc_id
                first = seen.first(row[SIGNATURE], doc_id)
                yield row | {"doc_id": doc_id, "duplicate_of": first}

    def _rows(self, table: str) -> Iterator[Row]:
        for unit in self.units:
            for row in self.index.rows(unit, table):
                if "doc_id" in row:
                    row["doc_id"] = self.ids.get((unit.key, row["doc_id"]), row["doc_id"])
                self.entities.add(table, row)
                yield row

    def _entities(self) -> Iterator[Row]:
        """Comes after the mention tables, when all of them are counted."""
        yield from self.entities.rows()
