"""Headlines in which every word has a capital, or only capitals: the rest of the article and usual words tell what is no name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.names.elsewhere import WORD_REACH, opens_sentence
from estrattore.resources.schemas.names import common_words, first_names, names, usual_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.names.lists import NameLists

LINE = re.compile(r"[^\r\n]+")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
ANY_WORD = re.compile(r"[^\W\d_]+")
WHOLE_WORD = re.compile(r"(?<![\w.&])[^\W\d_]+(?!\w|\.\w|&)")  # no part of `S.p.A.`, `D&G`
NUMERAL = re.compile(r"[IVXLC]+")
LONGEST_HEADLINE = 200  # characters; a line in capitals may be longer
FEWEST_WORDS, CAPITALISED = 3, 0.8  # long words of a headline, and how many of them have a capital
FEWEST_IN_ALL = 4  # words, small ones among them, that all have one: `Bruni Saluta E Se Ne Va`
WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
FEWEST_MADE_SMALL = 2  # words; `Ada Corsi - La Vedetta` has hardly any

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Written:
    """The words that an article writes small, and those with a capital inside a sentence."""

    small: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()

    def is_small(self, word: str) -> bool:
        """Whether a word is no name; where the article has it both ways or not at all, the press decides."""
        small, capital = word in self.small, word in self.capital
        return small if small != capital else word in common_words() or word in usual_words()


def headlines(text: str, lists: NameLists) -> list[Line]:
    """Where the headlines of a text begin, and how sentences would write them, character for character.

    >>> from estrattore.names.lists import load_lists
    >>> lists = load_lists()
    >>> headlines("Bruni Saluta: Resta In Vetrobit\\nAda Bruni lascia Roma.", lists)
    [(0, 'Bruni saluta: resta in Vetrobit')]
    >>> headlines("VETROBIT CRESCE IN SPAGNA\\nLa Spagna va bene.", lists)
    [(0, 'Vetrobit cresce in Spagna')]
    """
    found = [line for line in LINE.finditer(text) if tells_nothing(line[0])]
    if not found:
        return []
    written = _written(text, [line.span() for line in found])
    cased = ((line, in_sentence_case(line[0], written, lists)) for line in found)
    return [(line.start(), small) for line, small in cased if _made_small(line[0], small) >= FEWEST_MADE_SMALL]


def tells_nothing(line: str) -> bool:
    """Whether the case of a line tells no names: it is in capitals, or nearly every word has one."""
    if line.isupper():
        return len(ANY_WORD.findall(line)) >= FEWEST_IN_ALL
    small = (word for word in LONG_WORD.findall(line) if word[0].islower())
    return len(line) <= LONGEST_HEADLINE and is_capitalised(line) and names().trailing.issuperset(small)


def is_capitalised(line: str) -> bool:
    """Whether nearly every long word of a line has a capital, as in English headlines, or every word."""
    words, in_all = LONG_WORD.findall(line), ANY_WORD.findall(line)
    if len(in_all) >= FEWEST_IN_ALL and all(word[0].isupper() for word in in_all) and not line.isupper():
        return True
    return len(words) >= FEWEST_WORDS and sum(word[0].isupper() for word in words) >= CAPITALISED * len(words)


def is_capitalised_line(text: str, at: int) -> bool:
    """Whether capitals tell no names in the line that a character stands in."""
    return is_capitalised(text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0][:LONGEST_HEADLINE])


def in_sentence_case(line: str, written: Written, lists: NameLists) -> str:
    """The line as it would stand in a text; its first word and what a list knows keep their capitals."""
    shouted = line.isupper()
    known = {at for name in lists.find(line) if name.sure for at in range(name.start, name.end)}

    def cased(found: re.Match[str]) -> str:
        word = found[0]
        if len(word.lower()) != len(word) or found.start() in known:
            return word
        if found.start() > first and written.is_small(word.lower()) and not _is_surname(line, found, written):
            return word.lower()
        return word.capitalize() if shouted and not NUMERAL.fullmatch(word) else word

    first = next((word.start() for word in WHOLE_WORD.finditer(line)), 0)
    return WHOLE_WORD.sub(cased, line)


def _is_surname(line: str, word: re.Match[str], written: Written) -> bool:
    """Whether a word that may be a name stands behind a first name: `Anna Conti`, but `Anna Parla`."""
    small = word[0].lower()
    if not LONG_WORD.fullmatch(small) or small in common_words() or small in written.small:
        return False
    before = WORD_BEFORE.search(line, max(0, word.start() - WORD_REACH), word.start())
    return before is not None and before[1].capitalize() in first_names()


def _made_small(line: str, small: str) -> int:
    """How many words lost their capital."""
    return sum(small[word.start()].islower() and word[0][0].isupper() for word in ANY_WORD.finditer(line))


def _written(text: str, lines: Sequence[tuple[int, int]]) -> Written:
    """How the rest of a text writes its words."""
    small, capital = set(), set()
    for start, end in _between(lines, len(text)):
        for word in ANY_WORD.finditer(text, start, end):
            if word[0].islower():
                small.add(word[0])
            # `«LA CASA DI TUTTI»` tells no names
            elif not word[0].isupper() and not opens_sentence(text, word.start()):
                capital.add(word[0].lower())
    return Written(frozenset(small), frozenset(capital))


def _between(spans: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """What lies outside some spans in order."""
    yield from zip([0, *(stop for _, stop in spans)], [*(start for start, _ in spans), end], strict=True)
