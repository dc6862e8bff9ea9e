"""The reliability plot of the docs: how sure rows of real texts were, and how often they were wholly right."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from estrattore.facts.confidence import confidence
from training.facts.__main__ import ARTICLES, OUTCOMES
from training.facts.calibrate import grounded_sure, held_back, read_outcomes

PICTURE = Path(__file__).parents[2] / "docs" / "assets" / "reliability.png"
EDGES = np.array([0, 0.1, 0.2, 0.3, 0.45, 0.6, 1.0])


def main() -> None:
    """Draw it."""
    rows = list(read_outcomes(OUTCOMES))
    passages = [row for row in rows if row.source != ARTICLES]
    articles = [row for row in rows if row.source == ARTICLES]
    kinds = (
        ("passages, held back", passages, grounded_sure(passages, held_back(passages))),
        ("articles, which teach nothing", articles, np.array([confidence(row.evidence) for row in articles])),
    )
    figure, axes = plt.subplots(figsize=(5.2, 4.4), layout="constrained")
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1, linestyle=":")
    for name, found, sure in kinds:
        whole = np.array([row.whole for row in found])
        places = np.digitize(sure, EDGES[1:-1])
        bins = [places == n for n in range(len(EDGES) - 1) if (places == n).any()]
        axes.plot(
            [sure[one].mean() for one in bins],
            [whole[one].mean() for one in bins],
            marker="o",
            label=f"{name} ({len(found)} rows)",
        )
    axes.set(xlabel="confidence", ylabel="share of rows that are wholly right", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(PICTURE, dpi=130)


if __name__ == "__main__":
    main()
