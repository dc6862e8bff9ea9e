"""What the parts of the page share: the tables without copies, names over all articles, anchors and marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from estrattore.report.highlight import table_finds, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from estrattore.report.language import Wording
    from estrattore.tables.tables import Tables

NAMED = {"companies": "name", "organizations": "name", "people": "name", "facts": "company"}  # table → its column
Record = dict[str, Any]


def records(data: pd.DataFrame) -> list[Record]:
    """Rows as dicts, with None for what is missing."""
    rows = data.astype(object).where(data.notna(), None).to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in rows]


@dataclass(frozen=True)
class Material:
    """What is shown.

    Attributes:
        documents: Rows of the table, copies too.
        once: The other tables without the rows of copies; `shown` is an entity's name over all articles.
        entities: By id.
        finds: Document → the finds to mark.
        wording: The page's language.
    """

    documents: list[Record]
    once: Mapping[str, pd.DataFrame]
    entities: Mapping[str, Record]
    finds: Mapping[str, Sequence[Mapping[str, Any]]]
    wording: Wording

    @classmethod
    def of(cls, tables: Tables, wording: Wording) -> Material:
        """Gather it from the tables of a run."""
        documents = records(tables["documents"])
        entities = {row["entity_id"]: row for row in records(tables["entities"])}
        copies = {row["doc_id"] for row in documents if row["duplicate_of"]}
        once = {table: data[~data["doc_id"].isin(copies)] for table, data in tables.frames.items() if "doc_id" in data}
        names = {key: row["name"] for key, row in entities.items()}
        for table, column in NAMED.items():
            data = once[table]
            own = data["entity_name"].fillna(data[column]) if "entity_name" in data else data[column]
            once[table] = data.assign(shown=data["entity_id"].map(names).astype(object).fillna(own))
        finds = {doc_id: visible(found) for doc_id, found in table_finds(tables).items()}
        return cls(documents, once, entities, finds, wording)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Document → the id of its article."""
        return {row["doc_id"]: f"a{n}" for n, row in enumerate(self.documents)}

    @cached_property
    def places(self) -> dict[tuple[str, int], str]:
        """Document and start → the id of the mark there."""
        return {
            (row["doc_id"], find["start"]): f"{self.anchors[row['doc_id']]}-{find['start']}"
            for row in self.documents
            if row["text"] is not None
            for find in self.finds.get(row["doc_id"], [])
        }

    def place(self, doc_id: str, *starts: int | None) -> str:
        """The first mark at one of these characters, else the article."""
        marks = (self.places.get((doc_id, start)) for start in starts if start is not None)
        return next(filter(None, marks), self.anchors[doc_id])

    def aliases(self, entity_id: str | None) -> str:
        """What else a company is called, its ticker and ISIN too."""
        entity = self.entities.get(entity_id or "", {})
        return "|".join(str(entity[column]) for column in ("aliases", "ticker", "isin") if entity.get(column))
