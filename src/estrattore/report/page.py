"""The HTML report: one self-contained page from existing tables, everything escaped, nothing from the network."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup

from estrattore._version import __version__
from estrattore.errors import EstrattoreError
from estrattore.report.articles import article
from estrattore.report.data import Data
from estrattore.report.foot import Run
from estrattore.report.highlight import MENTION_KINDS
from estrattore.report.language import Wording
from estrattore.report.material import NAMED, Material, Record
from estrattore.tables.corrections import stored
from estrattore.tables.formats.cells import AFTER_SEMICOLON, FORMULA, NUMBER
from estrattore.tables.schema import TABLE_OF
from estrattore.tables.tables import Tables
from estrattore.tables.written import PAGE, note_written, refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from estrattore.tables.corrections import Correction

# The page's script, in order: what comes later uses what stands before.
SCRIPTS = ("base", "rows", "filters", "charts", "table", "passage", "articles", "marks", "page")


def write(folder: Path, *, lang: str = "it") -> Path:
    """Write `folder/report.html` from the tables in `folder`; returns its path.

    Raises:
        NothingToReadError: There are no tables.
        EstrattoreError: The tables are damaged, or do not belong together.
        UsageError: The language is unknown, or a page of that name is there that estrattore did not write.
    """
    refuse_foreign(folder, [PAGE])
    page = folder / PAGE
    temporary = page.with_name(f".{PAGE}.tmp")
    tables = Tables.read(folder)
    try:
        rendered = render(tables, lang=lang, run=Run.of(folder), corrections=stored(folder))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise EstrattoreError(
            f"The tables in '{folder}' make no page: {type(error).__name__}: {error}. They do not belong together, or "
            "were changed. Make them again with: estrattore extract"
        ) from error
    temporary.write_text(rendered, "utf-8", errors="replace")
    note_written(folder, [PAGE])
    temporary.replace(page)
    return page


def render(tables: Tables, *, lang: str = "it", run: Run | None = None, corrections: Iterable[Correction] = ()) -> str:
    """The page as a string. Copies of a story can be read, but count nowhere.

    Args:
        tables: What to show.
        lang: `it` or `en`.
        run: What made the tables.
        corrections: Those that the tables hold already.

    Raises:
        UsageError: The language is unknown.
    """
    wording, run = Wording.of(lang), run or Run()
    beside = files("estrattore.report")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        beside.joinpath("report.html.j2").read_text("utf-8")
    )
    material = Material.of(tables, wording)
    data = Data(material).as_dict()
    days = material.once["documents"]["published"].dropna()
    return template.render(
        lang=lang,
        t=wording.words,
        version=run.version or __version__,
        foot=run.lines(wording),
        kinds=[(kind, wording.kind(kind)) for kind in MENTION_KINDS],
        style=Markup(beside.joinpath("report.css").read_text("utf-8")),
        script=Markup("\n".join(beside.joinpath("scripts", f"{name}.js").read_text("utf-8") for name in SCRIPTS)),
        counts=_counts(material),
        published=wording.period(days.min().date(), days.max().date()) if len(days) else "",
        copies=len(material.documents) - len(material.once["documents"]),
        articles=_articles(material, data),
        data=data
        | {"words": _words(wording), "csv": _csv(run), "run": _name_of(material), "stored": _verdicts(corrections)},
    )


def _name_of(material: Material) -> str:
    """What the browser keeps a person's marks under: the same articles have the same, whatever found the rows."""
    hashes = sorted(str(row["sha256"] or row["doc_id"]) for row in material.documents)
    return sha256("\0".join(hashes).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _verdicts(corrections: Iterable[Correction]) -> dict[str, str]:
    return {"|".join(map(str, each.key)): each.verdict for each in corrections}


def _counts(material: Material) -> list[Record]:
    """How much there is of each kind; of names, how many, and in how many mentions."""
    counts, wording = [], material.wording
    for kind, table in {"document": "documents", "fact": "facts", **TABLE_OF}.items():
        rows, named = len(material.once[table]), kind != "fact" and table in NAMED
        n = material.once[table]["shown"].nunique() if named else rows
        mentions = f"{wording.number(rows)} {wording.noun('mentions', rows)}" if named else ""
        counts.append(
            {"kind": kind, "n": wording.number(n), "name": wording.noun(table, n), "mentions": mentions},
        )
    return counts


def _articles(material: Material, data: Record) -> list[Record]:
    """Every article with its facts, copies too."""
    facts: dict[str, list[Record]] = {}
    pool, listed = data["pool"], data["lists"]["facts"]
    for row in listed["rows"]:
        known = {column: pool[number] for column, number in zip(listed["columns"], row, strict=True)}
        facts.setdefault(known["doc_id"], []).append(known)
    return [article(row, facts.get(row["doc_id"], []), material) for row in material.documents]


def _words(wording: Wording) -> Record:
    """What the script says."""
    return wording.words.model_dump(exclude={"months", "contractions", "counts"})


def _csv(run: Run) -> dict[str, Any]:
    """How the run writes csv, and what a spreadsheet would take for a formula."""
    italian = run.csv_style == "it"
    patterns = {"formula": FORMULA.pattern, "number": NUMBER.pattern, "semicolon": AFTER_SEMICOLON.pattern}
    return {"delimiter": ";" if italian else ",", "decimal": "," if italian else ".", "bom": italian, **patterns}
