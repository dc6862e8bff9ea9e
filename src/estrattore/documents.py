"""The document: the text that all offsets refer to, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from html import escape

from spacy.language import Language
from spacy.tokens import Doc

EXTENSIONS: dict[str, object] = {
    "estrattore_published": None,  # ISO day or None
    "estrattore_title": "",  # context for names and years: gives no rows
    "estrattore_sentences": None,  # [[start_char, end_char], …]
    "estrattore_finds": None,  # list of plain dicts, see components.component
}


def register_extensions() -> None:
    """Make the `doc._.estrattore_…` attributes known to spaCy; harmless when repeated."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register_extensions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article.

    Args:
        text: What the reader decoded; every offset counts its Unicode characters.
        id: Unique within a run; the record's own id or the relative path.
        title: Headline from the record or the page; context only, without rows.
        published: Day of publication; None where unknown, then relative dates stay out.
        path: Where it came from, as given.
        record: Line, row or item number within `path`, from 1, or the name of an attachment; empty for whole files.
        encoding: What the bytes were decoded with.
        sha256: Hash of the document's bytes, as hexadecimal digits.

    >>> Document(text="Ricavi a 11 miliardi.", id="a.txt").n_chars
    21
    """

    text: str
    id: str = "text"
    title: str = ""
    published: dt.date | None = None
    path: str = ""
    record: str = ""
    encoding: str = "utf-8"
    sha256: str = ""

    @property
    def n_chars(self) -> int:
        """Length of the text in Unicode characters."""
        return len(self.text)

    @property
    def digest(self) -> str:
        """`sha256` where the reader set it, else that of the text."""
        return self.sha256 or hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def _repr_html_(self) -> str:
        day = self.published.isoformat() if self.published else "day unknown"
        about = f"{escape(self.title or self.id)} · {day} · {self.n_chars:,} characters"
        start = self.text if self.n_chars <= 1000 else self.text[:1000] + " …"
        return f'<b>{about}</b><div style="white-space:pre-wrap;max-width:50em">{escape(start)}</div>'

    def to_doc(self, nlp: Language) -> Doc:
        """Tokenise with `nlp` and hand title and date to the components; runs no component."""
        doc = nlp.make_doc(self.text)
        doc._.estrattore_published = self.published.isoformat() if self.published else None
        doc._.estrattore_title = self.title
        return doc
