"""Why a figure is in the row that it is in, or in none: the options of every decision, how likely each is, and what told so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from estrattore.facts.clause import figures
from estrattore.facts.find import read, row_of
from estrattore.facts.measured import measure_choice
from estrattore.facts.owner import owner_choice
from estrattore.facts.parties import PARTIES, counterparty_choice
from estrattore.facts.period import due_choice, period_choice
from estrattore.facts.score import model
from estrattore.facts.status import REASONS, ROLES, STATUSES, reason_choice, role_choice, status_choice
from estrattore.finds import carried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from estrattore.facts.measures import Measure
    from estrattore.facts.scene import Article, Holder, Scene, Span
    from estrattore.facts.score import Choice
    from estrattore.facts.statement import Statement
    from estrattore.finds import Fact, Way

TOLD = 3  # features that are named
SHOWN = 4  # options that are named
_OWN = frozenset((*STATUSES, *ROLES, *REASONS, *PARTIES))  # features of these options begin with their name
NOBODY, NOTHING = "nobody", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One feature that told the likeliest option from the next.

    Attributes:
        feature: As the learner names it.
        option: Whose feature it is: the likeliest option's, which it speaks for, or the next one's, which it speaks against.
        lead: By how much it puts the likeliest option ahead, in the units of the weights.
    """

    feature: str
    option: str
    lead: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An option of a decision, and how likely it is by itself."""

    option: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One choice.

    Attributes:
        name: measure, owner, role, status, period, due, counterparty; of a figure without a row: reason.
        candidates: The likeliest first, `none` and `nobody` among them.
        cues: What put the first before the second.
    """

    name: str
    candidates: tuple[Candidate, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFigure:
    """An amount or a rate with all that was weighed.

    Attributes:
        text: As it is read.
        start: Of the figure.
        end: Of the figure.
        fact: The row that it is in, however sure.
        no_fact: Why it is in none.
        decisions: In the order in which they are made.
    """

    text: str
    start: int
    end: int
    fact: Fact | None
    no_fact: str | None
    decisions: tuple[Decision, ...]

    def placed(self, text: str, way: Way) -> ExplainedFigure:
        """The same with offsets in the text that was given."""
        start, end = way(self.start, self.end)
        return ExplainedFigure(
            text=text[start:end],
            start=start,
            end=end,
            fact=carried(self.fact, way) if self.fact else None,
            no_fact=self.no_fact,
            decisions=self.decisions,
        )


def explain_figures(article: Article, sentences: Iterable[Span]) -> Iterator[ExplainedFigure]:
    """Every amount and rate of an article, in order.

    Args:
        article: What is read.
        sentences: (start, end) of its sentences.

    >>> from decimal import Decimal
    >>> from estrattore.facts.scene import Article
    >>> from estrattore.finds import Enterprise, Money
    >>> text = "Vetrobit chiude il 2025 con ricavi per 3 milioni."
    >>> company = Enterprise(kind="company", start=0, end=8, name="Vetrobit", entity_id="v", source="model")
    >>> money = Money(39, 48, Decimal(3000000), Decimal(3000000), "EUR")
    >>> [figure] = explain_figures(Article.of(text, [company, money]), [(0, 49)])
    >>> figure.text, [(decision.name, decision.candidates[0].option) for decision in figure.decisions][:3]
    ('3 milioni', [('measure', 'ricavi'), ('owner', 'Vetrobit'), ('status', 'actual')])
    """
    for scene, assigned in read(article, sentences):
        made = [(statement, row_of(scene, statement)) for statement in assigned.statements]
        of_place = {place: pair for pair in made for place in (pair[0].amount, pair[0].rate) if place is not None}
        for place in figures(scene.line):
            start, end = scene.line[place].start, scene.line[place].end
            statement, fact = of_place.get(place, (None, None))
            yield ExplainedFigure(
                text=article.text[start:end],
                start=start,
                end=end,
                fact=fact,
                no_fact=None if fact else assigned.unused.get(place),
                decisions=tuple(_decisions(article.text, scene, place, statement)),
            )


def _decisions(text: str, scene: Scene, figure: int, statement: Statement | None) -> Iterator[Decision]:
    """All that was weighed for a figure; where there is but one option nothing was."""
    for choice, say in _choices(text, scene, figure, statement):
        if len(choice.options) > 1:
            yield _decision(choice, say)


def _choices(
    text: str, scene: Scene, figure: int, statement: Statement | None
) -> Iterator[tuple[Choice[Any], Callable[[Any], str]]]:
    """The choices of a figure, and how their options are said."""
    if scene.holders:
        measures = measure_choice(scene, figure)
        yield measures, lambda option: option.name if option else NOTHING
        measure = statement.measure if statement else _likeliest(measures)
        if measure is not None:
            yield owner_choice(scene, figure, measure), lambda holder: holder.company.name if holder else NOBODY
    if statement is None:
        yield reason_choice(scene, figure), str
        return
    if statement.rate is not None:
        yield role_choice(scene, statement, statement.rate), str
    yield status_choice(scene, statement), str
    for dates in (period_choice, due_choice):
        yield dates(scene, statement, statement.status), lambda item: text[item.start : item.end] if item else NOTHING
    yield counterparty_choice(scene, statement), _party


def _likeliest(choice: Choice[Measure | None]) -> Measure | None:
    """The measure that comes first, even where none is likelier still."""
    likely = sorted(zip(choice.probabilities(), choice.options, strict=True), key=lambda pair: -pair[0])
    return next((measure for _, measure in likely if measure is not None), None)


def _party(option: tuple[Holder, str] | None) -> str:
    return f"{option[0].company.name} ({option[1]})" if option else NOTHING


def _decision(choice: Choice[Any], say: Callable[[Any], str]) -> Decision:
    """What there was to choose; options that come to the same – a company named twice – stand together."""
    likely = choice.probabilities()
    same: dict[str, list[int]] = defaultdict(list)
    for i in sorted(range(len(likely)), key=lambda i: -likely[i]):
        same[say(choice.options[i])].append(i)
    candidates = [Candidate(option=said, probability=sum(likely[i] for i in places)) for said, places in same.items()]
    candidates.sort(key=lambda candidate: -candidate.probability)
    features = [(candidate.option, choice.features[same[candidate.option][0]]) for candidate in candidates[:2]]
    return Decision(
        name=choice.decision,
        candidates=tuple(candidates[:SHOWN]),
        cues=tuple(_cues(model().get(choice.decision, {}), *features)) if len(features) > 1 else (),
    )


def _cues(
    weights: Mapping[str, float], first: tuple[str, Iterable[str]], second: tuple[str, Iterable[str]]
) -> Iterator[Cue]:
    leads: dict[str, float] = defaultdict(float)
    whose: dict[str, str] = {}
    for (option, features), sign in ((first, 1), (second, -1)):
        for name in features:
            leads[_bare(name)] += sign * weights.get(name, 0.0)
            whose.setdefault(_bare(name), option)
    for name, lead in sorted(leads.items(), key=lambda pair: -pair[1])[:TOLD]:
        if lead > 0:
            yield Cue(feature=name, option=whose[name], lead=round(lead, 3))


def _bare(feature: str) -> str:
    """A feature without the option that it speaks of, so that those of two options can be compared.

    >>> _bare("forecast: near obiettivo"), _bare("left rank 0")
    ('near obiettivo', 'left rank 0')
    """
    option, colon, rest = feature.partition(": ")
    return rest or "by itself" if colon and option in _OWN else feature
