"""What there is to do: units, whose keys change when content, settings, model or code do, and groups of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from base64 import b32encode
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from estrattore._version import __version__
from estrattore.batch.shards import Job, Unit
from estrattore.names.lists import load_lists
from estrattore.pipeline.load import model_meta_of, model_path
from estrattore.readers import LIMIT, Input, blocks, can_be_unpacked, head, holds_records, unpack
from estrattore.readers.inputs import STDIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from estrattore.settings import Columns, Settings

BLOCK_BYTES = 500_000
GROUP_UNITS = 32
ARTICLE_BYTES = 2_500  # of a record, about
ENOUGH = 100  # documents that take as long as a process needs to start, or longer
STDIN_CHARS = 12  # of its hash: 60 bits
UNPACKED = "unpacked"
PACKAGE = Path(__file__).parent.parent
# What the rows depend on; formats, workers and the like do not change them.
ROW_SETTINGS = ("model", "published", "keep_text", "without", "min_confidence", "columns")


def settings_key(settings: Settings) -> str:
    """Hash of our code and resources, the model, the user's list and the settings that rows depend on.

    Raises:
        UsageError: The user's list cannot be read.
    """
    known = [(name, getattr(settings, name)) for name in ROW_SETTINGS]
    told = [__version__, known, sorted(model_meta_of(settings.model).items())]
    digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass"))  # which tells a day from its text
    for folder, files in ((PACKAGE, "*.py"), (PACKAGE / "resources", "*"), (model_path(settings.model), "*")):
        for path in sorted(folder.rglob(files)) if folder else ():
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    if settings.companies:
        load_lists(settings.companies)  # what is wrong with it is told before any worker starts
        digest.update(settings.companies.read_bytes())
    return digest.hexdigest()


def units(source: Input, *, file: str, base: str, columns: Columns, size: int = BLOCK_BYTES) -> Iterator[Unit]:
    """The blocks of one input, each with its key.

    Args:
        source: As discovered; its path is what the tables show.
        file: The absolute path to open.
        base: From `settings_key`.
        columns: Field names of records.
        size: Bytes of a block, about.
    """
    whole = replace(source, path=file)
    header = head(whole)
    for block in blocks(whole, size=size, columns=columns):
        digest = hashlib.sha256(f"{block.kind}\0{block.line}\0".encode() + header)
        length = _add_content(digest, block)
        content = digest.hexdigest()
        place = f"{base}\0{source.name}\0{source.path}\0{content}".encode("utf-8", "surrogateescape")
        yield Unit(
            hashlib.sha256(place).hexdigest(), replace(block, path=source.path), file, length, content, made=base
        )


def groups(units: Iterable[Unit], *, count: int = GROUP_UNITS, size: int = BLOCK_BYTES) -> Iterator[tuple[Unit, ...]]:
    """Neighbours in groups of at most `count` units and about `size` bytes; cut from the input alone."""
    group: list[Unit] = []
    for unit in units:
        if group and (len(group) == count or sum(u.size for u in group) + unit.size > size):
            yield tuple(group)
            group = []
        group.append(unit)
    if group:
        yield tuple(group)


def processes(units: Iterable[Unit], *, wanted: int, cores: int) -> int:
    """How many processes the units are worth, where the user did not say.

    Args:
        units: What there is to do.
        wanted: What the user said; 0 leaves it to us.
        cores: Those that this process may use.
    """
    if wanted:
        return wanted
    documents = sum(max(1, unit.size // ARTICLE_BYTES) if holds_records(unit.source) else 1 for unit in units)
    return max(1, min(cores, documents // ENOUGH))


def _add_content(digest: hashlib._Hash, block: Input) -> int:
    """Hash the bytes of a block, of a file that cannot be read the reason; returns their number."""
    length = 0
    try:
        with Path(block.path).open("rb") as file:
            file.seek(block.start)
            left = block.stop - block.start if block.stop is not None else sys.maxsize
            while left > 0 and (piece := file.read(min(left, 2**20))):
                digest.update(piece)
                length += len(piece)
                left -= len(piece)
    except OSError as error:
        digest.update(type(error).__name__.encode())
    return length


@contextmanager
def unpacking(folder: Path) -> Iterator[None]:
    """Copies of this run alone: those of a run that was killed go first."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def plan(inputs: Sequence[Input], work: Path, settings: Settings) -> list[Unit]:
    """The units of all inputs in order; a file that was named twice counts once."""
    base = settings_key(settings)
    opened = ((source, _file(source, work)) for source in inputs)
    planned = (
        unit
        for source, file in opened
        for unit in units(_named(source, file, settings), file=file, base=base, columns=settings.columns)
    )
    return list({unit.key: unit for unit in planned}.values())


def _named(source: Input, file: str, settings: Settings) -> Input:
    """What comes on standard input to what is there already is called by its hash, as texts have no names."""
    if source.path != STDIN or not settings.append:
        return source
    with Path(file).open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
    # In base 32, where no figure is 0, 1, 8 or 9: nothing in it can be read as the date of a file's name.
    return replace(source, name=f"{source.name}-{b32encode(digest).decode()[:STDIN_CHARS].lower()}")


def _file(source: Input, work: Path) -> str:
    """The absolute path to open: for standard input and a .gz of records that of a plain copy, for this run."""
    if source.path == STDIN:
        kept = work / "stdin.txt"
        with kept.open("wb") as file:
            _copy(sys.stdin.buffer, file, most=LIMIT + 1)  # the reader says that it is too long
        return str(kept)
    path = Path(source.path).absolute()
    if can_be_unpacked(source):
        plain = work / UNPACKED / f"{hashlib.sha256(os.fsencode(path)).hexdigest()[:32]}.{source.kind}"
        plain.parent.mkdir(exist_ok=True)
        if unpack(source, plain):
            return str(plain)
    return str(path)


def _copy(source: BinaryIO, target: BinaryIO, *, most: int) -> None:
    while most > 0 and (piece := source.read(min(most, 2**20))):
        target.write(piece)
        most -= len(piece)


def jobs(planned: Sequence[Unit], left: Collection[str], shards: Path, settings: Settings) -> list[Job]:
    """Groups are cut before what is done is left out: a resumed run repeats the batches of an uninterrupted one.

    Args:
        planned: All units.
        left: Keys of those that are not done.
        shards: Where the shard folders go.
        settings: Of the run.
    """
    folder = model_path(settings.model)
    settings = replace(
        settings,
        model=str(folder.absolute()) if folder else settings.model,
        companies=settings.companies.absolute() if settings.companies else None,
    )
    to_do = (tuple(unit for unit in group if unit.key in left) for group in groups(planned))
    return [Job.of(group, shards, settings) for group in to_do if group]
