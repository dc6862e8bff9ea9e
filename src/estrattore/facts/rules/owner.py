"""Whose measure it is: the company behind it (`ricavi di X`), the subject, the antecedent of `il gruppo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.rules.carried import HELD, OBJECTS, carried_over, is_we
from estrattore.facts.rules.line import VALUES, Item, at, measure_at, stems, words
from estrattore.facts.rules.roles import (
    coordinated,
    identity,
    is_antecedent,
    is_stand_in,
    phrase_start,
    role,
    topic,
)
from estrattore.facts.rules.series import company_series
from estrattore.finds import Enterprise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.facts.rules.links import Link

BLOCKED = Enterprise(kind="nobody", start=0, end=0, name="", entity_id="", source="rule")
RATED = ("oblique", "genitive", "beneficiary")


def find_owner(
    line: Sequence[Item],
    link: Link,
    before: Sequence[Item],
    only: Enterprise | None,
    *,
    group: Enterprise | None = None,
) -> Enterprise | None:
    """The company of a row, or None where nothing firm says it.

    Args:
        line: The sentence.
        link: Measure and value.
        before: The sentence before.
        only: The one company that the article speaks of, if it is one.
        group: The company that `il gruppo` stands for where no sentence says it: the only one, or that of the title.
    """
    measure = measure_at(line, link.measure)
    find = (
        company_series(line, line[link.value].kind).get(link.value)
        or _behind(line, link)
        or _relative(line, link)
        or _between(line, link)
    )
    if measure.group == "target":
        return find or _rated(line, link)
    find = find or _subject(line, link, before, group)
    if measure.group == "claim" and find in (None, BLOCKED):
        find = _fined(line, link) or find
    by_agent = measure.group in (*OBJECTS, "verb") and not is_we(line[link.measure])
    find = find or (_agent(line, link) if by_agent else _later(line, link))
    if find:
        return None if find is BLOCKED else find
    return carried_over(line, link, before, only)


def _behind(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`l'utile netto del gruppo X è di 3 milioni`, `3 milioni di ricavi della X`."""
    measure = measure_at(line, link.measure)
    if measure.group == "verb":
        return None
    bought = (measure.group in OBJECTS or link.role == "share") and line[link.measure].text not in words(
        "owner", "bids"
    )
    places = {link.measure, link.rate if link.rate is not None else link.measure, link.value}
    following = line[link.measure + 1 : link.measure + 2]
    if following and following[0].kind == "company" and not bought:  # `il titolo X`
        return following[0].company
    for place in sorted(places):
        i = _genitive(line, place + 1)
        if i is None and measure.group == "vague" and at(line, place + 1).text in words("owner", "genitives"):
            behind = at(line, place + 2)
            return None if behind.kind in VALUES or behind.text in words("links", "free") else BLOCKED
        if i is None:
            continue
        item = line[i]
        if item.kind == "company":
            holder = _in_company(line, i) or (place == link.measure and _moves(line, i, link))
            if bought and not (measure.group == "share" and holder):
                return None
            return item.company
        foreign = item.kind in ("organization", "person") or item.capital or item.text in words("owner", "others")
        if foreign and not bought:
            return BLOCKED
    return None


def _relative(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`la quota del 17% che X possiede`, `l'investimento di 3 milioni, che X affronterà`."""
    following = line[max(link.measure, link.value, link.rate or 0) + 1 :][:7]
    that = next((k for k, item in enumerate(following[:3]) if item.text == "che"), None)
    if that is None:
        return None
    skipped = words("owner", "articles") | words("owner", "heads")
    name = next((item for item in following[that + 1 :] if item.text not in skipped), None)
    return name.company if name is not None and name.kind == "company" else None


def _between(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`i crediti che per X valgono 3 miliardi`, `i ricavi e gli utili di X sono …`, `gli ordini raccolti da X`."""
    measure = measure_at(line, link.measure)
    if measure.group in (*OBJECTS, "verb", "vague"):
        return None
    for i in range(link.value - 1, link.measure, -1):
        if line[i].kind != "company":
            continue
        how = role(line, i)
        k = phrase_start(line, i) - 2
        if how in ("subject", "beneficiary") or (how == "agent" and measure.group != "claim"):
            return line[i].company
        if how == "genitive" and line[k].kind == "measure":
            return line[i].company
    return None


def _in_company(line: Sequence[Item], i: int) -> bool:
    """`la quota di X in Y`."""
    following = [item for item in line[i + 1 : i + 4] if item.text not in words("owner", "articles")]
    return len(following) > 1 and following[0].text in words("owner", "obliques") and following[1].kind == "company"


def _rated(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`conferma il giudizio su X, con target price a 3 euro`: never the one who says it."""
    front = range(link.measure - 1, -1, -1)
    return next((line[i].company for i in front if line[i].kind == "company" and role(line, i) in RATED), None)


def _moves(line: Sequence[Item], i: int, link: Link) -> bool:
    """`la quota di X è del 30%`, `sale al 30%`."""
    verb = at(line, i + 1).text if i < link.value - 1 else ""
    return verb in words("owner", "copulas") or verb.startswith(stems("links", "free_stems"))


def _fined(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`inflitta ad X una multa`, `una multa da 3 milioni al gruppo X`: who pays stands in the dative."""
    places = [i for i, item in enumerate(line) if item.kind == "company"]
    fined = [i for i in places if at(line, phrase_start(line, i) - 1).text in words("owner", "datives")]
    return line[min(fined, key=lambda i: abs(i - link.measure))].company if fined else None


def _genitive(line: Sequence[Item], i: int) -> int | None:
    """The place of the noun or name behind `di`, over `gruppo`, `società` and one adjective."""
    if i >= len(line) or line[i].text not in words("owner", "genitives"):
        return None
    stop = min(i + 5, len(line))
    heads = words("owner", "heads")
    for k in range(i + 1, stop):
        item = line[k]
        if item.kind != "word" or item.capital or item.text in words("owner", "others"):
            return k
        if item.text not in heads and line[k - 1].text not in heads:
            return None
    return None


def _subject(line: Sequence[Item], link: Link, before: Sequence[Item], only: Enterprise | None) -> Enterprise | None:
    """The nearest subject in front; else a company in the genitive (`i conti di X`) or the antecedent of `che`, `il cui`."""
    measure = measure_at(line, link.measure)
    holds = measure.group in HELD or _is_bought(line, link)
    fallback: Enterprise | None = None
    for i in range(min(link.measure, link.value) - 1, -1, -1):
        item = line[i]
        if item.text in words("owner", "stops") and not _measure_next(line, i):
            break
        if item.kind == "company":
            how = role(line, i)
            if how != "source" and is_antecedent(line, i, how):
                return item.company
            if how == "subject":
                return BLOCKED if coordinated(line, i) else item.company
            if not holds and (how in ("genitive", "beneficiary") or _is_expected(line, i, how)):
                fallback = fallback or item.company
        elif is_stand_in(line, i):
            return _antecedent(line[:i], before, only, acquired=item.text in words("owner", "acquired")) or BLOCKED
        elif fallback is None and _is_foreign(line, i, holds):
            return BLOCKED
    return fallback


def _is_bought(line: Sequence[Item], link: Link) -> bool:
    """`ha comprato azioni per 3 milioni`: the measure is what the subject bought."""
    verb = line[link.measure - 1].measure if link.measure else None
    return verb is not None and verb.group == "verb" and "share" in verb.takes


def _measure_next(line: Sequence[Item], i: int) -> bool:
    """`…, mentre l'utile sale a 3 milioni`: the subject goes on."""
    following = [item for item in line[i + 1 : i + 3] if item.text not in words("owner", "articles")]
    return bool(following) and following[0].kind == "measure"


def _is_expected(line: Sequence[Item], i: int, how: str) -> bool:
    """`gli analisti si aspettano da X un utile`, `Da X un dividendo`, `A X va una commessa`; not `il gruppo guidato da X`."""
    if how == "oblique" and at(line, i + 1).text in words("owner", "receives"):
        return True
    k = phrase_start(line, i) - 2
    return how == "agent" and (k < 0 or line[k].text.endswith(("ano", "ono", "a", "e")))


def _antecedent(
    line: Sequence[Item], before: Sequence[Item], only: Enterprise | None, *, acquired: bool
) -> Enterprise | None:
    """The company that `il gruppo` stands for: in this sentence or the one before, else the article's only one.

    Among several it is the one subject; `la controllata` is the last.
    """
    for items in (line, before):
        fitting = [i for i, item in enumerate(items) if item.kind == "company" and role(items, i) != "source"]
        if acquired and fitting:
            return items[fitting[-1]].company
        if fitting:
            return topic(items, only)
    return only


def _is_foreign(line: Sequence[Item], i: int, holds: bool) -> bool:
    """Whether the subject is somebody else: an authority, a country; a person where the measure says who has or pays."""
    item = line[i]
    if item.kind in ("person", "organization"):
        return role(line, i) == "subject" and (holds or item.kind == "organization")
    if item.kind != "word" or i == 0 or line[i - 1].text not in words("owner", "articles"):
        return False
    if line[i - 1].start != line[0].start and i > 1 and line[i - 2].text in words("owner", "obliques"):
        return False
    return item.text in words("owner", "others")


def _later(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`Ricavi a 3 milioni per X`, `Con un utile di 3 milioni, X …`, `Multa da 3 milioni a X`: a company that follows, if it is the only one."""
    after = max(link.measure, link.value, link.rate or 0)
    companies = [i for i, item in enumerate(line) if item.kind == "company" and role(line, i) != "source"]
    if len({identity(line[i]) for i in companies}) != 1 or companies[0] < after:
        return None
    i = companies[0]
    roles = ("subject", "genitive", "beneficiary")
    fits = role(line, i) in roles
    stopped = any(item.text in words("owner", "stops") for item in line[after:i])
    return line[i].company if fits and not stopped else None


def _agent(line: Sequence[Item], link: Link) -> Enterprise | None:
    """`l'acquisizione del 30% di Y da parte di X`."""
    for i in range(max(link.measure, link.value), len(line) - 2):
        if line[i].text == "da" and at(line, i + 1).text == "parte":
            return next((item.company for item in line[i + 2 : i + 5] if item.kind == "company"), None)
    return None
