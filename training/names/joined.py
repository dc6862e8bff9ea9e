"""Silver labels that take two glued names for one (`Roma-Pisa`) are parted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from training.names.data import Labelled


def part_joined(silver: Iterable[Labelled], leads: Iterable[Labelled]) -> Iterator[Labelled]:
    """Part names at hyphens where each part is known as a name alone and the whole is none of the leads' names.

    >>> leads = [Labelled("Roma e Pisa", ((0, 4, "LOC"), (7, 11, "LOC")))]
    >>> [part.entities for part in part_joined([Labelled("Roma-Pisa 2-1", ((0, 9, "LOC"),))], leads)]
    [((0, 4, 'LOC'), (5, 9, 'LOC'))]
    """
    silver, leads = list(silver), list(leads)
    alone: dict[str, Counter[str]] = defaultdict(Counter)
    for labelled in (*leads, *silver):
        for start, end, label in labelled.entities:
            alone[labelled.text[start:end]][label] += 1
    whole = {lead.text[start:end] for lead in leads for start, end, _ in lead.entities}

    for labelled in silver:
        entities: list[tuple[int, int, str]] = []
        for start, end, label in labelled.entities:
            name = labelled.text[start:end]
            parts = name.split("-")
            if len(parts) < 2 or name in whole or not all(part in alone for part in parts):
                entities.append((start, end, label))
                continue
            for part in parts:
                entities.append((start, start + len(part), alone[part].most_common(1)[0][0]))
                start += len(part) + 1
        yield replace(labelled, entities=tuple(entities))
