"""What cannot be a company's name, what ends one, and small words ahead of it."""

from __future__ import annotations

import re

import pytest

from estrattore.names.ahead import ahead
from estrattore.names.legal_forms import with_legal_form
from estrattore.names.lists import load_lists
from estrattore.names.possible import possible
from estrattore.names.spans import Mention, institution, trimmed


@pytest.mark.parametrize(
    "name", ["Ministero del Vetro", "ministeri", "Banca d’Italia", "University of Pisa", "polo universitario", "Asl 4"]
)
def test_institutions(name: str) -> None:
    assert institution().search(name)


@pytest.mark.parametrize("name", ["Universo Vetro", "Banca Solaria", "Entella", "Ministrada"])
def test_words_that_only_begin_like_an_institution(name: str) -> None:
    assert institution().search(name) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dell’ Lumaflex,", "Lumaflex"),
        ("QUELL'Orsina", "Orsina"),
        ("Halden Bros.", "Halden Bros."),
        ("Halden Foods Inc.", "Halden Foods Inc."),
        ("Halden Foods.", "Halden Foods"),
        ("Lumaflex (Lum)", "Lumaflex (Lum)"),
        ("Lumaflex e", "Lumaflex"),
        ("un'ditta", "ditta"),
        ("\u2000Lumaflex\u202f\u3000", "Lumaflex"),
    ],
)
def test_a_company_is_trimmed_to_its_name(text: str, name: str) -> None:
    start, end = trimmed(text, 0, len(text), kind="company", lists=load_lists())
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["di", "dell'"], "dell’Adige", "dell’"),
        (["di", "dell'"], "dell' Adige", "dell' "),
        (["di"], "di Adige", "di "),
        (["per la"], "per  la Pace", "per  la "),
        (["d'"], "d'Adige", "d'"),
        (["di"], "divina", None),
        (["d'"], " 'Adige", None),
    ],
)
def test_small_words_are_parted_from_the_name_in_their_own_way(words: list[str], text: str, found: str | None) -> None:
    match = re.match(ahead(words), text)
    assert (match and match.group()) == found


@pytest.mark.parametrize(("text", "end"), [("Vetrobit S.p.A.", 15), ("Vetrobit, Inc.", 14), ("Vetrobit\n\nInc.", 8)])
def test_a_legal_form_stands_on_the_same_line(text: str, end: int) -> None:
    assert with_legal_form(text, Mention(0, 8, "company")).end == end


def test_no_name_takes_a_page() -> None:
    assert possible("Vetrobit " * 20 + "Sud", "company", load_lists())
    assert not possible("Vetrobit " * 30 + "Sud", "company", load_lists())
