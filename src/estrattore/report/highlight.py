"""Article text with its finds marked, as HTML: for notebook cells and the report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from estrattore.tables.schema import TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estrattore.report.language import Wording
    from estrattore.tables.tables import Tables

MENTION_KINDS = tuple(kind for kind in TABLE_OF if kind != "fact")
# What a find is worth, in the order in which it is shown; a pair is a range, a slash stands before what follows it.
VALUE_COLUMNS: dict[str, tuple[str | tuple[str, str], ...]] = {
    "company": ("name", "legal_form"),
    "organization": ("name",),
    "person": ("name", "role", "affiliation"),
    "money": ("modifier", ("amount_min", "amount_max"), "currency", "/unit"),
    "percent": ("modifier", ("value_min", "value_max"), "unit", "direction", "basis"),
    "date": ("modifier", ("date_start", "date_end")),
}
STYLE = """<style>
.estrattore-text{white-space:pre-wrap;line-height:1.7;max-width:50em}
.estrattore-text mark{padding:.1em .25em;border-radius:.25em;color:#111;background:#e5e5e5}
.estrattore-text mark:focus{outline:2px solid #b3261e}.estrattore-text mark:focus::after{content:" = " attr(title)}
.estrattore-text mark sup{font-size:.65em;margin-left:.3em;color:#333}
.estrattore-text .company{background:#bfe3ff}.estrattore-text .organization{background:#d9d2f5}
.estrattore-text .person{background:#ffdcc2}.estrattore-text .money{background:#c5efc5}
.estrattore-text .percent{background:#f5efaf}.estrattore-text .date{background:#f3cfe3}
</style>"""


def value_label(kind: str, find: Mapping[str, Any], *, wording: Wording | None = None) -> str:
    """The normalised value of a find in one line; a range's equal ends are shown once.

    >>> value_label("money", {"amount_min": 11e9, "amount_max": 11e9, "currency": "USD", "modifier": "at_least"})
    'at_least 11000000000 USD'
    >>> value_label("money", {"amount_min": 25e3, "amount_max": 30e3, "currency": "EUR", "unit": "anno"})
    '25000 – 30000 EUR / anno'
    >>> value_label("person", {"name": "Ada Riva", "role": "presidente"})
    'Ada Riva, presidente'
    """

    def shown(column: str) -> str:
        value = find.get(column.lstrip("/"))
        if value is None or value != value:
            return ""
        if wording:
            return wording.value(value)
        return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

    if wording and kind == "date":
        days = [dt.date.fromisoformat(find[end]) for end in ("date_start", "date_end") if shown(end)]
        return wording.bounded(shown("modifier"), wording.period(days[0], days[-1]) if days else "")
    parts = []
    for column in VALUE_COLUMNS[kind]:
        columns = (column,) if isinstance(column, str) else column
        value = " – ".join(dict.fromkeys(filter(None, map(shown, columns))))
        parts.append(f"/ {value}" if value and columns[0].startswith("/") else value)
    if kind == "person":
        return ", ".join(filter(None, parts))
    return wording.joined(parts) if wording else " ".join(filter(None, parts))


def visible(finds: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The finds that can be marked, in order: no facts, and of two that overlap the first."""
    chosen: list[Mapping[str, Any]] = []
    for find in sorted(finds, key=lambda f: (f["start"], -f["end"])):
        if find["kind"] in VALUE_COLUMNS and (not chosen or find["start"] >= chosen[-1]["end"]):
            chosen.append(find)
    return chosen


def highlight(
    text: str, finds: Iterable[Mapping[str, Any]], *, anchor: str = "", wording: Wording | None = None
) -> str:
    """`text` as HTML with one `<mark>` for each find; everything else is escaped.

    Args:
        text: The document's text.
        finds: Dicts with kind, start, end and the columns of their table; of two that overlap the first one counts.
        anchor: Makes each mark a link: its id is `<anchor>-<start>`, its row is expected at `<anchor>-<start>-row`.
        wording: The language of labels and values; without it, the tables' own words.

    >>> highlight("Eni <b>", [{"kind": "company", "start": 0, "end": 3, "name": "Eni"}])
    '<mark class="company" title="company: Eni" tabindex="0">Eni<sup>company</sup></mark> &lt;b&gt;'
    """
    pieces, at = [], 0
    for find in visible(finds):
        kind, start, end = find["kind"], find["start"], find["end"]
        label = escape(wording.kind(kind) if wording else kind)
        value = value_label(kind, find, wording=wording)
        said = f"{label}: {escape(value)}" if value else label
        place, inside = f"{escape(anchor)}-{start}", escape(text[start:end])
        if anchor:  # the page's style writes the label, so that it is neither searched nor copied
            link = f'<a href="#{place}-row" data-value="{said}">{inside}</a>'
            mark = f'<mark id="{place}" class="{kind}">{link}</mark>'
        else:
            mark = f'<mark class="{kind}" title="{said}" tabindex="0">{inside}<sup>{label}</sup></mark>'
        pieces += [escape(text[at:start]), mark]
        at = end
    return "".join([*pieces, escape(text[at:])])


def table_finds(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """The mentions in the tables as finds, by document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in MENTION_KINDS:
        rows = tables[TABLE_OF[kind]].rename(columns={"start_char": "start", "end_char": "end"})
        days = {c: rows[c].dt.strftime("%Y-%m-%d") for c in ("date_start", "date_end") if c in rows}
        for row in rows.assign(**days).to_dict("records"):
            found.setdefault(row["doc_id"], []).append({"kind": kind} | {str(k): v for k, v in row.items()})
    return found


@dataclass(frozen=True)
class Highlighted:
    """Highlighted documents; a notebook shows them through `_repr_html_`."""

    html: str

    @classmethod
    def of(cls, texts: Iterable[tuple[str, Iterable[Mapping[str, Any]]]]) -> Highlighted:
        """From texts with their finds."""
        blocks = (f'<div class="estrattore-text">{highlight(text, finds)}</div>' for text, finds in texts)
        return cls(STYLE + "<hr>".join(blocks))

    @classmethod
    def of_tables(cls, tables: Tables, *, limit: int) -> Highlighted:
        """From the first documents of tables that kept their texts."""
        found = table_finds(tables)
        first = tables["documents"].head(limit).itertuples()
        return cls.of((row.text, found.get(str(row.doc_id), [])) for row in first if isinstance(row.text, str))

    def _repr_html_(self) -> str:
        return self.html
