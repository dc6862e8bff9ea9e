"""Choices: options with features, and how likely each is. Weights come from `resources/facts.json`, made by `training/facts`."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from estrattore.resources.loader import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Option = TypeVar("_Option")
Features = list[str]


@dataclass(frozen=True, slots=True)
class Choice(Generic[_Option]):
    """One decision: its options, each with the names of the features that hold of it.

    Attributes:
        decision: Which weights apply (`measure`, `owner`, `status` …).
        options: What can be chosen; None among them stands for nothing.
        features: For each option.
    """

    decision: str
    options: Sequence[_Option]
    features: Sequence[Features]

    def probabilities(self) -> list[float]:
        """How likely each option is; they add up to 1.

        >>> Choice("none such", ["a", "b"], [["x"], ["y"]]).probabilities()
        [0.5, 0.5]
        """
        weights = model().get(self.decision, {})
        scores = [math.fsum(weights.get(name, 0.0) for name in features) for features in self.features]
        most = max(scores, default=0.0)
        powers = [math.exp(score - most) for score in scores]
        total = math.fsum(powers)
        return [power / total for power in powers]

    def best(self) -> tuple[_Option, float]:
        """The likeliest option and its probability."""
        likely = self.probabilities()
        i = max(range(len(likely)), key=likely.__getitem__)
        return self.options[i], likely[i]


@cache
def model() -> Mapping[str, Mapping[str, float]]:
    """The weights: decision → feature → weight.

    >>> all(isinstance(weight, float) for weights in model().values() for weight in weights.values())
    True
    """
    weights: dict[str, dict[str, float]] = json.loads(text("facts.json"))
    return weights
