"""What a run did: for people, and as `run.json` beside the tables."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from estrattore._version import __version__
from estrattore.facts import threshold
from estrattore.tables.written import RUN, table_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estrattore.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did.

    Args:
        counts: Rows of each table.
        failures: One line for each document or record that failed.
        skipped: Files of kinds that are not read.
        new: Inputs (files, blocks of large ones) extracted in this run.
        unchanged: Inputs taken over from an earlier run.
        kept: With `append`, documents that the tables held already.
        replaced: With `append`, ids of documents that have another text now.
        left: Ids of documents that were in the tables before and are no longer.
        notes: What was done beyond that, in words: failures tried again, damage mended.
        seconds: Wall-clock time.
        interrupted: Stopped by Ctrl-C; the tables are those of the run before.
    """

    counts: dict[str, int]
    failures: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    new: int = 0
    unchanged: int = 0
    kept: int = 0
    replaced: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    interrupted: bool = False

    def _repr_html_(self) -> str:
        cells = "".join(f"<td><b>{count:,}</b><br>{table}</td>" for table, count in self.counts.items())
        failed = "".join(f"<li>failed: {escape(line)}</li>" for line in self.failures)
        return f"<table><tr>{cells}</tr></table><ul>{failed}</ul>"


def notes(damaged: int, again: int, otherwise: int, *, lost: bool) -> Iterator[str]:
    """Lines on failures tried again, damaged shards, documents made otherwise, and a damaged list of written files."""
    if again:
        yield f"Inputs that failed in an earlier run and were tried again: {again}."
    if damaged:
        yield f"Finished parts that were damaged, or of another version, and are made again: {damaged}."
    if otherwise:
        yield (
            f"Documents kept that were made with another model, version or other settings: {otherwise}. "
            "To make all alike, name all files and leave --append out."
        )
    if lost:
        yield "The list of the files that estrattore wrote was damaged and is made again."


def write_run(out: Path, settings: Settings, meta: dict[str, str], report: RunSummary) -> None:
    """`run.json`: what made these tables."""
    run: dict[str, Any] = {
        "version": __version__,
        "day": dt.date.today().isoformat(),
        "model": meta,
        "settings": asdict(settings),
        "min_confidence": threshold() if settings.min_confidence is None else settings.min_confidence,
        "counts": report.counts,
        "files": sorted(table_files(settings.formats)),
        "inputs": {"new": report.new, "unchanged": report.unchanged},
        "documents": {"kept": report.kept, "replaced": report.replaced, "left": report.left},
        "failures": len(report.failures),
        "skipped": report.skipped,
        "seconds": report.seconds,
    }
    temporary = out / ".run.json.tmp"
    temporary.write_text(json.dumps(run, default=str, ensure_ascii=False, indent=1), "utf-8")
    temporary.replace(out / RUN)
