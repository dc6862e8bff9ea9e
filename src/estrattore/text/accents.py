"""Accents as they are typed where the keyboard has none: `e' piu'`, and the acute `piú, lunedí` of some publishers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from estrattore.resources.schemas.layout import layout_words
from estrattore.text.accented import accent, accented, bare

if TYPE_CHECKING:
    from estrattore.text.offsets import Edit

_APOSTROPHES = "'’`´"
_MARK = re.compile(rf"[{_APOSTROPHES}áíóúÁÍÓÚ](?![^\W_])")
_WORD = re.compile(r"(?:[^\W\d_]+-\r?\n[ \t>]*)?[^\W\d_]+\Z")  # also a word parted at a line's end
_JOINT = re.compile(r"-\s[\s>]*")
_OPENING = re.compile(r"(?<![^\W_])['‘`](?=[^\W\d_])")
_CLOSING = re.compile(r"(?<=[^\s])['’`](?!\w)")
_LONGEST_WORD = 40  # characters looked back for its beginning
_REACH = 300  # characters before and after, in which a quotation is looked for
_SHORTEST = 4  # letters of a word that is known by its ending alone


class _Candidate(NamedTuple):
    start: int  # of the last vowel
    end: int
    word: str  # bare, as written
    sure: bool  # known to take an accent, whatever the rest of the text does


def fold_accents(text: str) -> list[Edit]:
    """The accents to put for apostrophes and for acute signs; elisions, short forms and closing quotes stay.

    >>> [(text[a:b], new) for text in ["C'e' un po' piu' di crescita, comincio' lunedí"] for a, b, new in fold_accents(text)]
    [("e'", 'è'), ("u'", 'ù'), ("o'", 'ò'), ('í', 'ì')]
    """
    found = [candidate for match in _MARK.finditer(text) if (candidate := _candidate(text, match.start()))]
    writes_so = any(each.sure and each.end - each.start > 1 for each in found)
    return [(each.start, each.end, accent(each.word)) for each in found if each.sure or writes_so]


def _candidate(text: str, at: int) -> _Candidate | None:
    """The word that may be meant to end in an accent at the sign."""
    apostrophe = text[at] in _APOSTROPHES
    end = at if apostrophe else at + 1
    word = _bare_word(text, end) if text[end - 1] in "aeiouAEIOUáíóúÁÍÓÚ" else ""
    if not word:
        return None
    sure = _is_sure(word) or (text[at] in "íú" and word[0].islower())
    if not sure and not (apostrophe and _may_be(word)):
        return None
    if word.lower() in layout_words().accented.never or (apostrophe and _is_quoted(text, at)):
        return None
    return _Candidate(end - 1, at + 1, word, sure)


def _is_sure(word: str) -> bool:
    """Whether the word is none, or another one, without its accent."""
    small = word.lower()
    if small in accented():
        return True
    endings = _bare_endings("capital_endings" if word.istitle() else "endings")
    return len(word) >= _SHORTEST and small.endswith(endings) and not small.endswith(_bare_endings("bare_endings"))


def _may_be(word: str) -> bool:
    return len(word) >= _SHORTEST and not word.istitle() and word.lower().endswith(_bare_endings("elsewhere"))


def _is_quoted(text: str, at: int) -> bool:
    """Whether the apostrophe closes a quotation: one was opened not far before it, and nothing closes that before another is opened."""
    opening = max((match.end() for match in _OPENING.finditer(text, max(0, at - _REACH), at)), default=None)
    if opening is None or any(_closes(text, match.start()) for match in _CLOSING.finditer(text, opening, at)):
        return False
    another = _OPENING.search(text, at + 1, at + _REACH)
    stop = another.start() if another else at + _REACH
    return not any(_closes(text, match.start()) for match in _CLOSING.finditer(text, at + 1, stop))


def _closes(text: str, at: int) -> bool:
    """Whether the apostrophe may close a quotation: it is no accent of a word that is known for it."""
    return _bare_word(text, at).lower() not in accented()


def _bare_word(text: str, end: int) -> str:
    """The word that ends there, without accents; of a parted word the whole if that is known, else its last half."""
    match = _WORD.search(text, max(0, end - _LONGEST_WORD), end)
    if match is None:
        return ""
    parts = _JOINT.split(match.group())
    joined = bare("".join(parts))
    return joined if _is_sure(joined) else bare(parts[-1])


@cache
def _bare_endings(key: str) -> tuple[str, ...]:
    """One list of endings of the table, without their accents."""
    return tuple(map(bare, getattr(layout_words().accented, key)))
