"""Which measure a figure may be the value of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.clause import of_kind
from estrattore.facts.features import bag, beside, between, classes, magnitude, shape
from estrattore.facts.line import FIGURES, Item, at
from estrattore.facts.score import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.facts.measures import Measure
    from estrattore.facts.scene import Scene

REACH = 40  # items: no link is longer, and a sentence without end takes no time without end
AROUND = 6  # items on each side of a figure that tell what it counts
POINTS = ("percentage_point", "basis_point")


def measure_choice(scene: Scene, figure: int) -> Choice[Measure | None]:
    """The measures of the sentence, and of the heading where the figure has none before it, or none of them."""
    line = scene.line
    places = [i for i in of_kind(line, "measure") if abs(i - figure) <= REACH]
    options: list[Measure | None] = [line[i].measure for i in places]
    features = [list(_measure_features(scene, figure, i, places)) for i in places]
    for rank, i in enumerate(of_kind(scene.above, "measure")):
        options.append(scene.above[i].measure)
        features.append([*_above_features(scene, figure, i, places), f"above {scene.block} rank {min(rank, 2)}"])
    return Choice("measure", [*options, None], [*features, list(_no_measure(scene, figure, places))])


def figure_kind(item: Item) -> str:
    """Amount, rate that moves, rate in points, or plain rate."""
    if item.money is not None:
        unit = item.money.unit
        return "price" if unit else ("bare" if item.money.currency_implied else "amount")
    if item.rate is not None and item.rate.unit in POINTS:
        return "points"
    return "move" if item.rate is not None and item.rate.direction else "rate"


def _measure_features(scene: Scene, figure: int, m: int, places: Sequence[int]) -> Iterator[str]:
    line, measure = scene.line, scene.line[m].measure
    kind, side = figure_kind(line[figure]), "left" if m < figure else "right"
    key = f"{side} {'money' if line[figure].money else 'rate'}"
    takes = sorted(measure.takes) if measure else []
    group = measure.group if measure else ""
    verb = "verb" if measure and measure.verb else "noun"
    yield f"{side}"
    yield f"{kind} {group} {verb} {side}"
    yield f"{kind} {measure.metric_class if measure else ''} {verb} {side}"
    yield f"{kind} takes {' '.join(takes)} {side}"
    yield f"{key} {measure.name if measure else ''}"
    yield from between(line, m, figure, key)
    yield from between(line, m, figure, f"{kind} {verb}")
    same = [i for i in places if (i < figure) == (m < figure)]
    nearest = sorted(same, key=lambda i: abs(i - figure)).index(m)
    yield f"{key} rank {min(nearest, 3)}"
    yield f"{side} other side {min(len(places) - len(same), 2)}"
    yield from (f"{key} {verb} {feature}" for feature in beside(line, figure, "figure", reach=1))
    yield from (f"{key} {feature}" for feature in beside(line, m, "measure", reach=1))
    rivals = [k for k in range(min(m, figure) + 1, max(m, figure)) if line[k].kind in FIGURES]
    yield f"{key} figures between {min(len(rivals), 3)}"
    if any(line[k].kind == line[figure].kind for k in rivals):
        yield f"{key} like figures between"
    yield from (f"{key} governed {name}" for name in _governor(line, figure, m))
    if measure and measure.weak:
        yield f"{side} weak"


def _governor(line: Sequence[Item], figure: int, m: int) -> Iterator[str]:
    """`un gap da 3 miliardi`: another noun right before the figure's preposition."""
    k = figure - 1
    while k > m and "approx" in line[k].word.classes:
        k -= 1
    if line[k].word.preposition in ("di", "da", "per") and k - 1 > m:
        noun = line[k - 1]
        yield f"{line[k].word.preposition} {shape(noun)}"
        if noun.kind == "word":
            yield f"{line[k].word.preposition} «{noun.text}»"
            if noun.word.shape == "w" and not noun.capital:
                article = at(line, k - 2)
                yield f"{line[k].word.preposition} rival {shape(article)}"


def _above_features(scene: Scene, figure: int, m: int, places: Sequence[int]) -> Iterator[str]:
    measure = scene.above[m].measure
    yield "above"
    yield f"above {scene.block}"
    yield f"above {figure_kind(scene.line[figure])} {measure.group if measure else ''}"
    yield f"above others {min(len(places), 2)} and {min(len(of_kind(scene.above, 'measure')), 3)}"


def _no_measure(scene: Scene, figure: int, places: Sequence[int]) -> Iterator[str]:
    line = scene.line
    kind = figure_kind(line[figure])
    yield "none"
    yield f"none {kind}"
    yield f"none {kind} {magnitude(line[figure])}"
    yield f"none measures {min(len(places), 3)}"
    yield from (f"none {kind} {feature}" for feature in beside(line, figure, "figure", reach=2))
    yield from (
        f"none {feature}" for feature in bag(line[max(figure - AROUND, 0) : figure + AROUND], "around", words=True)
    )
    yield from bag(line, "none sentence")
    yield from bag(scene.before, "none before it")
    yield from (f"none holders {where}" for where in sorted({holder.where for holder in scene.holders}))
    money = line[figure].money
    if money is not None and money.unit:
        yield f"none unit {money.unit}"
    yield from (f"none before {name}" for name in sorted(classes(at(line, figure - 1)) | classes(at(line, figure - 2))))
