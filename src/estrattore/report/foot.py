"""What made the tables, for the foot of the page: model, settings, day, version; as far as `run.json` tells."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any

from estrattore.settings import Settings
from estrattore.tables.written import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from estrattore.report.language import Wording

# How the work was done, not what was asked for; and what is told apart.
ELSEWHERE = (
    "workers",
    "engine",
    "scheduler",
    "resume",
    "formats",
    "csv_style",
    "model",
    "min_confidence",
    "append",
    "use_corrections",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as its `run.json` tells it; an empty one where there is none."""

    version: str = ""
    model: str = ""
    settings: tuple[str, ...] = ()
    day: dt.date | None = None
    csv_style: str = "us"

    @classmethod
    def of(cls, folder: Path) -> Run:
        """Read it from the folder of the tables."""
        path = folder / RUN
        try:
            run = json.loads(path.read_text("utf-8"))
            model, settings = run["model"], run["settings"]
            threshold = run.get("min_confidence")
            told = () if threshold is None else (f"min_confidence {threshold:g}",)
            return cls(
                version=str(run["version"]),
                model=" ".join(str(model[part]) for part in ("name", "version") if model.get(part)),
                settings=(*_changed(settings), *told),
                day=dt.date.fromisoformat(run["day"]) if "day" in run else None,
                csv_style=str(settings.get("csv_style", "us")),
            )
        except (OSError, ValueError, TypeError, LookupError, AttributeError):  # there is none, or none of ours
            return cls()

    def lines(self, wording: Wording) -> list[tuple[str, str]]:
        """Name and value of each thing known."""
        words = wording.words
        told = (
            (words.model, self.model),
            (words.settings, ", ".join(self.settings)),
            (words.day, wording.day(self.day) if self.day else ""),
        )
        return [(name, value) for name, value in told if value]


def _changed(settings: Mapping[str, Any]) -> Iterator[str]:
    """The settings that are not those of every run."""
    usual = {each.name: each.default for each in fields(Settings) if each.default is not MISSING}
    for name, value in settings.items():
        given = ",".join(map(str, value)) if isinstance(value, list) else value
        if isinstance(value, dict):
            given = ",".join(f"{part}={word}" for part, word in value.items() if word)
        plain = "" if given is None or given == "" else str(given)
        if name not in ELSEWHERE and plain and value != usual.get(name):
            yield f"{name} {plain}"
