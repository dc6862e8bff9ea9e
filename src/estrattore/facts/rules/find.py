"""Facts: company, measure, amount, change and period of one statement, linked inside a sentence.

Precision comes first: a value without a measure, or a measure without a company, gives no row. The parts:
`measures` finds the measured nouns, `line` makes one line of items of a sentence, `links` ties values to measures by
the prices of `cost`, `owner` and `carried` find the company, `frame` the period and the status.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from estrattore.facts.measures import find_measures, in_role, is_plain
from estrattore.facts.rules.frame import find_period, find_status
from estrattore.facts.rules.line import VALUES, Item, measure_at, read_line
from estrattore.facts.rules.links import Link, find_links
from estrattore.facts.rules.owner import find_owner
from estrattore.facts.rules.roles import only_company, titled_company
from estrattore.finds import DateSpan, Enterprise, Fact, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Sentence = tuple[int, int]
HEADING = re.compile(r"[^.!?:;»”]{0,60}")  # a line between two sentences: `## I conti`
LEARNED = ("sold", "held")  # verbs that these rules cannot read
LONGEST = 1500  # characters; a sentence of a newspaper has some 200


def find_facts(text: str, sentences: Iterable[Sentence], finds: Sequence[Mention], *, title: str = "") -> list[Fact]:
    """The facts of an article.

    Args:
        text: The article.
        sentences: (start, end) of its sentences.
        finds: Its mentions in order of start, offsets in the article.
        title: Its headline, for the company that `il gruppo` stands for.

    >>> from decimal import Decimal
    >>> from estrattore.finds import Money
    >>> text = "Vetrobit chiude con ricavi per 3 milioni."
    >>> company = Enterprise(kind="company", start=0, end=8, name="Vetrobit", entity_id="v", source="model")
    >>> money = Money(31, 40, Decimal(3000000), Decimal(3000000), "EUR")
    >>> [(f.company, f.metric, f.amount, f.status) for f in find_facts(text, [(0, 41)], [company, money])]
    [('Vetrobit', 'ricavi', Decimal('3000000'), 'actual')]
    """
    finds = [find for find in finds if not (find.kind == "company" and is_plain(text[find.start : find.end]))]
    only = only_company(text, finds)
    article = _Article(text, finds, [find.start for find in finds], only, only or titled_company(title, text, finds))
    facts: list[Fact] = []
    before: Sentence | None = None
    heir: Enterprise | None = None  # whom the rows of the sentence before are about
    for sentence in sentences:
        for piece in _pieces(text, sentence):
            inside = article.inside(piece)
            if not inside and HEADING.fullmatch(text, *piece):
                continue
            owned = []
            if any(find.kind in VALUES for find in inside):
                owned = _facts_of(article, piece, before, heir, sentence)
            facts += [row for row, _ in owned]
            heir = owned[-1][1] if len({row.company for row, _ in owned}) == 1 else None
            before = piece
    return facts


def _pieces(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence; one that has no end (a table in a line) in pieces cut behind commas, so that time stays linear."""
    start, end = sentence
    while end - start > LONGEST:
        cut = text.rfind(",", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


@dataclass(frozen=True, slots=True)
class _Article:
    text: str
    finds: Sequence[Mention]
    starts: Sequence[int]
    only: Enterprise | None  # the company that it names, if it is one
    group: Enterprise | None  # what `il gruppo` stands for where no sentence says it

    def inside(self, sentence: Sentence) -> Sequence[Mention]:
        start, end = sentence
        return self.finds[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _facts_of(
    article: _Article, piece: Sentence, before: Sentence | None, heir: Enterprise | None, sentence: Sentence
) -> list[tuple[Fact, Enterprise]]:
    """The rows of a piece of a sentence, each with its company."""
    text = article.text
    measures = [m for m in find_measures(text[piece[0] : piece[1]]) if m.group not in LEARNED]
    if not measures:
        return []
    line = read_line(text, piece, article.inside(piece), measures)
    links = find_links(text, line)
    if not links:
        return []
    previous = read_line(text, before, article.inside(before)) if before else []
    rows = []
    for link in links:
        company = find_owner(line, link, previous, heir or article.only, group=heir or article.group)
        if company:
            period = find_period(text, line, link, previous)
            rows.append((_row(line, link, company, period, find_status(text, line, link), sentence), company))
    return rows


def _row(
    line: Sequence[Item], link: Link, company: Enterprise, period: DateSpan | None, status: str, sentence: Sentence
) -> Fact:
    amount = line[link.amount].money if link.amount is not None else None
    rate = line[link.rate].rate if link.rate is not None else None
    said = amount or rate
    measure = measure_at(line, link.measure)
    parts = {"company": company, "metric": line[link.measure], "amount": amount, "percent": rate}
    offsets: dict[str, Any] = {
        f"{part}_{end}": getattr(found, end, None) for part, found in parts.items() for end in ("start", "end")
    }
    return Fact(
        company=company.name,
        entity_id=company.entity_id,
        metric=measure.name,
        amount=amount.amount_min if amount else None,
        amount_max=amount.amount_max if amount else None,
        currency=amount.currency if amount else None,
        modifier=said.modifier if said else None,
        percent=rate.value_min if rate else None,
        percent_max=rate.value_max if rate else None,
        percent_unit=rate.unit if rate else None,
        percent_role=link.role,
        direction=link.direction,
        basis=rate.basis if rate else None,
        period_start=period.date_start if period else None,
        period_end=period.date_end if period else None,
        status=status,
        **offsets,
        period_start_char=period.start if period else None,
        period_end_char=period.end if period else None,
        entity_name=company.entity_name or company.name,
        metric_class=in_role(measure.metric_class, None if amount else link.role),
        unit=amount.unit if amount else None,
        start=sentence[0],
        end=sentence[1],
    )
