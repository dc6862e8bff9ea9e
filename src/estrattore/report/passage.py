"""The sentence of a row as it is read, with the places of its parts; what stands further off comes with its own sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estrattore.tables.rows import SENTENCE_CHARS
from estrattore.text.layout import read_layout
from estrattore.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estrattore.text.layout import Layout

Span = tuple[int, int]
Mark = tuple[int, int, str]  # start, end, name of the part
GAP = " … "


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Text to show, and the parts marked in it, in order and apart from each other.

    >>> reader = Reader.of("Il gruppo Lume cresce. Ieri ha piovuto. I ricavi salgono a 5 milioni.")
    >>> passage = reader.passage({"company": (10, 14), "metric": (42, 48)}, focus="metric")
    >>> passage.text, [passage.text[a:b] for a, b, _ in passage.marks]
    ('Il gruppo Lume cresce. … I ricavi salgono a 5 milioni.', ['Lume', 'ricavi'])
    """

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """A document's text as it is read, its sentences, and where these begin."""

    layout: Layout
    sentences: list[Span]
    starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Reader:
        """Read a text."""
        layout = read_layout(text)
        sentences = split(layout.text)
        return cls(layout, sentences, [start for start, _ in sentences])

    def passage(self, parts: Mapping[str, Span], *, focus: str) -> Passage:
        """The sentences that hold parts, in order, with `…` where some are left out.

        Args:
            parts: Name → span in the text as given.
            focus: The part that a sentence which is too long is cut around.
        """
        read = {name: span for name, given in parts.items() if (span := self.layout.to_read(*given))[0] < span[1]}
        if focus not in read or not self.sentences:
            return Passage(text="")
        pieces = sorted({self._piece(span, around=read[focus]) for span in read.values()})
        return _joined(self.layout.text, pieces, read)

    def _piece(self, span: Span, *, around: Span) -> Span:
        """The sentence of a part; of a long one the stretch around the part that matters most in it."""
        start, end = self.sentences[max(bisect_right(self.starts, span[0]) - 1, 0)]
        if end - start <= SENTENCE_CHARS:
            return start, end
        middle = around if start <= around[0] < end else span
        room = SENTENCE_CHARS // 2
        return max(start, middle[0] - room), min(end, middle[1] + room)


def _joined(text: str, pieces: Iterable[Span], parts: Mapping[str, Span]) -> Passage:
    shown, marks, last = "", list[Mark](), None
    for start, end in pieces:
        if last is not None:
            shown += GAP if text[last:start].strip() else " "
        here = len(shown) - start
        inside = ((a + here, b + here, name) for name, (a, b) in parts.items() if start <= a and b <= end)
        marks += inside
        shown, last = shown + text[start:end], end
    return Passage(text=shown, marks=tuple(apart(marks)))


def apart(marks: Iterable[Mark]) -> list[Mark]:
    """Marks in order; of two that overlap the first.

    >>> apart([(4, 9, "money"), (0, 5, "company")])
    [(0, 5, 'company')]
    """
    chosen: list[Mark] = []
    for mark in sorted(marks):
        if not chosen or mark[0] >= chosen[-1][1]:
            chosen.append(mark)
    return chosen


def found_in(sentence: str, words: Mapping[str, str]) -> Passage:
    """The sentence of a row whose text was not kept, with the first place of each word.

    >>> found_in("Lume incassa 3 euro.", {"company": "Lume", "money": "3 euro"}).marks
    ((0, 4, 'company'), (13, 19, 'money'))
    """
    places = ((sentence.find(word), word, name) for name, word in words.items() if word)
    marks = [(at, at + len(word), name) for at, word, name in places if at >= 0]
    return Passage(text=sentence, marks=tuple(apart(marks)))
