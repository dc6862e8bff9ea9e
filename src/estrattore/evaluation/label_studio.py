"""Tasks for Label Studio, so that finds are looked over there, and the same tasks as they come back; `reviewed` tells what was changed.

Regions are called `kind-start-end`. A task keeps in its `data`, which Label Studio hands back unchanged, what was found.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from estrattore._version import __version__
from estrattore.errors import NothingToReadError, UsageError
from estrattore.evaluation.annotations import KINDS, articles, write_files
from estrattore.tables.formats.read import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from estrattore.evaluation.annotations import Mentions

TASKS, LABELS = "tasks.json", "labels.xml"
# Part of a fact, as its offsets call it → the label of its words.
PARTS = {"company": "company", "metric": "metric", "amount": "money", "percent": "percent"}
Row = dict[str, Any]


class Region(NamedTuple):
    """Words with a label; offsets count characters, as those of the tables."""

    label: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """What it is called in a task."""
        return f"{self.label}-{self.start}-{self.end}"

    @classmethod
    def named(cls, name: str) -> Region:
        """The region that is called so.

        >>> Region.named("money-3-9")
        Region(label='money', start=3, end=9)
        """
        label, start, end = name.split("-")
        return cls(label, int(start), int(end))


class TiedFact(BaseModel):
    """A fact that was found, and its regions in the order in which relations tie them."""

    id: str | None
    parts: list[str]


class TaskData(BaseModel):
    """What a task was made of; it comes back as it was."""

    text: str
    sha256: str
    published: str | None
    found: dict[str, str]
    facts: list[TiedFact]


class Result(BaseModel):
    """A region or a relation of an annotation."""

    type: str
    id: str = ""
    value: dict[str, Any] = {}
    from_id: str = ""
    to_id: str = ""


class Annotation(BaseModel):
    """What a person submitted."""

    result: list[Result]
    was_cancelled: bool = False
    completed_by: Any = None
    updated_at: str = ""


class Task(BaseModel):
    """A document with what was submitted of it."""

    data: TaskData
    annotations: list[Annotation]


def write_label_studio(tables: Path, folder: Path) -> Path:
    """Write `tasks.json`, to be imported with what was found as predictions, and `labels.xml`, the labelling interface.

    Args:
        tables: Their folder.
        folder: Made when missing; only files of ours are written over.

    Raises:
        NothingToReadError: There are no tables.
        UsageError: The tables hold no texts, or a file of that name is there that estrattore did not write.
    """
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows(tables, "facts"):
        facts[row["doc_id"]].append({"id": row["fact_id"], "parts": _parts(row)})
    tasks = (_task(document, mentions, facts[document["doc_id"]]) for document, mentions in articles(tables))
    labels = "".join(f'<Label value="{label}"/>' for label in (*KINDS.values(), "metric"))
    view = f'<View><Labels name="label" toName="text">{labels}</Labels>'
    view += '<Relations><Relation value="fact"/></Relations><Text name="text" value="$text"/></View>\n'
    return write_files(folder, {TASKS: _lines(tasks), LABELS: [view.encode()]})


def _lines(tasks: Iterable[Row]) -> Iterator[bytes]:
    """A list in JSON, one task a line."""
    yield b"["
    for n, task in enumerate(tasks):
        yield (",\n" if n else "\n").encode() + json.dumps(task, ensure_ascii=False).encode("utf-8", "replace")
    yield b"\n]\n"


def _task(document: Row, mentions: Mentions, facts: list[Row]) -> Row:
    """A document of Label Studio: regions for mentions and measures, relations for what a fact ties together."""
    found = {
        Region(KINDS[table], start, end).name: name for table, places in mentions.items() for start, end, name in places
    }
    relations = [
        {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": ["fact"]}
        for fact in facts
        for one, other in pairwise(fact["parts"])
    ]
    regions = dict.fromkeys([*found, *(part for fact in facts for part in fact["parts"])])
    result = [*(_region(name, document["text"]) for name in regions), *relations]
    about = {column: document[column] for column in ("text", "doc_id", "title", "published", "sha256")}
    return {
        "data": about | {"found": found, "facts": facts},
        "predictions": [{"model_version": f"estrattore {__version__}", "result": result}],
    }


def _parts(fact: Row) -> list[str]:
    """The regions of a fact, in the order in which relations tie them."""
    spans = ((label, fact[f"{part}_start"], fact[f"{part}_end"]) for part, label in PARTS.items())
    return [Region(label, start, end).name for label, start, end in spans if start is not None]


def _region(name: str, text: str) -> Row:
    label, start, end = Region.named(name)
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def read_tasks(file: Path) -> list[Task]:
    """The tasks of an export.

    Raises:
        NothingToReadError: The file is not there.
        UsageError: It holds no tasks of ours with annotations.
    """
    try:
        return TypeAdapter(list[Task]).validate_json(file.read_bytes())
    except FileNotFoundError:
        raise NothingToReadError(f"'{file}' is not there. In Label Studio the button Export makes it.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "file"
        raise UsageError(
            f"'{file}' does not hold tasks of `estrattore export` with annotations ({where}: {first['msg']}). "
            "In Label Studio choose the format JSON."
        ) from None
