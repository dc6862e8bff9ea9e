"""Why a value is what it is: the rules that decided, each with the words that told it so.

Rules note what they go by where they decide; nobody listens unless `explaining` is open, and then a note is all that it costs.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that decided.

    Args:
        rule: Its name: `currency`, `shared unit`, `range`, `modifier`, `movement` …; of a date the kind of its shape.
        cue: The words that it goes by.
        neighbour: The other value that it goes by, if any.
    """

    rule: str
    cue: str = ""
    neighbour: str = ""


@dataclass(frozen=True, slots=True)
class Explanation(Generic[Value]):
    """A value with the reasons for it, in the order in which the rules decided; None where the text is no such value.

    Attributes:
        value: What the text is.
        reasons: Why.
    """

    value: Value | None
    reasons: tuple[Reason, ...]


_heard: ContextVar[list[Reason] | None] = ContextVar("reasons", default=None)


def note(rule: str, *, cue: str = "", neighbour: str = "") -> None:
    """Says that a rule has decided, and by what."""
    reasons = _heard.get()
    if reasons is not None and (reason := Reason(rule, cue.strip(), neighbour)) not in reasons:
        reasons.append(reason)


@contextmanager
def explaining() -> Iterator[list[Reason]]:
    """Collects what the rules note while it is open.

    >>> from estrattore.values.percent import find_percentages
    >>> with explaining() as reasons:
    ...     found = find_percentages("ricavi in calo del 5%")
    >>> [(reason.rule, reason.cue) for reason in reasons]
    [('unit', '%'), ('movement', 'calo')]
    """
    reasons: list[Reason] = []
    token = _heard.set(reasons)
    try:
        yield reasons
    finally:
        _heard.reset(token)
