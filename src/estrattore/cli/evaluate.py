"""`estrattore evaluate`: figures against gold articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estrattore.cli.options import ModelOption
from estrattore.cli.terminal import failures_as_exit_codes, out_console
from estrattore.errors import EstrattoreError

if TYPE_CHECKING:
    from estrattore.evaluation import Evaluation, Mistake


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder with gold articles (json), or corrections (csv).")
    ],
    tables: Annotated[
        Path | None, typer.Argument(metavar="TABLES", help="Folder with tables; else extract now.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures here.")] = None,
    floor: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Lowest figures allowed, as json; below one: exit code 1.")
    ] = None,
    write_floor: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write today's figures and a digest of GOLD as new floors.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="Mistakes to list of each sort.")] = 5,
    model: ModelOption = "default",
) -> None:
    """Score spans, labels, values and facts against gold articles, or at the places that a person judged.

    Example: estrattore evaluate data/gold data/out --floor data/gold/floors.json
    """
    with failures_as_exit_codes():
        from estrattore import api, evaluation
        from estrattore.tables import Tables
        from estrattore.tables.corrections import read_corrections

        given = Tables.read(tables) if tables else None
        if gold.suffix == ".csv":
            golds = evaluation.gold_of(read_corrections(gold), (given or Tables.read(gold.parent)).documents)
        else:
            golds = evaluation.read_gold(gold)
        found = (given or api.extract(evaluation.gold_documents(golds), model=model)).frames
        result = evaluation.evaluate(golds, evaluation.judged_rows(found, golds) if gold.suffix == ".csv" else found)
        print_evaluation(result, errors=errors)
        if json_file:
            json_file.write_text(json.dumps(result.as_dict(), ensure_ascii=False, indent=1), "utf-8")
        if floor:
            floors = evaluation.read_floors(floor)
            evaluation.check_gold(golds, floors)
            if below := evaluation.below_floors(result, floors):
                raise EstrattoreError("\n".join(below))
            out_console.print(f"No figure is below its floor in {floor}.", markup=False, highlight=False)
        if write_floor:
            evaluation.write_floors(write_floor, evaluation.floors_at(result, golds))
            out_console.print(f"Floors: {write_floor}", markup=False, highlight=False)


def print_evaluation(result: Evaluation, *, errors: int) -> None:
    """Figures of each kind, of each attribute, then mistakes of each sort beside their sentence."""
    from rich.table import Table

    table = Table(title=f"{result.documents} articles", title_justify="left")
    for column in ("kind", "precision", "recall", "F1", "right", "spurious", "missed"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for kind, tally in result.kinds.items():
        rates = (f"{rate:.3f}" for rate in (tally.precision, tally.recall, tally.f))
        table.add_row(kind, *rates, *map(str, (tally.right, tally.spurious, tally.missed)))
    out_console.print(table)
    attributes = {name: figure for name, figure in result.figures.items() if name not in result.kinds}
    out_console.print(" · ".join(f"{name} {figure:.3f}" for name, figure in attributes.items()), highlight=False)
    print_mistakes(result, at_most=errors)


def print_mistakes(result: Evaluation, *, at_most: int) -> None:
    """The first mistakes of each sort (`money missed`, `fact_period wrong`), and how many more there are."""
    sorts: dict[str, list[Mistake]] = {}
    for mistake in result.mistakes:
        sorts.setdefault(f"{mistake.kind} {mistake.what}", []).append(mistake)
    for sort, mistakes in sorts.items():
        for m in mistakes[:at_most]:
            said = f" (expected {m.expected or '–'}, found {m.found or '–'})" if m.expected or m.found else ""
            line = f"{sort} in {m.doc_id}: {m.text}{said}\n    {m.sentence}"
            out_console.print(line, markup=False, highlight=False)
        if more := len(mistakes[at_most:]):
            out_console.print(f"… and {more} more {sort}", markup=False, highlight=False)
