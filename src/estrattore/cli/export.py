"""`estrattore export`: tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from estrattore.cli.terminal import err_console, failures_as_exit_codes

Target = Literal["datasette"]
Lang = Literal["it", "en"]

EXPORT_EXAMPLES = """
[bold]Examples[/]

  estrattore export data/out --to datasette --out pubblica

  datasette pubblica/estrattore.db --metadata pubblica/metadata.json
"""


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with tables.")],
    to: Annotated[Target, typer.Option("--to", help="What for.")],
    out: Annotated[Path, typer.Option(metavar="PATH", help="Folder to write into.")],
    lang: Annotated[Lang, typer.Option(help="Language of what columns mean.")] = "it",
) -> None:
    """Write the tables in DIR for another program: a database with keys and search for Datasette."""
    with failures_as_exit_codes():
        from estrattore.tables import Tables
        from estrattore.tables.formats.datasette import METADATA, write_datasette

        database = write_datasette(Tables.read(folder).frames, out, lang=lang)
        said = f"Database: {database}\nTo look at it: datasette {database} --metadata {out / METADATA}"
        err_console.print(said, markup=False, highlight=False)
