"""A shard: a few inputs in, one folder of row files out. The only thing that a worker does.

A finished shard is a folder that was renamed into place, so there are no half ones. `units.json` in it tells for
each input (unit) by its key where its rows stand; the merge picks them up in the order of the inputs.
"""

from __future__ import annotations

import builtins
import hashlib
import os
import shutil
import socket
from collections import deque
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from estrattore.batch.duplicates import signature
from estrattore.batch.store import publish, write_units
from estrattore.documents import Document, Failure, unique_id
from estrattore.errors import EstrattoreError
from estrattore.pipeline.load import load
from estrattore.pipeline.run import TURN, paired, process
from estrattore.readers import Input, read_input
from estrattore.readers.inputs import clean_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

    from estrattore.settings import Settings
    from estrattore.tables.rows import Row, Rows

# What the merge must know of each document before it writes the first: a table that no folder of tables shows.
MARKS = "_marks"
AGAIN = "The next run tries it again."
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """One input or a block of one.

    Args:
        key: Stands for its content and place, the settings, the model and our code.
        source: As discovered; its path is what the tables show.
        file: The absolute path to open.
        size: In bytes.
        content: Stands for its bytes and where in the file they are.
        made: Stands for the settings, the model and our code.
    """

    key: str
    source: Input
    file: str
    size: int
    content: str = ""
    made: str = ""


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
        """A job named after its units: one that does some of them again has another name."""
        name = hashlib.sha256("".join(unit.key for unit in units).encode()).hexdigest()[:32]
        return cls(name, units, folder, settings)

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
    with TURN:  # where a Dask worker has several threads
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
            publish(temporary, target)
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
    waiting: deque[tuple[Unit, Document | Failure]] = deque()  # as read: the merge gives ids over all units

    def items() -> Iterator[Document | Failure]:
        for unit in job.units:
            taken: dict[str, int] = {}
            for item in _items(unit, job):
                waiting.append((unit, item))
                yield replace(item, id=unique_id(item.id, taken)) if isinstance(item, Document) else item

    for _, result in paired(items(), lambda documents: _results(documents, nlp, job)):
        unit, item = waiting.popleft()
        if isinstance(result, Failure):
            yield unit.key, _error(result)
        elif isinstance(item, Document):  # else the failure is its own result
            yield unit.key, _with_marks(result, item, unit, job.settings.without)


def _results(documents: Iterator[Document], nlp: Language, job: Job) -> Iterator[Rows | Failure]:
    run = partial(process, nlp=nlp, keep_text=job.settings.keep_text, min_confidence=job.settings.min_confidence)
    if not job.careful:
        yield from run(documents)
    for document in documents:
        yield from run([document])


def may_pass(error: Row) -> bool:
    """Whether a row of `errors` may not come again: its cause lay in memory, worker, pipeline or disk, not in the text.

    >>> [may_pass({"stage": "read", "error": name}) for name in ("ReadError", "TimeoutError", "BadGzipFile")]
    [False, True, False]
    """
    known = getattr(builtins, error["error"], None)
    return error["stage"] != "read" or (isinstance(known, type) and issubclass(known, OSError))


def _error(failure: Failure) -> Rows:
    row = asdict(failure)
    return {"errors": [row | {"message": f"{failure.message} {AGAIN}"} if may_pass(row) else row]}


def _with_marks(result: Rows, document: Document, unit: Unit, left_out: Collection[str]) -> Rows:
    """Rows of a document without the tables to leave out, with what the merge must know of it."""
    kept = {table: rows for table, rows in result.items() if table not in left_out}
    mark = {
        "id": document.id,
        "signature": signature(document.text),
        "record": document.id.removeprefix(unit.source.name),  # what does not change when its folder is named otherwise
        "sha256": document.digest,
    }
    return kept | {MARKS: [mark]}


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
