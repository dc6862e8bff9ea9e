"""The application: its commands, and what holds for all of them."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from estrattore._version import __version__
from estrattore.cli.compare import COMPARE_EXAMPLES, compare
from estrattore.cli.correct import correct
from estrattore.cli.evaluate import evaluate
from estrattore.cli.export import EXPORT_EXAMPLES, export
from estrattore.cli.extract import EXTRACT_EXAMPLES, extract
from estrattore.cli.look import SHOW_EXAMPLES, report, show
from estrattore.cli.terminal import out_console
from estrattore.cli.values import parse

app = typer.Typer(
    help="Turn Italian news into tidy tables: companies, people, money, percentages, dates, facts.",
    no_args_is_help=True,
    epilog="Start with: estrattore extract data/raw",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=EXTRACT_EXAMPLES)(extract)
app.command(epilog=SHOW_EXAMPLES)(show)
app.command(epilog=COMPARE_EXAMPLES)(compare)
app.command(epilog=EXPORT_EXAMPLES)(export)
for command in (report, correct, parse, evaluate):
    app.command()(command)


@app.command()
def info() -> None:
    """Version, models found and their licences.

    Example: estrattore info
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    from estrattore.pipeline.load import BUNDLED_DEFAULT, bundled_models

    out_console.print(f"estrattore {__version__}, spaCy {version('spacy')}, Python {sys.version.split()[0]}")
    for folder in bundled_models():
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        default = " (default)" if folder.name == BUNDLED_DEFAULT else ""
        out_console.print(f"model {folder.name}{default}: version {meta['version']}, licence {meta['license']}")
    for name in ("it_core_news_sm", "it_core_news_md", "it_core_news_lg"):
        if find_spec(name):
            out_console.print(f"model {name}: installed; licence CC BY-NC-SA (non-commercial)")


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        out_console.print(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn Italian news into tidy tables: companies, people, money, percentages, dates, facts."""


def main() -> None:
    """Entry point of the command `estrattore`."""
    app()
