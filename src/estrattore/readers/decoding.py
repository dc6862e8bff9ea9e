"""Bytes to text: bounded expansion of .gz, encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from charset_normalizer import from_bytes

from estrattore.errors import ReadError
from estrattore.readers.gz import expanded
from estrattore.readers.inputs import STDIN, Input

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLE = 2**16
_BOMS = (  # the longer first: UTF-32's little-endian mark begins like that of UTF-16
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "gzip data without the ending .gz"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a parquet file"),
)
_CONTROLS = bytes(code for code in [*range(32), 127] if code not in b"\t\n\r\f\x1b\x1a")
# Encodings without a mark in which Italian has been written, the likeliest first; what Italian has beyond ASCII, and what
# else a newspaper may have.
LIKELY = 0.8  # of the odd letters are Italian ones
_WESTERN = ("cp1252", "iso-8859-15", "mac_roman", "cp850")
_ITALIAN = frozenset("àèéìòùÀÈÉÌÒÙ«»“”‘’–€")
_FOREIGN = frozenset("áíóúâêîôûäëïöüçñÁÖÜÇÑß—…£°§·®©™ªº½¿¡\xa0")
# What Python decodes with, and no page is written in.
_NO_PAGES = frozenset(("charmap", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"))
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w-]{2,40})|<\?xml[^>]{0,200}?encoding=["']([\w-]{2,40})""", re.I
)


def open_bytes(source: Input) -> BinaryIO:
    """The bytes of an input, expanded where it is compressed."""
    if source.path == STDIN:
        return sys.stdin.buffer
    opened = expanded if source.compressed else io.BufferedReader
    return opened(Path(source.path).open("rb", buffering=0) if source.data is None else io.BytesIO(source.data))


def read_all(source: Input, *, limit: int) -> bytes:
    """All bytes of an input that fits into `limit`.

    Raises:
        ReadError: It is longer, or damaged.
    """
    try:
        with open_bytes(source) as stream:
            data = stream.read(limit + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"The .gz file is damaged: {error}") from error
    if len(data) > limit:
        raise ReadError(f"More than {limit:,} bytes in one text. Split it, or put its articles into a .jsonl file.")
    return data


def expand(source: Input, target: Path) -> bool:
    """Expand a .gz, so that it can be cut and read from many places; False where it cannot be read whole.

    Raises:
        OSError: The target cannot be written.
    """
    try:
        with target.open("wb") as file:
            for piece in _pieces(source):
                file.write(piece)
    except ReadError:
        target.unlink()
        return False
    return True


def _pieces(source: Input) -> Iterator[bytes]:
    try:
        with open_bytes(source) as stream:
            while piece := stream.read(2**20):
                yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(str(error)) from error


class Bounded:
    """A stream that ends with an error where it is longer than it may be."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._left, self._limit = stream, limit, limit

    def read(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            ReadError: There are too many.
        """
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(f"More than {self._limit:,} bytes in one file. Split it.")
        return data


def refuse_binary(data: bytes) -> None:
    """Tell text from anything else by its first bytes.

    Raises:
        ReadError: This is no text.
    """
    if any(data.startswith(mark) for mark, _ in _BOMS):
        return
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"No text: this is {what}. Give it its own ending, or turn it into plain text.")
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) * 0.05:
        raise ReadError("No text: binary data, or UTF-16 without a byte order mark. Save it as UTF-8.")


def decode(data: bytes, *, html: bool = False) -> tuple[str, str]:
    """Text and encoding of bytes in UTF-8, UTF-16 with a mark, Windows-1252 or whatever the detector says.

    Never raises: bytes without meaning become `\\ufffd`. The byte order mark is dropped, nothing else changes.

    Args:
        data: What the file holds.
        html: Believe the page where it names its encoding and is no UTF-8.

    >>> decode("perché no".encode("cp1252"))
    ('perché no', 'cp1252')
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return clean(data.decode(encoding, "replace")), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = (_declared(data) if html else None) or _guess(data)
        return clean(data.decode(encoding, "replace")), encoding


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 if the first bytes are its mark: lines of these cannot be told by a byte."""
    return next((name for mark, name in _BOMS[1:] if head.startswith(mark)), None)


def clean(text: str) -> str:
    """The text with `\\ufffd` for halves of surrogate pairs, which no file and no spaCy can hold; offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def _declared(data: bytes) -> str | None:
    """The encoding that a page names, if Python knows it and it fits."""
    found = _CHARSET.search(data[:4096])
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "windows-1252") else name
    try:
        data.decode(name)
        return None if codecs.lookup(name).name.replace("_", "-") in _NO_PAGES else name
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str:
    """The encoding of bytes that are no UTF-8."""
    if _is_spoilt_utf8(data):
        return "utf-8"
    scores = [(_likeness(data, encoding), encoding) for encoding in _WESTERN]
    likeness, encoding = max(scores, key=lambda score: score[0])  # of equals the first
    if likeness >= LIKELY:
        return encoding
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _is_spoilt_utf8(data: bytes) -> bool:
    r"""Whether this is UTF-8 with a few odd bytes, or one that was cut within a character.

    >>> [_is_spoilt_utf8(data) for data in (b"perch\xc3\xa9 s\xec", b"perch\xc3", b"perch\xe9", b"\xabC'\xc8\xbb, \xe8")]
    [True, True, False, False]
    """
    loose = data.decode("utf-8", "replace")
    odd = loose.count("\ufffd")
    written = sum(1 for char in loose if char in _ITALIAN or char in _FOREIGN)
    if odd <= written or odd * 10 < sum(1 for char in loose if char > "\x7f"):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        return cut and data[error.start : error.start + 1].decode("cp1252", "replace") not in _ITALIAN
    return True


def _likeness(data: bytes, encoding: str) -> float:
    """How much of what is not ASCII is usual in Italian, when read in this encoding; 0 when much is not ASCII."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    beyond = [char for char in text if char > "\x7f"]
    if len(beyond) > len(text) * 0.3:
        return 0.0
    return sum(1.0 if char in _ITALIAN else 0.9 if char in _FOREIGN else 0.0 for char in beyond) / len(beyond)
