"""What there is to do: units, whose keys change when content, settings, model or code do, and groups of them."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from estrattore._version import __version__
from estrattore.batch.shards import Unit
from estrattore.names.lists import load_lists
from estrattore.pipeline.load import model_meta_of, model_path
from estrattore.readers import Input, blocks, head, holds_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estrattore.settings import Columns, Settings

BLOCK_BYTES = 500_000
GROUP_UNITS = 32
ARTICLE_BYTES = 2_500  # of a record, about
ENOUGH = 100  # documents that take as long as a process needs to start, or longer
PACKAGE = Path(__file__).parent.parent
# What the rows depend on; formats, workers and the like do not change them.
ROW_SETTINGS = ("model", "published", "keep_text", "without", "columns")


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
        place = f"{base}\0{source.name}\0{source.path}\0{block.kind}\0{block.line}\0"
        digest = hashlib.sha256(place.encode("utf-8", "surrogateescape") + header)
        length = _add_content(digest, block)
        yield Unit(digest.hexdigest(), replace(block, path=source.path), file, length)


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
