"""`estrattore parse fact`: the rows of a text as JSON, or what was weighed for each of its figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from estrattore.cli.terminal import failures_as_exit_codes, out_console
from estrattore.errors import EstrattoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.facts.explain import Candidate, Decision, ExplainedFigure
    from estrattore.finds import Fact

EXAMPLE = "Netflix chiude il 2024 con ricavi per 39 miliardi di dollari."


def parse_facts(text: str, *, published: str | None, explain: bool) -> None:
    """Print the facts of a text, and why its other figures are in none.

    Args:
        text: One sentence or more.
        published: Its day, for relative dates.
        explain: Print a table for each figure instead of JSON.
    """
    with failures_as_exit_codes():
        from estrattore.pipeline.explain import explain as explained

        figures = explained(text, published=published)
        if not figures:
            raise EstrattoreError(
                f"'{text}' holds no amount and no rate that I can read. Give a sentence with a figure, as in: "
                f'estrattore parse fact "{EXAMPLE}"'
            )
        if explain:
            for figure in figures:
                _show(figure)
        else:
            out_console.print_json(json.dumps(_plain(figures), ensure_ascii=False))


def _plain(figures: Sequence[ExplainedFigure]) -> dict[str, list[dict[str, object]]]:
    """Rows without the cells that are empty, each once; the other figures with the reason."""
    from estrattore.finds import to_plain

    facts = list(dict.fromkeys(figure.fact for figure in figures if figure.fact))
    rows = [{name: value for name, value in to_plain(fact).items() if value is not None} for fact in facts]
    rest = [{"figure": figure.text, "no_fact": figure.no_fact} for figure in figures if figure.fact is None]
    return {"facts": rows, "no_fact": rest}


def _show(figure: ExplainedFigure) -> None:
    """One figure: what became of it, and a line for each decision."""
    outcome = _said(figure.fact) if figure.fact else f"no fact: {figure.no_fact}"
    table = Table("decision", "candidates", "what put the first ahead", title_justify="left", show_lines=True)
    for decision in figure.decisions:
        table.add_row(decision.name, "\n".join(map(_candidate, decision.candidates)), _cues(decision))
    out_console.print(f"[bold]{escape(figure.text)}[/] → {escape(outcome)}", highlight=False)
    out_console.print(table)


def _said(fact: Fact) -> str:
    from estrattore.facts.confidence import threshold

    sure = fact.confidence or 0.0
    below = f", below the threshold {threshold():.2f}: no row" if sure < threshold() else ""
    return f"{fact.company} · {fact.metric} · {fact.status} (confidence {sure:.2f}{below})"


def _candidate(candidate: Candidate) -> str:
    return f"{candidate.probability:.2f} {escape(candidate.option)}"


def _cues(decision: Decision) -> str:
    """Each feature with its lead; those of the second option speak against it."""
    first = decision.candidates[0].option
    return "\n".join(
        escape(f"{cue.lead:+.2f} {cue.feature}" + ("" if cue.option == first else f" (against {cue.option})"))
        for cue in decision.cues
    )
