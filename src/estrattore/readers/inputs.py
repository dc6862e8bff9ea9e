"""What is read, and what cannot be: plain values that cross a process border."""

from __future__ import annotations

from dataclasses import dataclass, field

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file, a block of the records of one file, or an attachment of a mail.

    Args:
        path: What to open; `-` is standard input.
        name: Path relative to the PATH that the user named, with `/`: the `doc_id` of a file with one document.
        kind: A name in the table of formats, or `folder` (one that cannot be listed: reading it says why).
        start: First byte of the block.
        stop: Byte after the block; None is the end of the file.
        line: Number of the block's first line or record in the file, from 1.
        data: The bytes of an attachment; None for what lies on the disk.
        record: An attachment's name within its mail.
        day: When that mail was sent, as it says.
    """

    path: str
    name: str
    kind: str
    start: int = 0
    stop: int | None = None
    line: int = 1
    data: bytes | None = field(default=None, repr=False)
    record: str = ""
    day: str = ""

    @property
    def compressed(self) -> bool:
        """Whether the file is read through gzip."""
        return (self.path if self.data is None else self.name).lower().endswith(".gz")


def clean_name(name: str) -> str:
    """The name with `\\ufffd` for bytes that are no UTF-8, so that it can be written.

    >>> clean_name("perch\\udce9.txt")
    'perch�.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
