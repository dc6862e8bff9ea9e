"""`estrattore parse`: one value or the facts of a sentence, for checking a rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Literal

import typer

from estrattore.cli.facts import parse_facts
from estrattore.cli.options import PublishedOption
from estrattore.cli.terminal import failures_as_exit_codes, out_console
from estrattore.documents import as_day
from estrattore.errors import EstrattoreError

ValueKind = Literal["money", "percent", "date", "number", "fact"]

VALUE_EXAMPLES = {"money": "circa 3,5 mln €", "percent": "+3,5%", "date": "22 luglio 2025", "number": "due milioni"}


def parse(
    kind: Annotated[ValueKind, typer.Argument(help="What the text is.")],
    text: Annotated[str, typer.Argument(help="The text, in quotes.")],
    published: PublishedOption = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Also say which rule, cue and neighbour decided; of a fact, what was weighed."),
    ] = False,
) -> None:
    """Parse one value, or the facts of a sentence, and print it as JSON; for checking a rule.

    Example: estrattore parse money "circa 2,3-2,5 mld€"
    """
    if kind == "fact":
        parse_facts(text, published=published, explain=explain)
        return
    with failures_as_exit_codes():
        from dataclasses import asdict, is_dataclass

        from estrattore import values

        day = as_day(published)
        parsers: dict[str, Callable[[], object]] = {
            "money": lambda: values.parse_money(text),
            "percent": lambda: values.parse_percent(text),
            "date": lambda: values.parse_date(text, published=day),
            "number": lambda: values.parse_number(text),
        }
        with values.explaining() as reasons:
            value = parsers[kind]()
        if value is None:
            needs_day = kind == "date" and day is None
            advice = " A relative date needs --published YYYY-MM-DD." if needs_day else ""
            example = f' Give one value alone, as in: estrattore parse {kind} "{VALUE_EXAMPLES[kind]}"'
            raise EstrattoreError(f"'{text}' is no {kind} that I can read.{advice}{example}")
        plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else {"value": value}
        plain |= {"because": [asdict(reason) for reason in reasons]} if explain else {}
        out_console.print_json(json.dumps(plain, default=str, ensure_ascii=False))
