"""What an evaluation gives: tallies, shares and mistakes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

KINDS = ("company", "organization", "person", "money", "percent", "date", "fact", "fact_strict")


@dataclass(slots=True)
class Tally:
    """Right, spurious and missed.

    >>> Tally(right=3, spurious=1, missed=1).f
    0.75
    """

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + self.spurious) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what was to be found that is."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.spurious + self.missed) if self.right else 0.0

    def as_dict(self) -> dict[str, float]:
        """The figures as they are written."""
        rates = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f": round(self.f, 4)}
        return rates | {"tp": self.right, "fp": self.spurious, "fn": self.missed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One missed or spurious find, or a wrong part of a right one (`money_modifier`, `fact_period`), beside its sentence."""

    kind: str
    doc_id: str
    what: str
    text: str
    sentence: str
    expected: str = ""
    found: str = ""


@dataclass(slots=True)
class Evaluation:
    """Tallies of each kind and each attribute, and all mistakes."""

    documents: int = 0
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    attributes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    shares: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        """One figure by name: F1 of each kind (`money`) and attribute (`money_modifier`), shares (`company_name`)."""
        tallies = {name: round(tally.f, 4) for name, tally in (self.kinds | dict(self.attributes)).items()}
        return tallies | {name: round(sum(right) / len(right), 4) for name, right in self.shares.items()}

    def _repr_html_(self) -> str:
        rows = (
            f"<tr><th>{kind}</th>" + "".join(f"<td>{rate:.3f}</td>" for rate in (t.precision, t.recall, t.f)) + "</tr>"
            for kind, t in self.kinds.items()
        )
        head = "<tr><th></th><th>precision</th><th>recall</th><th>F1</th></tr>"
        return f"<table>{head}{''.join(rows)}</table>"

    def as_dict(self) -> dict[str, Any]:
        """What `--json` writes."""
        kinds = {kind: tally.as_dict() for kind, tally in self.kinds.items()}
        rest = {name: figure for name, figure in sorted(self.figures.items()) if name not in kinds}
        return {"documents": self.documents} | kinds | rest
