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
from itertools import chain, count
from typing import TYPE_CHECKING

from estrattore.batch.clashes import Crowd, repeated
from estrattore.batch.duplicates import Seen
from estrattore.batch.held import Entry, Holding
from estrattore.batch.shards import MARKS, Unit, may_pass
from estrattore.batch.store import Contents, DamagedError, Places, read_index, read_rows, write_index
from estrattore.documents import unique_id
from estrattore.tables.entities import Mentions
from estrattore.tables.formats.write import write_rows
from estrattore.tables.repeats import Repeats, digest
from estrattore.tables.rows import short_hash
from estrattore.tables.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from estrattore.batch.additions import Settled
    from estrattore.batch.held import Part
    from estrattore.settings import Settings
    from estrattore.tables.corrected import Corrected
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

    def may_pass(self) -> set[str]:
        """Keys of the units that failed of what may pass."""
        return {key for key in self.erring if any(map(may_pass, self.rows(key, "errors")))}

    def drop(self, keys: Collection[str]) -> None:
        """Forget units, so that they are done again."""
        dropped = self.shard_of.keys() & set(keys)
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

    def used(self, parts: Iterable[Part]) -> set[Path]:
        """The shards that hold any of these parts."""
        return {self.shard_of[part.key] for part in parts if part.key in self.shard_of}


@dataclass
class Merge:
    """One pass over the parts for each table; ids are settled by the pass over `documents`, which comes first.

    Args:
        index: Of the finished shards.
        settled: What the tables are made of.
        spill: A folder for what memory may not hold; removed in the end.
        corrected: Applies what a person said of rows, behind all else that is done to them.
    """

    index: Index
    settled: Settled
    spill: Path
    corrected: Corrected

    def write(self, out: Path, settings: Settings) -> dict[str, int]:
        """Write every table; returns the number of rows of each."""
        shutil.rmtree(self.spill, ignore_errors=True)  # of a run that was killed
        self.spill.mkdir()
        try:
            with closing(Mentions(self.spill / "mentions.duckdb")) as mentions, Holding(out) as holding:
                tables: dict[str, Iterable[Row]] = {
                    name: self._rows(name) for name in SCHEMAS if name not in settings.without
                }
                tables["facts"] = self._facts()
                tables = {name: self._settled(name, rows, mentions) for name, rows in tables.items()}
                # Both are generators: `entities` is asked for after the mention tables.
                tables |= {"documents": self._documents(holding, keep_text=settings.keep_text)}
                tables |= {"entities": mentions.entities()}
                formats, style = settings.formats, settings.csv_style
                return write_rows(tables, out, formats=formats, csv_style=style, when_finished=holding.publish)
        finally:
            shutil.rmtree(self.spill, ignore_errors=True)

    def _documents(self, holding: Holding, *, keep_text: bool) -> Iterator[Row]:
        parts, ids = self.settled.parts, self.settled.ids
        taken = {doc_id: 1 for doc_id in ids.values() if doc_id}
        marks_of_all = (mark for part in parts for mark in self.index.rows(part.key, MARKS))
        crowd = Crowd.of(chain(marks_of_all, ({"id": doc_id, "signature": ""} for doc_id in taken)))
        seen, number = Seen(), count()
        for part in parts:
            entries, marks = [], self.index.rows(part.key, MARKS)
            for row, mark, n in zip(self.index.rows(part.key, "documents"), marks, number):  # noqa: B905 - one has no end
                place = part.key, row["doc_id"]
                if place not in ids:
                    doc_id = self._id(part, row, mark, taken=taken if crowd.ids[n] else None)
                    if doc_id != row["doc_id"]:
                        ids[place] = doc_id
                final = ids.get(place, row["doc_id"])
                entries.append(Entry(row["doc_id"], final, mark["record"], mark["sha256"]))
                if final is None:
                    continue
                self.corrected.meet(row | {"doc_id": final}, row["text"])
                first = seen.first(mark["signature"], final) if crowd.texts[n] and mark["signature"] else None
                yield row | {"doc_id": final, "duplicate_of": first, "text": row["text"] if keep_text else None}
            holding.add(part, entries)

    def _id(self, part: Part, row: Row, mark: Row, *, taken: dict[str, int] | None) -> str:
        """The id of a document in the tables: the one that it had there, else its own, numbered where it clashes."""
        if part.key not in self.settled.old:
            return str(mark["id"]) if taken is None else unique_id(mark["id"], taken)
        if taken is not None:
            taken.setdefault(row["doc_id"], 1)
        return str(row["doc_id"])

    def _facts(self) -> Iterator[Row]:
        places = (digest(row) for row in self._rows("facts"))
        again, seen = repeated(array("I", (int.from_bytes(place[:4], "big") for place in places))), Repeats()
        for row, twice in zip(self._rows("facts"), again, strict=True):
            yield row | {"repeats": seen.first(row, again=bool(twice))}

    def _settled(self, table: str, rows: Iterable[Row], mentions: Mentions) -> Iterator[Row]:
        """The rows with corrections applied; mentions are remembered as they stand then."""
        for row in self.corrected.applied(table, rows):
            mentions.add(table, row)
            yield row

    def _rows(self, table: str) -> Iterator[Row]:
        for part in self.settled.parts:
            if table == "errors" and not part.errors:
                continue
            for row in self.index.rows(part.key, table):
                if "doc_id" in row:
                    doc_id = self.settled.ids.get((part.key, row["doc_id"]), row["doc_id"])
                    if doc_id is None:
                        continue
                    if doc_id != row["doc_id"]:
                        _rename(row, doc_id)
                yield row


def _rename(row: Row, doc_id: str) -> None:
    """Give a row the id of its document; facts of two documents that are the same in all else get different ids."""
    row["doc_id"] = doc_id
    if row.get("fact_id"):
        row["fact_id"] = short_hash(doc_id, row["fact_id"])
