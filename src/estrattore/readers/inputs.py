"""What to read: the files behind the paths that a user names, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from estrattore.errors import NothingToReadError, UsageError

STDIN = "-"
KINDS = {".txt": "txt", ".md": "md", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "csv"}
RECORD_KINDS = ("jsonl", "csv")
ACCEPTED = ".txt, .md, .html, .jsonl, .csv, and .gz of these"
WEB = "Nothing is fetched from the network: save the page as .html first."
ADVICE = {
    ".pdf": "Turn it into text first, for example with 'pdftotext FILE.pdf'.",
    ".doc": "Save it as plain text (.txt) or HTML first.",
    ".docx": "Save it as plain text (.txt) or HTML first.",
    ".odt": "Save it as plain text (.txt) or HTML first.",
    ".rtf": "Save it as plain text (.txt) first.",
    ".json": "Write one JSON record a line into a .jsonl file.",
    ".xls": "Save the sheet as .csv first.",
    ".xlsx": "Save the sheet as .csv first.",
    ".zip": "Unpack it and name the folder.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file, or a block of the records of one file; plain, so that it can cross a process border.

    Args:
        path: What to open; `-` is standard input.
        name: Path relative to the PATH that the user named, with `/`: the `doc_id` of a file with one document.
        kind: `txt`, `md`, `html`, `jsonl`, `csv`, or `folder` (one that cannot be listed: reading it says why).
        start: First byte of the block.
        stop: Byte after the block; None is the end of the file.
        line: Number of the block's first line in the file, from 1.
    """

    path: str
    name: str
    kind: str
    start: int = 0
    stop: int | None = None
    line: int = 1

    @property
    def compressed(self) -> bool:
        """Whether the file is read through gzip."""
        return self.path.lower().endswith(".gz")


class Discovery(NamedTuple):
    """Inputs in a stable order, and the paths of the files in folders that are of no kind we read."""

    inputs: list[Input]
    skipped: list[str]


def discover(paths: Iterable[str | Path], *, exclude: Path | None = None) -> Discovery:
    """List the inputs behind files, folders (recursive) and `-`.

    Within a folder the order is that of the relative paths, part by part. Links that lead out of the folder, linked
    folders, hidden files and files of other kinds are skipped.

    Args:
        paths: What the user named.
        exclude: A folder to leave out: that of the output, when it lies inside the input.

    Raises:
        UsageError: A file of another kind was named directly.
        NothingToReadError: A path does not exist, or there is no input at all.
    """
    inputs: list[Input] = []
    skipped: list[str] = []
    for path in map(str, paths):
        if path == STDIN:
            inputs.append(Input(path=STDIN, name="stdin", kind="txt"))
        elif Path(path).is_dir():
            for found in _walk(Path(path), exclude):
                (inputs if isinstance(found, Input) else skipped).append(found)  # type: ignore[arg-type]
        elif Path(path).exists():
            inputs.append(Input(path=path, name=clean_name(Path(path).name), kind=_named_kind(path)))
        else:
            advice = WEB if path.startswith(("http:", "https:")) else "Name a file, a folder, or - for standard input."
            raise NothingToReadError(f"'{path}' does not exist. {advice}")
    if not inputs:
        hint = f" {len(skipped)} other files were skipped." if skipped else ""
        raise NothingToReadError(f"Nothing to read: no {ACCEPTED} file was found.{hint}")
    return Discovery(inputs, skipped)


def clean_name(name: str) -> str:
    """The name with `\\ufffd` for bytes that are no UTF-8, so that it can be written.

    >>> clean_name("perch\\udce9.txt")
    'perch�.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _kind(path: str) -> str | None:
    lower = path.lower().removesuffix(".gz")
    return KINDS.get(Path(lower).suffix)


def _named_kind(path: str) -> str:
    kind = _kind(path)
    if kind is None:
        suffix = Path(path.lower().removesuffix(".gz")).suffix
        advice = ADVICE.get(suffix, "Rename it if it is one of these.")
        raise UsageError(f"Cannot read '{path}': inputs are {ACCEPTED}. {advice}")
    return kind


def _walk(root: Path, exclude: Path | None) -> Iterator[Input | str]:
    """The files under a folder, sorted: inputs, or the paths of what is skipped."""
    real_root = root.resolve()
    left_out = exclude.resolve() if exclude else None
    unreadable: list[Path] = []
    files = list(_files(root, unreadable))
    for path in sorted(files + unreadable, key=lambda path: path.parts):
        name = clean_name(path.relative_to(root).as_posix())
        kind = "folder" if path in unreadable else _kind(path.name)
        real = path.resolve()
        if left_out and real.is_relative_to(left_out) and left_out != real_root:
            continue
        if kind and not path.name.startswith(".") and real.is_relative_to(real_root):
            yield Input(path=str(path), name=name, kind=kind)
        else:
            yield clean_name(str(path))


def _files(root: Path, unreadable: list[Path]) -> Iterator[Path]:
    """Regular files under `root`; folders that cannot be listed are added to `unreadable`."""

    def remember(error: OSError) -> None:
        unreadable.append(Path(error.filename))

    for folder, subfolders, names in os.walk(root, onerror=remember):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        yield from (path for path in map(Path(folder).joinpath, names) if path.is_file())
