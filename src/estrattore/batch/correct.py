"""Corrections of a folder of tables: stored beside them, applied now and by every later run into it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from estrattore.batch.lock import locked
from estrattore.tables.corrected import Corrected
from estrattore.tables.corrections import STORED, Correction, latest, read_corrections, stored, write_corrections
from estrattore.tables.entities import entity_rows
from estrattore.tables.formats.write import write_rows
from estrattore.tables.frames import frame_rows
from estrattore.tables.schema import SCHEMAS
from estrattore.tables.tables import Tables
from estrattore.tables.written import RUN, WORK, note_written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from estrattore.settings import Settings


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

    The tables are read whole; a run applies the same corrections while its rows stream.

    Raises:
        NothingToReadError: There are no tables.
    """
    with locked(folder.resolve() / WORK):
        kept = latest([*stored(folder), *given])
        tables = Tables.read(folder)
        note_written(folder, [STORED])
        write_corrections(folder / STORED, kept)
        corrected = Corrected(kept)
        counts = write_rows(corrected_rows(tables, corrected), folder, **_formats(folder))
        _recount(folder, counts)
    return Correcting(stored=len(kept), done=corrected.done, notes=tuple(corrected.notes()))


def corrected_rows(tables: Tables, corrected: Corrected) -> dict[str, list[dict[str, Any]]]:
    """All rows with corrections applied; entities are counted anew."""
    rows = {table: list(frame_rows(table, tables[table])) for table in SCHEMAS}
    for document in rows["documents"]:
        corrected.meet(document, document["text"])
    rows = {table: list(corrected.applied(table, found)) for table, found in rows.items()}
    return rows | {"entities": entity_rows(rows)}


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
