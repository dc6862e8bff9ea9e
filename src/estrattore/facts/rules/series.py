"""Series with `rispettivamente`: values, measures and companies meet by their place in the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.rules.line import VALUES, Item, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.finds import Enterprise


def respectively(line: Sequence[Item]) -> dict[int, int]:
    """`ricavi e utili a 3 e 1 miliardi, rispettivamente`: values of a series to the measures of a series."""
    if not any(item.text == "rispettivamente" for item in line):
        return {}
    measures = _series(line, ("measure",))
    for kind in VALUES:
        values = _series(line, (kind,))
        if len(values) == len(measures) > 1:
            return dict(zip(values, measures, strict=True))
    return {}


def _series(line: Sequence[Item], kinds: tuple[str, ...]) -> list[int]:
    """The longest run of items of a kind that only `,`, `e`, prepositions and articles part."""
    best: list[int] = []
    run: list[int] = []
    small = (
        words("links", "behind_article")
        | words("owner", "obliques")
        | words("owner", "genitives")
        | {",", "e", "ed", "da"}
    )
    for i, item in enumerate(line):
        if item.kind in kinds:
            run = [*run, i]
            best = max(best, run, key=len)
        elif item.text not in small:
            run = []
    return best


def company_series(line: Sequence[Item], kind: str) -> dict[int, Enterprise | None]:
    """`Alfa e Beta guadagnano rispettivamente 3 e 5 milioni`: to each value the company at its place."""
    if not any(item.text == "rispettivamente" for item in line):
        return {}
    companies, values = _series(line, ("company",)), _series(line, (kind,))
    if len(companies) != len(values) or not values[1:]:
        return {}
    return {value: line[company].company for value, company in zip(values, companies, strict=True)}
