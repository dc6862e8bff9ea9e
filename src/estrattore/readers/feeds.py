"""Feeds and agency files in XML: RSS, Atom, NITF and NewsML-G2; each item is a record.

Nothing is fetched and no entity is expanded: one that is not XML's own stays as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from estrattore.errors import ReadError
from estrattore.readers.articles import Article, Broken, Found, Options
from estrattore.readers.decoding import Bounded, clean, open_bytes
from estrattore.readers.markup import element_text, html_text, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estrattore.readers.inputs import Input


class Dialect(NamedTuple):
    """Where the items of a format keep what: paths of lxml, the better first; `@` leads to an attribute."""

    id: tuple[str, ...]
    title: tuple[str, ...]
    day: tuple[str, ...]
    text: tuple[str, ...]


_RSS1 = "{http://purl.org/rss/1.0/}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
ACCEPTED = "RSS, Atom, NITF and NewsML-G2"
ROOTS = frozenset(("rss", "RDF", "feed", "entry", "nitf", "newsItem", "newsMessage"))
DIALECTS = {
    "item": Dialect(
        id=("guid", f"@{_RDF}about", "link", f"{_RSS1}link"),
        title=("title", f"{_RSS1}title"),
        day=("pubDate", f"{_DUBLIN}date"),
        text=(f"{_CONTENT}encoded", "description", f"{_RSS1}description"),
    ),
    "entry": Dialect(
        id=("{*}id",),
        title=("{*}title",),
        day=("{*}published", "{*}updated"),
        text=("{*}content", "{*}summary"),
    ),
    "nitf": Dialect(
        id=(".//{*}doc-id@id-string",),
        title=(".//{*}hedline/{*}hl1", ".//{*}head/{*}title"),
        day=(".//{*}date.issue@norm", ".//{*}date.release@norm", ".//{*}story.date@norm"),
        text=(".//{*}body.content",),
    ),
    "newsItem": Dialect(
        id=("@guid",),
        title=(".//{*}contentMeta/{*}headline", ".//{*}itemMeta/{*}title"),
        day=(".//{*}itemMeta/{*}versionCreated", ".//{*}contentMeta/{*}contentCreated"),
        text=(".//{*}inlineXML//{*}body.content", ".//{*}inlineXML", ".//{*}inlineData"),
    ),
}
_MARKED_UP = ("nitf", "newsItem")  # whose elements are text; the others hold HTML as text


def read(source: Input, options: Options) -> Iterator[Found]:
    """The items of a feed, streamed.

    Raises:
        ReadError: It is none of these formats, empty, or too large when expanded.
    """
    number = 0
    with open_bytes(source) as stream:
        if not stream.peek(1):  # type: ignore[attr-defined]
            raise ReadError("The file is empty.")
        try:
            for number, item in enumerate(_items(Bounded(stream, options.limit)), 1):
                yield _article(item, str(number))
        except ReadError as error:
            yield Broken(str(number + 1) if number else "", error)


def _items(stream: Bounded) -> Iterator[Any]:
    """Elements of the items, each forgotten when the next is read.

    Raises:
        ReadError: It is no feed, too long, or damaged from here on.
    """
    from lxml import etree

    walk = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = next(iter(walk))[1]
        if local_name(root) not in ROOTS:
            raise ReadError(f"This XML is no feed: '{local_name(root)}' is none of {ACCEPTED}.")
        yield from _outermost(root, walk)
    except etree.LxmlError as error:
        last = walk.error_log.last_error  # the error itself may say less
        raise ReadError(f"The XML is damaged: {f'{last.message}, line {last.line}' if last else error}") from error


def _outermost(root: Any, walk: Iterator[tuple[str, Any]]) -> Iterator[Any]:
    item = root if local_name(root) in DIALECTS else None
    for event, element in walk:
        if event == "start" and item is None and local_name(element) in DIALECTS:
            item = element
        elif event == "end" and item is not None and element is item:
            yield item
            item = None
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]


def _article(item: Any, record: str) -> Found:
    from lxml import etree

    name = local_name(item)
    dialect = DIALECTS[name]
    text = _first(item, dialect.text, marked_up=name in _MARKED_UP)
    if not text:
        return Broken(record, ReadError("There is no text in the item."))
    return Article(
        text=text,
        title=" ".join(_first(item, dialect.title).split()),
        day=_first(item, dialect.day),
        id=_first(item, dialect.id),
        record=record,
        data=etree.tostring(item, with_tail=False),
    )


def _first(item: Any, paths: tuple[str, ...], *, marked_up: bool = False) -> str:
    return next(filter(None, (_said(item, path, marked_up) for path in paths)), "")


def _said(item: Any, path: str, marked_up: bool) -> str:
    """The text at a path; of all elements there the first that has some."""
    where, _, attribute = path.partition("@")
    for element in item.iterfind(where) if where else [item]:
        if attribute:
            said = element.get(attribute, "")
        elif marked_up or not _is_flat(element):
            said = element_text(element)
        else:
            said = html_text("".join(element.itertext()))
        if said.strip():
            return clean(said.strip())
    return ""


def _is_flat(element: Any) -> bool:
    """Whether an element holds nothing but text, entities and comments."""
    return not any(isinstance(child.tag, str) for child in element)
