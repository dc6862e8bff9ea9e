"""Article text with its finds marked, as HTML: for notebook cells and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from spacy.tokens import Doc

from estrattore.tables import TABLE_OF, Tables

MENTION_KINDS = tuple(kind for kind in TABLE_OF if kind != "fact")
# The columns that say what a find is worth, in the order in which they are shown.
VALUE_COLUMNS = {
    "company": ("name", "legal_form"),
    "organization": ("name",),
    "person": ("name", "role", "affiliation"),
    "money": ("amount_min", "amount_max", "currency", "modifier", "unit"),
    "percent": ("value_min", "value_max", "unit", "direction", "basis", "modifier"),
    "date": ("date_start", "date_end", "precision", "modifier"),
}
STYLE = """<style>
.estrattore-text{white-space:pre-wrap;line-height:1.7;max-width:50em}
.estrattore-text mark{padding:.1em .25em;border-radius:.25em;color:#111;background:#e5e5e5}
.estrattore-text mark sup{font-size:.65em;margin-left:.3em;color:#333}
.estrattore-text .company{background:#bfe3ff}.estrattore-text .organization{background:#d9d2f5}
.estrattore-text .person{background:#ffdcc2}.estrattore-text .money{background:#c5efc5}
.estrattore-text .percent{background:#f5efaf}.estrattore-text .date{background:#f3cfe3}
</style>"""


def value_label(kind: str, find: Mapping[str, Any]) -> str:
    """The normalised value of a find in one line; a range's equal ends are shown once.

    >>> value_label("money", {"amount_min": 11e9, "amount_max": 11e9, "currency": "USD"})
    '11000000000 USD'
    """
    parts: list[str] = []
    for column in VALUE_COLUMNS[kind]:
        value = find.get(column)
        if value is None or value != value or value == "":
            continue
        shown = f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        if not parts or parts[-1] != shown:
            parts.append(shown)
    return " ".join(parts)


def highlight(
    text: str, finds: Iterable[Mapping[str, Any]], *, anchor: str = "", names: Mapping[str, str] | None = None
) -> str:
    """`text` as HTML with one `<mark>` for each find; everything else is escaped.

    Args:
        text: The document's text.
        finds: Dicts with kind, start, end and the columns of their table; of two that overlap the first one counts.
        anchor: Beginning of the marks' ids (`<anchor>-<start>`); empty for none.
        names: Words to show for the kinds.

    >>> highlight("Eni <b>", [{"kind": "company", "start": 0, "end": 3, "name": "Eni"}])
    '<mark class="company" title="company: Eni" tabindex="0">Eni<sup>company</sup></mark> &lt;b&gt;'
    """
    pieces, at = [], 0
    for find in sorted(finds, key=lambda f: (f["start"], -f["end"])):
        kind, start, end = find["kind"], find["start"], find["end"]
        if kind not in VALUE_COLUMNS or start < at:
            continue
        shown = escape((names or {}).get(kind, kind))
        title = escape(f"{shown}: {value_label(kind, find)}")
        place = f' id="{escape(anchor)}-{start}"' if anchor else ""
        mark = f'<mark{place} class="{kind}" title="{title}" tabindex="0">{escape(text[start:end])}<sup>{shown}</sup></mark>'
        pieces += [escape(text[at:start]), mark]
        at = end
    return "".join([*pieces, escape(text[at:])])


def table_finds(tables: Tables, doc_id: str) -> list[dict[str, Any]]:
    """The mentions of one document, from the tables, as finds."""
    found: list[dict[str, Any]] = []
    for kind in MENTION_KINDS:
        data = tables[TABLE_OF[kind]]
        rows = data[data["doc_id"] == doc_id].rename(columns={"start_char": "start", "end_char": "end"})
        days = {c: rows[c].dt.strftime("%Y-%m-%d") for c in ("date_start", "date_end") if c in rows}
        found += [
            {"kind": kind} | {str(k): v for k, v in row.items()} for row in rows.assign(**days).to_dict("records")
        ]
    return found


@dataclass(frozen=True)
class Highlighted:
    """Highlighted documents; a notebook shows them through `_repr_html_`."""

    html: str

    @classmethod
    def of(cls, source: Doc | Tables, *, limit: int) -> Highlighted:
        """From a processed `Doc` or from tables that kept their texts."""
        if isinstance(source, Doc):
            texts = [(source.text, source._.estrattore_finds or [])]
        else:
            first = source["documents"].head(limit)
            texts = [
                (row.text, table_finds(source, str(row.doc_id)))
                for row in first.itertuples()
                if isinstance(row.text, str)
            ]
        blocks = (f'<div class="estrattore-text">{highlight(text, finds)}</div>' for text, finds in texts)
        return cls(STYLE + "<hr>".join(blocks))

    def _repr_html_(self) -> str:
        return self.html
