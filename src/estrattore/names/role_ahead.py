"""The role before a name: `il ceo di Vetrobit X`, `nuovo presidente è X`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.names import role_patterns as written
from estrattore.names.complement import Before, Office, is_singular, office_of
from estrattore.names.gaps import front_of, goes_on, is_no_office, leads_to_name
from estrattore.names.role_class import role_class
from estrattore.resources.schemas.names import roles

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from estrattore.names.spans import Mention


def role_ahead(
    text: str,
    person: Mention,
    enterprises: Sequence[Mention],
    *,
    left: int,
    before: Before | None,
) -> Office | None:
    """The nearest role before the name that nothing but its complement parts from it."""
    last = before[1] if before else None
    front, is_marked = front_of(text, left, person.start)
    titles = _by_nearness(text, left, front, is_marked=is_marked)
    ends = {title.end("role") + 1 for title in titles}
    for found in titles:
        start, end = found.span("role")
        taken = before is not None and _is_taken(text, before, start, front)
        taken = taken or any(_is_part_of(m, start, end, behind_role=start in ends) for m in enterprises)
        if taken or is_no_office(text, found, front) or _opens_clause(text, found, person, left=left, front=front):
            continue
        if leads_to_name(text, found, front, enterprises, is_marked=is_marked):
            return _held(text, found, front, enterprises, left=left, before=before)
    same = written.same_role().match(text, left, person.start) if last and last.role else None
    if same and last:
        of = [m for m in enterprises if same.end() <= m.start and m.end <= person.start]
        if same.group("said") and same.end() == person.start:  # `il ministro danese X e quello groenlandese Y`
            return Office(role=last.role, of=None)
        return Office(role=last.role, of=of[0]) if of and not text[of[-1].end : person.start].strip(" ,") else None
    return None


def _opens_clause(text: str, found: re.Match[str], person: Mention, *, left: int, front: int) -> bool:
    """Whether only a comma parts a role from a name with which the sentence goes on: `assolto dal giudice, X torna`, but `Il giudice, X ha`."""
    gap = text[found.end() : front].strip()
    is_object = gap == "," and written.objects().search(text, left, found.start()) is not None
    # `licenzia i cronisti del giornale, X torna`
    of_several = gap.endswith(",") and not is_singular(found.group("role"))
    return (is_object or of_several) and goes_on(text, person.end)


def _is_taken(text: str, before: Before, start: int, front: int) -> bool:
    """Whether a role is the one before's: `Rossi, ceo di Vetrobit, Bassi`, `Rossi, ceo di Vetrobit e socio del circolo, Bassi`."""
    person, last = before
    if last is None or last.start < person.end:
        return last is not None and last.start == start
    between = text[last.start : start]
    joined = any(joint.end() == len(between) for joint in written.joint().finditer(between))
    return last.start == start or (joined and "," not in between and text[start:front].rstrip().endswith(","))


def _is_part_of(m: Mention, start: int, end: int, *, behind_role: bool) -> bool:
    """Whether a word for a role belongs to a name: `Presidenza del Consiglio dei ministri`; or is one behind a role: `presidente CIO`."""
    return m.start < start < end <= m.end or (behind_role and (m.start, m.end) == (start, end))


def _by_nearness(text: str, left: int, front: int, *, is_marked: bool) -> list[re.Match[str]]:
    """Roles before a name, the nearest first, but those that a mark parts from it last if they stand in the complement of another:
    `l'avvocato dell'imprenditore, X`; none that is a relative's (`il padre del sindaco, X`).
    """
    direct: list[re.Match[str]] = []
    inner: list[re.Match[str]] = []
    for role in reversed(list(written.title().finditer(text, left, front))):
        marked = is_marked or text[role.end() : front].rstrip().endswith(",")
        if marked and written.kin().search(text, left, role.start()):
            continue
        (inner if marked and written.of_ahead().search(text, left, role.start()) else direct).append(role)
    return [*direct, *inner]


def _held(
    text: str, found: re.Match[str], front: int, enterprises: Sequence[Mention], *, left: int, before: Before | None
) -> Office:
    """The office that a role ahead of a name comes to."""
    last = before[1] if before else None
    office = office_of(text, found, front, enterprises, is_ahead=True)
    bare = office.role == " ".join(found.group("role").split())
    if bare and office.of is None and before and last and written.joint().fullmatch(text, before[0].end, found.start()):
        return replace(office, of=last.of)
    of = office.of or _appointed_by(text, found, enterprises, left=left) or _company_ahead(text, office, enterprises)
    return replace(office, of=of)


def _company_ahead(text: str, office: Office, enterprises: Sequence[Mention]) -> Mention | None:
    """The company right before one who made or leads it: `la Vetrobit del fondatore X`, but `alla Camera del presidente X`;
    any body before brackets: `la Camera (il presidente X)`.
    """
    if not office.is_open or office.role is None:
        return None
    leads = role_class(office.role) in roles().of_company_ahead
    before = [m for m in enterprises if m.end <= office.start]
    if not before:
        return None
    last = before[-1]
    made = leads and last.kind == "company" and written.of_company_ahead().fullmatch(text, last.end, office.start)
    return last if made or written.holder_in_brackets().fullmatch(text, last.end, office.start) else None


def _appointed_by(text: str, found: re.Match[str], enterprises: Sequence[Mention], *, left: int) -> Mention | None:
    """Who appoints to a role ahead of the name: `Vetrobit ha nominato presidente Ada Rossi`."""
    verb = written.appointing_to().search(text, left, found.start())
    return next((m for m in reversed(enterprises) if verb and left <= m.start and m.end <= verb.start()), None)
