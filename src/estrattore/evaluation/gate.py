"""Floors: figures that must not fall, pinned to the gold on which they were measured."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from estrattore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estrattore.evaluation.gold import Gold
    from estrattore.evaluation.result import Evaluation

DIGEST = "gold"  # the key that holds the digest of the gold, beside the figures
STEP = Decimal("0.001")  # as many digits as are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The lowest figures allowed, by name, and the digest of the gold (empty: any gold)."""

    figures: Mapping[str, float]
    digest: str = ""


def gold_digest(golds: Sequence[Gold]) -> str:
    """A digest of what the articles say: layout and line ends of their files, which git may change, do not count.

    >>> gold_digest([{"id": "uno", "text": "Utile a 3 milioni."}]) == gold_digest([{"text": "Utile a 3 milioni.", "id": "uno"}])
    True
    """
    plain = json.dumps(list(golds), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def floors_at(result: Evaluation, golds: Sequence[Gold]) -> Floors:
    """Floors right below the figures of an evaluation."""
    figures = {name: float(Decimal(str(f)).quantize(STEP, ROUND_FLOOR)) for name, f in result.figures.items()}
    return Floors(figures=figures, digest=gold_digest(golds))


def write_floors(path: str | Path, floors: Floors) -> None:
    """Write floors as `read_floors` reads them."""
    text = json.dumps({DIGEST: floors.digest} | dict(floors.figures), ensure_ascii=False, indent=1)
    Path(path).write_text(text + "\n", "utf-8")


def read_floors(path: str | Path) -> Floors:
    """Floors by the name of the figure, with or without a digest: `{"gold": "5e1f…", "money": 0.93}`.

    Raises:
        UsageError: The file cannot be read or holds something else.
    """
    try:
        figures = dict(json.loads(Path(path).read_text("utf-8")))
        digest = str(figures.pop(DIGEST, ""))
        return Floors(figures={str(name): float(floor) for name, floor in figures.items()}, digest=digest)
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            f"'{path}' holds no floors: it should read like {{\"money\": 0.93}}. {error}. "
            f"To write it from today's figures: estrattore evaluate GOLD --write-floor {path}"
        ) from error


def check_gold(golds: Sequence[Gold], floors: Floors) -> None:
    """Refuse floors that were measured on other gold.

    Raises:
        UsageError: The gold is not the one of the floors.
    """
    if floors.digest and floors.digest != gold_digest(golds):
        raise UsageError(
            "The gold is not the one that the floors were measured on: an article was edited, added or taken away. "
            "If the gold is right, renew them with --write-floor and say why in the commit."
        )


def below_floors(result: Evaluation, floors: Floors) -> list[str]:
    """One line for each figure below its floor; empty when all is well."""
    figures = result.figures
    return [
        f"{name}: {figures.get(name, 0.0)} is below its floor of {floor}"
        for name, floor in floors.figures.items()
        if figures.get(name, 0.0) < floor
    ]
