"""Which company a figure and its measure may belong to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from estrattore.facts.clause import clause, function, head, is_border, phrase_start, stands_in, verb_subject
from estrattore.facts.features import bag, beside, between, classes, magnitude, shape, step
from estrattore.facts.line import Item, at
from estrattore.facts.measured import figure_kind
from estrattore.facts.score import Choice
from estrattore.resources.schemas.clauses import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.facts.measures import Measure
    from estrattore.facts.scene import Holder, Scene

RELATIVE = 4  # items in front of a name that may open its relative clause
_STRANGERS = ("company", "organization", "person")
_DEALINGS = frozenset(
    [
        "buy",
        "sell",
        "hold",
        "fine",
        "lend",
        "raise",
        "win",
        "invest",
        "pay",
        "speak",
        "deny",
        "da",
        "a",
        "together",
        "other_party",
        "source_noun",
        "rival_noun",
    ]
)  # what a clause is about, and the prepositions that tell its parties apart


def owner_choice(scene: Scene, figure: int, measure: Measure) -> Choice[Holder | None]:
    """The companies of the sentence, of the one before, of the heading and of the article; or none of them."""
    m = scene.place_of(measure)
    own = [holder for holder in scene.holders if holder.where == "here"]
    features = [list(_owner_features(scene, holder, figure, m, measure, own)) for holder in scene.holders]
    return Choice("owner", [*scene.holders, None], [*features, list(_nobody(scene, figure, m, measure, own))])


def _owner_features(
    scene: Scene, holder: Holder, figure: int, m: int | None, measure: Measure, own: Sequence[Holder]
) -> Iterator[str]:
    line = scene.line
    where, kind = holder.where, figure_kind(line[figure])
    deal = measure.family
    key = f"{where} {deal}"
    yield where
    yield f"{key} {holder.function}"
    yield f"{where} {kind}"
    yield f"{where} own {min(len({one.company.entity_id for one in own}), 3)}"
    if scene.heir:
        yield f"{where} {'heir' if holder.company.entity_id == scene.heir else 'not heir'}"
        if not own:
            yield f"{where} {'heir' if holder.company.entity_id == scene.heir else 'not heir'} alone"
    elsewhere = sorted(
        {one.where for one in scene.holders if one.company.entity_id == holder.company.entity_id and one.where != where}
    )
    yield from (f"{where} also {place}" for place in elsewhere)
    for one in scene.holders:
        if one.place < 0:
            same = one.company.entity_id == holder.company.entity_id
            yield f"{where} {'is' if same else 'is not'} {one.where}"
    if where == "here":
        yield from _place_features(scene, holder, figure, m, measure, own, deal)
    else:
        yield from _carried_features(scene, holder, figure, m, measure, own)


def _place_features(
    scene: Scene, holder: Holder, figure: int, m: int | None, measure: Measure, own: Sequence[Holder], deal: str
) -> Iterator[str]:
    line, c = scene.line, holder.place
    anchor = figure if m is None else m
    first, last = min(anchor, figure), max(anchor, figure)
    side = "front" if c < first else "behind" if c > last else "inside"
    verb = "verb" if measure.verb else "noun"
    key = f"{side} {deal} {verb}"
    yield key
    yield f"{key} {holder.function}"
    yield f"{side} {measure.name} {holder.function}"
    yield f"{key} figure {'first' if figure < anchor else 'last'} {holder.function}"
    if m is not None and measure.verb:
        yield f"{deal} {'is' if verb_subject(line, m) == c else 'is not'} verb subject"
    near = first if c < first else last if c > last else anchor
    yield from between(line, c, near, side)
    yield from (f"{deal} {feature}" for feature in between(line, c, near, key))
    if side != "front":
        yield from between(line, anchor, c, f"measure {side}")
    start = phrase_start(line, c)
    yield f"{key} starts {'sentence' if start == 0 else shape(at(line, start - 1))}"
    yield f"{key} before «{at(line, start - 1).text if at(line, start - 1).kind == 'word' else at(line, start - 1).kind}»"
    yield f"{key} then {shape(at(line, c + 1))}"
    yield from (f"{side} {feature}" for feature in _governed(line, start, holder.function))
    rivals = [one.place for one in own if one.company.entity_id != holder.company.entity_id]
    closer = [k for k in rivals if min(c, near) < k < max(c, near)]
    yield f"{side} rivals between {min(len(closer), 2)}"
    yield f"{side} subject rivals {min(sum(function(line, k) == 'subject' for k in closer), 2)} {holder.function}"
    nearest = sorted((one.place for one in own), key=lambda k: abs(k - near)).index(c)
    yield f"{side} rank {min(nearest, 2)} of {min(len(own), 4)}"
    strangers = [
        k
        for k in range(min(c, near) + 1, max(c, near))
        if line[k].kind in ("organization", "person") and function(line, k) == "subject"
    ]
    yield f"{side} strangers {min(len(strangers), 2)}"
    if any(stands_in(line, k) for k in range(min(c, near) + 1, max(c, near))):
        yield f"{side} stand-in between"
    if any(is_border(item) for item in line[min(c, near) : max(c, near)]):
        yield f"{side} border between"
    opens = head(line, anchor)
    if opens is not None:
        stands = "behind" if opens < c < anchor else "elsewhere"
        yield f"{verb} head {shape(line[opens])} {stands} {holder.function}"
        yield f"{verb} head «{line[opens].text}» {stands}"
    else:
        yield f"{verb} no head {holder.function}"
    begin, end = clause(line, anchor, figure)
    yield f"{side} {'same' if begin <= c < end else 'other'} clause {holder.function}"
    yield from (
        f"{deal} {holder.function} with {name}"
        for name in sorted(set(chain.from_iterable(map(classes, line[begin:end]))))
        if name in _DEALINGS
    )
    yield from (
        f"{deal} {side} {holder.function} of {name}"
        for name in sorted(set(chain.from_iterable(map(classes, line[min(c, near) : max(c, near)]))))
        if name in _DEALINGS
    )
    if clauses().joining.intersection((at(line, c + 1).text, at(line, start - 1).text)):
        yield f"{side} joined"


def _governed(line: Sequence[Item], start: int, how: str) -> Iterator[str]:
    """What a name hangs on: `i fornitori di X` is not X, nor is `il settore in cui lavora X`."""
    noun = at(line, start - 2)
    if line[start - 1].word.preposition if start else "":
        yield f"{how} of {shape(noun)}"
        yield f"{how} of {'people' if 'other_party' in noun.word.classes else noun.kind}"
        if noun.kind == "word":
            yield f"{how} of «{noun.text}»"
    before = line[max(start - RELATIVE, 0) : start]
    if any("relative" in item.word.classes for item in before):
        yield f"{how} behind a relative"
        yield f"{how} behind a relative {shape(at(line, start - 1))}"


def _carried_features(
    scene: Scene, holder: Holder, figure: int, m: int | None, measure: Measure, own: Sequence[Holder]
) -> Iterator[str]:
    line, where = scene.line, holder.where
    front = line[: figure if m is None else min(m, figure)]
    stand = any(stands_in(line, i) for i in range(len(line)))
    key = f"{where} {'rivals' if own else 'alone'}{' stand-in' if stand else ''}"
    yield key
    yield f"{key} {holder.function}"
    yield f"{where} {measure.family} {'verb' if measure.verb else 'noun'} {'rivals' if own else 'alone'}"
    yield f"{where} {scene.block} {'rivals' if own else 'alone'}"
    if holder.place >= 0:
        same = [one for one in scene.holders if one.where == where]
        yield f"{where} of {min(len({one.company.entity_id for one in same}), 3)}"
        yield f"{where} {'first' if same[0] is holder else 'later'} {holder.function}"
    for name in _subjects(front):
        yield f"{where} front {name}"
    if where in ("heir", "before"):
        yield f"{where} far {step((scene.sentence[0] - holder.company.end) // 50)}"
    yield f"{where} opens {shape(at(line, 0))}"
    yield f"{where} front {step(len(front))}"
    if m is not None:
        yield f"{where} behind measure {shape(at(line, m + 1))} {shape(at(line, m + 2))}"
    if own:
        yield from (f"{where} own {one.function}" for one in own)


def _subjects(front: Sequence[Item]) -> list[str]:
    """Who else may be the subject of what follows: names, and nouns for other parties."""
    found = {item.kind for item in front if item.kind in _STRANGERS}
    found |= {"other_party" for item in front if "other_party" in item.word.classes and item.kind == "word"}
    found |= {"capital" for i, item in enumerate(front) if i and item.kind == "word" and item.capital}
    return sorted(found)


def _nobody(scene: Scene, figure: int, m: int | None, measure: Measure, own: Sequence[Holder]) -> Iterator[str]:
    line, kind = scene.line, figure_kind(scene.line[figure])
    yield "nobody"
    yield f"nobody {kind} {measure.family}"
    yield f"nobody {measure.name}"
    yield f"nobody {measure.family} {magnitude(line[figure])}"
    yield f"nobody {kind} {magnitude(line[figure])}"
    yield f"nobody own {min(len({one.company.entity_id for one in own}), 3)}"
    yield f"nobody heir {scene.heir is not None}"
    anchor = figure if m is None else m
    front = line[: min(anchor, figure)]
    yield from (f"nobody front {name}" for name in _subjects(front))
    nearest = next(
        (item for item in reversed(front) if item.kind in _STRANGERS or "other_party" in item.word.classes), None
    )
    if nearest is not None:
        yield f"nobody nearest {shape(nearest)}"
        yield f"nobody nearest {shape(nearest)} {measure.family} {'verb' if measure.verb else 'noun'}"
        yield f"nobody nearest {shape(nearest)} {measure.name}"
    if m is not None:
        yield from (f"nobody {feature}" for feature in beside(line, m, "measure", reach=2))
        behind = [
            item for item in line[m + 1 : m + 5] if item.kind != "word" or item.word.shape in ("w", "other_party")
        ]
        if behind and at(line, m + 1).word.preposition == "di":
            yield f"nobody of {shape(behind[0])}"
    yield from bag(line, "nobody sentence")
    yield from bag(scene.before, "nobody before it")
    yield f"nobody functions {' '.join(sorted({one.function for one in own}))}"
    yield f"nobody functions {' '.join(sorted({one.function for one in own}))} {measure.family} {'verb' if measure.verb else 'noun'}"
    if m is not None:
        if measure.verb and (subject := verb_subject(line, m)) is not None:
            yield f"nobody verb subject {shape(line[subject])} {measure.family}"
            yield f"nobody verb subject {shape(line[subject])}"
        opens = head(line, anchor)
        if opens is not None:
            yield f"nobody head {shape(line[opens])} {measure.family}"
            yield f"nobody head {shape(line[opens])} {shape(at(line, opens + 1))}"
            yield f"nobody head «{line[opens].text}»"
        begin, end = clause(line, anchor, figure)
        yield from bag(line[begin:end], f"nobody clause {measure.family}")
        yield from bag(line[max(anchor - 4, 0) : anchor + 5], "nobody near", words=True)
        yield from (
            f"nobody as {feature}"
            for one in own
            for feature in _governed(line, phrase_start(line, one.place), one.function)
        )
    yield from (f"nobody where {where}" for where in sorted({one.where for one in scene.holders}))
