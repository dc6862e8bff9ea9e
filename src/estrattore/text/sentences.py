"""Sentences of Italian text, found on its characters alone: the same whatever model is loaded.

A newline is always a border (headings rarely have a full stop); `\\r` and U+2028 are white space like any other.
Within a line a full stop is one unless what stands before it is an abbreviation (`resources/abbreviations.toml`)
or what follows does not look like a beginning. In doubt the splitter joins: a value cut in two is lost, two
sentences taken for one seldom hurt.
"""

from __future__ import annotations

import re

from estrattore.resources.schemas.abbreviations import abbreviations

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…][.!?…»”’\"')\]]*+")  # never starts inside another one: linear
_SPACE = re.compile(r"\s*+")
_LEAD = re.compile(r"[«“‘\"'(\[—–•*-]*+[ \u00a0]?")  # what may stand before the first word
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"(?:[^\W\d_]{1,3}\.)*[^\W\d_]+$")
_REACH = 24  # no abbreviation is longer
_TORN = re.compile(r"(?<!\d)\d{1,3}\. \d{3}(?!\d)")  # `30. 000 euro`, as cheap conversion writes it
_LONGEST_NUMBER = 3  # digits of the number of a point: `12. Quarto punto`


def split(text: str) -> list[tuple[int, int]]:
    """Character spans of the sentences, in order, without white space at their ends.

    Every character that is not white space lies in exactly one span; time is linear in the length of the text.

    >>> text = "Eni S.p.A. sale. Il dott. G. Rossi: «1.250 euro?» Sì.\\nI conti"
    >>> [text[start:end] for start, end in split(text)]
    ['Eni S.p.A. sale.', 'Il dott. G. Rossi: «1.250 euro?»', 'Sì.', 'I conti']
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = _SPACE.match(text, *line.span()).end()  # type: ignore[union-attr]
        for end in _END.finditer(text, start, line.end()):
            if end.start() >= start and _is_border(text, start, end, line.end()):
                spans.append((start, end.end()))
                start = _SPACE.match(text, end.end(), line.end()).end()  # type: ignore[union-attr]
        stop = start + len(text[start : line.end()].rstrip())
        if stop > start:
            spans.append((start, stop))
    return spans


def _is_border(text: str, start: int, end: re.Match[str], line_end: int) -> bool:
    """Whether the sentence that began at `start` is over at the punctuation `end`."""
    following = _SPACE.match(text, end.end(), line_end).end()  # type: ignore[union-attr]
    if following == line_end:
        return True
    following = _LEAD.match(text, following, line_end).end()  # type: ignore[union-attr]
    opener = _opener(text, following, line_end)
    token = _abbreviation(text[max(start, end.start() - _REACH) : end.start()])
    if not text[end.end()].isspace():  # `miliardi.Il gruppo`, but not `1.250`, `S.p.A.`, `G.La Russa`
        return len(opener) > 1 and len(token) != 1 and text[end.end()].isalpha()
    if not _can_begin(text[following : following + 2]) or _is_torn(text, end):
        return False
    if end.start() - start <= _LONGEST_NUMBER and text[start : end.start()].isdigit():  # `1. Primo punto`
        return False
    return end.group()[0] != "." or end.group()[:2] in ("..", ".…") or _may_end(token, opener)


def _is_torn(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop only groups the digits of a figure."""
    if end.group() != "." or not text[end.start() - 1 : end.start()].isdigit():
        return False
    return any(_TORN.match(text, max(0, end.start() - digits)) for digits in range(1, _LONGEST_NUMBER + 1))


def _opener(text: str, start: int, line_end: int) -> str:
    """The word at `start` if sentences often begin with it and it is no initial (`A.`); else nothing."""
    word = _WORD.match(text, start, min(line_end, start + _REACH))
    if word is None or word.group() not in abbreviations().openers or text[word.end() : word.end() + 1] == ".":
        return ""
    return word.group()


def _abbreviation(before: str) -> str:
    """The word or dotted letters at the end of a short stretch (`… l'art` → `art`); else nothing."""
    token = _TOKEN.search(before)
    return token.group() if token else ""


def _can_begin(start: str) -> bool:
    """A capital, a digit, a symbol (`€ 5 mln`), a name such as `iPhone`; no small letter, no comma."""
    if start[:1].islower():
        return start[1:].isupper()
    return start != "" and start[0] not in ".,;:!?…%)]»”"


def _may_end(token: str, opener: str) -> bool:
    """Whether a sentence can end in `token` and a full stop, given the opener that follows, if any."""
    key = token.casefold()
    if len(token) == 1 or key in abbreviations().titles:
        return opener != "" and opener not in abbreviations().particles
    return opener != "" or not ("." in token or key in abbreviations().others)
