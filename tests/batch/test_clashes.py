"""Only documents that may clash are remembered, and the result is that of remembering all."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from estrattore.batch.clashes import Crowd
from estrattore.batch.duplicates import Seen, signature
from estrattore.documents import unique_id

IDS = st.lists(st.from_regex(r"[ab](#[0-3]){0,2}", fullmatch=True) | st.text(max_size=3), max_size=30)


@given(IDS)
def test_ids(wanted: list[str]) -> None:
    crowd = Crowd.of({"id": name, "signature": ""} for name in wanted)
    every: dict[str, int] = {}
    few: dict[str, int] = {}
    settled = [unique_id(name, few) if clash else name for name, clash in zip(wanted, crowd.ids, strict=True)]
    assert settled == [unique_id(name, every) for name in wanted]


def test_near_duplicates() -> None:
    chance = random.Random(3)
    words = [f"parola{n}" for n in range(400)]
    texts = [" ".join(chance.choices(words, k=60)) for _ in range(150)]
    texts += [chance.choice(texts).replace(*chance.sample(words, 2)) for _ in range(100)] + ["breve", "breve"]
    chance.shuffle(texts)
    signed = [signature(text) for text in texts]
    crowd = Crowd.of({"id": str(n), "signature": one} for n, one in enumerate(signed))
    every, few = Seen(), Seen()
    expected = [every.first(one, str(n)) for n, one in enumerate(signed)]
    found = [
        few.first(one, str(n)) if flag else None for n, (one, flag) in enumerate(zip(signed, crowd.texts, strict=True))
    ]
    assert found == expected
    assert 50 < sum(crowd.texts) < 240
    assert sum(one is not None for one in found) > 50


def test_none() -> None:
    assert not len(Crowd.of([]).ids)
