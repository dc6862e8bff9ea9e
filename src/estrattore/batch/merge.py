"""Shards to tables: rows in the order of the inputs, unique ids, near-duplicates, entities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from estrattore.batch.shards import SIMHASH, Unit, read_rows
from estrattore.duplicates import Seen
from estrattore.entities import EntityCounter
from estrattore.readers import unique_id
from estrattore.settings import Settings
from estrattore.tables import SCHEMAS, Row
from estrattore.writers import write_rows

Place = tuple[int, int]


@dataclass
class Index:
    """Where the rows of each unit stand: unit key → folder and place of every table."""

    folder: Path
    places: dict[str, tuple[Path, dict[str, Place]]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Index:
        """Read the finished shards of a folder."""
        index = cls(folder)
        for shard in sorted(folder.glob("*/units.json")):
            index.add(shard.parent)
        return index

    def add(self, shard: Path) -> None:
        """Take up one finished shard."""
        for key, places in json.loads((shard / "units.json").read_text("utf-8")).items():
            self.places[key] = (shard, {table: (start, end) for table, (start, end) in places.items()})

    def __contains__(self, unit: Unit) -> bool:
        return unit.key in self.places

    def rows(self, unit: Unit, table: str) -> Iterator[Row]:
        """The rows of a unit in one table."""
        shard, places = self.places[unit.key]
        if table in places:
            yield from read_rows(shard, table, places[table])

    def used(self, units: Iterable[Unit]) -> set[Path]:
        """The shards that hold any of these units."""
        return {self.places[unit.key][0] for unit in units if unit.key in self.places}


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
        taken: set[str] = set()
        seen = Seen()
        for unit in self.units:
            for row in self.index.rows(unit, "documents"):
                doc_id = unique_id(row["doc_id"], taken)
                if doc_id != row["doc_id"]:
                    self.ids[unit.key, row["doc_id"]] = doc_id
                first = seen.first(int(row[SIMHASH], 16), doc_id)
                yield row | {"doc_id": doc_id, "duplicate_of": first}

    def _rows(self, table: str) -> Iterator[Row]:
        for unit in self.units:
            for row in self.index.rows(unit, table):
                if "doc_id" in row:
                    row["doc_id"] = self.ids.get((unit.key, row["doc_id"]), row["doc_id"])
                self.entities.add(table, row)
                yield row

    def _entities(self) -> Iterator[dict[str, Any]]:
        """Comes after the mention tables, when all of them are counted."""
        yield from self.entities.rows()
