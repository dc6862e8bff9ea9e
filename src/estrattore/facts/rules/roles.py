"""How names stand in their sentence: subject, genitive, source …, and which of them a sentence or an article speaks of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.facts.measures import TOKEN
from estrattore.facts.rules.line import Item, at, stems, words
from estrattore.finds import Enterprise, Mention
from estrattore.resources.schemas.facts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

SERIES = 8  # names in a row that share a preposition
OPENING = 400  # characters: what a story is about is named here, or again
ROLES = {"agents": "agent", "beneficiaries": "beneficiary", "obliques": "oblique"}


def role(line: Sequence[Item], i: int) -> str:
    """How a name stands in its sentence: subject, genitive, agent, beneficiary, oblique or source."""
    name, first = line[i].text, _first_of_series(line, i)
    k = phrase_start(line, first) - 1
    prep = line[k].text if k >= 0 else ""
    if first != i and prep in words("owner", "sources"):
        return "subject" if at(line, phrase_start(line, i) - 1).text == "," else "source"  # `secondo X, Y ha chiuso …`
    if prep in words("owner", "sources") or name in words("owner", "papers"):
        return "source"
    if name in words("owner", "brokers") and _speaks(line, i):
        return "source"
    if prep == "(" or (k >= 0 and _is_deal(line[k])):  # `(X)`, `compra X`, `l'operazione X`
        return "oblique"
    if prep in words("owner", "genitives"):
        return "source" if k and line[k - 1].text in words("owner", "source_nouns") else "genitive"
    return next((name for group, name in ROLES.items() if prep in words("owner", group)), "subject")


def _first_of_series(line: Sequence[Item], i: int) -> int:
    """Of `di X, Y e Z` the first: it carries the preposition of all."""
    for _ in range(SERIES):
        k = phrase_start(line, i) - 1
        if k < 1 or line[k].text not in ("e", "ed", ",") or line[k - 1].kind != line[i].kind:
            break
        i = k - 1
    return i


def _is_deal(item: Item) -> bool:
    measure = item.measure
    return measure is not None and (
        measure.group in ("deal", "vague") or (measure.group == "verb" and "share" in measure.takes)
    )


def _speaks(line: Sequence[Item], i: int) -> bool:
    following = line[i + 1 : i + 9]
    return any(item.text.startswith(stems("owner", "speaks_stems")) for item in following) or any(
        item.measure is not None and item.measure.group == "target" for item in line
    )


def phrase_start(line: Sequence[Item], i: int) -> int:
    """Where the noun phrase begins: before `il gruppo veneto`, `la startup californiana`, `la`, a quotation mark."""
    k = i
    while k and line[k - 1].text in words("owner", "quotes"):
        k -= 1
    for back in range(1, 4):
        at = k - back
        if at < 0 or line[at].kind != "word" or (line[at].capital and at):
            break
        if line[at].text in words("owner", "heads"):
            k = at
            break
        if line[at].text in _borders():
            break
    return k - 1 if k and line[k - 1].text in words("owner", "articles") else k


@cache
def _borders() -> frozenset[str]:
    """What ends a noun phrase to the left."""
    return frozenset().union(*(words("owner", name) for name in ("articles", "genitives", "obliques", "agents")))


def coordinated(line: Sequence[Item], i: int) -> bool:
    """`X e la società Y investono 3 miliardi` says the sum of no single company."""
    k = phrase_start(line, i) - 1
    if k < 1 or line[k].text not in ("e", "ed"):
        return False
    return any(line[j].kind == "company" and role(line, j) == "subject" for j in range(max(0, k - 4), k))


def is_antecedent(line: Sequence[Item], i: int, how: str) -> bool:
    """`X, che fattura …`, `X, il cui utile …`, `X (ricavi per …`, `X: ricavi …`; not `la quota in X (il 6% …`."""
    following = [item.text for item in line[i + 1 : i + 4]]
    if following[:1] == ["("]:
        return how != "oblique"
    if following[:1] == [":"]:
        return how in ("genitive", "beneficiary")
    return bool({"che", "cui", "quale"} & set(following)) and following[0] not in ("e", "ed")


def is_stand_in(line: Sequence[Item], i: int) -> bool:
    """`il gruppo`, `della società`, without the name behind it."""
    if line[i].text not in words("owner", "stand_ins") | words("owner", "acquired") or i == 0 or line[i].kind != "word":
        return False
    if line[i - 1].text not in words("owner", "definite"):
        return False
    following = line[i + 1 : i + 3]
    if following and (following[0].text in words("owner", "not_standing") or following[0].capital):
        return False
    return not any(item.kind == "company" for item in following)


def topic(line: Sequence[Item], likely: Enterprise | None = None) -> Enterprise | None:
    """The company that a sentence speaks of: the only one, the one that opens it, the only subject, the likely one if named."""
    named = [i for i, item in enumerate(line) if item.kind == "company" and role(line, i) not in ("source", "oblique")]
    subjects = [i for i in named if role(line, i) == "subject"]
    opening = [i for i in subjects[:1] if phrase_start(line, i) == 0 and not _followed(line, i)]
    for places in (named, opening, subjects):
        if len({identity(line[i]) for i in places}) == 1:
            return line[places[-1]].company
    known = likely and likely.entity_id
    return next((line[i].company for i in named if known and identity(line[i]) == known), None)


def _followed(line: Sequence[Item], i: int) -> bool:
    """Whether a second subject is joined on: `X e Y`."""
    return len(line) > i + 2 and line[i + 1].text in ("e", "ed", ",") and line[i + 2].kind == "company"


def identity(item: Item) -> str:
    """What tells one company from another."""
    return item.company.entity_id if item.company else item.text


@cache
def _source() -> re.Pattern[str]:
    owner = facts().owner
    nouns = [f"{noun} (?:di|del|della|dell')" for noun in owner.source_nouns]
    listed = "|".join([*owner.sources, *owner.obliques, "da", *nouns])
    return re.compile(rf"(?:^|\W)(?:{listed})\s*(?:il |la |l')?$", re.IGNORECASE)


def only_company(text: str, finds: Sequence[Mention]) -> Enterprise | None:
    """The company of an article that names one only (or one far more than any other), sources (`secondo X`) aside.

    >>> ans = Enterprise(kind="company", start=8, end=11, name="Ans", entity_id="a", source="model")
    >>> eni = Enterprise(kind="company", start=13, end=16, name="Eni", entity_id="e", source="model")
    >>> only_company("Secondo Ans, Eni sale", [ans, eni]).entity_id
    'e'
    """
    named: dict[str, list[Enterprise]] = {}
    for find in finds:
        left = text[max(0, find.start - 40) : find.start].replace("’", "'")
        name = text[find.start : find.end]
        speaks = _source().search(left) or name.lower() in words("owner", "papers")
        if isinstance(find, Enterprise) and find.kind == "company" and not speaks:
            named.setdefault(find.entity_id, []).append(find)
    main, *others = sorted(named.values(), key=len, reverse=True) or [[]]
    rare = sum(map(len, others))  # a slip of the names must not hide the one company that an article is about
    passing = len(main) == 1 and main[0].start > OPENING  # a van, a watch in a story about something else
    if not main or passing or len(main) < 3 * rare or _led_by_other(main, finds):
        return None
    return main[0]


def titled_company(title: str, text: str, finds: Sequence[Mention]) -> Enterprise | None:
    """The one company of the article that its title names.

    >>> eni = Enterprise(kind="company", start=0, end=3, name="Eni", entity_id="e", source="model")
    >>> titled_company("Eni, utile in calo", "Eni sale", [eni]).entity_id, titled_company("Utile in calo", "Eni sale", [eni])
    ('e', None)
    """
    words = f" {' '.join(TOKEN.findall(title.casefold()))} "
    named = {
        find.entity_id: find
        for find in finds
        if isinstance(find, Enterprise)
        and find.kind == "company"
        and any(
            f" {' '.join(TOKEN.findall(said.casefold()))} " in words
            for said in (find.name, text[find.start : find.end])
        )
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _led_by_other(main: Sequence[Mention], finds: Sequence[Mention]) -> bool:
    """Whether an organization (a club, a ministry) is what the article is about: named more often, or as often and before."""
    named: dict[str, list[int]] = {}
    for find in finds:
        if isinstance(find, Enterprise) and find.kind == "organization":
            named.setdefault(find.entity_id, []).append(find.start)
    return any((len(starts), -starts[0]) > (len(main), -main[0].start) for starts in named.values())
