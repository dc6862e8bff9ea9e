"""The rows that the page's script sorts, filters and hands out: the tables' own cells, and beside them what is shown.

Cells repeat (a sentence holds several figures), so that every text stands once in a pool and rows name its place there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from estrattore.report import statement
from estrattore.report.highlight import value_label
from estrattore.report.material import Material, Record, records
from estrattore.report.passage import Passage, Reader, found_in
from estrattore.report.pool import Listed, Pool
from estrattore.tables.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

Span = tuple[int, int]
# Part of a fact → its columns of offsets; the first one that is there is what the fact is about.
FACT_PARTS = {
    "money": ("amount_start", "amount_end"),
    "percent": ("percent_start", "percent_end"),
    "metric": ("metric_start", "metric_end"),
    "company": ("company_start", "company_end"),
    "date": ("period_start_char", "period_end_char"),
    "counterparty": ("counterparty_start", "counterparty_end"),
}
FIGURES = {"money": "money", "percentages": "percent"}  # table → kind


@dataclass
class Data:
    """Makes the lists, with one pool for all of them."""

    material: Material
    pool: Pool = field(default_factory=Pool)

    def as_dict(self) -> Record:
        """Everything that the script reads."""
        lists = {"facts": self.facts(), "figures": self.figures(), "people": self.people()}
        return {"articles": self.articles(), "lists": lists, "pool": self.pool.texts}

    def facts(self) -> Record:
        """A row for each fact."""
        wording, data = self.material.wording, self.material.once["facts"]
        columns, rows = _columns(data), []
        for number, row in enumerate(records(data)):
            spans = _spans(row)
            own = {
                "key": statement.key_of(row, number=number),
                "group": row.get("repeats") or statement.key_of(row, number=number),
                "company": row["shown"],
                "aliases": "|".join(filter(None, [row["company"], self.material.aliases(row["entity_id"])])),
                "amount": statement.amount(row, wording),
                "change": statement.change(row, wording),
                "previous": statement.previous(row, wording),
                "period": statement.period(row["period_start"], row["period_end"], wording),
                "due": statement.period(row.get("due_start"), row.get("due_end"), wording),
                "place": self.material.place(row["doc_id"], *(start for start, _ in spans.values())),
                "span": "-".join(map(str, next(iter(spans.values()), ()))),
                "table": "facts",
                "words": self.words(row["doc_id"], next(iter(spans.values()), (0, 0))),
            }
            rows.append((row, own, self.passage(row, spans)))
        return self._list(columns, rows, kinds=SCHEMAS["facts"])

    def figures(self) -> Record:
        """A row for each amount and rate that no fact uses."""
        columns, rows, kinds = ["table"], [], {"table": "str"}
        for table, kind in FIGURES.items():
            data = self.material.once[table]
            columns += [column for column in _columns(data) if column not in columns]
            kinds |= SCHEMAS[table]
            free = (row for row in records(data) if not self._is_used(row, table))
            rows += [({"table": table} | row, self._figure(row, kind), self._own_passage(row, kind)) for row in free]
        order = {doc_id: number for number, doc_id in enumerate(self.material.anchors)}
        rows.sort(key=lambda each: (order[each[0]["doc_id"]], each[0]["start_char"]))
        return self._list(columns, rows, kinds=kinds)

    def _figure(self, row: Record, kind: str) -> Record:
        value = value_label(kind, row, wording=self.material.wording)
        return self._mention(row, kind) | {"value": value if value != row["text"] else ""}

    def people(self) -> Record:
        """A row for each mention; the mentions of one role of a person are a group, those without a role join the first."""
        data = self.material.once["people"]
        rows, first = [], dict[str, str]()
        people = records(data)
        for row in people:
            if row["role"]:
                first.setdefault(row["entity_id"], _role_of(row))
        for row in people:
            role = _role_of(row) if row["role"] else first.get(row["entity_id"], "")
            own = self._mention(row, "person") | {
                "group": f"{row['entity_id']}|{role}",
                "person": row["shown"],
                "company": self._companies.get(row["affiliation"] or "", ("", ""))[0] or row["affiliation"] or "",
                "aliases": self._companies.get(row["affiliation"] or "", ("", ""))[1],
            }
            rows.append((row, own, self._own_passage(row, "person")))
        rows.sort(key=lambda each: not each[0]["role"])  # stable: who holds a role comes first
        return self._list(_columns(data), rows, kinds=SCHEMAS["people"])

    def articles(self) -> list[Record]:
        """What the charts and filters need of each article, in the order of the page."""
        named = {table: self._named(table) for table in ("companies", "people")}
        return [
            {
                "id": row["doc_id"],
                "title": row["title"] or row["doc_id"],
                "day": row["published"].date().isoformat() if row["published"] else "",
                "shown": self.material.wording.day(row["published"].date()) if row["published"] else "",
                "sha": row["sha256"] or "",
                **{table: names.get(row["doc_id"], []) for table, names in named.items()},
            }
            for row in self.material.documents
        ]

    def _named(self, table: str) -> dict[str, list[int]]:
        """Document → the numbers of the names in it, copies left out."""
        names: dict[str, Counter[int]] = {}
        data = self.material.once[table]
        for doc_id, name in zip(data["doc_id"], data["shown"], strict=True):
            names.setdefault(doc_id, Counter())[self.pool.number(name)] += 1
        return {doc_id: list(found) for doc_id, found in names.items()}

    @cached_property
    def _companies(self) -> dict[str, tuple[str, str]]:
        """The name of a company in an article → its name over all articles, and what else it is called."""
        data = self.material.once["companies"]
        rows = zip(data["name"], data["shown"], data["entity_id"], strict=True)
        return {name: (shown, self.material.aliases(entity)) for name, shown, entity in rows}

    @cached_property
    def _used(self) -> set[tuple[str, str, int]]:
        """Table, document and start of every figure that a fact names."""
        facts = self.material.once["facts"]
        found = set()
        for table, column in {"money": "amount_start", "percentages": "percent_start"}.items():
            placed = facts.dropna(subset=[column])
            found |= {(table, doc, int(at)) for doc, at in zip(placed["doc_id"], placed[column], strict=True)}
        return found

    def _is_used(self, row: Record, table: str) -> bool:
        """Whether a fact uses the figure; tables of earlier versions say it by the place alone."""
        return bool(row.get("fact_id")) or (table, row["doc_id"], row["start_char"]) in self._used

    def _mention(self, row: Record, kind: str) -> Record:
        place = self.material.place(row["doc_id"], row["start_char"])
        key = f"{kind[0]}{self.material.anchors[row['doc_id']]}-{row['start_char']}"
        span = f"{row['start_char']}-{row['end_char']}"
        table = {"person": "people", "percent": "percentages"}.get(kind, kind)
        return {"key": key, "group": key, "place": place, "span": span, "table": table, "words": row["text"]}

    def _own_passage(self, row: Record, kind: str) -> Passage:
        return self.passage(row, {kind: (row["start_char"], row["end_char"])})

    def passage(self, row: Record, spans: Mapping[str, Span]) -> Passage:
        """The sentence of a row with its parts marked; without the text, where their words stand in `sentence`."""
        reader = self._reader(row["doc_id"])
        sentence = row["sentence"] or ""
        if reader and (passage := reader.passage(spans, focus=next(iter(spans), ""))).text:
            return passage
        words = {part: self._words.get((row["doc_id"], start), "") for part, (start, _) in spans.items()}
        return found_in(sentence, words | ({"metric": row["metric"] or ""} if "metric" in row else {}))

    def words(self, doc_id: str, span: Span) -> str:
        """What stands at a span of the text; without the text, the find there."""
        text = self._texts.get(doc_id)
        return self._words.get((doc_id, span[0]), "") if text is None else text[slice(*span)]

    def _reader(self, doc_id: str) -> Reader | None:
        if doc_id not in self._readers and (text := self._texts.get(doc_id)) is not None:
            self._readers[doc_id] = Reader.of(text)
        return self._readers.get(doc_id)

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        return {}

    @cached_property
    def _texts(self) -> dict[str, str | None]:
        return {row["doc_id"]: row["text"] for row in self.material.documents}

    @cached_property
    def _words(self) -> dict[tuple[str, int], str]:
        """Document and start → the words of the find there."""
        return {(d, find["start"]): find["text"] for d, finds in self.material.finds.items() for find in finds}

    def _list(self, columns: list[str], rows: Iterable[Listed], *, kinds: Mapping[str, str]) -> Record:
        """Rows as the script reads them, each with its passage and the number of its article."""
        article = {doc_id: number for number, doc_id in enumerate(self.material.anchors)}
        numbered = (
            (row, own | {"passage": passage.text, "article": str(article[row["doc_id"]])}, passage)
            for row, own, passage in rows
        )
        return self.pool.listed(columns, list(numbered), kinds=kinds)


def _columns(data: pd.DataFrame) -> list[str]:
    """The table's own columns."""
    return [str(column) for column in data.columns if column != "shown"]


def _spans(row: Record) -> dict[str, Span]:
    """The places of a fact's parts, that of its figure first."""
    places = ((part, row.get(start), row.get(end)) for part, (start, end) in FACT_PARTS.items())
    return {part: (start, end) for part, start, end in places if start is not None and end is not None}


def _role_of(row: Record) -> str:
    return f"{row['role'] or ''}|{row['affiliation'] or ''}"
