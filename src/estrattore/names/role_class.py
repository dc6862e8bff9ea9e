"""What a role comes to, whatever it is called: `co-amministratore delegato` is a ceo."""

from __future__ import annotations

import re
from functools import cache

from estrattore.names.ahead import ahead
from estrattore.resources.schemas.names import names, places, roles
from estrattore.resources.words import all_forms, alternatives

CHAIRS, OTHER = ("chair", "vice_chair"), "other"


def role_class(role: str, affiliation: str | None = None, *, holder: str = "") -> str:
    """The class of a role as written, with what it is a role in; of two titles the one that stands first in the table.

    Args:
        role: As written.
        affiliation: The company or organisation.
        holder: The person: `il presidente Macron` chairs no company.

    >>> [role_class(role) for role in ("ex amministratrice delegata", "presidente e ad", "presidente del Consiglio", "regista")]
    ['ceo', 'ceo', 'head_of_government', 'other']
    >>> role_class("presidente ad interim"), role_class("presidente della Polonia")
    ('chair', 'other')
    """
    held = _no_class().sub("", role).replace(" - ", " ")
    office = f"{held} {affiliation or ''}"  # `presidente`, `Regione Sicilia`: a governor
    for name, pattern in _classes():
        if any(_is_head(held, found.start()) for found in pattern.finditer(office)):
            in_state = name in CHAIRS and not affiliation
            if affiliation and role.casefold() in roles().players:
                return OTHER
            unknown = OTHER if in_state and _of_state(role) else name
            return _presidents().get(holder.casefold().split()[-1], unknown) if in_state and holder else unknown
    return OTHER


def holds_field(role: str) -> bool:
    """Whether what follows a role is its field and no company: `ministro dell'Economia`."""
    return not roles().fields.isdisjoint(role.casefold().split())


def _is_head(role: str, at: int) -> bool:
    """Whether a word of a class is no part of what another role is of: `avvocato del presidente`; `segretario`, `Ordine degli Avvocati`."""
    if at >= len(role):
        return False
    *_, last = _joint().split(role[:at])
    return _of().search(last) is None


def _of_state(role: str) -> bool:
    """`presidente della Polonia`, `presidente polacco`."""
    return role.rsplit(maxsplit=1)[-1].casefold() in _demonyms() or any(
        role.endswith(f"{blank}{place}") for place in places().world for blank in " '’"
    )


@cache
def _demonyms() -> frozenset[str]:
    return all_forms(roles().demonyms)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives(roles().joints)})\s|,")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){ahead(names().of)}", re.IGNORECASE)


@cache
def _no_class() -> re.Pattern[str]:
    """What says nothing of the class: `ad interim`, the preposition in `titolare insieme ad Anna`."""
    for_now, preposition = alternatives(roles().for_now), alternatives(roles().preposition)
    return re.compile(rf"\s+(?i:{for_now})(?!\w)|(?<=\S) (?:{preposition}) (?=[A-ZÀ-Þ])")


@cache
def _presidents() -> dict[str, str]:
    return {surname: row.name for row in roles().presidents for surname in row.words}


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row.name, re.compile(rf"(?<![\w-])(?:{alternatives(row.words)})(?![\w-])", re.IGNORECASE))
        for row in roles().classes
    )
