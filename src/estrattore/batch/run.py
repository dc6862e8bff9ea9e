"""A folder of inputs to a folder of tables: shards, workers, resume, merge.

`plan` cuts the inputs into units; `state` tells by their keys which are done, and what of earlier tables stays; an engine
of `engines` runs the job of `shards` on groups of the others; `merge` makes the tables of all.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import duckdb

from estrattore.batch import engines
from estrattore.batch.cluster import dask
from estrattore.batch.correct import wanted
from estrattore.batch.lock import locked
from estrattore.batch.merge import Index, Merge
from estrattore.batch.plan import UNPACKED, jobs, plan, processes, unpacking
from estrattore.batch.shards import Job, retry, run_shard
from estrattore.batch.state import State, shards_of
from estrattore.batch.summary import RunSummary, notes, write_run
from estrattore.errors import EstrattoreError
from estrattore.pipeline.load import model_meta_of
from estrattore.readers import discover
from estrattore.tables.corrected import Corrected
from estrattore.tables.written import RUN, WORK, is_damaged, note_written, refuse_foreign, retire, table_files

if TYPE_CHECKING:
    from pathlib import Path

    from estrattore.batch.held import Part
    from estrattore.settings import Settings

__all__ = ["RunSummary", "extract_folder"]

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
    with locked(work), _writing(out), unpacking(work / UNPACKED):
        lost = is_damaged(out)
        note_written(out, files)
        planned = plan(found.inputs, work, settings)
        state = State.of(planned, out, settings)
        to_do = jobs(planned, state.to_do, shards_of(out), settings)
        try:
            _run(to_do, settings, _Progress(on_progress, len(planned), len(planned) - len(state.to_do)))
        except KeyboardInterrupt:
            return RunSummary(counts={}, skipped=tuple(found.skipped), interrupted=True)
        index = Index.of(shards_of(out))
        settled = state.settle(index, made=planned[0].made if planned else "")
        corrected = Corrected(wanted(out, settings))
        counts = Merge(index, settled, work / "spill", corrected).write(out, settings)
        report = RunSummary(
            counts=counts,
            failures=tuple(_failures(index, settled.parts, {part.file for part in state.named.values()})),
            skipped=tuple(found.skipped),
            new=len(state.to_do),
            unchanged=len(planned) - len(state.to_do),
            kept=settled.kept,
            replaced=tuple(settled.replaced),
            left=tuple(settled.left),
            notes=(
                *notes(state.damaged, len(state.again), settled.otherwise, lost=lost),
                *retire(out, files),
                *corrected.notes(),
            ),
            seconds=round(time.monotonic() - started, 3),
        )
        write_run(out, settings, meta, report)
        _forget(shards_of(out), index.used(settled.parts))
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


def _failures(index: Index, parts: Iterable[Part], files: Collection[str]) -> Iterator[str]:
    """Of what this run was to read."""
    for part in parts:
        for row in index.rows(part.key, "errors") if part.errors and part.file in files else ():
            where = f"{row['path']}:{row['record']}" if row["record"] else row["path"]
            yield f"{where}: {row['message']}"


def _forget(shards: Path, used: set[Path]) -> None:
    """Remove shards that no input stands for any more, and what a killed run left."""
    for path in shards.iterdir():
        if path.is_file():
            path.unlink()
        elif path not in used:
            shutil.rmtree(path, ignore_errors=True)
