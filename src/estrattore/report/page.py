"""The HTML report: one self-contained page from existing tables, everything escaped, nothing from the network."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup

from estrattore._version import __version__
from estrattore.errors import EstrattoreError
from estrattore.report import charts
from estrattore.report.highlight import MENTION_KINDS, highlight, table_finds, value_label, visible
from estrattore.report.language import Wording
from estrattore.tables.schema import TABLE_OF
from estrattore.tables.tables import Tables
from estrattore.tables.written import PAGE, note_written, refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

TOP = 10  # names of a ranking
NAMED = {"companies": "name", "organizations": "name", "people": "name", "facts": "company"}  # table → its column
FILTERS = ("company", "person")  # kinds whose names a chart offers
Record = dict[str, Any]


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
        rendered = render(tables, lang=lang)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise EstrattoreError(
            f"The tables in '{folder}' make no page: {type(error).__name__}: {error}. They do not belong together, or "
            "were changed. Make them again with: estrattore extract"
        ) from error
    temporary.write_text(rendered, "utf-8", errors="replace")
    note_written(folder, [PAGE])
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
    beside = files("estrattore.report")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        beside.joinpath("report.html.j2").read_text("utf-8")
    )
    return template.render(
        lang=lang,
        t=wording.words,
        version=__version__,
        kinds=[(kind, wording.kind(kind)) for kind in MENTION_KINDS],
        style=Markup(beside.joinpath("report.css").read_text("utf-8")),
        script=Markup(beside.joinpath("report.js").read_text("utf-8")),
        **_Page.of(tables, wording).content(),
    )


def _records(data: pd.DataFrame) -> list[Record]:
    """Rows as dicts, with None for what is missing."""
    rows = data.astype(object).where(data.notna(), None).to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in rows]


@dataclass(frozen=True)
class _Page:
    """What the parts of the page share.

    Attributes:
        documents: Rows of the table, copies too.
        once: The other tables without the rows of copies; `shown` is an entity's name over all articles.
        names: Entity → that name.
        anchors: Document → the id of its article.
        finds: Document → the finds to mark.
        places: Document and start → the id of the mark there.
        wording: The page's language.
    """

    documents: list[Record]
    once: Mapping[str, pd.DataFrame]
    names: Mapping[str, str]
    anchors: Mapping[str, str]
    finds: Mapping[str, Sequence[Mapping[str, Any]]]
    places: Mapping[tuple[str, int], str]
    wording: Wording

    @classmethod
    def of(cls, tables: Tables, wording: Wording) -> _Page:
        documents = _records(tables["documents"])
        names = dict(zip(tables["entities"]["entity_id"], tables["entities"]["name"], strict=True))
        copies = {row["doc_id"] for row in documents if row["duplicate_of"]}
        once = {table: data[~data["doc_id"].isin(copies)] for table, data in tables.frames.items() if "doc_id" in data}
        for table, column in NAMED.items():
            data = once[table]
            once[table] = data.assign(shown=data["entity_id"].map(names).astype(object).fillna(data[column]))
        anchors = {row["doc_id"]: f"a{n}" for n, row in enumerate(documents)}
        finds = {doc_id: visible(found) for doc_id, found in table_finds(tables).items()}
        places = {
            (row["doc_id"], find["start"]): f"{anchors[row['doc_id']]}-{find['start']}"
            for row in documents
            if row["text"] is not None
            for find in finds.get(row["doc_id"], [])
        }
        return cls(documents, once, names, anchors, finds, places, wording)

    def content(self) -> Record:
        """What the template fills in."""
        facts: dict[str, list[Record]] = {}
        for n, row in enumerate(_records(self.once["facts"])):
            facts.setdefault(row["doc_id"], []).append(self.fact(row, number=n))
        days = self.once["documents"]["published"].dropna()
        return {
            "counts": self.counts(),
            "published": self.wording.period(days.min().date(), days.max().date()) if len(days) else "",
            "copies": len(self.documents) - len(self.once["documents"]),
            "charts": self.charts(),
            "facts": [fact for found in facts.values() for fact in found],
            "articles": [self.article(row, facts.get(row["doc_id"], [])) for row in self.documents],
        }

    def counts(self) -> list[Record]:
        """How much there is of each kind; of names, how many, and in how many mentions."""
        counts = []
        for kind, table in {"document": "documents", "fact": "facts", **TABLE_OF}.items():
            rows, named = len(self.once[table]), kind != "fact" and table in NAMED
            n = self.once[table]["shown"].nunique() if named else rows
            counts.append(
                {
                    "kind": kind,
                    "n": self.wording.number(n),
                    "name": self.wording.noun(table, n),
                    "mentions": f"{self.wording.number(rows)} {self.wording.noun('mentions', rows)}" if named else "",
                }
            )
        return counts

    def charts(self) -> list[list[Record]]:
        """Rankings and distributions that are not empty, by the cell of the page that they share."""
        words = self.wording.words
        years = Counter(int(year) for year in self.once["dates"]["date_start"].dropna().dt.year)
        first, last = charts.stretch(years) if years else (0, 0)
        outside = sum(n for year, n in years.items() if not first <= year <= last)
        amounts = charts.amounts(self.once["money"], self.places, wording=self.wording)
        cells = [
            [self.ranking(words.by_companies, "companies", key="company", each="doc_id")],
            [self.ranking(words.by_people, "people", key="person", each="doc_id")],
            [self.ranking(words.by_facts, "facts", key="company", target="facts-title")],
            [
                {"title": words.amounts, "svg": amounts, "note": words.dots},
                {
                    "title": words.timeline,
                    "svg": charts.timeline(years),
                    "note": f"{words.outside}: {self.wording.number(outside)}" if outside else "",
                },
            ],
        ]
        drawn = [[chart for chart in cell if chart["svg"]] for cell in cells]
        return [cell for cell in drawn if cell]

    def ranking(self, title: str, table: str, *, key: str, each: str = "", target: str = "articles") -> Record:
        """The names in most rows, or in most of the documents that `each` counts, and how many more there are."""
        data = self.once[table]
        rows = Counter(data["shown"])
        counts = Counter(data[["shown", each]].drop_duplicates()["shown"]) if each else rows
        ranked = sorted(counts.items(), key=lambda item: (-item[1], -rows[item[0]], item[0]))
        rest = len(ranked) - TOP
        return {
            "title": title,
            "svg": charts.bars(ranked[:TOP], key=key, target=target),
            "note": f"{self.wording.words.rest}: {self.wording.number(rest)}" if rest > 0 else "",
        }

    def fact(self, row: Record, *, number: int) -> Record:
        """A fact as the page shows it; `place` is the mark or the article that it leads to."""
        starts = (row[f"{part}_start"] for part in ("amount", "percent", "company"))
        shown = [self.places[row["doc_id"], start] for start in starts if (row["doc_id"], start) in self.places]
        days = [row[end].date() for end in ("period_start", "period_end") if row[end]]
        amount = [*self.modifier(row, "amount"), self.range(row, "amount"), row["currency"] or ""]
        return {
            "id": f"f{number}",
            "company": row["shown"],
            "key": f"company:{row['shown']}",
            "metric": row["metric"],
            "amount": self.wording.joined(amount) if row["amount"] is not None else "",
            "change": self.change(row),
            "period": self.wording.period(days[0], days[-1]) if days else "",
            "year": days[0].year if days else None,
            "status": self.wording.value(row["status"] or ""),
            "place": shown[0] if shown else self.anchors[row["doc_id"]],
        }

    def modifier(self, row: Record, column: str) -> list[str]:
        """The word for `about` or `at least`, at the figure that it belongs to: the amount, or else the rate."""
        owner = "amount" if row["amount"] is not None else "percent"
        return [self.wording.value(row["modifier"])] if row["modifier"] and column == owner else []

    def range(self, row: Record, column: str) -> str:
        ends = [self.wording.short(row[end]) for end in (column, f"{column}_max") if row[end] is not None]
        return " – ".join(dict.fromkeys(ends))

    def change(self, row: Record) -> str:
        """A rate with its unit; of a change, with the sign that the text gives in words."""
        if row["percent"] is None:
            return ""
        way = row["direction"] if row["percent_role"] == "change" else None
        signed = {end: -abs(row[end]) if way == "down" and row[end] else row[end] for end in ("percent", "percent_max")}
        figures = f"{'+' if way == 'up' else ''}{self.range(signed, 'percent')}".replace("-", "−")
        unit = self.wording.value(row["percent_unit"] or "")
        return self.wording.joined([*self.modifier(row, "percent"), figures, unit])

    def article(self, row: Record, facts: Sequence[Record]) -> Record:
        """An article with its text marked, and a row for each find."""
        anchor, text, finds = self.anchors[row["doc_id"]], row["text"], self.finds.get(row["doc_id"], [])
        day = self.wording.day(row["published"].date()) if row["published"] else ""
        html = None if text is None else highlight(text, finds, anchor=anchor, wording=self.wording)
        return {
            "anchor": anchor,
            "title": row["title"] or row["doc_id"],
            "meta": " · ".join(filter(None, [day, row["title"] and row["doc_id"]])),
            "copy_of": row["duplicate_of"],
            "original": self.anchors.get(row["duplicate_of"], ""),
            "html": html if html is None else Markup(html),  # `highlight` escapes
            "facts": facts,
            "rows": [self.row(find, anchor=anchor) for find in finds],
        }

    def row(self, find: Mapping[str, Any], *, anchor: str) -> Record:
        kind, start = find["kind"], find.get("date_start")
        value = value_label(kind, find, wording=self.wording)
        key = f"{kind}:{self.names.get(find['entity_id'], find['name'])}" if kind in FILTERS else ""
        return {
            "kind": kind,
            "label": self.wording.kind(kind),
            "text": find["text"],
            "value": value if value != find["text"] else "",
            "key": f"date:{int(start[:4])}" if isinstance(start, str) else key,
            "place": f"{anchor}-{find['start']}",
        }
