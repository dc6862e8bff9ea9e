"""Which files of a folder estrattore wrote: they are never input, and no other file is ever written over.

A list of them lies in the folder, in `.estrattore`. Where it is missing or damaged (tables of 0.1 have none), what else
a run leaves tells the folder, and every name that a table may have is taken as ours.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from estrattore.errors import UsageError
from estrattore.settings import FILE_FORMATS, TEXT_FORMATS
from estrattore.tables.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

WORK = ".estrattore"
SHARDS = "shards"
RUN, PAGE = "run.json", "report.html"


def table_files(formats: Iterable[str]) -> frozenset[str]:
    """The names of the files that tables are written into.

    >>> sorted(table_files(["xlsx", "csv"]))[:3]
    ['companies.csv', 'dates.csv', 'documents.csv']
    """
    return frozenset(
        name
        for suffix in formats
        for name in ([f"{table}.{suffix}" for table in SCHEMAS] if suffix in TEXT_FORMATS else [f"estrattore.{suffix}"])
    )


ALL = table_files((*TEXT_FORMATS, *FILE_FORMATS)) | {RUN, PAGE}


def written(folder: Path) -> frozenset[str]:
    """The names in a folder under which estrattore wrote."""
    listed = _listed(folder)
    if listed is not None:
        return listed
    return ALL if _manifest(folder).exists() or (folder / WORK / SHARDS).is_dir() or _has_run(folder) else frozenset()


def is_damaged(folder: Path) -> bool:
    """Whether the list of written files is there and cannot be read."""
    return _manifest(folder).exists() and _listed(folder) is None


def note_written(folder: Path, names: Iterable[str]) -> None:
    """Add names to the list, before the files get them: a kill between the two does no harm."""
    known = written(folder)
    if known >= set(names) and _listed(folder) is not None:
        return
    manifest = _manifest(folder)
    manifest.parent.mkdir(parents=True, exist_ok=True)
    temporary = manifest.with_name(f".{manifest.name}.tmp")
    temporary.write_text(json.dumps(sorted(known | set(names)), indent=0), "utf-8")
    temporary.replace(manifest)


def retire(folder: Path, current: Collection[str]) -> list[str]:
    """Remove tables of formats that a run no longer writes, so that nobody takes them for those of today.

    Those that were changed after the last run are somebody's work: they stay.

    Args:
        folder: Where `run.json` is still that of the last run.
        current: Names of the files that this run wrote.

    Returns:
        What was done, in words.
    """
    tables = table_files((*TEXT_FORMATS, *FILE_FORMATS))
    stale = sorted(name for name in written(folder) & tables - set(current) if (folder / name).exists())
    since = (folder / RUN).stat().st_mtime if (folder / RUN).exists() else 0.0
    edited = [name for name in stale if (folder / name).stat().st_mtime > since]
    removed = [name for name in stale if name not in edited]
    for name in removed:
        (folder / name).unlink()
    counts = Counter(name.rpartition(".")[2] for name in removed)
    formats = [f"{form} ({'1 file' if n == 1 else f'{n} files'})" for form, n in counts.items()]
    told = (
        ("Removed, as this run did not write them anew", formats),
        ("Not of this run, and changed since the last", edited),
    )
    return [f"{said}: {', '.join(names)}." for said, names in told if names]


def refuse_foreign(folder: Path, names: Iterable[str]) -> None:
    """Write over nothing that is not ours.

    Raises:
        UsageError: A file of such a name is there, and estrattore did not write it.
    """
    ours = written(folder)
    foreign = sorted(name for name in names if name not in ours and (folder / name).exists())
    if foreign:
        raise UsageError(
            f"'{folder / foreign[0]}' is there, and estrattore did not write it. Name another folder, or move the file."
        )


def _manifest(folder: Path) -> Path:
    return folder / WORK / "written.json"


def _listed(folder: Path) -> frozenset[str] | None:
    try:
        names = json.loads(_manifest(folder).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    strings = isinstance(names, list) and all(isinstance(name, str) for name in names)
    return frozenset(names) if strings else None


def _has_run(folder: Path) -> bool:
    """Whether a `run.json` of ours lies there."""
    try:
        run = json.loads((folder / RUN).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(run, dict) and run.keys() >= {"version", "model", "settings", "counts"}
