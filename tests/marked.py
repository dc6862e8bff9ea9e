"""Marked text: `[[Ted Sarandos|person]]` is a mention, `[[Sarandos|person=Ted Sarandos]]` one with another canonical name.

`{{…|LABEL}}` is what a model proposes where that differs from the mention: `{{il ministro Giorgetti|PER}}`. Without braces the
model proposes exactly the marked mentions; `[[…|company!]]` is one that it does not propose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(
    r"\[\[(?P<text>[^|\]]+)\|(?P<kind>\w+)(?P<hidden>!)?(?:=(?P<name>[^\]]+))?\]\]|(?P<brace>\{\{)|\|(?P<label>[A-Z]+)\}\}"
)
LABELS = {"company": "COMPANY", "organization": "ORG", "person": "PER"}


@dataclass(frozen=True)
class Marked:
    """Plain text, the proposals of the model, and the expected (text, kind, name) in order."""

    text: str
    proposals: list[tuple[int, int, str]]
    expected: list[tuple[str, str, str]]


def parse(marked: str) -> Marked:
    """Take the marks out of a text."""
    text, at = "", 0
    proposals: list[tuple[int, int, str]] = []
    expected: list[tuple[str, str, str]] = []
    open_at: int | None = None
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark["brace"]:
            open_at = len(text)
        elif mark["label"]:
            assert open_at is not None, "a label without braces"
            proposals.append((open_at, len(text), mark["label"]))
            open_at = None
        else:
            if open_at is None and not mark["hidden"]:
                proposals.append((len(text), len(text) + len(mark["text"]), LABELS[mark["kind"]]))
            text += mark["text"]
            expected.append((mark["text"], mark["kind"], mark["name"] or mark["text"]))
    return Marked(text + marked[at:], proposals, expected)
