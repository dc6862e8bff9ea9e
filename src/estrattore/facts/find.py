"""Facts: company, measure, amount, rate, period and status of one statement, and why other figures are in none.

Every decision is a choice between options with features (`candidates`, `status`, `period`), weighed by what a learner
made of labelled passages (`score`, `training/facts`); `assign` puts them together for a sentence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from estrattore.facts.assign import assign
from estrattore.facts.line import FIGURES
from estrattore.facts.measures import is_plain
from estrattore.facts.period import due_choice, period_choice
from estrattore.facts.scene import Article, pieces
from estrattore.facts.status import counterparty_choice, role_choice, status_choice
from estrattore.finds import Fact, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estrattore.facts.assign import Assigned
    from estrattore.facts.line import Item
    from estrattore.facts.scene import Scene, Span
    from estrattore.facts.statement import Statement
    from estrattore.text.blocks import Block


@dataclass(frozen=True, slots=True)
class Statements:
    """What an article states.

    Attributes:
        facts: The rows, in order.
        unused: (start, end) of each amount and rate without a row → why it has none.
    """

    facts: tuple[Fact, ...]
    unused: dict[Span, str]


def find_facts(
    text: str, sentences: Iterable[Span], finds: Sequence[Mention], *, title: str = "", blocks: Sequence[Block] = ()
) -> Statements:
    """The facts of an article.

    Args:
        text: The article as it is read.
        sentences: (start, end) of its sentences.
        finds: Its mentions in order of start, offsets in the article.
        title: Its headline, for the company that `il gruppo` stands for.
        blocks: Its paragraphs, headings and items.
    """
    facts: list[Fact] = []
    unused: dict[Span, str] = {}
    for scene, assigned in read(text, sentences, finds, title=title, blocks=blocks):
        facts += [_row(scene, statement, assigned) for statement in assigned.statements]
        unused |= {(scene.line[i].start, scene.line[i].end): reason for i, reason in assigned.unused.items()}
    return Statements(tuple(facts), unused)


def read(
    text: str, sentences: Iterable[Span], finds: Sequence[Mention], *, title: str = "", blocks: Sequence[Block] = ()
) -> Iterator[tuple[Scene, Assigned]]:
    """Each sentence that has figures, with what they make."""
    finds = [find for find in finds if not (find.kind == "company" and is_plain(text[find.start : find.end]))]
    article = Article.of(text, finds, title=title, blocks=blocks)
    before: Span | None = None
    heir: str | None = None  # whom the rows of the sentence before are about
    for sentence in sentences:
        for piece in pieces(text, sentence):
            owners: set[str] = set()
            if any(find.kind in FIGURES for find in article.inside(piece)):
                scene = article.scene(piece, before, heir, sentence)
                assigned = assign(scene)
                owners = {statement.holder.company.entity_id for statement in assigned.statements}
                yield scene, assigned
            heir = owners.pop() if len(owners) == 1 else None
            before = piece


def _row(scene: Scene, statement: Statement, assigned: Assigned) -> Fact:
    line, odds = scene.line, statement.odds
    amount = line[statement.amount].money if statement.amount is not None else None
    rate = line[statement.rate].rate if statement.rate is not None else None
    role = None
    if statement.rate is not None:
        role, odds["role"] = role_choice(scene, statement, statement.rate).best()
    status, odds["status"] = status_choice(scene, statement).best()
    period, odds["period"] = period_choice(scene, statement, status).best()
    due, odds["due"] = due_choice(scene, statement, status).best()
    party, odds["counterparty"] = counterparty_choice(scene, statement).best()
    metric = _metric(scene, statement)
    said = amount or rate
    when = period.date if period else None
    parts: dict[str, Any] = {"company": statement.holder.company, "metric": metric, "amount": amount, "percent": rate}
    offsets: dict[str, Any] = {
        f"{part}_{end}": getattr(found, end, None) for part, found in parts.items() for end in ("start", "end")
    }
    return Fact(
        company=statement.holder.company.name,
        entity_id=statement.holder.company.entity_id,
        metric=statement.measure.name,
        amount=amount.amount_min if amount else None,
        amount_max=amount.amount_max if amount else None,
        currency=amount.currency if amount else None,
        modifier=said.modifier if said else None,
        percent=rate.value_min if rate else None,
        percent_max=rate.value_max if rate else None,
        percent_unit=rate.unit if rate else None,
        percent_role=role,
        direction=rate.direction if rate else None,
        basis=rate.basis if rate else None,
        period_start=when.date_start if when else None,
        period_end=when.date_end if when else None,
        status=status,
        **offsets,
        period_start_char=when.start if when else None,
        period_end_char=when.end if when else None,
        start=scene.sentence[0],
        end=scene.sentence[1],
    )


def _metric(scene: Scene, statement: Statement) -> Item:
    return next(item for item in (*scene.line, *scene.above) if item.measure is statement.measure)


def likelihood(odds: dict[str, float]) -> float:
    """How likely all parts of a statement are right, if each is right by itself.

    >>> round(likelihood({"link": 0.9, "status": 0.5}), 2)
    0.45
    """
    return math.prod(odds.values())
