"""What a run keeps of the tables that are there, what it replaces in them, and what leaves them.

Documents are the same when they come from the same record of the same file. Only files that were read before and have
changed since need a look at their documents: memory holds those of changed blocks, however large the tables are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from estrattore.batch.held import Entry, Part
from estrattore.batch.shards import MARKS
from estrattore.errors import EstrattoreError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from estrattore.batch.merge import Index

Ids = dict[tuple[str, str], str | None]  # (unit, id within it) → id in the tables; None: it is not in them
Place = tuple[str, str]
SHOWN = 5  # files in a message


class Known(NamedTuple):
    """A document, and the part that it stands in."""

    part: Part
    entry: Entry


class Records:
    """Documents by what tells them from others: the file and the record in it, which may come more than once."""

    def __init__(self) -> None:
        self.of: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)

    def add(self, part: Part, entries: Iterable[Entry]) -> None:
        """Remember those that are in the tables, or may come into them."""
        for entry in entries:
            if entry.doc_id is not None:
                self.of[part.file, entry.record].append(Known(part, entry))

    @property
    def files(self) -> set[str]:
        """The files of all."""
        return {file for file, _ in self.of}

    def paired(self, other: Records) -> Iterator[tuple[Known, Known | None]]:
        """Each with the one of the same record among the others: the one of the same bytes, else the next in order."""
        for record, ours in self.of.items():
            theirs, left = list(other.of.get(record, ())), []
            for known in ours:
                same = next((t for t in theirs if t.entry.sha256 == known.entry.sha256), None)
                if same:
                    theirs.remove(same)
                    yield known, same
                else:
                    left.append(known)
            for n, known in enumerate(left):
                yield known, theirs[n] if n < len(theirs) else None


@dataclass
class Settled:
    """What the tables are made of.

    Args:
        parts: Units in the order of the tables: those that were there, then the others.
        old: Keys of those that were there.
        ids: Of documents whose id is settled, where it is not the one within their unit, or that a new one takes over.
        kept: Number of documents that stay as they are.
        otherwise: How many of these were made under other settings.
        replaced: Ids of documents that have another text now.
        left: Ids of documents that leave the tables.
    """

    parts: list[Part] = field(default_factory=list)
    old: set[str] = field(default_factory=set)
    ids: Ids = field(default_factory=dict)
    kept: int = 0
    otherwise: int = 0
    replaced: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def settle_anew(before: Iterable[tuple[Part, list[Entry]]], new: Sequence[Part], index: Index) -> Settled:
    """Tables of the new parts alone; of what was there, the documents that leave are named."""
    settled, gone = Settled(parts=list(new)), Records()
    places, files = {part.place for part in new}, {part.file for part in new}
    for part, entries in before:
        if part.file not in files:
            settled.left += [entry.doc_id for entry in entries if entry.doc_id is not None]
        elif part.place not in places:
            gone.add(part, entries)
    come = _come(new, gone.files, index)
    settled.left += [known.entry.doc_id or "" for known, again in gone.paired(come) if again is None]
    return settled


def settle_more(
    before: Iterable[tuple[Part, list[Entry]]],
    new: Sequence[Part],
    index: Index,
    *,
    skipped: Collection[Place],
    made: str,
) -> Settled:
    """Tables of what was there and of the new parts.

    A document that comes again takes over the id, and the place, of the one that was there. If its bytes are the same
    and it was made under other settings, it stays as it was, though the block that it stands in has changed.

    Args:
        before: From `held`.
        new: What is to be added; nothing that is there already, in the same place.
        index: Of the finished shards.
        skipped: Places of what was named and is there already.
        made: Hash of what rows depend on in this run.
    """
    settled, gone = Settled(), Records()
    files, fresh = {part.file for part in new}, {part.key for part in new}
    living: dict[str, int] = {}  # documents that stay of parts that have changed or are lost
    for part, entries in before:
        alive = sum(entry.doc_id is not None for entry in entries)
        settled.kept += alive
        settled.otherwise += alive if part.made != made else 0
        there = part.key in index.shard_of and part.key not in fresh
        if there:
            settled.parts.append(part)
            settled.old.add(part.key)
            settled.ids |= {(part.key, entry.inner): entry.doc_id for entry in entries if entry.doc_id != entry.inner}
        if not there or (part.file in files and part.place not in skipped):
            gone.add(part, entries)
            living[part.key] = alive
    for old, again in gone.paired(_come(new, gone.files, index)):
        _decide(settled, living, old, again, made=made)
    staying = (part for part in settled.parts if living.get(part.key, 1))
    settled.parts = [replace(part, errors=False) if part.key in living else part for part in staying] + list(new)
    return settled


def _decide(settled: Settled, living: dict[str, int], old: Known, again: Known | None, *, made: str) -> None:
    """What becomes of a document that was there, and of the one that may come in its place."""
    there, otherwise = old.part.key in settled.old, old.part.made != made
    same = again is not None and again.entry.sha256 == old.entry.sha256
    if again is None:
        if there:
            return
        settled.left.append(old.entry.doc_id or "")
    elif same and there and otherwise:
        settled.ids[again.part.key, again.entry.inner] = None
        return
    else:
        settled.ids[again.part.key, again.entry.inner] = old.entry.doc_id
        if not same:
            settled.replaced.append(old.entry.doc_id or "")
    if there:
        settled.ids[old.part.key, old.entry.inner] = None
    living[old.part.key] -= 1
    settled.kept -= not same
    settled.otherwise -= otherwise


def refuse_lost(parts: Iterable[Part], index: Index, *, files: Collection[str]) -> None:
    """See to it that all that the tables hold can be kept.

    Args:
        parts: What they hold.
        index: Of the finished shards.
        files: What is read again in this run.

    Raises:
        EstrattoreError: Something of it is damaged or gone.
    """
    lost = dict.fromkeys(part.file for part in parts if part.key not in index.shard_of and part.file not in files)
    if lost:
        names = ", ".join(f"'{file}'" for file in list(lost)[:SHOWN])
        more = f" and {len(lost) - SHOWN} more" if len(lost) > SHOWN else ""
        raise EstrattoreError(
            f"--append cannot keep what came from {names}{more}: finished parts in '.estrattore' are damaged or gone. "
            "Name these files too, or run without --append."
        )


def _come(new: Iterable[Part], files: Collection[str], index: Index) -> Records:
    """The documents of those new parts that were made of files which had others."""
    come = Records()
    for part in new:
        if part.file in files:
            rows, marks = index.rows(part.key, "documents"), index.rows(part.key, MARKS)
            pairs = zip(rows, marks, strict=True)
            come.add(part, (Entry(row["doc_id"], "", mark["record"], mark["sha256"]) for row, mark in pairs))
    return come
