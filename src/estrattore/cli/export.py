"""`estrattore export`: tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from estrattore.cli.terminal import err_console, failures_as_exit_codes

Target = Literal["datasette", "spacy", "label-studio"]
Lang = Literal["it", "en"]

EXPORT_EXAMPLES = """
[bold]Examples[/]

  estrattore export data/out --to datasette --out pubblica

  estrattore export data/out --to spacy --out corpus

  estrattore export data/out --to label-studio --out revisione
"""


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with tables.")],
    to: Annotated[Target, typer.Option("--to", help="What for.")],
    out: Annotated[Path, typer.Option(metavar="PATH", help="Folder to write into; made when missing.")],
    lang: Annotated[Lang, typer.Option(help="Language of what columns mean, for Datasette.")] = "it",
) -> None:
    """Hand the tables in DIR to another program.

    [bold]datasette[/]: a database with keys, indexes and search, and what columns mean. [bold]spacy[/]: a DocBin of the
    articles with their names and mentions, for training. [bold]label-studio[/]: tasks with what was found, for annotation.
    """
    with failures_as_exit_codes():
        if to == "datasette":
            from estrattore.tables.formats.datasette import METADATA, write_datasette

            written = write_datasette(folder, out, lang=lang)
            advice = f"Look at it with: datasette {written} --metadata {out / METADATA}"
        elif to == "spacy":
            from estrattore.evaluation.annotations import write_spacy

            written = write_spacy(folder, out)
            advice = "Read it with: spacy.tokens.DocBin().from_disk(…).get_docs(spacy.blank('it').vocab)"
        else:
            from estrattore.evaluation.label_studio import LABELS, write_label_studio

            written = write_label_studio(folder, out)
            advice = (
                f"Import it into a project whose labelling interface is {out / LABELS}; "
                f"what it exports as JSON comes back with: estrattore correct {folder} export.json"
            )
        err_console.print(f"Written: {written}\n{advice}", markup=False, highlight=False)
