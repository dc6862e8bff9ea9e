"""Facts: company, measure, amount, rate, period and status of one statement, and why other figures are in none.

Every decision is a choice between options with features (`candidates`, `status`, `period`, `parties`), weighed by what a learner
made of labelled passages (`score`, `training/facts`); `assign` puts them together for a sentence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from estrattore.facts.assign import assign
from estrattore.facts.confidence import confidence, evidence_of
from estrattore.facts.line import FIGURES
from estrattore.facts.measures import in_role
from estrattore.facts.scene import Article, Carried, pieces
from estrattore.facts.statement import Statements
from estrattore.finds import Fact, Mention

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from estrattore.facts.assign import Assigned
    from estrattore.facts.scene import Scene, Span
    from estrattore.facts.statement import Statement
    from estrattore.text.blocks import Block


def find_facts(
    text: str,
    sentences: Iterable[Span],
    finds: Sequence[Mention],
    *,
    title: str = "",
    headline: Sequence[Mention] = (),
    blocks: Sequence[Block] = (),
    published: dt.date | None = None,
) -> Statements:
    """The facts of an article.

    Args:
        text: The article as it is read.
        sentences: (start, end) of its sentences.
        finds: Its mentions in order of start, offsets in the article.
        title: Its headline, for the company that `il gruppo` stands for.
        headline: Companies and dates that the title names, with offsets in it.
        blocks: Its headings, paragraphs and list items.
        published: Its day: what lies ahead of it is no result yet.

    >>> from decimal import Decimal
    >>> from estrattore.finds import Enterprise, Money
    >>> text = "Vetrobit chiude il 2025 con ricavi per 3 milioni."
    >>> company = Enterprise(kind="company", start=0, end=8, name="Vetrobit", entity_id="v", source="model")
    >>> money = Money(39, 48, Decimal(3000000), Decimal(3000000), "EUR")
    >>> [(f.company, f.metric, f.amount, f.status) for f in find_facts(text, [(0, 49)], [company, money]).facts]
    [('Vetrobit', 'ricavi', Decimal('3000000'), 'actual')]
    >>> find_facts("Costa 3 euro.", [(0, 13)], [Money(6, 12, Decimal(3), Decimal(3), "EUR")]).facts
    ()
    """
    facts: list[Fact] = []
    unused: dict[Span, str] = {}
    article = Article.of(text, finds, title=title, headline=headline, blocks=blocks, published=published)
    for scene, assigned in read(article, sentences):
        facts += [row_of(scene, statement) for statement in assigned.statements]
        unused |= {(scene.line[i].start, scene.line[i].end): reason for i, reason in assigned.unused.items()}
    return Statements(facts=tuple(facts), unused=unused)


def read(article: Article, sentences: Iterable[Span]) -> Iterator[tuple[Scene, Assigned]]:
    """Each sentence of an article that has figures, with what they make."""
    carried = Carried()
    for sentence in sentences:
        for piece in pieces(article.text, sentence):
            statements: Sequence[Statement] = ()
            if any(find.kind in FIGURES for find in article.inside(piece)):
                scene = article.scene(piece, sentence, carried)
                assigned = assign(scene)
                statements = assigned.statements
                yield scene, assigned
            carried = Carried.of(piece, statements)


def row_of(scene: Scene, statement: Statement) -> Fact:
    """The row of a statement."""
    line, company = scene.line, statement.holder.company
    named = company.start < company.end  # else by the title only
    place = statement.place
    metric = line[place] if place is not None else next(i for i in scene.above if i.measure is statement.measure)
    fact = Fact(
        company=company.name,
        entity_id=company.entity_id,
        entity_name=company.entity_name or company.name,
        metric=statement.measure.name,
        metric_class=in_role(statement.measure.metric_class, statement.role if statement.amount is None else None),
        status=statement.status,
        company_start=company.start if named else None,
        company_end=company.end if named else None,
        metric_start=metric.start,
        metric_end=metric.end,
        start=scene.sentence[0],
        end=scene.sentence[1],
        confidence=confidence(evidence_of(scene, statement)),
    )
    return replace(fact, **_figures(scene, statement), **_times(statement), **_party(statement))


def _figures(scene: Scene, statement: Statement) -> dict[str, Any]:
    amount = scene.line[statement.amount].money if statement.amount is not None else None
    rate = scene.line[statement.rate].rate if statement.rate is not None else None
    fields: dict[str, Any] = {"modifier": amount.modifier if amount else rate.modifier if rate else None}
    if amount:
        fields |= {"amount": amount.amount_min, "amount_max": amount.amount_max, "currency": amount.currency}
        fields |= {"unit": amount.unit, "amount_start": amount.start, "amount_end": amount.end}
    if rate:
        fields |= {"percent": rate.value_min, "percent_max": rate.value_max, "percent_unit": rate.unit}
        fields |= {"percent_role": statement.role, "direction": rate.direction, "basis": rate.basis}
        fields |= {"percent_start": rate.start, "percent_end": rate.end}
    for place in statement.earlier:
        money, share = scene.line[place].money, scene.line[place].rate
        fields |= {"amount_previous": money.amount_min} if money else {}
        fields |= {"percent_previous": share.value_min} if share else {}
    return fields


def _times(statement: Statement) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if statement.period is not None:
        fields |= {"period_start": statement.period.date_start, "period_end": statement.period.date_end}
        if statement.period.start < statement.period.end:  # else by the title only
            fields |= {"period_start_char": statement.period.start, "period_end_char": statement.period.end}
    if statement.due is not None:
        fields |= {"due_start": statement.due.date_start, "due_end": statement.due.date_end}
    return fields


def _party(statement: Statement) -> dict[str, Any]:
    if statement.party is None:
        return {}
    holder, role = statement.party
    company = holder.company
    return {
        "counterparty": company.name,
        "counterparty_id": company.entity_id,
        "counterparty_role": role,
        "counterparty_start": company.start,
        "counterparty_end": company.end,
    }
