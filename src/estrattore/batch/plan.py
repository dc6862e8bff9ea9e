"""What there is to do: units with keys that change when content, settings, model or code do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from estrattore import __version__
from estrattore.batch.shards import Unit
from estrattore.pipeline import model_path
from estrattore.readers import Input, blocks
from estrattore.settings import Settings

BLOCK_BYTES = 1_000_000
# What the rows depend on; formats, workers and the like do not change them.
ROW_SETTINGS = ("model", "published", "keep_text", "columns")


def settings_key(settings: Settings) -> str:
    """Hash of version, model, own list and the settings that rows depend on."""
    folder = model_path(settings.model)
    known = {name: value for name, value in asdict(settings).items() if name in ROW_SETTINGS}
    meta = (folder / "meta.json").read_text("utf-8") if folder else settings.model
    companies = settings.companies.read_bytes() if settings.companies else b""
    plain = json.dumps([__version__, known, meta], default=str, sort_keys=True).encode()
    return hashlib.sha256(plain + companies).hexdigest()


def units(source: Input, *, base: str, block_bytes: int = BLOCK_BYTES) -> Iterator[Unit]:
    """The blocks of one input, each with its key."""
    for block in blocks(source, size=block_bytes):
        place = f"{block.name}\0{block.path}\0{block.kind}\0{block.line}\0".encode("utf-8", "surrogateescape")
        yield Unit(hashlib.sha256(base.encode() + place + content_hash(block)).hexdigest(), block)


def content_hash(block: Input) -> bytes:
    """Hash of the bytes of a block; of a file that cannot be read, hash of its name alone."""
    digest = hashlib.sha256()
    try:
        with Path(block.path).open("rb") as file:
            file.seek(block.start)
            left = block.stop - block.start if block.stop is not None else None
            while left is None or left > 0:
                piece = file.read(min(left, 2**20) if left is not None else 2**20)
                if not piece:
                    break
                digest.update(piece)
                left = left - len(piece) if left is not None else None
    except OSError as error:
        digest.update(type(error).__name__.encode())
    return digest.digest()
