"""What can be a name at all: no index, no acronym of a report, no code, no word that only begins a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.names.elsewhere import MARK_REACH, opens_sentence, stands_inside
from estrattore.resources.schemas.names import common_words, names, places, roles
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from estrattore.names.lists import NameLists

CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
INITIALS = re.compile(r"[A-ZÀ-Þ][a-z]?\.(?: ?[A-ZÀ-Þ]\.?)*")
DOTTED = re.compile(r"(?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ]?")  # `R.A.I.`: initials of an enterprise
# A ticker with its exchange, an ISIN, a LEI; a fiscal year, quarter, half; an agency's day.
CODE = re.compile(
    r"[A-Z0-9]{2,6}\.[A-Z]{1,2}|[A-Z]{2}[A-Z0-9]{9}\d|(?=[A-Z]*\d)[A-Z0-9]{20}"
    r"|FY\d{2,4}|[QH][1-4](?:\d{2,4})?|[1-4][QH]\d{0,4}|[369]M\d{0,4}|\d{1,2} [A-Z]{3}"
)
CODE_REACH = 25  # characters that the word before a code takes up at most
SHORTEST, LONGEST = 2, 200  # characters; the longest one of a list has 65
GARBLED = re.compile("[âÃ][\\u0080-\\u00bf€]")  # `Lâ€`: UTF-8 read as another encoding


def possible(name: str, kind: str, lists: NameLists) -> bool:
    """Whether this can be a name of its kind at all.

    >>> from estrattore.names.lists import NameLists
    >>> lists = NameLists.of({})
    >>> [name for name in ("Vetrobit", "VTB.MI", "Stoxx Europe Vetro", "R.A.I.") if possible(name, "company", lists)]
    ['Vetrobit', 'R.A.I.']
    """
    if lists.get(name):
        return True
    folded = name.casefold()
    if not SHORTEST <= len(name) <= LONGEST or not CAPITAL.search(name) or CODE.fullmatch(name):
        return False
    if GARBLED.search(name):
        return False
    if folded in names().stop or folded in names().articles or folded in names().share_classes:
        return False
    if "/" in name or "@" in name or folded.split(maxsplit=1)[0] in names().stop_first:
        return False
    return _may_be_person(name) if kind == "person" else _may_be_enterprise(name, kind)


def _may_be_person(name: str) -> bool:
    figures = any(map(str.isdigit, name))
    return not (figures or INITIALS.fullmatch(name) or name.casefold() in roles().honorifics or _is_abroad(name))


def _may_be_enterprise(name: str, kind: str) -> bool:
    if name.casefold() in names().generic_bodies or _index().match(name):
        return False
    if INITIALS.fullmatch(name) and not DOTTED.fullmatch(name):
        return False
    return kind != "company" or not is_place(name)


def _is_abroad(name: str) -> bool:
    return name in places().world or name.title() in places().world


def is_place(name: str) -> bool:
    """Whether this is a place of our table, in capitals too.

    >>> is_place("WALL STREET"), is_place("Lecce"), is_place("Vetrobit")
    (True, True, False)
    """
    known = places().world | places().italy
    return name in known or name.title() in known


def says_no_name(text: str, start: int, end: int) -> bool:
    """Whether the place in the text makes it none: a code behind `ticker:`, a common word whose capital is that of the sentence.

    >>> says_no_name("Cresce Vetrobit (Bit: VTB).", 22, 25), says_no_name("Davanti resta Bassi.", 0, 7)
    (True, True)
    """
    name = text[start:end]
    if says_code(text, start, end):
        return True
    if name in names().index_or_operator and _says_index(text, start, end):
        return True
    return is_common_word(name) and opens_sentence(text, start) and not stands_inside(text, name)


def says_code(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals is a code: `ticker: VTB`."""
    return text[start:end].isupper() and _code_ahead().search(text[max(0, start - CODE_REACH) : start]) is not None


def is_common_word(word: str) -> bool:
    """Whether a word with a capital is one that the press writes in small letters: `Davanti`."""
    return word[1:].islower() and word.casefold() in common_words()


def _says_index(text: str, start: int, end: int) -> bool:
    """Whether `Nasdaq` is the index and not the exchange: `il Nasdaq perde`, `Nasdaq +1%`, `S&P 500`."""
    before, after = (
        _index_ahead().search(text[max(0, start - CODE_REACH) : start]),
        text[end : end + MARK_REACH].lstrip(),
    )
    return before is not None or after[:1].isdigit() or after[:1] in ("+", "-", "−", "–")


@cache
def institution() -> re.Pattern[str]:
    """What says that a name is no company's: `ministero`, `banca centrale`."""
    return re.compile(rf"\b(?:{alternatives(names().institutions)})\b".replace("'", "['’]"), re.IGNORECASE)


@cache
def _index() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(names().indices)})(?![^\W\d_])", re.IGNORECASE)


@cache
def _index_ahead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(names().before_index)})\s*$", re.IGNORECASE)


@cache
def _code_ahead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(names().code_heads)})\s*[:=]?\s*$", re.IGNORECASE)
