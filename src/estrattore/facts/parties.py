"""The other company of a row: what is held or bought, who sells, buys or orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.features import bag, beside, between, classes, step
from estrattore.facts.line import at
from estrattore.facts.score import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estrattore.facts.scene import Holder, Scene
    from estrattore.facts.statement import Statement

PARTIES = ("held", "target", "seller", "buyer", "customer")


def counterparty_choice(scene: Scene, statement: Statement) -> Choice[tuple[Holder, str] | None]:
    """The other party of a deal, a stake, a fine or an order, with its role."""
    options = [
        (holder, role)
        for holder in scene.holders
        if holder.where in ("here", "before") and holder.company.entity_id != statement.holder.company.entity_id
        for role in PARTIES
    ]
    features = [[f"{role}: {name}" for name in _party_features(scene, statement, holder)] for holder, role in options]
    none = [
        "none",
        f"none {statement.measure.family}",
        f"none {statement.measure.name}",
        f"none of {min(len(options), 2)}",
    ]
    none += bag(scene.line, "none sentence")
    return Choice("counterparty", [*options, None], [*features, none])


def _party_features(scene: Scene, statement: Statement, holder: Holder) -> Iterator[str]:
    line = scene.line
    yield holder.where
    yield f"{holder.where} {statement.measure.family} {holder.function}"
    yield f"{holder.where} {statement.measure.name} {holder.function}"
    yield f"{holder.where} owner {statement.holder.function} {holder.function}"
    if holder.where != "here":
        return
    anchor = min(statement.places, key=lambda k: abs(k - holder.place))
    side = "front" if holder.place < anchor else "behind"
    yield f"{side} {statement.measure.family} {holder.function}"
    yield from between(line, anchor, holder.place, f"{side}")
    start = max(holder.place - 2, 0)
    yield from (f"{name}" for name in beside(line, holder.place, "name", reach=2))
    yield f"{side} «{' '.join(item.text for item in line[start : holder.place] if item.kind == 'word')}» {statement.measure.family}"
    yield from (
        f"{holder.function} with {name}"
        for name in sorted(set().union(*map(classes, line)))
        if name in ("buy", "sell", "hold", "win", "fine", "lend")
    )
    yield f"figure step {step(abs(anchor - holder.place))}"
    yield f"then {at(line, holder.place + 1).text}"
