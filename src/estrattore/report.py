"""The HTML report: one self-contained page from existing tables, everything escaped, nothing from the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment
from markupsafe import Markup

from estrattore import __version__, charts
from estrattore.highlight import MENTION_KINDS, highlight, table_finds, value_label, visible
from estrattore.tables import Tables
from estrattore.wording import Wording

TOP = 12
COUNTED = ("documents", "facts", "companies", "organizations", "people", "money", "percentages", "dates")
Record = dict[str, Any]
Places = Mapping[tuple[str, int], str]


def write(folder: Path, *, lang: str = "it") -> Path:
    """Write `folder/report.html` from the tables in `folder`; returns its path.

    Raises:
        NothingToReadError: There are no tables.
        UsageError: The language is unknown.
    """
    page = folder / "report.html"
    temporary = page.with_name(".report.html.tmp")
    temporary.write_text(render(Tables.read(folder), lang=lang), "utf-8")
    temporary.replace(page)
    return page


def render(tables: Tables, *, lang: str = "it") -> str:
    """The page as a string. Copies of a story can be read, but count nowhere.

    Args:
        tables: What to show.
        lang: `it` or `en`.

    Raises:
        UsageError: The language is unknown.
    """
    wording = Wording.of(lang)
    documents = _records(tables["documents"])
    copies = {row["doc_id"] for row in documents if row["duplicate_of"]}
    anchors = {row["doc_id"]: f"a{n}" for n, row in enumerate(documents)}
    finds = {doc_id: visible(found) for doc_id, found in table_finds(tables).items()}
    places = {
        (row["doc_id"], find["start"]): f"{anchors[row['doc_id']]}-{find['start']}"
        for row in documents
        if row["text"] is not None
        for find in finds.get(row["doc_id"], [])
    }
    once = {name: data[~data["doc_id"].isin(copies)] for name, data in tables.frames.items() if "doc_id" in data}
    facts: dict[str, list[Record]] = {}
    for n, row in enumerate(_records(once["facts"])):
        anchor = anchors[row["doc_id"]]
        facts.setdefault(anchor, []).append(_fact(row, number=n, places=places, article=anchor, wording=wording))
    template = Environment(autoescape=True, trim_blocks=True).from_string(
        files("estrattore.resources").joinpath("report.html.j2").read_text("utf-8")
    )
    return template.render(
        lang=lang,
        t=wording.words,
        version=__version__,
        kinds=[(kind, wording.kind(kind)) for kind in MENTION_KINDS],
        counts=[(wording.words["counts"][name], wording.number(len(once[name]))) for name in COUNTED],
        duplicates=len(copies),
        charts=_charts(once, places, wording),
        facts=[fact for found in facts.values() for fact in found],
        articles=[
            _article(row, finds.get(row["doc_id"], []), anchors, wording)
            | {"facts": facts.get(anchors[row["doc_id"]], [])}
            for row in documents
        ],
    )


def _records(data: pd.DataFrame) -> list[Record]:
    """Rows as dicts, with None for what is missing."""
    rows = data.astype(object).where(data.notna(), None).to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in rows]


def _charts(once: Mapping[str, pd.DataFrame], places: Places, wording: Wording) -> list[Record]:
    """Rankings and distributions that are not empty."""
    years = {int(year): int(n) for year, n in once["dates"]["date_start"].dropna().dt.year.value_counts().items()}
    first, last = charts.stretch(years) if years else (0, 0)
    outside = sum(n for year, n in years.items() if not first <= year <= last)
    drawn = {
        "by_companies": charts.bars(_by_documents(once["companies"])),
        "by_people": charts.bars(_by_documents(once["people"])),
        "facts_by_company": charts.bars(_top(once["facts"]["company"])),
        "amounts": charts.amounts(once["money"], places, wording=wording),
        "timeline": charts.timeline(years),
    }
    notes = {
        "by_companies": wording.words["choose"],
        "timeline": f"{wording.words['outside']} {outside}" if outside else "",
    }
    return [
        {"title": wording.words[name], "note": notes.get(name, ""), "svg": svg} for name, svg in drawn.items() if svg
    ]


def _by_documents(mentions: pd.DataFrame) -> list[tuple[str, int]]:
    return _top(mentions[["name", "doc_id"]].drop_duplicates()["name"])


def _top(names: pd.Series[Any]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))[:TOP]


def _fact(row: Record, *, number: int, places: Places, article: str, wording: Wording) -> Record:
    starts = (row[f"{part}_start"] for part in ("amount", "percent", "company"))
    shown = [places[row["doc_id"], start] for start in starts if (row["doc_id"], start) in places]
    days = [row[end].date() for end in ("period_start", "period_end") if row[end]]
    return {
        "id": f"f{number}",
        "company": row["company"],
        "metric": row["metric"],
        "amount": " ".join(filter(None, [_range(row, "amount", wording), row["currency"]])),
        "change": _change(row, wording),
        "period": wording.period(days[0], days[-1]) if days else "",
        "status": wording.value(row["status"] or ""),
        "place": shown[0] if shown else article,
    }


def _range(row: Record, column: str, wording: Wording) -> str:
    ends = [wording.short(row[end]) for end in (column, f"{column}_max") if row[end] is not None]
    return " – ".join(dict.fromkeys(ends))


def _change(row: Record, wording: Wording) -> str:
    """A rate with its unit; of a change, with the sign that the text gives in words."""
    if row["percent"] is None:
        return ""
    way = row["direction"] if row["percent_role"] == "change" else None
    signed = {end: -abs(row[end]) if way == "down" and row[end] else row[end] for end in ("percent", "percent_max")}
    figures = _range(signed, "percent", wording).replace("-", "−")
    return f"{'+' if way == 'up' else ''}{figures} {wording.value(row['percent_unit'] or '')}"


def _article(row: Record, finds: Sequence[Mapping[str, Any]], anchors: Mapping[str, str], wording: Wording) -> Record:
    anchor, text = anchors[row["doc_id"]], row["text"]
    day = row["published"] and row["published"].date().isoformat()
    return {
        "anchor": anchor,
        "title": row["title"] or row["doc_id"],
        "meta": " · ".join(filter(None, [row["title"] and row["doc_id"], day])),
        "copy_of": row["duplicate_of"],
        "original": anchors.get(row["duplicate_of"], ""),
        "html": None if text is None else Markup(highlight(text, finds, anchor=anchor, wording=wording)),  # escapes
        "rows": [
            {
                "kind": find["kind"],
                "label": wording.kind(find["kind"]),
                "text": find["text"],
                "value": value_label(find["kind"], find, wording=wording),
                "place": f"{anchor}-{find['start']}",
            }
            for find in finds
        ],
    }
