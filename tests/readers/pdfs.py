"""Small PDFs in plain Python, so that tests can make their own: text at given places, metadata, a false password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

A4 = (595, 842)  # points
LEADING = 1.25
REGULAR, BOLD = "F1", "F2"
FONTS = {REGULAR: "Helvetica", BOLD: "Helvetica-Bold"}
# A password dictionary that no password fits.
LOCK = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"00" * 32 + b"> >>"


class Ink(NamedTuple):
    """A line of text and where its baseline begins, in points from the foot of the page."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = REGULAR


def block(lines: Sequence[str], *, x: float, y: float, size: float = 10, font: str = REGULAR) -> list[Ink]:
    """Lines under each other; an empty one leaves half a line free."""
    inks, down = [], 0.0
    for line in lines:
        if line:
            inks.append(Ink(x, y - down, line, size, font))
        down += size * LEADING * (1 if line else 0.5)
    return inks


def interleaved(*columns: Sequence[Ink]) -> list[Ink]:
    """The same lines drawn row by row, as some programs do, rather than column by column."""
    return sorted((ink for column in columns for ink in column), key=lambda ink: (-ink.y, ink.x))


def pdf(pages: Sequence[Sequence[Ink]], *, info: Mapping[str, str] | None = None, locked: bool = False) -> bytes:
    """The bytes of a PDF with these pages."""
    fonts = " ".join(f"/{name} {number} 0 R" for number, name in enumerate(FONTS, 3))
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    bodies += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>".encode()
        for base in FONTS.values()
    ]
    kids = []
    for page in pages:
        content = b"\n".join(map(_drawn, page))
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents {len(bodies)} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>".encode()
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    bodies.append(b"<< " + b" ".join(_entries(info or {})) + b" >>")
    trailer = f"/Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R /ID [<00> <00>]".encode()
    return _file(bodies, trailer + (b" /Encrypt " + LOCK if locked else b""))


def _drawn(ink: Ink) -> bytes:
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (ink.font.encode(), ink.size, ink.x, ink.y, _escaped(ink.text))


def _escaped(text: str) -> bytes:
    data = text.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _entries(info: Mapping[str, str]) -> Iterator[bytes]:
    return (b"/%s (%s)" % (name.encode(), _escaped(value)) for name, value in info.items())


def _file(bodies: Sequence[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
    return data + b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
