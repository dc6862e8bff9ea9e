"""Corrections of a folder of tables: stored beside them, applied now and by every later run into it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from estrattore.batch.lock import locked
from estrattore.tables.corrected import Corrected
from estrattore.tables.corrections import STORED, Correction, latest, read_corrections, stored, write_corrections
from estrattore.tables.entities import Mentions
from estrattore.tables.formats.write import write_rows
from estrattore.tables.schema import SCHEMAS
from estrattore.tables.written import RUN, WORK, note_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from estrattore.settings import Settings
    from estrattore.tables.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """What was done with corrections.

    Attributes:
        stored: How many the folder holds now.
        done: How many were applied.
        notes: What was done, and what no longer fits, in words.
    """

    stored: int
    done: int
    notes: tuple[str, ...]


def wanted(out: Path, settings: Settings) -> list[Correction]:
    """The corrections of a run: those that the folder holds and those of a file, which are later.

    Raises:
        NothingToReadError: The file is not there.
        UsageError: A file holds no corrections.
    """
    if not settings.use_corrections:
        return []
    return [*stored(out), *(read_corrections(settings.corrections) if settings.corrections else [])]


def correct(folder: Path, given: Iterable[Correction]) -> Correcting:
    """Store corrections in a folder of tables and apply all that it holds.

    Raises:
        NothingToReadError: There are no tables.
    """
    from estrattore.tables.formats.read import read_rows  # here: a run corrects too, without all that reading loads

    work = folder.resolve() / WORK
    with locked(work), TemporaryDirectory(dir=work) as spare:
        kept = latest([*stored(folder), *given])
        corrected = Corrected(kept)
        read = partial(read_rows, folder)
        for document in read("documents"):
            corrected.meet(document, document["text"])
        note_written(folder, [STORED])
        write_corrections(folder / STORED, kept)
        with closing(Mentions(Path(spare) / "mentions.duckdb")) as mentions:
            counts = write_rows(_corrected_rows(read, corrected, mentions), folder, **_formats(folder))
        _recount(folder, counts)
    return Correcting(stored=len(kept), done=corrected.done, notes=tuple(corrected.notes()))


def _corrected_rows(
    read: Callable[[str], Iterator[Row]], corrected: Corrected, mentions: Mentions
) -> dict[str, Iterator[Row]]:
    """All rows with corrections applied, table by table as they are asked for; entities, which come last, are counted anew."""

    def rows(table: str) -> Iterator[Row]:
        if table == "entities":
            yield from mentions.entities()
            return
        for row in corrected.applied(table, read(table)):
            mentions.add(table, row)
            yield row

    return {table: rows(table) for table in SCHEMAS}


def _formats(folder: Path) -> dict[str, Any]:
    """The formats that the last run wrote; csv where nothing tells."""
    run = _run(folder).get("settings", {})
    return {"formats": tuple(run.get("formats", ("csv",))), "csv_style": run.get("csv_style", "us")}


def _recount(folder: Path, counts: dict[str, int]) -> None:
    run = _run(folder)
    if not run:
        return
    temporary = folder / f".{RUN}.tmp"
    temporary.write_text(json.dumps(run | {"counts": counts}, ensure_ascii=False, indent=1), "utf-8")
    temporary.replace(folder / RUN)


def _run(folder: Path) -> dict[str, Any]:
    try:
        run: dict[str, Any] = json.loads((folder / RUN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return run if isinstance(run, dict) else {}
