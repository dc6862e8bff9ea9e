"""All figures of a sentence at once: which of them make rows, and with what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estrattore.facts.clause import figures
from estrattore.facts.measured import measure_choice
from estrattore.facts.owner import owner_choice
from estrattore.facts.parties import counterparty_choice
from estrattore.facts.period import due_choice, period_choice
from estrattore.facts.statement import Statement
from estrattore.facts.status import pair_choice, reason_choice, role_choice, status_choice

if TYPE_CHECKING:
    from estrattore.facts.line import Line
    from estrattore.facts.measures import Measure
    from estrattore.facts.scene import Holder, Scene

LIKELY = 2  # measures of a figure that are asked for their owner
SLIGHT = 0.05  # a measure less likely is not asked
LEAST = 0.3  # a link less likely than this is no row, whatever the threshold
EARLIER = "earlier_level"
NEAR_LEVEL = 12  # items between a level and the earlier one
PAIRED = 0.5  # a rate joins an amount when it is likelier than not


@dataclass(slots=True)
class Assigned:
    """Statements of a sentence in order of their figures, and why the other figures have none (place → reason)."""

    statements: list[Statement] = field(default_factory=list)
    unused: dict[int, str] = field(default_factory=dict)


def assign(scene: Scene) -> Assigned:
    """The statements of a sentence."""
    line, found = scene.line, Assigned()
    places = figures(line)
    linked = {i: link(scene, i) for i in places}
    amounts = {i: made for i in places if line[i].money and (made := linked[i])}
    found.statements = _one_level(line, list(amounts.values()))
    for i in places:
        if line[i].rate:
            _add_rate(scene, i, linked[i], found)
    used = {place for statement in found.statements for place in (statement.amount, statement.rate)}
    found.unused = {i: reason_choice(scene, i).best()[0] for i in places if i not in used}
    found.statements.sort(key=lambda statement: line[statement.figure].start)
    for statement in found.statements:
        _complete(scene, statement)
    _add_earlier(line, found)
    return found


def _complete(scene: Scene, statement: Statement) -> None:
    """What the rate says, what the row asserts, when it holds, and who else is in it."""
    odds = statement.odds
    if statement.rate is not None:
        statement.role, odds["role"] = role_choice(scene, statement, statement.rate).best()
    statement.status, odds["status"] = status_choice(scene, statement).best()
    period, odds["period"] = period_choice(scene, statement, statement.status).best()
    due, odds["due"] = due_choice(scene, statement, statement.status).best()
    statement.period = period.date if period else None
    statement.due = due.date if due else None
    statement.party, odds["counterparty"] = counterparty_choice(scene, statement).best()


def _add_earlier(line: Line, found: Assigned) -> None:
    """An earlier level goes to the row of its kind before it, else to the next one: `a 3 milioni dai 2`, `da 2 a 3 milioni`."""
    for i, reason in found.unused.items():
        if reason != EARLIER:
            continue
        kind = "amount" if line[i].money else "rate"
        places = [(one, place) for one in found.statements if (place := getattr(one, kind)) is not None]
        behind = [entry for entry in places if 0 < i - entry[1] <= NEAR_LEVEL]
        ahead = [entry for entry in places if 0 < entry[1] - i <= NEAR_LEVEL]
        near = ahead if ahead and leads_on(line, i) else behind or ahead
        if near:
            min(near, key=lambda entry: abs(entry[1] - i))[0].earlier.append(i)


def leads_on(line: Line, i: int) -> bool:
    """`da 310 a 275 milioni`: a level that the next one follows."""
    before = [item.word.preposition for item in line[max(i - 2, 0) : i]]
    return "da" in before and "a" in [item.word.preposition for item in line[i + 1 : i + 3]]


def link(scene: Scene, figure: int) -> Statement | None:
    """The likeliest measure and owner of a figure together; None where it is likelier to have none."""
    if not scene.holders:
        return None
    choice = measure_choice(scene, figure)
    likely = sorted(zip(choice.probabilities(), choice.options, strict=True), key=lambda pair: -pair[0])
    joint: dict[tuple[int, str], float] = defaultdict(float)
    who: dict[tuple[int, str], tuple[float, Holder, Measure]] = {}
    for probability, measure in likely[: LIKELY + 1]:
        if measure is None or probability < SLIGHT:
            continue
        owners = owner_choice(scene, figure, measure)
        for share, holder in zip(owners.probabilities(), owners.options, strict=True):
            if holder is None:
                continue
            key = (id(measure), holder.company.entity_id)
            joint[key] += probability * share
            who[key] = max(who.get(key, (0.0, holder, measure)), (share, holder, measure), key=lambda entry: entry[0])
    if not joint:
        return None
    best = max(joint, key=joint.__getitem__)
    if joint[best] < LEAST:
        return None
    _, holder, measure = who[best]
    statement = Statement(measure, scene.place_of(measure), holder, odds={"link": joint[best]})
    if scene.line[figure].money:
        statement.amount = figure
    else:
        statement.rate = figure
    return statement


def _one_level(line: Line, statements: list[Statement]) -> list[Statement]:
    """Of several amounts with one measure and one owner the likeliest, unless a date or a unit parts them."""
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda made: -made.odds["link"]):
        rivals = [one for one in kept if one.measure is statement.measure and _owner(one) == _owner(statement)]
        if all(_parted(line, one, statement) for one in rivals):
            kept.append(statement)
    return kept


def _owner(statement: Statement) -> str:
    return statement.holder.company.entity_id


def _parted(line: Line, one: Statement, other: Statement) -> bool:
    """Whether two amounts differ in unit, or each has a date of its own."""
    first, last = sorted((one.figure, other.figure))
    a, b = line[first].money, line[last].money
    if a and b and a.unit != b.unit:
        return True
    dates = [any(item.kind == "date" for item in line[k + 1 : k + 4]) for k in (first, last)]
    return all(dates)


def _add_rate(scene: Scene, rate: int, own: Statement | None, found: Assigned) -> None:
    """A rate joins the row of an amount, or makes one of its own."""
    free = [statement for statement in found.statements if statement.amount is not None and statement.rate is None]
    if free:
        choice = pair_choice(
            scene,
            rate,
            [statement.figure for statement in free],
            [own is not None and one.measure is own.measure for one in free],
        )
        amount, odds = choice.best()
        if amount is not None and odds >= PAIRED:
            statement = next(one for one in free if one.amount == amount)
            statement.rate = rate
            statement.odds["pair"] = odds
            return
        if own is not None:
            own.odds["pair"] = odds
    if own is not None:
        found.statements.append(own)
