"""What differs between two runs, as one small page: everything escaped, nothing loaded, no script."""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment

from estrattore.errors import UsageError
from estrattore.resources.schemas.comparison import comparison as words

if TYPE_CHECKING:
    from estrattore.evaluation.compare import Comparison

MOST = 2_000  # differences of a table: more than that nobody reads on a page


def render(comparison: Comparison, *, a: str, b: str, lang: str = "it") -> str:
    """The page as a string.

    Args:
        comparison: What differs.
        a: What to call the first run.
        b: What to call the second one.
        lang: `it` or `en`.

    Raises:
        UsageError: The language is unknown.
    """
    if lang not in ("it", "en"):
        raise UsageError(f"The page can be in it or en, not in '{lang}'.")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        files("estrattore.report").joinpath("comparison.html.j2").read_text("utf-8")
    )
    groups = {table: list(lines) for table, lines in groupby(comparison.differences, key=lambda line: line.table)}
    return template.render(
        t=words().it if lang == "it" else words().en,
        lang=lang,
        a=a,
        b=b,
        tallies=comparison.tallies,
        unfilled=comparison.unfilled,
        groups=groups,
        most=MOST,
    )
