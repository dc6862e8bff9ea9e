"""Whose measure it is: the company behind it (`ricavi di X`), the subject, the antecedent of `il gruppo`, the subject carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from estrattore.components.facts_line import VALUES, Find, Item, stems, words
from estrattore.components.facts_links import Link, company_series
from estrattore.values.lexicon import table

BLOCKED: Find = {"kind": "nobody"}
HELD = ("verb", "share", "whole", "deal", "claim")  # a person or authority as the subject is the owner, not a speaker
OBJECTS = ("deal", "share", "whole")  # the company behind them is what is bought or held
BIDS = ("opa", "ops", "opas", "offerta", "maxi-offerta", "offerte")


def find_owner(line: Sequence[Item], link: Link, before: Sequence[Item], only: Find | None) -> Find | None:
    """The company of a row, or None where nothing firm says it.

    Args:
        line: The sentence.
        link: Measure and value.
        before: The sentence before.
        only: The one company that the article speaks of, if it is one.
    """
    measure = line[link.measure].measure
    assert measure is not None
    find = (
        company_series(line, line[link.value].kind).get(link.value)
        or _behind(line, link)
        or _relative(line, link)
        or _between(line, link)
    )
    if find is None and measure.group == "target":
        return None
    find = find or _subject(line, link, before, only)
    find = find or (_agent(line, link) if measure.group in (*OBJECTS, "verb") else _later(line, link))
    if find:
        return None if find is BLOCKED else find
    return _carried(line, link, before, only)


def _behind(line: Sequence[Item], link: Link) -> Find | None:
    """`l'utile netto del gruppo X è di 3 milioni`, `3 milioni di ricavi della X`."""
    measure = line[link.measure].measure
    assert measure is not None
    if measure.group == "verb":
        return None
    bought = (measure.group in OBJECTS or link.role == "share") and line[link.measure].text not in BIDS
    places = {link.measure, link.rate if link.rate is not None else link.measure, link.value}
    following = line[link.measure + 1 : link.measure + 2]
    if following and following[0].kind == "company" and not bought:  # `il titolo X`
        return following[0].find
    for place in sorted(places):
        i = _genitive(line, place + 1)
        if i is None and measure.group == "vague" and line[place + 1].text in words("owner", "genitives"):
            return None if line[place + 2].kind in VALUES or line[place + 2].text in words("links", "free") else BLOCKED
        if i is None:
            continue
        item = line[i]
        if item.kind == "company":
            if bought and not (measure.group == "share" and _in_company(line, i)):
                return None
            return item.find
        foreign = item.kind in ("organization", "person") or item.capital or item.text in words("owner", "others")
        if foreign and not bought:
            return BLOCKED
    return None


def _relative(line: Sequence[Item], link: Link) -> Find | None:
    """`la quota del 17% che X possiede`, `l'investimento di 3 milioni, che X affronterà`."""
    following = line[max(link.measure, link.value, link.rate or 0) + 1 :][:7]
    that = next((k for k, item in enumerate(following[:3]) if item.text == "che"), None)
    if that is None:
        return None
    skipped = words("owner", "articles") | words("owner", "heads")
    name = next((item for item in following[that + 1 :] if item.text not in skipped), None)
    return name.find if name is not None and name.kind == "company" else None


def _between(line: Sequence[Item], link: Link) -> Find | None:
    """`i crediti che per X valgono 3 miliardi`, `i ricavi e gli utili di X sono …`, `gli ordini raccolti da X`."""
    measure = line[link.measure].measure
    assert measure is not None
    if measure.group in (*OBJECTS, "verb"):
        return None
    for i in range(link.value - 1, link.measure, -1):
        if line[i].kind != "company":
            continue
        how = role(line, i)
        k = _phrase_start(line, i) - 2
        if how in ("subject", "beneficiary") or (how == "agent" and measure.group != "claim"):
            return line[i].find
        if how == "genitive" and line[k].kind == "measure":
            return line[i].find
    return None


def _in_company(line: Sequence[Item], i: int) -> bool:
    """`la quota di X in Y`."""
    following = [item for item in line[i + 1 : i + 4] if item.text not in words("owner", "articles")]
    return len(following) > 1 and following[0].text in words("owner", "obliques") and following[1].kind == "company"


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


def role(line: Sequence[Item], i: int) -> str:
    """How a name stands in its sentence: subject, genitive, agent, beneficiary, oblique or source."""
    k = _phrase_start(line, i) - 1
    if k > 0 and line[k].text in ("e", "ed", ",") and line[k - 1].kind == line[i].kind:
        return role(line, k - 1)
    prep = line[k].text if k >= 0 else ""
    if prep == "(" or (k >= 0 and _is_deal(line[k])):  # `(X)`, `compra X`, `l'operazione X`
        return "oblique"
    name = line[i].text
    if prep in words("owner", "sources") or name in words("owner", "papers"):
        return "source"
    if name in words("owner", "brokers") and _speaks(line, i):
        return "source"
    if prep in ("-", "–", "(") and line[k - 1].kind == "word" and line[k - 1].text in words("owner", "sources"):
        return "source"
    if prep in words("owner", "genitives"):
        return "source" if k and line[k - 1].text in words("owner", "source_nouns") else "genitive"
    for name in ("agents", "beneficiaries", "obliques"):
        if prep in words("owner", name):
            return name[:-1].replace("beneficiarie", "beneficiary")
    return "subject"


def _is_deal(item: Item) -> bool:
    return item.measure is not None and (item.measure.group == "deal" or "share" in item.measure.takes)


def _speaks(line: Sequence[Item], i: int) -> bool:
    following = line[i + 1 : i + 5]
    return any(item.text.startswith(stems("owner", "speaks_stems")) for item in following) or any(
        item.measure is not None and item.measure.group == "target" for item in line
    )


def _phrase_start(line: Sequence[Item], i: int) -> int:
    """Where the noun phrase begins: before `il gruppo veneto`, `la startup californiana`, `la`, a quotation mark."""
    k = i
    while k and line[k - 1].text in ("«", "“", '"', "‘", "'"):
        k -= 1
    for back in range(1, 4):
        at = k - back
        if at < 0 or line[at].kind != "word" or (line[at].capital and at):
            break
        if line[at].text in words("owner", "heads"):
            k = at
            break
        if line[at].text in words("owner", "articles") | words("owner", "genitives") | words("owner", "obliques"):
            break
    return k - 1 if k and line[k - 1].text in words("owner", "articles") else k


def _subject(line: Sequence[Item], link: Link, before: Sequence[Item], only: Find | None) -> Find | None:
    """The nearest subject in front; else a company in the genitive (`i conti di X`) or the antecedent of `che`, `il cui`."""
    measure = line[link.measure].measure
    assert measure is not None
    holds = measure.group in HELD
    fallback: Find | None = None
    for i in range(min(link.measure, link.value) - 1, -1, -1):
        item = line[i]
        if item.text in words("owner", "stops"):
            break
        if item.kind == "company":
            how = role(line, i)
            if how == "subject" and _coordinated(line, i):
                return BLOCKED
            if how == "subject" or (how != "source" and _is_antecedent(line, i, how)):
                return item.find
            if not holds and (how in ("genitive", "beneficiary") or _is_expected(line, i, how)):
                fallback = fallback or item.find
        elif _is_stand_in(line, i):
            return _antecedent(line[:i], before, only, acquired=item.text in words("owner", "acquired")) or BLOCKED
        elif fallback is None and _is_foreign(line, i, holds):
            return BLOCKED
    return fallback


def _is_expected(line: Sequence[Item], i: int, how: str) -> bool:
    """`gli analisti si aspettano da X un utile`; not `il gruppo guidato da X`."""
    k = _phrase_start(line, i) - 2
    return how == "agent" and k >= 0 and line[k].text.endswith(("ano", "ono", "a", "e"))


def _coordinated(line: Sequence[Item], i: int) -> bool:
    """`X e la società Y investono 3 miliardi` says the sum of no single company."""
    k = _phrase_start(line, i) - 1
    if k < 1 or line[k].text not in ("e", "ed"):
        return False
    return any(line[j].kind == "company" and role(line, j) == "subject" for j in range(max(0, k - 4), k))


def _is_antecedent(line: Sequence[Item], i: int, how: str) -> bool:
    """`X, che fattura …`, `X, il cui utile …`, `X (ricavi per …`, `X: ricavi …`; not `la quota in X (il 6% …`."""
    following = [item.text for item in line[i + 1 : i + 4]]
    if following[:1] == ["("]:
        return how != "oblique"
    if following[:1] == [":"]:
        return how in ("genitive", "beneficiary")
    return bool({"che", "cui", "quale"} & set(following)) and following[0] not in ("e", "ed")


def _is_stand_in(line: Sequence[Item], i: int) -> bool:
    """`il gruppo`, `della società`, without the name behind it."""
    if line[i].text not in words("owner", "stand_ins") | words("owner", "acquired") or i == 0 or line[i].kind != "word":
        return False
    if line[i - 1].text not in words("owner", "articles") | {
        "del",
        "della",
        "dell'",
        "al",
        "alla",
        "all'",
        "dal",
        "dalla",
        "dall'",
    }:
        return False
    following = line[i + 1 : i + 4]
    if following and (
        following[0].text in ("centrale", "bianca", "mondiale")
        or following[0].capital
        or following[0].kind == "company"
    ):
        return False
    return not any(item.kind == "company" for item in following[:2])


def _antecedent(line: Sequence[Item], before: Sequence[Item], only: Find | None, *, acquired: bool) -> Find | None:
    """The company that `il gruppo` stands for: in this sentence or the one before, else the article's only one.

    Among several it is the one subject; `la controllata` is the last.
    """
    for items in (line, before):
        fitting = [i for i, item in enumerate(items) if item.kind == "company" and role(items, i) != "source"]
        if acquired and fitting:
            return items[fitting[-1]].find
        if fitting:
            return _topic(items)
    return only


def _topic(line: Sequence[Item]) -> Find | None:
    """The company that a sentence speaks of: the only one, the one that opens it, the only subject."""
    named = [i for i, item in enumerate(line) if item.kind == "company" and role(line, i) != "source"]
    subjects = [i for i in named if role(line, i) == "subject"]
    opening = [i for i in subjects[:1] if _phrase_start(line, i) == 0 and not _followed(line, i)]
    for places in (named, opening, subjects):
        if len({_identity(line[i]) for i in places}) == 1:
            return line[places[-1]].find
    return None


def _followed(line: Sequence[Item], i: int) -> bool:
    """Whether a second subject is joined on: `X e Y`."""
    return len(line) > i + 2 and line[i + 1].text in ("e", "ed", ",") and line[i + 2].kind == "company"


def _identity(item: Item) -> str:
    return str(item.find.get("entity_id") or item.text)


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


def _later(line: Sequence[Item], link: Link) -> Find | None:
    """`Ricavi a 3 milioni per X`, `Con un utile di 3 milioni, X …`: a company that follows, if it is the only one."""
    after = max(link.measure, link.value, link.rate or 0)
    companies = [i for i, item in enumerate(line) if item.kind == "company" and role(line, i) != "source"]
    if len({_identity(line[i]) for i in companies}) != 1 or companies[0] < after:
        return None
    i = companies[0]
    if role(line, i) not in ("subject", "genitive", "beneficiary") or any(
        item.text in words("owner", "stops") for item in line[after:i]
    ):
        return None
    return line[i].find


def _agent(line: Sequence[Item], link: Link) -> Find | None:
    """`l'acquisizione del 30% di Y da parte di X`."""
    for i in range(max(link.measure, link.value), len(line) - 2):
        if line[i].text == "parte" and line[i - 1].text == "da" and line[i + 2].kind == "company":
            return line[i + 2].find
        if line[i].text == "parte" and line[i - 1].text == "da" and line[i + 1].kind == "company":
            return line[i + 1].find
    return None


def _carried(line: Sequence[Item], link: Link, before: Sequence[Item], only: Find | None) -> Find | None:
    """The subject of the sentence before or the only company, when the sentence itself names no other owner."""
    measure = line[link.measure].measure
    assert measure is not None
    front = line[: min(link.measure, link.value)]
    if _has_own_subject(front, measure.group):
        return None
    if any(item.kind == "company" and role(line, i) != "source" for i, item in enumerate(line)):
        return None
    if any(item.kind == "word" and item.capital for item in front[1:]):
        return None
    if front and front[0].kind == "word" and front[0].text in words("owner", "others"):
        return None
    if any(item.kind == "organization" and role(line, i) == "subject" for i, item in enumerate(line)):
        return None
    if any(item.kind == "company" and role(before, i) != "source" for i, item in enumerate(before)):
        return _topic(before)
    strange = any(item.kind == "organization" or item.text in words("owner", "others") for item in line)
    strange = strange or (measure.group in (*HELD, "funding") and any(item.kind == "person" for item in line))
    return None if strange or measure.group in OBJECTS else only


def _has_own_subject(front: Sequence[Item], group: str) -> bool:
    """Before a carried-over measure: `Con un fatturato di …, la filiera …`, `Il vino vale …` have a subject that is no name."""
    if group == "verb":
        free = words("links", "free") - words("owner", "articles")
        return any(item.kind == "word" and item.text not in free | {",", "e", "ma"} for item in front)
    return group == "vague" or (bool(front) and front[0].text == "con")


@cache
def _source() -> re.Pattern[str]:
    owner = table("facts")["owner"]
    nouns = [f"{noun} (?:di|del|della|dell')" for noun in owner["source_nouns"]]
    listed = "|".join([*owner["sources"], *owner["obliques"], *nouns])
    return re.compile(rf"(?:^|\W)(?:{listed})\s*(?:il |la |l')?$", re.IGNORECASE)


def only_company(text: str, finds: Sequence[Find]) -> Find | None:
    """The company of an article that names one only (or one far more than any other), sources (`secondo X`) aside.

    >>> finds = [{"kind": "company", "start": 9, "end": 12}, {"kind": "company", "start": 14, "end": 17, "entity_id": "e"}]
    >>> only_company("Secondo l'Ans, Eni sale", [dict(finds[0], start=10, end=13), dict(finds[1], start=15, end=18)])["start"]
    15
    """
    named: dict[str, list[Find]] = {}
    for find in finds:
        left = text[max(0, find["start"] - 40) : find["start"]].replace("’", "'")
        name = text[find["start"] : find["end"]]
        speaks = _source().search(left) or name.lower() in words("owner", "papers")
        if find["kind"] == "company" and not speaks:
            named.setdefault(find.get("entity_id") or name, []).append(find)
    main, *others = sorted(named.values(), key=len, reverse=True) or [[]]
    rare = sum(map(len, others))  # a slip of the names must not hide the one company that an article is about
    return main[0] if main and (not rare or len(main) >= 4 * rare) else None
