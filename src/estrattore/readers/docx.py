"""Word documents: paragraphs and the rows of tables, one line each, in the order of the document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from estrattore.errors import ReadError
from estrattore.readers.articles import Article, Found, Options, title_of
from estrattore.readers.decoding import clean, read_all
from estrattore.readers.markup import CELL, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

    from estrattore.readers.inputs import Input

MOST_BYTES = 200_000_000  # of a document and its pictures, also when unpacked
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # also the envelope of a document under a password
_TEMPLATE_DAY = "2013-12-23"  # of the empty document that python-docx starts from
# Text as it reads when all changes are accepted; of what is drawn for old programs too, once.
_WORDS = """.//w:r/*[self::w:t or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen]
[not(ancestor::w:moveFrom) and not(ancestor::*[local-name() = 'Fallback'])]"""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(source: Input, options: Options) -> Iterator[Found]:
    """The one article of a document.

    Raises:
        ReadError: It is damaged, locked, too large, or without text.
    """
    limit = min(options.limit, MOST_BYTES)
    data = read_all(source, limit=limit)
    document = _open(data, limit)
    about = document.core_properties
    made = about.created.date().isoformat() if about.created else ""
    text = clean("\n".join(_lines(document.element.body)))
    if not text.strip():
        raise ReadError("The Word document holds no text; pictures are not read.")
    yield Article(text=text, title=title_of(about.title), made=made if made != _TEMPLATE_DAY else "", data=data)


def _open(data: bytes, limit: int) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if not data:
        raise ReadError("The file is empty.")
    if data.startswith(_OLD_OFFICE):
        raise ReadError("An old Word document, or one locked by a password. Save it as .docx without one.")
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > limit:
                raise ReadError(f"The Word document expands to more than {limit:,} bytes.")
        return docx.Document(io.BytesIO(data))
    except (BadZipFile, OpcError, LxmlError, KeyError, ValueError, NotImplementedError) as error:
        raise ReadError("The Word document is damaged, or is none. Open it and save it anew as .docx.") from error


def _lines(body: Any) -> Iterator[str]:
    """Lines of a body, a cell, a text box or a frame for contents."""
    for element in body.iterchildren():
        name = local_name(element)
        if name == "p":
            yield _words(element)
            for box in element.xpath(".//w:txbxContent[not(ancestor::*[local-name() = 'Fallback'])]"):
                yield from _lines(box)
        elif name == "tbl":
            yield from filter(None, map(_row, element.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr")))
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _lines(element)


def _row(row: Any) -> str:
    """The cells of a row; a line that breaks within a cell does not break the row."""
    cells = row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")
    texts = [" ".join(" ".join(_lines(cell)).split()) for cell in cells]
    return CELL.join(texts) if any(texts) else ""


def _words(paragraph: Any) -> str:
    boxes = set(paragraph.xpath(".//w:txbxContent//w:r/*"))
    words = (word for word in paragraph.xpath(_WORDS) if word not in boxes)
    return "".join(_SIGNS.get(local_name(word)) or word.text or "" for word in words)
