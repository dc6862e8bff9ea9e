"""When a row holds: the time that is measured, and the day by which it is to hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from estrattore.facts.clause import clause, of_kind
from estrattore.facts.features import bag, beside, between, step
from estrattore.facts.line import FIGURES, Item, at
from estrattore.facts.score import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.facts.line import Line
    from estrattore.facts.scene import Scene
    from estrattore.facts.statement import Statement
    from estrattore.finds import DateSpan

DAYS = ("day", "week")
_RECENT = dt.timedelta(days=400)  # a year is told about until the next one ends
SMALL = 4  # items between a figure and the date that is its own: `nel`, `dell'esercizio`


def period_choice(scene: Scene, statement: Statement, status: str) -> Choice[Item | None]:
    """The date that tells which time is measured, or none."""
    return _choice("period", scene, statement, status)


def due_choice(scene: Scene, statement: Statement, status: str) -> Choice[Item | None]:
    """The date by which the row is to hold, or none."""
    return _choice("due", scene, statement, status)


def _choice(decision: str, scene: Scene, statement: Statement, status: str) -> Choice[Item | None]:
    options: list[Item | None] = []
    features: list[list[str]] = []
    dates: list[str] = []
    for where, line in _lines(scene, status):
        places = of_kind(line, "date")
        options += [line[i] for i in places]
        features += [list(_date_features(scene, line, where, i, statement, status)) for i in places]
        dates += [where] if places else []
    none = ["none", f"none {statement.measure.family}", f"none {status}", f"none {status} {statement.measure.family}"]
    none.append(f"none though there was {'a' if scene.when else 'no'} time")
    none += [f"none dates {' '.join(dates)}", f"none {min(len(options), 3)}"]
    return Choice(decision, [*options, None], [*features, none])


def _lines(scene: Scene, status: str) -> Sequence[tuple[str, Line]]:
    """Where a date may stand; that of a title not where it lies ahead of what is a fact already."""
    is_ahead = any(item.date and side_of(item.date, scene.published) == "ahead" for item in scene.titled)
    titled = () if is_ahead and status == "actual" else scene.titled
    return ("here", scene.line), ("before", scene.before), ("above", scene.above), ("title", titled)


def _date_features(
    scene: Scene, line: Sequence[Item], where: str, i: int, statement: Statement, status: str
) -> Iterator[str]:
    date, group = line[i].date, statement.measure.family
    precision = date.precision if date else ""
    yield where
    yield f"{where} {precision}"
    yield f"{where} {precision} {group}"
    if date is not None:
        side = side_of(date, scene.published)
        yield f"{where} {precision} {side}"
        yield f"{where} {side} {status}"
    yield f"{where} {status}"
    yield f"{where} {status} {date.modifier if date else None}"
    yield f"{where} modifier {date.modifier if date else None}"
    yield f"{where} relative {date.relative if date else None}"
    yield f"{where} {(precision in DAYS and 'day') or 'span'} {group} {status}"
    yield from (f"{where} {name}" for name in beside(line, i, "date"))
    dates = of_kind(line, "date")
    if where != "here":
        yield f"{where} {'last' if dates[-1] == i else 'earlier'} of {min(len(dates), 3)}"
        yield f"{where} with {'own' if of_kind(scene.line, 'date') else 'no'} date"
        yield f"{where} taken {taken(line, i)}"
        if date == scene.when:
            yield f"{where} was the time"
            yield f"{where} was the time of {'the same' if statement.holder.company.entity_id == scene.heir else 'another'}"
            yield f"{where} was the time with {'own' if of_kind(scene.line, 'date') else 'no'} date {group} {status}"
        yield from (f"{where} {name}" for name in bag(line[max(i - SMALL, 0) : i], "left"))
        return
    anchor = min(statement.places, key=lambda k: abs(k - i))
    which = "measure" if anchor == statement.place else "figure"
    side = "behind" if i > anchor else "front"
    yield f"{side} {which}"
    yield from between(line, anchor, i, f"{side} {which}")
    yield from between(line, statement.figure, i, "behind" if i > statement.figure else "front")
    others = [k for k in range(min(anchor, i) + 1, max(anchor, i)) if line[k].kind in FIGURES]
    yield f"{side} figures {min(len(others), 2)}"
    yield f"{side} taken {taken(line, i, *statement.places)}"
    nearer = [k for k in dates if k != i and min(abs(k - place) for place in statement.places) < abs(anchor - i)]
    yield f"{side} nearer {min(len(nearer), 2)}"
    ahead = [k for k in nearer if (k > anchor) == (i > anchor)]
    yield f"{side} nearer same side {min(len(ahead), 2)}"
    begin, end = clause(line, anchor, statement.figure)
    yield f"{side} {'same' if begin <= i < end else 'other'} clause"
    yield f"{side} {which} opens {i <= 1 or step(i)}"
    opened = next((k for k in range(i - 1, -1, -1) if line[k].text in ("(", ")")), None)
    if opened is not None and line[opened].text == "(":
        yield f"bracket {'shared' if any(opened < place < i + 6 for place in statement.places) else 'other'}"


def side_of(date: DateSpan, published: dt.date | None) -> str:
    """Where a date lies beside the day of publication: long or just behind, ahead, around it; unknown.

    >>> from estrattore.finds import DateSpan
    >>> year = DateSpan(0, 4, dt.date(2027, 1, 1), dt.date(2027, 12, 31), "year")
    >>> side_of(year, dt.date(2026, 3, 10)), side_of(year, None)
    ('ahead', 'unknown')
    """
    if published is None:
        return "unknown"
    if date.date_start > published:
        return "ahead"
    if date.date_end >= published:
        return "around"
    return "just behind" if published - date.date_end < _RECENT else "behind"


def taken(line: Sequence[Item], i: int, *own: int) -> bool:
    """Whether a date stands right behind another figure: `dai 3 miliardi del 2023`."""
    figure = next((k for k in range(i - 1, max(i - SMALL, -1), -1) if line[k].kind in FIGURES), None)
    if figure is None or figure in own:
        return False
    return not any(at(line, k).text in (",", ";", ".") for k in range(figure, i))
