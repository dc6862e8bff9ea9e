"""Accents as they are typed where the keyboard has none: `e' piu'`, and the acute `piú, lunedí` of some publishers."""

from __future__ import annotations

import re
from typing import NamedTuple

from estrattore.text import lexicon
from estrattore.text.offsets import Edit

_APOSTROPHES = "'’`´"
_MARK = re.compile(rf"[{_APOSTROPHES}áíóúÁÍÓÚ](?![^\W_])")
_WORD = re.compile(r"(?:[^\W\d_]+-\r?\n[ \t>]*)?[^\W\d_]+\Z")  # also a word parted at a line's end
_OPENING = re.compile(r"(?<![^\W_])['‘`](?=[^\W\d_])")
_SURE_CLOSING = re.compile(r"(?<=[^\saeiouAEIOU])['’`](?!\w)")  # no accent can stand there
_CLOSING = re.compile(r"(?<=[^\s])['’`](?!\w)")
_LONGEST_WORD = 40  # characters looked back for its beginning
_REACH = 300  # characters of a line in which a quotation is looked for
_SHORTEST = 4  # letters of a word that is known by its ending alone


class _Candidate(NamedTuple):
    start: int  # of the last vowel
    end: int
    word: str  # bare, in small letters
    vowel: str  # bare, as written
    sure: bool  # known as a word that takes an accent


def fold_accents(text: str) -> list[Edit]:
    """The accents to put for apostrophes and for acute signs; elisions, short forms and closing quotes stay.

    >>> [(text[a:b], new) for text in ["C'e' un po' piu' di crescita, comincio' lunedí"] for a, b, new in fold_accents(text)]
    [("e'", 'è'), ("u'", 'ù'), ("o'", 'ò'), ('í', 'ì')]
    """
    found = [candidate for match in _MARK.finditer(text) if (candidate := _candidate(text, match.start()))]
    writes_so = any(each.sure and each.end - each.start > 1 for each in found)
    return [(each.start, each.end, lexicon.accent(each.vowel, each.word)) for each in found if each.sure or writes_so]


def _candidate(text: str, at: int) -> _Candidate | None:
    apostrophe = text[at] in _APOSTROPHES
    end = at if apostrophe else at + 1
    if apostrophe and not (at and text[at - 1] in "aeiouAEIOU"):
        return None
    match = _WORD.search(text, max(0, end - _LONGEST_WORD), end)
    if match is None:
        return None
    written = re.sub(r"-\s[\s>]*", "", match.group())
    vowel = lexicon.bare(written[-1])
    word = (written[:-1] + vowel).lower()
    if word in lexicon.words("accented", "never") or (apostrophe and _is_quoted(text, at)):
        return None
    sure = word in lexicon.accented() or (len(word) >= _SHORTEST and word.endswith(("ta", "ra")))
    if not apostrophe:
        sure = sure or (written[0].islower() and text[at] in "íú")
        return _Candidate(at, end, word, vowel, True) if sure else None
    return _Candidate(at - 1, at + 1, word, vowel, sure) if sure or len(word) >= _SHORTEST else None


def _is_quoted(text: str, at: int) -> bool:
    """Whether the apostrophe closes a quotation: one was opened before it in its line, and no later sign closes it."""
    reach = max(0, at - _REACH)
    begin = max(text.rfind("\n", reach, at) + 1, reach)
    stop = text.find("\n", at, at + _REACH)
    opening = max((match.end() for match in _OPENING.finditer(text, begin, at)), default=None)
    if opening is None or _SURE_CLOSING.search(text, opening, at):
        return False
    return _CLOSING.search(text, at + 1, stop if stop >= 0 else at + _REACH) is None
