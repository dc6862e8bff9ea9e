"""One name whose parts a model took apart, or of which it left a word out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from estrattore.names.ahead import ahead
from estrattore.resources.schemas.names import first_names, names, places, roles
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.names.lists import NameLists
    from estrattore.names.spans import Mention

ELIDED = re.compile(r"(?<!\w)\w+['’]$")
ELIDED_KINDS = (
    "company",
    "organization",
    "person",
    "other",
)  # `l'unità d'Italia`: before a place it is the preposition
POINTED = re.compile(r"(?<=\b[A-ZÀ-Þ][a-zà-ÿ])\.[A-ZÀ-Þ][a-zà-ÿ](?!\w)")  # `Bo | .Re`: a name of two syllables
BEFORE = 40  # characters that a head and its preposition take up


@cache
def _partners() -> re.Pattern[str]:
    """`Verdi, Bianchi & Soci`."""
    return re.compile(rf"(?:[\w'’]+, )*[\w'’]+ & (?i:{alternatives(names().partners)})")


def joined(text: str, mentions: Sequence[Mention], lists: NameLists) -> list[Mention]:
    """Parts of one name that a model took apart: `Carlo De | Rossi`, `Pop | di | Sondrio`, `Pasticceria | Corsi`."""
    result: list[Mention] = []
    for m in mentions:
        whole = m
        while result and result[-1].end <= whole.start and _is_one_name(text, result[-1], whole, lists):
            whole = replace(result.pop(), end=whole.end)
        result.append(whole)
    return result


def without_towns(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without a town that a model took for a person: `l'assessore di Tessalba Ada Galli`."""
    return [m for m, behind in zip_longest(mentions, mentions[1:]) if not _is_town(text, m, behind)]


def _is_town(text: str, m: Mention, behind: Mention | None) -> bool:
    if m.kind != "person" or behind is None or behind.kind != "person" or text[m.end : behind.start] != " ":
        return False
    return (
        " " not in text[m.start : m.end]
        and _is_full(text, behind)
        and _ahead_of_town().search(text, max(0, m.start - BEFORE), m.start) is not None
    )


def _is_one_name(text: str, one: Mention, other: Mention, lists: NameLists) -> bool:
    first, between = text[one.start : one.end], text[one.end : other.start]
    if between in ("’", "'") and f"{first.split(' ')[-1].casefold()}'" in names().elided_in_names:
        return True  # `Dell’ | Aquila`
    if one.kind == other.kind == "person" and between != ", ":
        if first not in first_names() and (_is_full(text, other) or lists.is_sure(first) or first in places().italy):
            return False  # `l'ad di Snam Stefano Venier`
        return between in ("", " ", "’", "'") or (" " in first and bool(_links().fullmatch(between)))
    if between == ", " and " " not in first:
        return _partners().match(text, other.start, other.end) is not None  # `Verdi, Bianchi & Soci`
    if one.kind not in ("company", "organization"):
        return False
    if _of().fullmatch(between):
        return any(f" {first.casefold()}".endswith(f" {head}") for head in names().heads_of_place)
    second = text[other.start : other.end]
    known = (
        lists.get(first) or lists.get(second) or first.split()[0] == second.split()[0]
    )  # `Vetrobit.it Vetrobit` are two
    return between == " " and one.kind == other.kind and not known


def _is_full(text: str, m: Mention) -> bool:
    """Whether a person's name has a first name of its own."""
    first, _, rest = text[m.start : m.end].partition(" ")
    return bool(rest) and first in first_names()


def widened(text: str, m: Mention, lists: NameLists) -> Mention:
    """With what belongs to the name in small letters: `Alba founders fund`, `agenzia delle Entrate`."""
    if m.kind in ELIDED_KINDS and (elided := ELIDED.search(text[max(0, m.start - BEFORE) : m.start])):
        inside = elided.group().casefold().replace("’", "'") == names().elided_of and not lists.is_sure(
            text[m.start : m.end]
        )
        m = replace(m, start=elided.start() + max(0, m.start - BEFORE)) if inside else m
    if trade := _trade().match(text, m.end):
        return replace(m, kind="company", end=trade.end())
    if m.kind in ("company", "organization") and (syllable := POINTED.match(text, m.end)):
        return replace(m, end=syllable.end())
    if m.kind == "company":
        tail = _tail().match(text, m.end)
        return replace(m, end=tail.end()) if tail else m
    head = _head().search(text[max(0, m.start - BEFORE) : m.start]) if m.kind == "organization" else None
    if head is None:
        return m
    certain = head.group(1) in names().small_heads and not lists.get(text[m.start : m.end])
    return replace(m, start=m.start - len(head.group())) if certain else m


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{alternatives(names().small_tails)}))+(?![\w-])")


@cache
def _trade() -> re.Pattern[str]:
    """The trade of a firm, left out of its name: `D'Angiò | Trasporti`."""
    return re.compile(rf" (?=[A-ZÀ-Þ][a-zà-ÿ])(?i:{alternatives(names().trades)})(?![\w-])")


@cache
def _head() -> re.Pattern[str]:
    """A noun in small letters and `di` before a name."""
    return re.compile(rf"\b([a-zà-ÿ]{{4,}})\s{ahead([*names().of, *names().on])}$")


@cache
def _of() -> re.Pattern[str]:
    """What joins two parts of one name: `Pop di Sondrio`."""
    return re.compile(rf" {ahead(names().of)}")


@cache
def _ahead_of_town() -> re.Pattern[str]:
    """`di`, or a role: `il senatore Fi Ada Galli`."""
    return re.compile(rf"\s{ahead(names().of)}$|\b(?i:{alternatives(roles().heads)})\s$")


@cache
def _links() -> re.Pattern[str]:
    """What joins two parts of a person's name: `Luca Berti di Valdarno`."""
    return re.compile(rf" {ahead(names().links)}", re.IGNORECASE)
