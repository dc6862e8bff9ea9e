"""Our own small test sets: capitals, lower-case headlines, names that no training text holds."""

from __future__ import annotations

import re
from pathlib import Path

from training.names.data import Labelled

CASES = Path(__file__).parent / "hard_cases.txt"
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


def parse(marked: str) -> Labelled:
    """A labelled text from one with marks.

    >>> parse("Sale [Eni|COMPANY] oggi")
    Labelled(text='Sale Eni oggi', entities=((5, 8, 'COMPANY'),), weight=1.0)
    """
    text, entities, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        entities.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return Labelled(text + marked[at:], tuple(entities))


def read(path: Path = CASES) -> dict[str, list[Labelled]]:
    """The cases by group."""
    groups: dict[str, list[Labelled]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            group, marked = line.split("\t")
            groups.setdefault(group, []).append(parse(marked))
    return groups
