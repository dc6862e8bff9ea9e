"""A shard: a few inputs in, one folder of row files out. The only thing that a worker does.

A finished shard is a folder that was renamed into place, so there are no half ones. `units.json` in it tells for
each input (unit) by its key where its rows stand; the merge picks them up in the order of the inputs.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import IO, TYPE_CHECKING

from estrattore.batch.duplicates import signature
from estrattore.documents import Document, Failure, unique_id
from estrattore.errors import EstrattoreError
from estrattore.pipeline.load import load
from estrattore.pipeline.run import process
from estrattore.readers import Input, read_input
from estrattore.readers.inputs import clean_name
from estrattore.settings import Settings
from estrattore.tables.rows import Row, Rows

if TYPE_CHECKING:
    from spacy.language import Language

# What the merge must know of each document before it writes the first: a table that no folder of tables shows.
MARKS = "_marks"
Place = tuple[str, int]
_ONE_AT_A_TIME = Lock()  # where a Dask worker has several threads: they share the pipeline


@dataclass(frozen=True, slots=True)
class Unit:
    """One input or a block of one.

    Args:
        key: Stands for its content and place, the settings, the model and our code.
        source: As discovered; its path is what the tables show.
        file: The absolute path to open.
        size: In bytes.
    """

    key: str
    source: Input
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker gets: plain values only.

    Args:
        name: Of the shard folder.
        units: What to read.
        folder: Where the shard folder goes; absolute.
        settings: Of the run.
        careful: After a crash: go document by document and leave word which one is at work.
        bad: What ended a worker (unit key and number of the document, 0 for all of the unit) and how.
    """

    name: str
    units: tuple[Unit, ...]
    folder: Path
    settings: Settings
    careful: bool = False
    bad: tuple[tuple[Place, str], ...] = ()

    @classmethod
    def of(cls, units: tuple[Unit, ...], folder: Path, settings: Settings) -> Job:
        """A job named after its first unit."""
        return cls(units[0].key[:32], units, folder, settings)

    @property
    def note(self) -> Path:
        """The file in which a careful job leaves word."""
        return self.folder / f".{self.name}.at"


@lru_cache(maxsize=1)
def pipeline_of(model: str, companies: Path | None) -> Language:
    """The pipeline of this process, loaded once."""
    try:
        return load(model, companies=companies)
    except EstrattoreError:
        raise
    except Exception as error:  # whatever a pipeline raises: it is the fault of no document
        raise EstrattoreError(f"The pipeline '{model}' cannot be loaded: {error}") from error


def run_shard(job: Job) -> None:
    """Extract the units of a job into `job.folder / job.name`.

    Raises:
        EstrattoreError: The pipeline cannot be loaded, or the shard not written.
    """
    with _ONE_AT_A_TIME:
        nlp = pipeline_of(job.settings.model, job.settings.companies)
        _finish(job, rows_by_unit(job, nlp))


def _finish(job: Job, units: Iterable[tuple[str, Rows]]) -> None:
    """Write the shard under a temporary name and rename it."""
    temporary = job.folder / f".{job.name}.{socket.gethostname()}.{os.getpid()}"
    target = job.folder / job.name
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        write_units(temporary, units, keys=[unit.key for unit in job.units])
        if not target.exists():  # else another worker was given the job too: both hold the same rows
            temporary.replace(target)
    except OSError as error:
        if not target.exists():
            raise EstrattoreError(
                f"Cannot write into '{job.folder}': {error.strerror or error}. What is done stays; "
                "make room and run the same command again."
            ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    job.note.unlink(missing_ok=True)


def rows_by_unit(job: Job, nlp: Language) -> Iterator[tuple[str, Rows]]:
    """The key of the unit and the rows of one document or failure after the other, in the order of the inputs."""
    waiting: deque[tuple[str, Document | Failure]] = deque()  # those that are on their way through the pipeline

    def documents() -> Iterator[Document]:
        for unit in job.units:
            taken: dict[str, int] = {}
            for item in _items(unit, job):
                waiting.append((unit.key, item))
                if isinstance(item, Document):
                    yield replace(item, id=unique_id(item.id, taken))

    for result in _results(documents(), nlp, job):
        key, item = waiting.popleft()
        while isinstance(item, Failure):
            yield key, {"errors": [asdict(item)]}
            key, item = waiting.popleft()
        yield key, _with_marks(result, item)
    for key, item in waiting:  # nothing but failures is left
        yield key, {"errors": [asdict(item)]}


def _results(documents: Iterator[Document], nlp: Language, job: Job) -> Iterator[Rows | Failure]:
    keep_text = job.settings.keep_text
    if not job.careful:
        yield from process(documents, nlp, keep_text=keep_text)
    for document in documents:
        yield from process([document], nlp, keep_text=keep_text)


def _with_marks(result: Rows | Failure, document: Document) -> Rows:
    """Rows of a document, with what the merge must know of it."""
    if isinstance(result, Failure):
        return {"errors": [asdict(result)]}
    return result | {MARKS: [{"id": document.id, "signature": signature(document.text)}]}


def _items(unit: Unit, job: Job) -> Iterator[Document | Failure]:
    """What one unit holds, under its path as discovered; a failure in the place of what ended a worker."""
    path, reasons = clean_name(unit.source.path), dict(job.bad)
    died = Failure(path=path, stage="worker", error="WorkerDied", message=reasons.get((unit.key, 0), ""))
    if died.message:
        yield died
        return
    source = replace(unit.source, path=unit.file)
    number = _leave_word(job, unit, 1)
    for item in read_input(source, columns=job.settings.columns, published=job.settings.published):
        if isinstance(item, Failure):
            yield replace(item, path=path)
            continue
        reason = reasons.get((unit.key, number))
        yield replace(died, record=item.record, message=reason) if reason else replace(item, path=path)
        number = _leave_word(job, unit, number + 1)


def _leave_word(job: Job, unit: Unit, number: int) -> int:
    if job.careful:
        job.note.write_text(f"{unit.key} {number}", "ascii")
    return number


def retry(job: Job, reason: str) -> Job:
    """The job to do after a crash: first with more care, then without the document that the last one died on.

    Raises:
        EstrattoreError: Nothing is left to leave out.
    """
    if not job.careful:
        return replace(job, careful=True)
    bad = dict(job.bad)
    lost = [(unit.key, 0) for unit in job.units]
    if bad.keys() >= set(lost):
        raise EstrattoreError(f"The workers die whatever they do: {reason} Is there enough memory?")
    if job.note.exists():
        key, number = job.note.read_text("ascii").split()
        job.note.unlink()
        at = (key, int(number))
        lost = [(key, 0) if at in bad else at]  # dead again in the same place: in reading the unit
    return replace(job, bad=(*job.bad, *((place, reason) for place in lost)))


def write_units(folder: Path, units: Iterable[tuple[str, Rows]], *, keys: Iterable[str]) -> None:
    """Append rows to `<table>.jsonl` as they come, unit after unit, and note where those of each unit stand."""
    index: dict[str, dict[str, tuple[int, int]]] = {key: {} for key in keys}
    with ExitStack() as stack:
        files: dict[str, IO[bytes]] = {}
        for key, rows in units:
            for table, table_rows in rows.items():
                if table_rows:
                    if table not in files:
                        files[table] = stack.enter_context((folder / f"{table}.jsonl").open("wb"))
                    start, _ = index[key].get(table, (files[table].tell(), 0))
                    files[table].writelines(map(_line, table_rows))
                    index[key][table] = (start, files[table].tell())
    (folder / "units.json").write_text(json.dumps(index), "utf-8")


def _line(row: Row) -> bytes:
    return json.dumps(row).encode("ascii") + b"\n"


def read_rows(folder: Path, table: str, place: tuple[int, int]) -> Iterator[Row]:
    """The rows of one unit in one table."""
    start, end = place
    with (folder / f"{table}.jsonl").open("rb") as file:
        file.seek(start)
        while start < end:
            line = file.readline()
            start += len(line)
            yield json.loads(line)
