"""A folder of inputs to a folder of tables: shards, workers, resume, merge.

`plan` cuts the inputs into units and tells by their keys which are done; an engine of `engines` runs the job of
`shards` on groups of the others; `merge` makes the tables of all.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import duckdb

from estrattore.batch import engines
from estrattore.batch.cluster import dask
from estrattore.batch.lock import locked
from estrattore.batch.merge import Index, Merge
from estrattore.batch.plan import groups, processes, settings_key, units
from estrattore.batch.shards import Job, Unit, retry, run_shard
from estrattore.batch.store import check
from estrattore.batch.summary import RunSummary, notes, write_run
from estrattore.errors import EstrattoreError
from estrattore.pipeline.load import model_meta_of, model_path
from estrattore.readers import LIMIT, Input, can_be_unpacked, discover, unpack
from estrattore.tables.written import RUN, SHARDS, WORK, is_damaged, note_written, refuse_foreign, table_files

if TYPE_CHECKING:
    from estrattore.settings import Settings

__all__ = ["RunSummary", "extract_folder"]

UNPACKED = "unpacked"
Progress = Callable[[int, int], None]


def extract_folder(
    paths: Sequence[Path], out: Path, *, settings: Settings, on_progress: Progress | None = None
) -> RunSummary:
    """Extract files and folders into tables in `out`.

    Args:
        paths: Files, folders, or `-` for standard input.
        out: Output folder; only files that estrattore writes are replaced in it.
        settings: What to do and how.
        on_progress: Called with the units done and the units in all.

    Raises:
        NothingToReadError: No input was found.
        FolderInUseError: Another run writes into `out`.
        EstrattoreError: The disk is full, or cannot be written; what is done stays.
        ModelNotFoundError: The pipeline is not installed.
        UsageError: A file of a kind that is not read was named, or one that is not ours would be written over.
    """
    started = time.monotonic()
    found = discover(paths, exclude=out)
    meta = model_meta_of(settings.model)
    files = table_files(settings.formats) | {RUN}
    refuse_foreign(out, files)
    work = out.resolve() / WORK
    with locked(work), _writing(out), _unpacking(work / UNPACKED):
        lost = is_damaged(out)
        note_written(out, files)
        shards = work / SHARDS
        if not settings.resume:
            shutil.rmtree(shards, ignore_errors=True)
        shards.mkdir(exist_ok=True)
        planned = _plan(found.inputs, work, settings)
        done = Index.of(shards, read=check)
        again = done.drop_failures() & {unit.key for unit in planned}
        unchanged = sum(unit in done for unit in planned)
        jobs = _jobs(planned, done, shards, settings)
        try:
            _run(jobs, settings, _Progress(on_progress, len(planned), unchanged))
        except KeyboardInterrupt:
            return RunSummary(counts={}, skipped=tuple(found.skipped), interrupted=True)
        index = Index.of(shards)
        counts = Merge(index, planned, work / "spill").write(out, settings)
        report = RunSummary(
            counts=counts,
            failures=tuple(_failures(index, planned)),
            skipped=tuple(found.skipped),
            new=len(planned) - unchanged,
            unchanged=unchanged,
            notes=tuple(notes(done.damaged, len(again), lost=lost)),
            seconds=round(time.monotonic() - started, 3),
        )
        write_run(out, settings, meta, report)
        _forget(shards, index.used(planned))
    return report


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """What goes wrong with the disk, in words."""
    try:
        yield
    except (OSError, duckdb.Error, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise EstrattoreError(
            f"Cannot write into '{out}': {why}. What is done stays; make room and run the same command again."
        ) from error


@contextmanager
def _unpacking(folder: Path) -> Iterator[None]:
    """Copies of this run alone: those of a run that was killed go first."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plan(inputs: Sequence[Input], work: Path, settings: Settings) -> list[Unit]:
    """The units of all inputs in order; a file that was named twice counts once."""
    base = settings_key(settings)
    planned = (
        unit
        for source in inputs
        for unit in units(source, file=_file(source, work), base=base, columns=settings.columns)
    )
    return list({unit.key: unit for unit in planned}.values())


def _file(source: Input, work: Path) -> str:
    """The absolute path to open: for standard input and a .gz of records that of a plain copy, for this run."""
    if source.path == "-":
        kept = work / "stdin.txt"
        with kept.open("wb") as file:
            _copy(sys.stdin.buffer, file, most=LIMIT + 1)  # the reader says that it is too long
        return str(kept)
    path = Path(source.path).absolute()
    if can_be_unpacked(source):
        plain = work / UNPACKED / f"{sha256(os.fsencode(path)).hexdigest()[:32]}.{source.kind}"
        plain.parent.mkdir(exist_ok=True)
        if unpack(source, plain):
            return str(plain)
    return str(path)


def _copy(source: BinaryIO, target: BinaryIO, *, most: int) -> None:
    while most > 0 and (piece := source.read(min(most, 2**20))):
        target.write(piece)
        most -= len(piece)


def _jobs(planned: Sequence[Unit], done: Index, shards: Path, settings: Settings) -> list[Job]:
    """Groups are cut before what is done is left out: a resumed run repeats the batches of an uninterrupted one."""
    folder = model_path(settings.model)
    settings = replace(
        settings,
        model=str(folder.absolute()) if folder else settings.model,
        companies=settings.companies.absolute() if settings.companies else None,
    )
    left = (tuple(unit for unit in group if unit not in done) for group in groups(planned))
    return [Job.of(group, shards, settings) for group in left if group]


class _Progress:
    """Counts units and reports them."""

    def __init__(self, report: Progress | None, total: int, done: int) -> None:
        self.report, self.total, self.done = report, total, 0
        self.add(done)

    def add(self, units: int) -> None:
        self.done += units
        if self.report:
            self.report(self.done, self.total)


def _run(jobs: Sequence[Job], settings: Settings, progress: _Progress) -> None:
    """Do the jobs; one that crashes is tried again without the document that it crashed on."""
    queue = deque(jobs)
    with closing(_outcomes(queue, settings)) as outcomes:
        for job, crash in outcomes:
            if crash:
                queue.append(retry(job, f"{crash.error}: {crash.message}"))
            else:
                progress.add(len(job.units))


def _outcomes(queue: engines.Queue, settings: Settings) -> engines.Outcomes:
    left = (unit for job in queue for unit in job.units)
    workers = processes(left, wanted=settings.workers, cores=engines.core_count())
    if settings.engine == "dask" and queue:
        return dask(run_shard, queue, workers=workers, scheduler=settings.scheduler)
    if workers == 1:
        return engines.serial(run_shard, queue)
    return engines.local(run_shard, queue, workers=workers)


def _failures(index: Index, planned: Sequence[Unit]) -> Iterator[str]:
    for unit in planned:
        for row in index.rows(unit.key, "errors"):
            where = f"{row['path']}:{row['record']}" if row["record"] else row["path"]
            yield f"{where}: {row['message']}"


def _forget(shards: Path, used: set[Path]) -> None:
    """Remove shards that no input stands for any more, and what a killed run left."""
    for path in shards.iterdir():
        if path.is_file():
            path.unlink()
        elif path not in used:
            shutil.rmtree(path, ignore_errors=True)
