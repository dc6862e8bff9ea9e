"""A shard: a few inputs in, one folder of row files out. The only thing that a worker does.

A finished shard is a folder that was renamed into place, so there are no half ones. `units.json` in it tells for
each input (unit) by its key where its rows stand; the merge picks them up in the order of the inputs.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from spacy.language import Language

from estrattore.documents import Document
from estrattore.duplicates import simhash
from estrattore.pipeline import load
from estrattore.process import process
from estrattore.readers import Failure, Input, read_input, unique_id
from estrattore.settings import Settings
from estrattore.tables import Rows, merge_rows

SIMHASH = "_simhash"  # travels with the rows of `documents`; no table shows it


@dataclass(frozen=True, slots=True)
class Unit:
    """One input with the key that stands for its content, the settings and the model."""

    key: str
    source: Input


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker gets: plain values only."""

    name: str
    units: tuple[Unit, ...]
    folder: Path
    settings: Settings


@lru_cache(maxsize=1)
def pipeline_of(model: str, companies: Path | None) -> Language:
    """The pipeline of this process, loaded once."""
    return load(model, companies=companies)


def run_shard(job: Job) -> str:
    """Extract the units of a job into `job.folder / job.name`; returns the name."""
    nlp = pipeline_of(job.settings.model, job.settings.companies)
    temporary = job.folder / f".{job.name}.{os.getpid()}"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    write_units(temporary, rows_by_unit(job, nlp))
    target = job.folder / job.name
    if target.exists():  # another worker was given the same job after a false alarm: both hold the same rows
        shutil.rmtree(temporary)
    else:
        temporary.replace(target)
    return job.name


def rows_by_unit(job: Job, nlp: Language) -> Iterator[tuple[str, Rows]]:
    """The key and the rows of each unit; documents of several units share a batch."""
    keys: list[str] = []  # of the documents that are on their way through the pipeline
    hashes: list[int] = []
    failures: list[tuple[str, Failure]] = []

    def documents() -> Iterator[Document]:
        for unit in job.units:
            taken: set[str] = set()
            for item in read_input(unit.source, columns=job.settings.columns, published=job.settings.published):
                if isinstance(item, Failure):
                    failures.append((unit.key, item))
                    continue
                keys.append(unit.key)
                hashes.append(simhash(item.text))
                yield replace(item, id=unique_id(item.id, taken))

    rows: dict[str, Rows] = {unit.key: {} for unit in job.units}
    order = [unit.key for unit in job.units]
    written = 0
    for found in process(documents(), nlp, keep_text=job.settings.keep_text):
        key, hashed = keys.pop(0), hashes.pop(0)
        if isinstance(found, Failure):
            failures.append((key, found))
        else:
            found["documents"][0][SIMHASH] = f"{hashed:016x}"
            merge_rows(rows[key], found)
        while order[written] != key:  # an earlier unit is complete
            yield _complete(order[written], rows, failures)
            written += 1
    for key in order[written:]:
        yield _complete(key, rows, failures)


def _complete(key: str, rows: dict[str, Rows], failures: list[tuple[str, Failure]]) -> tuple[str, Rows]:
    """The rows of a unit, its failures among them; forgets both."""
    found = rows.pop(key)
    found["errors"] = [asdict(failure) for at, failure in failures if at == key]
    failures[:] = [(at, failure) for at, failure in failures if at != key]
    return key, found


def write_units(folder: Path, units: Iterable[tuple[str, Rows]]) -> None:
    """Append the rows of each unit to `<table>.jsonl` and note where they stand."""
    files: dict[str, Any] = {}
    index: dict[str, dict[str, tuple[int, int]]] = {}
    for key, rows in units:
        index[key] = {}
        for table, table_rows in rows.items():
            if not table_rows:
                continue
            file = files.get(table) or files.setdefault(table, (folder / f"{table}.jsonl").open("wb"))
            start = file.tell()
            for row in table_rows:
                file.write(json.dumps(row).encode() + b"\n")
            index[key][table] = (start, file.tell())
    for file in files.values():
        file.close()
    (folder / "units.json").write_text(json.dumps(index), "utf-8")


def read_rows(folder: Path, table: str, place: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """The rows of one unit in one table."""
    start, end = place
    with (folder / f"{table}.jsonl").open("rb") as file:
        file.seek(start)
        while file.tell() < end:
            yield json.loads(file.readline())


def cut(units: Iterable[Unit], *, size: int) -> Iterator[tuple[Unit, ...]]:
    """Units in groups of `size` neighbours."""
    numbered = enumerate(units)
    for _, group in groupby(numbered, key=lambda pair: pair[0] // size):
        yield tuple(unit for _, unit in group)
