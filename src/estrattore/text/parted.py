"""Words parted by a hyphen at the end of a line: one word (`mi-lioni`), or two that keep it (`Roma-Pisa`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estrattore.resources.schemas.layout import layout_words

if TYPE_CHECKING:
    from estrattore.text.lines import Line

_HYPHENS = "-‐\u00ad¬"
_SOFT = "\u00ad¬"  # never part of a word
_TAIL = re.compile(r"[\w’'-]+\Z")
_HEAD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ELIDED = re.compile(r"[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z][’']\Z")  # `dell'` goes on without a blank
_VOWELS = "aeiouyàèéìíòóùú"
_LOOK = 40  # characters looked at for a half of a word


class Words:
    """The words of a text, gathered when a parted one first asks for them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._known is None:
            self._known = frozenset(match.group().lower() for match in _WORDS.finditer(self._text))
        return word in self._known


def bond(text: str, a: Line, b: Line, words: Words) -> tuple[int, str] | None:
    """Where the first line ends for the reader and what follows, if its last word goes on in the next line; else nothing.

    >>> from estrattore.text.lines import read_lines
    >>> for text in ["250 mi-\\nlioni", "la Roma-\\nPisa", "il co-\\namministratore", "Rossi -\\nha detto"]:
    ...     bond(text, *read_lines(text), Words(text))
    (6, '')
    (8, '')
    (6, '')
    """
    last, first = text[a.end - 1], text[b.start]
    if last in _HYPHENS and a.end - a.start > 1 and text[a.end - 2].isalnum() and first.isalnum():
        parted = last in _SOFT or _is_parted(text, a, b, words)
        return (a.end - 1 if parted else a.end), ""
    tail = text[max(a.start, a.end - 2) : a.end]
    if (_ELIDED.match(tail) and first.isalnum()) or (last == "/" and tail[0].isalnum() and first.isalnum()):
        return a.end, ""
    return None


def _is_parted(text: str, a: Line, b: Line, words: Words) -> bool:
    head = _HEAD.match(text, b.start, b.end)
    tail = _TAIL.search(text[max(a.start, a.end - 1 - _LOOK) : a.end - 1])
    if (
        head is None
        or tail is None
        or not head.group().islower()
        or not text[a.end - 2].isalpha()
        or "-" in tail.group()
    ):
        return False
    right = head.group()
    left = re.split("[’']", tail.group())[-1]
    small = left.lower()
    if small + right in words or f"{small}-{right}" in words:
        return small + right in words
    if small in layout_words().parted.prefixes:
        return False
    return left[0].isupper() or _is_syllable_border(small, right)


def _is_syllable_border(left: str, right: str) -> bool:
    """Whether an Italian word may be parted so: a vowel or a liquid before, a consonant that begins a syllable behind."""
    if not left or right[0] in _VOWELS or not any(letter in _VOWELS for letter in left):
        return False
    if left[-1] == right[0] or left[-1] + right[0] in layout_words().parted.borders:
        return True
    return (left[-1] in _VOWELS or left[-1] in "lmnr") and _is_onset(right)


def _is_onset(right: str) -> bool:
    """Whether a syllable may begin so."""
    cluster = next((right[:length] for length, letter in enumerate(right) if letter in _VOWELS), right)
    if len(cluster) <= 1 or cluster in layout_words().parted.onsets or cluster[0] == "s":
        return True
    return cluster[-1] in "lrh" and cluster[0] in "bcdfgptv"
