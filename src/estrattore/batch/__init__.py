"""A folder of inputs to a folder of tables: shards, workers, resume, merge."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from estrattore import __version__
from estrattore.batch import engines
from estrattore.batch.lock import locked
from estrattore.batch.merge import Index, Merge
from estrattore.batch.plan import settings_key, units
from estrattore.batch.shards import Job, Unit, cut, run_shard, write_units
from estrattore.pipeline import model_meta_of
from estrattore.readers import Failure, Input, discover
from estrattore.settings import Settings

__all__ = ["Report", "extract_folder"]

WORK = ".estrattore"
SHARD_UNITS = 32
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did.

    Args:
        counts: Rows of each table.
        failures: One line for each document or record that failed.
        skipped: Files of kinds that are not read.
        new: Inputs (files, blocks of large ones) extracted in this run.
        unchanged: Inputs taken over from an earlier run.
        seconds: Wall-clock time.
        interrupted: Stopped by Ctrl-C; the tables are those of the run before.
    """

    counts: dict[str, int]
    failures: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    new: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    interrupted: bool = False


def extract_folder(
    paths: Sequence[Path], out: Path, *, settings: Settings, on_progress: Progress | None = None
) -> Report:
    """Extract files and folders into tables in `out`.

    Args:
        paths: Files, folders, or `-` for standard input.
        out: Output folder; only files that estrattore writes are replaced in it.
        settings: What to do and how.
        on_progress: Called with the units done and the units in all.

    Raises:
        NothingToReadError: No input was found.
        FolderInUseError: Another run writes into `out`.
        ModelNotFoundError: The pipeline is not installed.
        UsageError: A file of a kind that is not read was named.
    """
    started = time.monotonic()
    found = discover(paths, exclude=out)
    meta = model_meta_of(settings.model)
    with locked(out / WORK):
        shards = out / WORK / "shards"
        if not settings.resume:
            shutil.rmtree(shards, ignore_errors=True)
        shards.mkdir(exist_ok=True)
        inputs = [_kept_input(source, out / WORK) for source in found.inputs]
        base = settings_key(settings)
        planned = [unit for source in inputs for unit in units(source, base=base)]
        index = Index.of(shards)
        todo = [unit for unit in planned if unit not in index]
        try:
            _run(todo, shards, settings, _progress(on_progress, len(planned), len(planned) - len(todo)))
        except KeyboardInterrupt:
            return Report(counts={}, skipped=tuple(found.skipped), interrupted=True)
        index = Index.of(shards)
        counts = Merge(index, planned).write(out, settings)
        report = Report(
            counts=counts,
            failures=tuple(_failures(index, planned)),
            skipped=tuple(found.skipped),
            new=len(todo),
            unchanged=len(planned) - len(todo),
            seconds=round(time.monotonic() - started, 3),
        )
        _write_run(out, settings, meta, report)
        _forget(shards, index.used(planned))
    return report


def _kept_input(source: Input, work: Path) -> Input:
    """Standard input is read once and kept, so that workers can read it too."""
    if source.path != "-":
        return source
    import sys

    kept = work / "stdin.txt"
    with kept.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return replace(source, path=str(kept))


def _progress(report: Progress | None, total: int, done: int) -> Progress:
    count = done

    def advance(more: int, _: int) -> None:
        nonlocal count
        count += more
        if report:
            report(count, total)

    return advance


def _run(todo: Sequence[Unit], shards: Path, settings: Settings, advance: Progress) -> None:
    """Extract units; a job that crashes its worker is retried in halves until the bad document is found."""
    jobs = [_job(group, shards, settings) for group in cut(todo, size=SHARD_UNITS)]
    while jobs:
        crashed: list[tuple[Job, BaseException]] = []
        for job, error in _outcomes(jobs, settings):
            if error is None:
                advance(len(job.units), 0)
            else:
                crashed.append((job, error))
        jobs = [smaller for job, error in crashed for smaller in _smaller(job, error)]


def _job(group: tuple[Unit, ...], shards: Path, settings: Settings) -> Job:
    return Job(group[0].key[:32], group, shards, settings)


def _outcomes(jobs: Sequence[Job], settings: Settings) -> Iterator[engines.Outcome]:
    workers = engines.worker_count(settings.workers)
    if settings.engine == "dask":
        return engines.dask(run_shard, jobs, workers=workers, scheduler=settings.scheduler)
    if workers == 1 or len(jobs) == 1:
        return engines.serial(run_shard, jobs)
    return engines.local(run_shard, jobs, workers=min(workers, len(jobs)))


def _smaller(job: Job, error: BaseException) -> list[Job]:
    """The halves of a job that failed; a single unit becomes a row in `errors`."""
    if len(job.units) > 1:
        middle = len(job.units) // 2
        return [_job(half, job.folder, job.settings) for half in (job.units[:middle], job.units[middle:])]
    unit = job.units[0]
    failure = Failure(
        path=unit.source.path,
        record=str(unit.source.line) if unit.source.kind in ("jsonl", "csv") else "",
        stage="worker",
        error=type(error).__name__,
        message=f"The worker stopped on this input: {error}",
    )
    folder = job.folder / f".{job.name}.failed"
    folder.mkdir(exist_ok=True)
    write_units(folder, [(unit.key, {"errors": [asdict(failure)]})])
    with suppress(OSError):
        folder.replace(job.folder / job.name)
    return []


def _failures(index: Index, planned: Sequence[Unit]) -> Iterator[str]:
    for unit in planned:
        for row in index.rows(unit, "errors"):
            where = f"{row['path']}:{row['record']}" if row["record"] else row["path"]
            yield f"{where}: {row['message']}"


def _write_run(out: Path, settings: Settings, meta: dict[str, str], report: Report) -> None:
    """`run.json`: what made these tables."""
    run: dict[str, Any] = {
        "version": __version__,
        "model": meta,
        "settings": asdict(settings),
        "counts": report.counts,
        "inputs": {"new": report.new, "unchanged": report.unchanged},
        "failures": len(report.failures),
        "skipped": report.skipped,
        "seconds": report.seconds,
    }
    temporary = out / ".run.json.tmp"
    temporary.write_text(json.dumps(run, default=str, ensure_ascii=False, indent=1), "utf-8")
    temporary.replace(out / "run.json")


def _forget(shards: Path, used: set[Path]) -> None:
    """Remove shards that no input stands for any more, and what a killed run left."""
    for folder in shards.iterdir():
        if folder not in used:
            shutil.rmtree(folder, ignore_errors=True)
