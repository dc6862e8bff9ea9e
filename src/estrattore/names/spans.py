"""Spans of names as a model proposes them: trimmed, cut, joined, widened, or thrown out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from estrattore.names.ahead import ahead
from estrattore.names.elsewhere import opens_sentence, stands_alone
from estrattore.names.glued import parts_of_body, parts_of_company, parts_of_person
from estrattore.names.headlines import is_capitalised_line
from estrattore.names.lists import Entry, NameLists, small_article
from estrattore.names.possible import (
    institution,
    is_common_word,
    possible,
    says_no_name,
)
from estrattore.resources.schemas.names import first_names, names, places
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {"COMPANY": "company", "ORG": "organization", "PER": "person", "LOC": "place", "MISC": "other"}
Proposal = tuple[int, int, str]

BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))  # no white space lies beyond
EDGE = BLANKS + ".,;:!?…«»“”\"'’‘()[]–—-•*/|"
FIRST_WORD = re.compile(r"[\w&-]+\.?\s+")
POSSESSIVE = re.compile(r"['’]s$")
LINE = re.compile(r"(?:(?!(?<=[a-zà-ÿ]{3})\.[A-ZÀ-Þ])[^\r\n])+")  # also cut `Matilde.Continua`, glued by a web page
CHAIN_PART = re.compile(r"[^-–/]+")
IN_PLACE = re.compile(r" in ([A-ZÀ-Þ][\w ]+)$")
GLUED_FIGURES = re.compile(r"(?<=[a-zà-ÿ]{3})\d+$")  # `di Ada De Rosa17 feb 2020`
DATELINE = re.compile(r"\.(?!\w)| (?:[–—-] )?[«“\"]?(?:[A-ZÀ-Þ][a-zà-ÿ’']|[A-ZÈ] [a-zà-ÿ])")  # what follows it
SHOUTED = re.compile(
    r"(?<=[a-zà-ÿ]) (?![IVXLC]+$)[A-ZÀ-Þ]{4,}$"
)  # `di Ada Corsi CARPI Un furto`: the place of the next line
TRAILING = re.compile(r"\s+([^\W\d_]+['’]?)$")
SURNAME_PAIR = re.compile(r"([A-ZÀ-Þ][\w’']{3,})-([A-ZÀ-Þ][\w’']{3,})")


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
        if parts := _known_chain(text, a, b, lists) or _glued(text, a, b, kind, lists):
            yield from parts
            continue
        for c, d in _surname_pair(text, a, b) if kind == "person" else [(a, b)]:
            if possible(text[c:d], kind, lists) and not (is_dateline(text, c, d, lists) or says_no_name(text, c, d)):
                yield Mention(c, d, kind)


def is_dateline(text: str, start: int, end: int, lists: NameLists) -> bool:
    """Whether a word in capitals is the place that an article begins with: `FANANO. Nevica`, `CARPI Un furto`, `BARI - Tre …`."""
    opens = start == 0 or text[start - 1] == "\n"
    name = text[start:end]
    return opens and name.isupper() and not lists.get(name) and DATELINE.match(text, end) is not None


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


def _glued(text: str, start: int, end: int, kind: str, lists: NameLists) -> list[Mention]:
    """A company and a person whom the model took for one."""
    parts = {"person": parts_of_person, "company": parts_of_company, "organization": parts_of_body}.get(kind)
    return [Mention(a, b, part) for a, b, part in parts(text, start, end, lists)] if parts else []


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
        start += small_article(text[start:end])
        name = text[start:end]
        if lists.get(name):
            return start, end
        if behind := _trailing(text, start, end, kind):
            end -= behind
            continue
        cut = _leading(text, start, end, kind=kind, lists=lists)
        if cut == 0:
            possessive = POSSESSIVE.search(name)
            # `di Sainsbury's, che`: its name
            owns = "&" not in name and (kind == "person" or text[end : end + 1] == " ")
            return start, end - (len(possessive.group()) if possessive and owns else 0)
        start += cut
    return start, end


def _closes(name: str) -> bool:
    """Whether a final mark belongs to the name: `S.p.A.`, `Warner Bros.`, a closed bracket."""
    return _closing().search(name) is not None


def _trailing(text: str, start: int, end: int, kind: str) -> int:
    """Length of what stands behind the name and is no part of it: `e`, `RSP`, `in Italia`; in a headline a verb (`Bruni Saluta`)."""
    name = text[start:end]
    if kind == "person" and (glued := GLUED_FIGURES.search(name) or _shouted(name)):
        return len(glued.group())
    last = TRAILING.search(name)
    if last is None:
        return 0
    word, before = last.group(1), name[: last.start()]
    if word in names().trailing or (kind != "person" and word.casefold() in names().share_classes):
        return len(last.group())
    if kind == "person":
        verb = is_common_word(word) and before not in first_names() and is_capitalised_line(text, start)
        return len(last.group()) if verb else 0
    country = IN_PLACE.search(name) if kind == "company" else None
    return len(country.group()) if country and country.group(1) in places().world | places().italy else 0


def _shouted(name: str) -> re.Match[str] | None:
    """A word in capitals behind a full name."""
    found = SHOUTED.search(name)
    return found if found and " " in name[: found.start()] else None


def _leading(text: str, start: int, end: int, *, kind: str, lists: NameLists) -> int:
    """Length of what stands before the name and is no part of it."""
    name = text[start:end]
    elided = _elided().match(name)
    if elided and len(name) > elided.end():
        inside = _is_inside(text, elided.group(), name[elided.end() :], kind=kind, lists=lists)
        return 0 if inside else elided.end()
    word = FIRST_WORD.match(name)
    if not word:
        return 0
    bare, rest = word.group().strip(" .\t\u00a0"), name[word.end() :]
    if bare in names().leading:
        return word.end()
    if kind != "person":
        return 0
    opens = opens_sentence(text, start) or (bare not in first_names() and is_capitalised_line(text, start))
    opener = is_common_word(bare) and opens and bare.casefold() not in names().particles
    ahead_of_name = opener or bare.casefold() in names().titles or _is_ahead(text, bare, rest)
    return word.end() if ahead_of_name else 0


def _is_inside(text: str, elided: str, rest: str, *, kind: str, lists: NameLists) -> bool:
    """Whether an elided word begins the name: `D'Alema`, `d'Amico`, `Dell'Orto`, but `Dell'Eni si parla. Eni tace`."""
    word = elided.casefold().replace("’", "'").strip()
    if lists.is_sure(rest):
        return False
    if elided[0].islower():
        return word == names().elided_of and kind != "place"
    return word in names().elided_in_names and not stands_alone(text, rest)


def _is_ahead(text: str, word: str, rest: str) -> bool:
    """Whether a small word with a capital stands before a person's name: `Di Carlo Landi` signs, `La Meloni`, but `La Rocca`."""
    if word.casefold() not in names().leading:
        return False
    first, *others = rest.split()
    if first in first_names():
        return bool(others) and others[-1] not in first_names()
    return word.casefold() in names().articles and stands_alone(text, rest)


@cache
def _elided() -> re.Pattern[str]:
    return re.compile(ahead(names().elided), re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:\b\w\.\w\.|& ?\w\.|\b(?:{alternatives(names().dotted)})|\([^()]*\))$")
