"""Marked-up text (HTML in feeds and mails, NITF) as lines: one for each paragraph, heading, item and table row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL = " | "
_HIDDEN = re.compile("script|style|head|title|template|noscript")
# Of HTML, then of NITF; any other element stands on lines of its own.
_INLINE = re.compile(
    "a|abbr|acronym|b|big|bdi|bdo|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub|sup|"
    "time|tt|u|var|wbr|chron|classifier|copyrite|event|function|location|money|num|object.title|org|person|postaddr|virtloc"
)
_CELLS = frozenset(("td", "th"))
_MARKS = re.compile(r"<[a-zA-Z!/]|&#?\w{1,20};")
# In the pieces of a text, where blanks of the source are plain blanks already.
_LINE_END, _CELL_END = "\n", "\t"


def html_text(html: str) -> str:
    """The text of a piece of HTML; text without any mark stays as it is.

    >>> html_text("<p>Ricavi <b>in</b>\\n crescita</p><table><tr><td>Utile<td>3 mln</tr></table>")
    'Ricavi in crescita\\nUtile | 3 mln'
    """
    if not _MARKS.search(html):
        return html.strip()
    from lxml.html import HTMLParser, document_fromstring

    return element_text(document_fromstring(f"<div>{html}</div>", parser=HTMLParser(huge_tree=False)))


def element_text(element: Any) -> str:
    """The text of an element of lxml, by the names of the elements in it."""
    lines = map(_line, "".join(_pieces(element)).split(_LINE_END))
    return "\n".join(filter(None, lines))


def local_name(element: Any) -> str:
    """The name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _line(line: str) -> str:
    """A line, whose cells, if it has any, may be empty."""
    cells = [" ".join(cell.split()) for cell in line.removesuffix(_CELL_END).split(_CELL_END)]
    return CELL.join(cells) if any(cells) else ""


def _pieces(top: Any) -> Iterator[str]:
    """Texts and signs for the ends of lines and cells; what breaks lines does not within a cell."""
    from lxml import etree

    hidden, cell = 0, None
    for event, element in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
        name = local_name(element)
        hidden += {"start": 1, "end": -1}.get(event, 0) * bool(_HIDDEN.fullmatch(name) and element is not top)
        if hidden:
            continue
        if name in _CELLS and cell is None and event == "start" and _is_cell(element):
            cell = element
        elif element is cell:
            cell = None
            yield _CELL_END
        elif name and not _INLINE.fullmatch(name):
            yield _LINE_END if cell is None else " "
        said = element.text if event == "start" else element.tail if element is not top else ""
        yield " ".join(f"<{said}>".split())[1:-1] if said else ""


def _is_cell(element: Any) -> bool:
    """Whether this is a cell of a table of data: one of a page's frame holds paragraphs."""
    return sum(not _INLINE.fullmatch(name) for name in map(local_name, element.iterdescendants()) if name) <= 1
