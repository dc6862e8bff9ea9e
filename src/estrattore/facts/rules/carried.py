"""The company that a sentence does not name: the subject of the sentence before, or the only one of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.rules.line import Item, measure_at, words
from estrattore.facts.rules.roles import role, topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.facts.rules.links import Link
    from estrattore.finds import Enterprise

HELD = (
    "verb",
    "share",
    "whole",
    "deal",
    "claim",
    "wealth",
)  # a person or authority as the subject is the owner, not a speaker
OBJECTS = ("deal", "share", "whole")  # the company behind them is what is bought or held


def carried_over(
    line: Sequence[Item], link: Link, before: Sequence[Item], only: Enterprise | None
) -> Enterprise | None:
    """The subject of the sentence before or the only company, when the sentence itself names no other owner."""
    measure = measure_at(line, link.measure)
    front = line[: min(link.measure, link.value)]
    we = is_we(line[link.measure])
    if not we and _has_own_subject(front, measure.group):
        return None
    aside = ("source", "oblique") if measure.group == "share" else ("source",)  # `la quota in Y sale al 30%`
    if any(item.kind == "company" and role(line, i) not in aside for i, item in enumerate(line)):
        return None
    if any(item.kind == "word" and item.capital and not _opens(front, i) for i, item in enumerate(front)):
        return None
    if front and front[0].kind == "word" and front[0].text in words("owner", "others"):
        return None
    if _has_organization(line):
        return None
    if any(item.kind == "company" and role(before, i) not in ("source", "oblique") for i, item in enumerate(before)):
        return topic(before, only)
    strange = any(item.kind == "organization" or _is_other(line, i) for i, item in enumerate(line))
    strange = strange or (
        not we and measure.group in (*HELD, "funding") and any(item.kind == "person" for item in line)
    )
    held = any(item.kind == "company" and role(line, i) == "oblique" for i, item in enumerate(line))
    aloof = measure.group in (*OBJECTS, "claim", "outlay") and not held  # too weak for a company from further off
    return None if strange or aloof else only


def _has_organization(line: Sequence[Item]) -> bool:
    return any(item.kind == "organization" and role(line, i) == "subject" for i, item in enumerate(line))


def is_we(item: Item) -> bool:
    """`abbiamo fatturato`, `investiremo`: whoever speaks speaks for the company."""
    return item.text.startswith("abbiamo ") or item.text.endswith(("iamo", "emo"))


def _opens(line: Sequence[Item], i: int) -> bool:
    """Whether a word begins the sentence or a quotation in it, or is a place."""
    return i == 0 or line[i - 1].text in words("owner", "openings") | words("owner", "quotes") or _is_place(line, i)


def _is_place(line: Sequence[Item], i: int) -> bool:
    """`in Borsa`, `a Piazza Affari`, `in Nord America`."""
    while i > 1 and line[i - 1].kind == "word" and line[i - 1].capital:
        i -= 1
    return i > 0 and line[i - 1].text in words("owner", "places")


def _is_other(line: Sequence[Item], i: int) -> bool:
    """A common noun for somebody who is no company: `il settore`; not `è stato`, `il consiglio di amministrazione`."""
    item = line[i]
    if item.text not in words("owner", "others") or _is_place(line, i):
        return False
    before = words("owner", "articles") | words("owner", "genitives") - {"di", "d'"}
    return i == 0 or item.capital or line[i - 1].text in before


def _has_own_subject(front: Sequence[Item], group: str) -> bool:
    """Before a carried-over measure: `Con un fatturato di …, la filiera …`, `Il vino vale …` have a subject that is no name."""
    if group == "verb":
        free = words("links", "free") - words("owner", "articles")
        return any(item.kind == "word" and item.text not in free | {",", "e", "ma"} for item in front)
    return group == "vague" or (bool(front) and front[0].text == "con")
