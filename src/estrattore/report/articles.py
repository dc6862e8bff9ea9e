"""An article of the page: its text with the finds marked, and a row for each fact and find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from estrattore.report.highlight import highlight, value_label
from estrattore.report.pool import cell
from estrattore.tables.schema import TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estrattore.report.language import Wording
    from estrattore.report.material import Material, Record

# What a person may say of a find, and the page's script has to know of it.
GIVEN = {
    "company": ("name", "legal_form"),
    "organization": ("name",),
    "person": ("name", "role", "role_class", "affiliation"),
    "money": ("amount_min", "amount_max", "currency", "modifier", "unit"),
    "percent": ("value_min", "value_max", "unit", "direction", "modifier", "basis"),
    "date": ("date_start", "date_end", "modifier"),
}


def article(row: Record, facts: Sequence[Mapping[str, str]], material: Material) -> Record:
    """What the template shows of an article.

    Args:
        row: Of the table `documents`.
        facts: Its facts, as the page's script has them.
        material: What the parts of the page share.
    """
    wording, doc_id, text = material.wording, row["doc_id"], row["text"]
    anchor, finds = material.anchors[doc_id], material.finds.get(doc_id, [])
    day = wording.day(row["published"].date()) if row["published"] else ""
    # A browser reads a carriage return as a line feed, and would count one character less, unless it is named.
    html = None if text is None else highlight(text, finds, anchor=anchor, wording=wording).replace("\r", "&#13;")
    return {
        "anchor": anchor,
        "title": row["title"] or doc_id,
        "meta": " · ".join(filter(None, [day, row["title"] and doc_id])),
        "copy_of": row["duplicate_of"],
        "original": material.anchors.get(row["duplicate_of"], ""),
        "html": html if html is None else Markup(html),
        "facts": [_fact(fact) for fact in facts],
        "rows": [_find(find, anchor=anchor, wording=wording) for find in finds],
    }


def _fact(fact: Mapping[str, str]) -> Record:
    value = " · ".join(filter(None, (fact["_amount"], fact["_change"], fact["_period"])))
    return {"key": fact["_key"], "text": f"{fact['_company']}, {fact['metric']}", "value": value}


def _find(find: Mapping[str, Any], *, anchor: str, wording: Wording) -> Record:
    kind, value = find["kind"], value_label(find["kind"], find, wording=wording)
    return {
        "kind": kind,
        "label": wording.kind(kind),
        "text": find["text"],
        "value": value if value != find["text"] else "",
        "place": f"{anchor}-{find['start']}",
        "table": TABLE_OF[kind],
        "span": f"{find['start']}-{find['end']}",
        "given": {column: cell(find[column], None) for column in GIVEN[kind] if cell(find.get(column), None)},
    }
