"""Legal forms behind a name: `S.p.A.`, `N.V.`, `Sgr`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.names import legal_forms
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from estrattore.names.spans import Mention


@cache
def _forms() -> dict[str, str]:
    """Every spelling, and the form that it stands for."""
    rows = legal_forms()
    return {word: row.form for row in rows for word in (row.form, *filter(None, row.spellings.split("|")))}


@cache
def _behind() -> re.Pattern[str]:
    blank = r"[^\S\n]+"  # on the next line it is no part of the name
    return re.compile(rf"(?:{blank}|,{blank}(?=[A-Z]))({alternatives(_forms())})(?!\w)")


def split_legal_form(name: str) -> tuple[str, str | None]:
    """Name and legal form.

    >>> split_legal_form("Ferrari N.V."), split_legal_form("Mediobanca Sgr")
    (('Ferrari', 'N.V.'), ('Mediobanca', 'S.g.r.'))
    """
    for form in _behind().finditer(name):
        if form.end() == len(name) and form.start() > 0:
            return name[: form.start()].rstrip(" ,"), _forms()[form.group(1)]
    return name, None


def has_legal_form(text: str, m: Mention) -> bool:
    """Whether a legal form ends or follows the mention; one in small letters may be a bath (`spa`)."""
    form = _behind().match(text, m.end)
    return (form is not None and not form.group(1).islower()) or split_legal_form(text[m.start : m.end])[1] is not None


def with_legal_form(text: str, m: Mention) -> Mention:
    """The mention up to the end of the legal form that follows a company's name."""
    if m.kind != "company":
        return m
    form = _behind().match(text, m.end)
    return replace(m, end=form.end(1)) if form else m
