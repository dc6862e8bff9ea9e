"""What an output folder holds when a run begins: which inputs are done, and what of the tables may stay."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.batch.additions import Settled, refuse_lost, settle_anew, settle_more
from estrattore.batch.held import Part, held, is_listed
from estrattore.batch.merge import Index
from estrattore.batch.store import DamagedError, check
from estrattore.errors import UsageError
from estrattore.settings import FORMATS
from estrattore.tables.written import SHARDS, WORK, table_files, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from estrattore.batch.shards import Unit
    from estrattore.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What there is, and what there is to do.

    Args:
        out: The folder of the tables.
        named: What the inputs are to be in the tables, by the keys of their units, in order.
        append: Whether the tables keep what they hold.
        skipped: Places of what they hold already, of the inputs.
        to_do: Keys of the units that are not done.
        again: Those of them that failed in an earlier run, of what may pass.
        damaged: How many finished shards were not as they were written.
    """

    out: Path
    named: dict[str, Part]
    append: bool
    skipped: frozenset[tuple[str, str]]
    to_do: frozenset[str]
    again: frozenset[str]
    damaged: int

    @classmethod
    def of(cls, planned: Sequence[Unit], out: Path, settings: Settings) -> State:
        """Look at the folder; finished shards that are of no use are removed.

        Raises:
            EstrattoreError: The tables are to stay, and something of what they hold is gone.
            UsageError: They are to stay, and nothing tells what they hold.
        """
        named = {unit.key: Part.of(unit) for unit in planned}
        parts = _parts(out) if settings.append else []
        shards = shards_of(out)
        if not settings.resume and not parts:
            shutil.rmtree(shards, ignore_errors=True)
        shards.mkdir(parents=True, exist_ok=True)
        done = Index.of(shards, read=check)
        failed = done.may_pass()
        again = failed & named.keys()
        done.drop(again)
        if not settings.resume:
            done.drop(done.shard_of.keys() - {part.key for part in parts})
        refuse_lost(parts, done, files={part.file for part in named.values()})
        there = {part.place for part in parts if part.key in done.shard_of and part.key not in failed}
        skipped = there & {part.place for part in named.values()}
        to_do = {key for key, part in named.items() if part.place not in skipped and key not in done.shard_of}
        return cls(
            out=out,
            named=named,
            append=settings.append,
            skipped=frozenset(skipped),
            to_do=frozenset(to_do),
            again=frozenset(again),
            damaged=done.damaged,
        )

    def settle(self, index: Index, *, made: str) -> Settled:
        """What the tables are made of, now that all is done."""
        before = held(self.out) if _has_tables(self.out) else ()
        if self.append:
            new = [part for part in self.named.values() if part.place not in self.skipped]
            return settle_more(before, new, index, skipped=self.skipped, made=made)
        try:
            return settle_anew(before, list(self.named.values()), index)
        except DamagedError:  # nothing is lost but the names of what leaves
            return Settled(parts=list(self.named.values()))


def shards_of(out: Path) -> Path:
    """The folder of the shards."""
    return out.resolve() / WORK / SHARDS


def _has_tables(out: Path) -> bool:
    return any((out / name).exists() for name in written(out) & table_files(FORMATS))


def _parts(out: Path) -> list[Part]:
    """What the tables hold, if there are any.

    Raises:
        UsageError: Nothing tells it.
    """
    if not _has_tables(out):
        return []
    try:
        if is_listed(out):
            return [part for part, _ in held(out)]
    except DamagedError:
        pass
    raise UsageError(
        f"--append cannot add to the tables in '{out}': what tells which files they came from is damaged or gone, or an "
        "earlier version made them. Run once without --append over all files, or name another folder."
    )
