"""What the tables of a folder hold, unit by unit, so that a later run can add to them, or say what leaves them.

A list of it lies in the folder, in `.estrattore`; it is put in place just before the tables get their names.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from estrattore.batch.store import DamagedError, to_disk
from estrattore.readers.inputs import STDIN
from estrattore.tables.written import WORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from estrattore.batch.shards import Unit

HELD = "held.jsonl"


class Entry(NamedTuple):
    """A document of a unit.

    Args:
        inner: Its id within the unit.
        doc_id: Its id in the tables; None where another took its place.
        record: Which document of its file it is.
        sha256: Of its bytes.
    """

    inner: str
    doc_id: str | None
    record: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A unit whose rows the tables hold.

    Args:
        key: Of the unit.
        file: Its full path; for standard input what stands for its text.
        content: Hash of its bytes and their place in the file.
        made: Hash of what its rows depend on besides: settings, model, code.
        errors: Whether its rows in `errors` still hold.
    """

    key: str
    file: str
    content: str
    made: str
    errors: bool = True

    @classmethod
    def of(cls, unit: Unit) -> Part:
        """The part that a unit will be."""
        path = unit.source.path
        return cls(
            unit.key, STDIN + unit.content if path == STDIN else str(Path(path).resolve()), unit.content, unit.made
        )

    @property
    def place(self) -> tuple[str, str]:
        """What is the same when the same is read again, under whatever settings."""
        return self.file, self.content


def is_listed(out: Path) -> bool:
    """Whether there is a list."""
    return (out / WORK / HELD).exists()


def held(out: Path) -> Iterator[tuple[Part, list[Entry]]]:
    """What the tables in `out` hold, in their order; nothing where there is no list.

    Raises:
        DamagedError: The list cannot be read.
    """
    if not is_listed(out):
        return
    try:
        with (out / WORK / HELD).open("rb") as lines:
            for line in lines:
                *part, documents = json.loads(line)
                yield Part(*part), [Entry(*document) for document in documents]
    except (ValueError, TypeError) as error:
        raise DamagedError(f"{HELD} was changed") from error


class Holding:
    """Writes the list of a run; `publish` puts it in the place of the last one.

    Args:
        out: The folder of the tables.
    """

    def __init__(self, out: Path) -> None:
        self.path = out.resolve() / WORK / HELD
        self.temporary = self.path.with_name(f".{HELD}.tmp")

    def __enter__(self) -> Holding:
        self.file = self.temporary.open("wb")
        return self

    def add(self, part: Part, documents: Iterable[Entry]) -> None:
        """Note the next unit."""
        line = (part.key, part.file, part.content, part.made, part.errors, list(documents))
        self.file.write(json.dumps(line).encode("ascii") + b"\n")

    def publish(self) -> None:
        """Put the list in place, for good."""
        to_disk(self.file)
        self.file.close()
        self.temporary.replace(self.path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()
        self.temporary.unlink(missing_ok=True)
