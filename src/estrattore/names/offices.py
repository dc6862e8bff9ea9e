"""Who holds which office in an article: what stands beside each name, and what the article says elsewhere of the same people."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.names.complement import is_singular
from estrattore.names.role_class import OTHER, role_class
from estrattore.names.role_patterns import one_of_ahead, series
from estrattore.names.titles import role_of
from estrattore.resources.schemas.names import roles

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from estrattore.names.complement import Before, Office
    from estrattore.names.spans import Mention


@dataclass(frozen=True, slots=True)
class Held:
    """A role as written, its class, and the canonical name of the company or organisation that it belongs to."""

    role: str | None = None
    role_class: str | None = None
    affiliation: str | None = None


NOTHING = Held()


def offices(
    text: str, mentions: Sequence[Mention], names: Mapping[Mention, str], *, sentences: Sequence[tuple[int, int]]
) -> dict[Mention, Held]:
    """The office of each person, where there is one.

    Args:
        text: The article.
        mentions: Its names, in order.
        names: Their canonical names.
        sentences: Borders that an office does not cross.
    """
    beside = _beside(text, mentions, sentences)
    found = {person: _held(office, names, names[person]) for person, office in beside.items()}
    companies = {names[m] for m in mentions if m.kind == "company"}
    known = {(names[person], _kind(held)): held for person, held in reversed(found.items()) if held.affiliation}
    for person, held in found.items():
        if held.role and held.affiliation is None:
            elsewhere = known.get((names[person], _kind(held)))
            affiliation = elsewhere.affiliation if elsewhere else None
            if affiliation is None and beside[person].is_open:
                chief = held.role_class in roles().of_the_company
                affiliation = _only(companies) if chief else None
                if affiliation is None and held.role_class in roles().of_the_nearest:
                    affiliation = _nearest(person, mentions, names, sentences)
            found[person] = Held(held.role, held.role_class, affiliation)
    return found


def _kind(held: Held) -> str | None:
    """What two offices of a person share that are one: their class; `capo` and `ambasciatore` are both other, and two."""
    return held.role_class if held.role_class != OTHER or not held.role else held.role.casefold().split()[0]


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _nearest(
    person: Mention, mentions: Sequence[Mention], names: Mapping[Mention, str], sentences: Sequence[tuple[int, int]]
) -> str | None:
    """The only company before a bare chief in the sentence, else in the one before: `Vetrobit sale. L'ad Bassi tace`."""
    index = bisect_right(sentences, person.start, key=lambda sentence: sentence[0]) - 1
    for start, end in (sentences[index], sentences[max(0, index - 1)]):
        near = mentions[
            bisect_left(mentions, start, key=_start) : bisect_left(mentions, min(end, person.start), key=_start)
        ]
        if found := {names[m] for m in near if m.kind == "company"}:
            return _only(found)
    return None


def _start(m: Mention) -> int:
    return m.start


def _held(office: Office, names: Mapping[Mention, str], holder: str) -> Held:
    affiliation = names[office.of] if office.of else None
    known = role_class(office.role, affiliation, holder=holder) if office.role else None
    return Held(office.role, known, affiliation)


def _beside(text: str, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]]) -> dict[Mention, Office]:
    """What stands beside each name."""
    found: dict[Mention, Office] = {}
    starts = [m.start for m in mentions]
    for start, end in sentences:
        near = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        before: Before | None = None
        people: list[Mention] = []
        for person in near:
            if person.kind == "person":
                office = role_of(text, person, near, sentence=(start, end), before=before)
                before = (person, office)
                people.append(person)
                found |= {person: office} if office else {}
                if office and _is_of_several(text, person, office):
                    found = dict.fromkeys(_in_series(text, people), office) | found
    return found


def _is_of_several(text: str, person: Mention, office: Office) -> bool:
    """Whether a role behind a name is that of those before, too: `Rossi e Bassi, fondatori di Vetrobit`, but `Rossi e Bassi, uno dei fondatori`."""
    if office.role is None or office.start < person.end or is_singular(office.role):
        return False
    return one_of_ahead().search(text, person.end, office.start) is None


def _in_series(text: str, people: Sequence[Mention]) -> list[Mention]:
    """The last of some people and those whom only `e` or a comma parts from him: `Rossi e Bassi, fondatori di Vetrobit`."""
    several = [people[-1]]
    for person in reversed(people[:-1]):
        if not series().fullmatch(text, person.end, several[-1].start):
            break
        several.append(person)
    return several
