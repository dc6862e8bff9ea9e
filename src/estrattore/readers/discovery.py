"""What to read: the files behind the paths that a user names, in a stable order."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from estrattore.errors import NothingToReadError, UsageError
from estrattore.readers.formats import ACCEPTED, kind_of
from estrattore.readers.inputs import STDIN, Input, clean_name
from estrattore.tables.written import ALL, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WEB = "Nothing is fetched from the network: save the page as .html first."
ADVICE = {
    ".doc": "Save it as .docx first.",
    ".odt": "Save it as .docx or plain text (.txt) first.",
    ".rtf": "Save it as .docx or plain text (.txt) first.",
    ".msg": "Save the mail as .eml first.",
    ".json": "Write one JSON record a line into a .jsonl file.",
    ".xls": "Save the sheet as .csv first.",
    ".xlsx": "Save the sheet as .csv first.",
    ".zip": "Unpack it and name the folder.",
}


class Discovery(NamedTuple):
    """Inputs in a stable order, and the paths of the files in folders that are of no kind we read."""

    inputs: list[Input]
    skipped: list[str]


def discover(paths: Iterable[str | Path], *, exclude: Path | None = None) -> Discovery:
    """List the inputs behind files, folders (recursive) and `-`.

    Within a folder the order is that of the relative paths, part by part. Links that lead out of the folder or nowhere,
    linked folders, pipes, devices, hidden files and files of other kinds are skipped. Tables and reports of earlier runs
    are no input, wherever they lie.

    Args:
        paths: What the user named.
        exclude: A folder to leave out: that of the output, when it lies inside the input.

    Raises:
        UsageError: A file of another kind, a pipe, a device or a table of ours was named directly.
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


def _named_kind(path: str) -> str:
    if not Path(path).is_file():
        raise UsageError(f"'{path}' is a pipe or a device, which may have no end. Save it as a file, or use - .")
    if _is_ours(Path(path)):
        raise UsageError(f"'{path}' was written by estrattore. Give the file another name to read it as input.")
    kind = kind_of(path)
    if kind is None:
        suffix = Path(path.lower().removesuffix(".gz")).suffix
        advice = ADVICE.get(suffix, "Rename it if it is one of these.")
        raise UsageError(f"Cannot read '{path}': inputs are {ACCEPTED}. {advice}")
    return kind


def _is_ours(path: Path) -> bool:
    return path.name in ALL and path.name in written(path.parent)


def _walk(root: Path, exclude: Path | None) -> Iterator[Input | str]:
    """The files under a folder, sorted: inputs, or the paths of what is skipped."""
    real_root = root.resolve()
    left_out = exclude.resolve() if exclude else real_root
    inside = left_out if left_out != real_root and left_out.is_relative_to(real_root) else None
    unreadable: list[Path] = []
    files = list(_files(root, unreadable))
    for path in sorted(files + unreadable, key=lambda path: path.parts):
        name = clean_name(path.relative_to(root).as_posix())
        kind = "folder" if path in unreadable else kind_of(path.name)
        real = path.resolve()
        if inside and real.is_relative_to(inside):
            continue
        readable = kind == "folder" or path.is_file()  # no pipe, no device, no link to nowhere
        if kind and readable and not path.name.startswith(".") and real.is_relative_to(real_root):
            yield Input(path=str(path), name=name, kind=kind)
        else:
            yield clean_name(str(path))


def _files(root: Path, unreadable: list[Path]) -> Iterator[Path]:
    """What is no folder under `root`, and not ours; folders that cannot be listed are added to `unreadable`."""

    def remember(error: OSError) -> None:
        unreadable.append(Path(error.filename))

    for folder, subfolders, names in os.walk(root, onerror=remember):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        yield from (path for path in map(Path(folder).joinpath, names) if not _is_ours(path))
