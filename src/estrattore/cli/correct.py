"""`estrattore correct`: what a person marked in the report comes into the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estrattore.cli.terminal import err_console, failures_as_exit_codes


def correct(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with tables.")],
    corrections: Annotated[
        Path,
        typer.Argument(
            metavar="CORRECTIONS", help="The csv that the report's button makes, or what Label Studio exports as JSON."
        ),
    ],
) -> None:
    """Apply corrections to the tables in DIR and keep them: every later run into DIR applies them again.

    Example: estrattore correct data/out corrections.csv
    """
    with failures_as_exit_codes():
        from estrattore.batch.correct import correct as work
        from estrattore.tables.corrections import STORED, read_corrections

        if corrections.suffix == ".json":
            from estrattore.evaluation.reviewed import read_label_studio as read
        else:
            read = read_corrections
        done = work(folder, read(corrections))
        for note in done.notes:
            err_console.print(note, markup=False, highlight=False)
        err_console.print(
            f"{folder / STORED} holds {done.stored}. For the page: estrattore report {folder}",
            markup=False,
            highlight=False,
        )
