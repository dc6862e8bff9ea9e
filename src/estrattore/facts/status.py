"""What a row asserts: what its rate says of the measure, whether it holds already, and why a figure is nobody's row."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from estrattore.facts.clause import clause, function, of_kind
from estrattore.facts.features import bag, beside, between, magnitude, shape
from estrattore.facts.measured import POINTS, figure_kind
from estrattore.facts.period import side_of
from estrattore.facts.score import Choice
from estrattore.facts.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.facts.line import Item
    from estrattore.facts.scene import Scene
    from estrattore.facts.statement import Statement

ROLES = ("change", "level", "share")
STATUSES = ("actual", "forecast", "expectation", "unconfirmed", "denied")
REASONS = (
    "no_company",
    "no_measure",
    "person",
    "public_body",
    "sector",
    "product_price",
    "crime",
    "earlier_level",
    "count",
    "other",
)
NEGATED = 3  # items behind a negation that may be what it negates
NEAR = 5  # items on each side of a figure that may say when it holds


def role_choice(scene: Scene, statement: Statement, rate: int) -> Choice[str]:
    """What a rate says of the measure: by how much it changed, where it stands, which part of a whole it is."""
    line, measure = scene.line, statement.measure
    moves = "moves" if (line[rate].rate and line[rate].rate.direction) else "stands"  # type: ignore[union-attr]
    unit = "points" if line[rate].rate and line[rate].rate.unit in POINTS else "rate"  # type: ignore[union-attr]
    side = "alone" if statement.amount is None else "beside"
    place = "left" if statement.place is None or statement.place < rate else "right"
    said = [
        moves,
        unit,
        f"{moves} {unit} {side}",
        f"{moves} {measure.group}",
        f"{moves} {measure.name}",
        f"{moves} takes {' '.join(sorted(measure.takes))}",
        f"{measure.group} {place} {side}",
    ]
    said += beside(line, rate, "rate")
    return Choice("role", ROLES, [[f"{role}: {name}" for name in (*said, "")] for role in ROLES])


def pair_choice(scene: Scene, rate: int, amounts: Sequence[int], measures: Sequence[object]) -> Choice[int | None]:
    """The amount whose row a rate belongs to, among those of its sentence; or none: a row of its own."""
    features = [
        list(_pair_features(scene, rate, amount, measure, amounts))
        for amount, measure in zip(amounts, measures, strict=True)
    ]
    none = [
        "none",
        f"none {figure_kind(scene.line[rate])}",
        f"none of {min(len(amounts), 3)}",
        *(f"none {name}" for name in beside(scene.line, rate, "rate")),
    ]
    return Choice("pair", [*amounts, None], [*features, none])


def _pair_features(scene: Scene, rate: int, amount: int, same: object, amounts: Sequence[int]) -> Iterator[str]:
    line = scene.line
    side = "behind" if rate > amount else "before"
    kind = figure_kind(line[rate])
    yield f"{side} {kind} {'same measure' if same else 'other measure'}"
    yield from between(line, amount, rate, f"{side} {'same' if same else 'other'}")
    yield from (f"{kind} {name}" for name in between(line, amount, rate, side))
    nearer = [k for k in amounts if min(k, rate) > min(amount, rate) and max(k, rate) < max(amount, rate)]
    yield f"{side} nearer {min(len(nearer), 2)}"
    if any(item.kind == "measure" for item in line[min(amount, rate) : max(amount, rate)]):
        yield f"{side} measure between"
    if any(item.kind == "percent" for item in line[min(amount, rate) + 1 : max(amount, rate)]):
        yield f"{side} rate between"
    if any("future" in item.word.classes for item in line[amount + 1 : rate]):
        yield f"{side} turns"


def status_choice(scene: Scene, statement: Statement) -> Choice[str]:
    """Whether what the row says holds, is to come, is expected, rumoured or denied."""
    said = list(_status_features(scene, statement))
    return Choice("status", STATUSES, [[f"{status}: {name}" for name in (*said, "")] for status in STATUSES])


def _status_features(scene: Scene, statement: Statement) -> Iterator[str]:
    line, places = scene.line, statement.places
    start, end = clause(line, min(places), max(places))
    last = max(places)
    yield from bag(line[start:end], "clause", words=True)
    yield from bag(line[max(min(places) - NEAR, 0) : last + NEAR], "near", words=True)
    yield from _negated(line[start:end])
    yield from bag(line[:start], "front")
    yield from bag(line[end:], "later")
    yield from bag(scene.above, "above")
    yield f"group {statement.measure.family}"
    yield f"measure {statement.measure.name}"
    if statement.measure.verb:
        yield from (f"verb {name}" for name in ("", *sorted(moods(line, statement.place))))
    for name in sorted(set(chain.from_iterable(moods(line, k) for k in of_kind(line, "measure", start, end)))):
        yield f"clause verb {name}"
    first = statement.amount if statement.amount is not None else statement.rate
    if first is not None:
        yield from (f"figure {name}" for name in beside(line, first, "figure", reach=3))
    if statement.holder.place >= 0 and statement.holder.where == "here":
        yield f"holder {function(line, statement.holder.place)}"
    for date in filter(None, (item.date for item in line)):
        yield f"date {side_of(date, scene.published)}"
        if date.modifier:
            yield f"date {date.modifier}"


def _negated(items: Sequence[Item]) -> Iterator[str]:
    """What a negation stands in front of: `non distribuirà`, `non ha smentito`."""
    for i, item in enumerate(items):
        if "negation" in item.word.classes:
            following = items[i + 1 : i + 1 + NEGATED]
            verb = next((one for one in following if "auxiliary" not in one.word.classes), None)
            if verb is not None:
                yield f"negated {shape(verb)}"
                yield from (f"negated {name}" for name in sorted(verb.word.classes))
                yield f"negated measure {verb.measure is not None}"


def moods(line: Sequence[Item], place: int | None) -> set[str]:
    """The moods of a verb that is a measure."""
    return (
        set(chain.from_iterable(word(part).classes for part in line[place].text.split()))
        if place is not None
        else set()
    )


def reason_choice(scene: Scene, figure: int) -> Choice[str]:
    """Why a figure has no row."""
    line = scene.line
    kind = figure_kind(line[figure])
    said = [
        kind,
        f"companies {len({holder.company.entity_id for holder in scene.holders if holder.place >= 0}) > 0}",
        f"measures {min(len(of_kind(line, 'measure')), 2)}",
    ]
    said += [f"{kind} {name}" for name in beside(line, figure, "figure", reach=2)]
    said += bag(line[max(figure - NEAR, 0) : figure + NEAR], "near", words=True)
    said += bag(line, "sentence")
    said += bag(scene.before, "before")
    said.append(f"{kind} {magnitude(line[figure])}")
    money = line[figure].money
    if money is not None and money.unit:
        said.append(f"unit {money.unit}")
    return Choice("reason", REASONS, [[f"{reason}: {name}" for name in (*said, "")] for reason in REASONS])
