"""Spans of names as a model proposes them: trimmed, cut, joined, widened, or thrown out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from estrattore.names.ahead import ahead
from estrattore.names.lists import Entry, NameLists
from estrattore.resources.schemas.names import first_names, names, places
from estrattore.resources.words import alternatives

KINDS = {"COMPANY": "company", "ORG": "organization", "PER": "person", "LOC": "place", "MISC": "other"}
Proposal = tuple[int, int, str]

EDGE = " \t\r\n\u00a0.,;:!?…«»“”\"'’‘()[]–—-•*/|"
FIRST_WORD = re.compile(r"[\w&-]+\.?\s+")
POSSESSIVE = re.compile(r"['’]s$")
LINE = re.compile(r"(?:(?!(?<=[a-zà-ÿ]{3})\.[A-ZÀ-Þ])[^\r\n])+")  # also cut `Matilde.Continua`, glued by a web page
CHAIN_PART = re.compile(r"[^-–/]+")
INITIALS = re.compile(r"[A-ZÀ-Þ][a-z]?\.(?: ?[A-ZÀ-Þ]\.?)*")
TRAILING = re.compile(r"\s+([^\W\d_]+['’]?)$")
CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
SURNAME_PAIR = re.compile(r"([A-ZÀ-Þ][\w’']{3,})-([A-ZÀ-Þ][\w’']{3,})")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A span with the kind of what it names; `entry` where a list knows it."""

    start: int
    end: int
    kind: str
    source: str = "model"
    entry: Entry | None = None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the span shares a character with another."""
        return self.start < end and start < self.end


def cleaned(text: str, proposal: Proposal, lists: NameLists) -> Iterator[Mention]:
    """A proposal as a mention: trimmed, cut at line breaks; nothing when it cannot be a name."""
    start, end, label = proposal
    for line in LINE.finditer(text[start:end]):
        kind = KINDS.get(label) or _undecided(line.group(), lists)
        a, b = trimmed(text, start + line.start(), start + line.end(), kind=kind, lists=lists)
        if chain := _known_chain(text, a, b, lists):
            yield from chain
            continue
        for c, d in _surname_pair(text, a, b) if kind == "person" else [(a, b)]:
            if possible(text[c:d], kind, lists) and not _is_dateline(text, c, d):
                yield Mention(c, d, kind)


def _is_dateline(text: str, start: int, end: int) -> bool:
    """`FANANO. Nevica` begins an article with a place."""
    opens = start == 0 or text[start - 1] == "\n"
    return opens and text[start:end].isupper() and text[end : end + 1] == "."


def _known_chain(text: str, start: int, end: int, lists: NameLists) -> list[Mention]:
    """The names of `Unicredit-Commerzbank`, `Pd-M5s`: known ones that no list knows as one name."""
    name = text[start:end]
    if "-" not in name or lists.get(name):
        return []
    parts = [(start + part.start(), start + part.end()) for part in CHAIN_PART.finditer(name)]
    entries = [lists.get(text[a:b]) for a, b in parts]
    return [
        Mention(a, b, entry.kind, entry=entry)
        for (a, b), entry in zip(parts, entries, strict=True)
        if entry and all(entries)
    ]


def _surname_pair(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`Draghi-Macron` are two people; `Jean-Claude` is one."""
    pair = SURNAME_PAIR.fullmatch(text, start, end)
    if not pair or pair.group(1) in first_names():
        return [(start, end)]
    return [pair.span(1), pair.span(2)]


def _undecided(name: str, lists: NameLists) -> str:
    """Company or other organisation, for models that make no difference."""
    entry = lists.get(name.strip(EDGE))
    if entry:
        return entry.kind
    return "organization" if institution().search(name) else "company"


def trimmed(text: str, start: int, end: int, *, kind: str, lists: NameLists) -> tuple[int, int]:
    """The span without articles, prepositions, titles, generic heads, quotes and final marks."""
    while start < end:
        while start < end and text[start] in EDGE:
            start += 1
        while start < end and text[end - 1] in EDGE and not _closes(text[start:end]):
            end -= 1
        name = text[start:end]
        if lists.get(name):
            return start, end
        cut = _leading(name, kind) or _leading_enterprise(name, kind, lists)
        trailing = TRAILING.search(name)
        if trailing and trailing.group(1) in names().trailing:
            end = start + trailing.start()
            continue
        if cut == 0:
            possessive = POSSESSIVE.search(name)
            return start, end - (2 if possessive else 0)
        start += cut
    return start, end


def _closes(name: str) -> bool:
    """Whether a final mark belongs to the name: `S.p.A.`, `Warner Bros.`, a closed bracket."""
    return _closing().search(name) is not None


def _leading(name: str, kind: str) -> int:
    """Length of what stands before the name and is no part of it."""
    elided = _elided().match(name)
    if elided and len(name) > elided.end():
        return elided.end()
    article = _article().match(name)
    if article and kind == "person":
        return article.end()
    word = FIRST_WORD.match(name)
    if not word:
        return 0
    bare = word.group().strip(" .\t\u00a0")
    if bare in names().leading:
        return word.end()
    if kind == "person" and bare.casefold() in names().titles:
        return word.end()
    return 0


def _leading_enterprise(name: str, kind: str, lists: NameLists) -> int:
    """Length of a known company or organisation before a full name: `Pd Grazia Corsi`."""
    first, _, rest = name.partition(" ")
    return len(first) + 1 if kind == "person" and " " in rest and lists.is_sure(first) else 0


def possible(name: str, kind: str, lists: NameLists) -> bool:
    """Whether this can be a name of its kind at all."""
    if lists.get(name):
        return True
    if len(name) < SHORTEST or not CAPITAL.search(name) or name.casefold() in names().stop:
        return False
    if (
        INITIALS.fullmatch(name)
        or "/" in name
        or "@" in name
        or name.split(maxsplit=1)[0].casefold() in names().stop_first
    ):
        return False
    if kind == "person":
        return not any(c.isdigit() for c in name) and name not in places().world
    return kind != "company" or name not in places().world | places().italy


@cache
def institution() -> re.Pattern[str]:
    """What says that a name is no company's: `ministero`, `banca centrale`."""
    return re.compile(rf"\b(?:{alternatives(names().institutions)})\b".replace("'", "['’]"), re.IGNORECASE)


@cache
def _elided() -> re.Pattern[str]:
    return re.compile(ahead(names().elided), re.IGNORECASE)


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"{ahead([article.capitalize() for article in names().articles])}(?=[A-Z])")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:\b\w\.\w\.|\b(?:{alternatives(names().dotted)})|\([^()]*\))$")
