"""PDF: the text of each page in reading order, pages parted by form feeds."""

from __future__ import annotations

import ctypes
import re
import time
from typing import TYPE_CHECKING

from estrattore.errors import ReadError
from estrattore.readers.articles import Article, Found, Options, title_of
from estrattore.readers.decoding import read_all
from estrattore.readers.reading_order import Piece, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfTextPage

    from estrattore.readers.inputs import Input

# Whichever comes first; a year's issues of a newspaper fit.
MOST_PAGES = 10_000
MOST_SECONDS = 60
MOST_BYTES = 500_000_000
SAME_WORDS = 1.0  # times the height of the letters: the widest blank within a justified line, about
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}  # PDFium's signs for a word parted at the end of its line
_STAMP = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read(source: Input, options: Options) -> Iterator[Found]:
    """The one article of a PDF.

    Raises:
        ReadError: It is damaged, locked, too large, or a scan without text.
    """
    data = read_all(source, limit=min(options.limit, MOST_BYTES))
    if not data:
        raise ReadError("The file is empty.")
    document = _open(data)
    try:
        about = document.get_metadata_dict(skip_empty=True)
        text = _whole("\f".join(_pages(document)))
    finally:
        document.close()
    if not text.strip():
        raise ReadError("The PDF holds no text: it is a scan. Run OCR on it first, for example with ocrmypdf.")
    stamp = _STAMP.match(about.get("CreationDate", ""))
    yield Article(
        text=text,
        title=title_of(about.get("Title", "")),
        made="-".join(stamp.groups()) if stamp else "",
        data=data,
    )


def _whole(text: str) -> str:
    """The text with letters that PDFium gives in two halves made whole."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _open(data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("The PDF is locked by a password. Save a copy without one.") from error
        raise ReadError("The PDF is damaged, or is none. Print it into a new PDF, or save it as text.") from error
    if pages > MOST_PAGES:
        document.close()
        raise ReadError(f"{pages:,} pages in one PDF, more than {MOST_PAGES:,}. Split it.")
    return document


def _pages(document: PdfDocument) -> Iterator[str]:
    import pypdfium2

    end = time.monotonic() + MOST_SECONDS
    for number in range(len(document)):
        if time.monotonic() > end:
            raise ReadError(f"The PDF takes more than {MOST_SECONDS} s; page {number + 1:,} was reached. Split it.")
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise ReadError(f"Page {number + 1} of the PDF is damaged. Print it into a new PDF.") from error
        # On a page that is turned, letters follow each other upwards: its own order is the best there is.
        yield text.get_text_range().replace("\r\n", "\n") if page.get_rotation() else page_text(list(_pieces(text)))
        text.close()
        page.close()


def _pieces(page: PdfTextPage) -> Iterator[Piece]:
    """Letters that stand together: parted where the line changes, and where more than a blank is between."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    letters: list[str] = []
    left = right = low = high = 0.0
    for n in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, n))
        if letter.isspace():
            letters += [" "] * (letters[-1:] != [" "])
            continue
        if letter == "\0" or not raw.FPDFText_GetLooseCharBox(page, n, at):
            continue
        height = high - low
        far = box.left - right > SAME_WORDS * height or box.left < left
        if far or not box.bottom < (low + high) / 2 < box.top:
            yield from _piece(letters, left, right, low, high)
            letters, left, low, high = [], box.left, box.bottom, box.top
        letters.append(_HYPHENS.get(letter, letter))
        right, low, high = box.right, min(low, box.bottom), max(high, box.top)
    yield from _piece(letters, left, right, low, high)


def _piece(letters: list[str], left: float, right: float, low: float, high: float) -> Iterator[Piece]:
    if text := "".join(letters).strip():
        yield Piece(text, left, right, low, high)
