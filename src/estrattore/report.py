"""The HTML report: one self-contained page from existing tables, everything escaped, nothing from the network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment
from markupsafe import Markup

from estrattore import __version__
from estrattore.errors import UsageError
from estrattore.highlight import MENTION_KINDS, highlight, table_finds
from estrattore.tables import Tables
from estrattore.values.lexicon import table as resource

TOP = 12
ROW, LABEL, WIDTH = 22, 190, 420  # pixels of a bar chart


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
    """The page as a string.

    Args:
        tables: What to show.
        lang: `it` or `en`.

    Raises:
        UsageError: The language is unknown.
    """
    strings = resource("report")
    if lang not in strings:
        raise UsageError(f"There is no report in '{lang}'. Use one of: {', '.join(strings)}.")
    words = strings[lang]
    documents = tables["documents"]
    copies = set(documents.loc[documents["duplicate_of"].notna(), "doc_id"])
    anchors = {doc_id: f"a{n}" for n, doc_id in enumerate(documents["doc_id"])}
    template = Environment(autoescape=True).from_string(
        files("estrattore.resources").joinpath("report.html.j2").read_text("utf-8")
    )
    return template.render(
        lang=lang,
        t=words,
        version=__version__,
        kinds=MENTION_KINDS,
        counts=[(words.get(name, name), n) for name, n in _counts(tables).items()],
        duplicates=len(copies),
        charts=_charts(tables, copies, words),
        facts=[_fact(row, anchors) for row in _records(tables["facts"]) if row["doc_id"] not in copies],
        articles=[_article(row, tables, anchors, words) for row in _records(documents)],
    )


def _records(data: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(column): value for column, value in row.items()} for row in data.to_dict("records")]


def _counts(tables: Tables) -> dict[str, int]:
    shown = ("documents", "facts", "companies", "organizations", "people", "money", "percentages", "dates")
    return {name: len(tables[name]) for name in shown}


def _charts(tables: Tables, copies: set[str], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rankings and distributions, copies of agency texts left out."""
    kept = {name: data[~data["doc_id"].isin(copies)] for name, data in tables.frames.items() if "doc_id" in data}
    years = kept["dates"]["date_start"].dropna().dt.year.value_counts().sort_index().tail(25)
    return [
        {"title": words["companies"], "svg": bars(_by_documents(kept["companies"]))},
        {"title": words["people"], "svg": bars(_by_documents(kept["people"]))},
        {"title": words["amounts"], "svg": amounts_plot(kept["money"])},
        {"title": words["timeline"], "svg": bars([(str(year), int(n)) for year, n in years.items()])},
    ]


def _by_documents(mentions: pd.DataFrame) -> list[tuple[str, int]]:
    pairs = mentions[["name", "doc_id"]].drop_duplicates()
    return sorted(Counter(pairs["name"]).items(), key=lambda item: (-item[1], item[0]))[:TOP]


def bars(items: Sequence[tuple[str, int]]) -> Markup:
    """A horizontal bar chart as SVG; labels are escaped.

    >>> "Eni &lt;b&gt;" in bars([("Eni <b>", 3)])
    True
    """
    most = max((n for _, n in items), default=1)
    parts = []
    for i, (label, n) in enumerate(items):
        y, width = i * ROW, (WIDTH - LABEL - 40) * n / most
        short = label if len(label) <= 27 else label[:26] + "…"
        parts.append(
            f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(short)}<title>{escape(label)}</title></text>'
            f'<rect x="{LABEL}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}" rx="2"/>'
            f'<text x="{LABEL + width + 6:.1f}" y="{y + 15}">{n}</text>'
        )
    return _svg(parts, height=max(len(items), 1) * ROW)


def amounts_plot(money: pd.DataFrame) -> Markup:
    """Amounts as dots on a logarithmic axis, a line for each of the commonest currencies."""
    positive = money[money["amount_min"] > 0]
    currencies = positive["currency"].value_counts().head(5).index.tolist()
    if not currencies:
        return _svg([], height=ROW)
    low = math.floor(math.log10(positive["amount_min"].min()))
    high = max(math.ceil(math.log10(positive["amount_min"].max())), low + 1)
    scale = (WIDTH - 70) / (high - low)
    base = len(currencies) * ROW * 2
    parts = [
        f'<line x1="{50 + (p - low) * scale:.1f}" y1="0" x2="{50 + (p - low) * scale:.1f}" y2="{base}"/>'
        f'<text x="{50 + (p - low) * scale:.1f}" y="{base + 16}" text-anchor="middle">{_millions(p)}</text>'
        for p in range(low, high + 1, max(1, (high - low) // 5))
    ]
    for i, currency in enumerate(currencies):
        y = (i + 0.5) * ROW * 2
        parts.append(f'<text x="0" y="{y + 4}">{escape(currency)}</text>')
        for row in positive[positive["currency"] == currency].head(500).itertuples():
            x = 50 + (math.log10(row.amount_min) - low) * scale
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y}" r="5" fill-opacity=".5"><title>{escape(row.text)}</title></circle>'
            )
    return _svg(parts, height=base + ROW)


def _millions(power: int) -> str:
    """A power of ten in millions.

    >>> _millions(9), _millions(4)
    ('1.000', '0,01')
    """
    return (
        f"{10 ** (power - 6):,}".replace(",", ".")
        if power >= 6
        else f"{10.0 ** (power - 6):.10f}".rstrip("0").replace(".", ",")
    )


def _svg(parts: Iterable[str], *, height: int) -> Markup:
    return Markup(f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(parts)}</svg>')


def _fact(row: Mapping[str, Any], anchors: Mapping[str, str]) -> dict[str, str]:
    def known(value: Any) -> bool:
        return value is not None and value == value

    percent = row["percent"]
    unit = {"percent": "%", "permille": "‰", "percentage_point": " p.p.", "basis_point": " p.b."}.get(
        row["percent_unit"], ""
    )
    days = [day.date().isoformat() for day in (row["period_start"], row["period_end"]) if known(day)]
    return {
        "company": row["company"],
        "metric": row["metric"],
        "amount": f"{row['amount']:,.10g} {row['currency']}" if known(row["amount"]) else "",
        "change": f"{percent:+g}{unit}"
        if known(percent) and row["percent_role"] == "change"
        else f"{percent:g}{unit}"
        if known(percent)
        else "",
        "period": " – ".join(dict.fromkeys(days)),
        "status": row["status"],
        "anchor": f"{anchors[row['doc_id']]}-{row['company_start']}",
    }


def _article(
    row: Mapping[str, Any], tables: Tables, anchors: Mapping[str, str], words: Mapping[str, str]
) -> dict[str, Any]:
    anchor, text = anchors[row["doc_id"]], row["text"]
    published = row["published"].date().isoformat() if row["published"] == row["published"] and row["published"] else ""
    title = row["title"] if isinstance(row["title"], str) else row["doc_id"]
    body = (
        highlight(text, table_finds(tables, row["doc_id"]), anchor=anchor, names=words)
        if isinstance(text, str)
        else escape(words["no_text"])
    )
    copy = f"= {row['duplicate_of']}" if isinstance(row["duplicate_of"], str) else ""
    return {
        "anchor": anchor,
        "title": title,
        "meta": " · ".join(filter(None, [row["doc_id"], published, copy])),
        "html": Markup(body),  # highlight escapes everything
    }
