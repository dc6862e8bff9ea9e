"""Settings are checked when made, and those that look alike do not share finished parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from estrattore.batch.plan import settings_key
from estrattore.errors import UsageError
from estrattore.settings import Columns, Settings


@pytest.mark.parametrize(
    "wrong",
    [
        {"keep_text": "no"},
        {"resume": None},
        {"workers": "2"},
        {"workers": True},
        {"workers": -1},
        {"model": None},
        {"columns": "text=testo"},
        {"published": "ieri"},
        {"published": 2025},
        {"formats": ["odt"]},
        {"min_confidence": 1.5},
        {"min_confidence": float("nan")},
        {"min_confidence": "0.5"},
        {"min_confidence": True},
    ],
)
def test_a_value_of_another_type_is_wrong_use(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Settings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["2025-07-22", dt.datetime(2025, 7, 22, 18), pd.Timestamp("2025-07-22")])
def test_one_day_has_one_key(tiny_model: Path, day: object) -> None:
    told = Settings(model=str(tiny_model), published=day)  # type: ignore[arg-type]
    assert told.published == dt.date(2025, 7, 22)
    assert settings_key(told) == settings_key(replace(told, published=dt.date(2025, 7, 22)))


def test_keys_are_typed(tiny_model: Path) -> None:
    """What went around the checks has a key of its own."""
    good = Settings(model=str(tiny_model), published=dt.date(2025, 7, 22), columns=Columns(text="None"))
    for name, value in {"published": "2025-07-22", "keep_text": 1, "columns": repr(good.columns)}.items():
        other = replace(good)
        object.__setattr__(other, name, value)
        assert settings_key(other) != settings_key(good)
