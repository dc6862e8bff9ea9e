"""The table of formats: the next one is a module with a function `read`, and a line here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from estrattore.readers import csv, docx, feeds, html, jsonl, mail, parquet, pdf, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estrattore.readers.articles import Found, Options
    from estrattore.readers.inputs import Input


class Format(NamedTuple):
    """How files of one kind are read.

    Args:
        endings: Of their names.
        read: What one input holds; raises `ReadError` where the whole of it cannot be read.
        text: A text format: also read as .gz.
        cut: Into blocks of about so many bytes, for formats that hold many records.
        head: The bytes that every block depends on besides its own.
    """

    endings: tuple[str, ...]
    read: Callable[[Input, Options], Iterator[Found]]
    text: bool = True
    cut: Callable[[Input, int, Options], Iterator[Input]] | None = None
    head: Callable[[Input], bytes] = lambda source: b""


FORMATS = {
    "txt": Format((".txt",), plain.read),
    "md": Format((".md",), plain.read),
    "html": Format((".html", ".htm"), html.read),
    "eml": Format((".eml",), mail.read),
    "pdf": Format((".pdf",), pdf.read, text=False),
    "docx": Format((".docx",), docx.read, text=False),
    "xml": Format((".xml", ".rss", ".atom"), feeds.read),
    "jsonl": Format((".jsonl",), jsonl.read, cut=jsonl.cut),
    "csv": Format((".csv", ".tsv"), csv.read, cut=csv.cut, head=csv.first_line),
    "parquet": Format((".parquet",), parquet.read, text=False, cut=parquet.cut, head=parquet.schema),
}
KINDS = {ending: kind for kind, known in FORMATS.items() for ending in known.endings}
GZ = ".gz"
ACCEPTED = (
    ", ".join(known.endings[0] for known in FORMATS.values())
    + f", and {GZ} of all but "
    + ", ".join(known.endings[0] for known in FORMATS.values() if not known.text)
)


def kind_of(path: str) -> str | None:
    """The format that a file's name tells; None for one that is not read.

    >>> kind_of("Comunicato.PDF"), kind_of("agenzie.jsonl.gz"), kind_of("comunicato.pdf.gz")
    ('pdf', 'jsonl', None)
    """
    lower = path.lower()
    kind = KINDS.get(Path(lower.removesuffix(GZ)).suffix)
    return kind if kind and (FORMATS[kind].text or not lower.endswith(GZ)) else None
