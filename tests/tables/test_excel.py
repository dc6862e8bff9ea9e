"""The workbook: what people see when they open it."""

from __future__ import annotations

import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from estrattore.resources.schemas.columns import dictionary
from estrattore.tables import SCHEMAS, Tables
from estrattore.tables.formats.excel import CELL, CUT

NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SENTENCE = "Netflix ha chiuso il trimestre con ricavi in crescita. " * 6


class Cell(NamedTuple):
    """What a cell holds, and the format of its number."""

    value: str
    shown: str


class Sheet:
    """A sheet of a workbook, as XML."""

    def __init__(self, book: zipfile.ZipFile, number: int) -> None:
        self.root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        codes = {
            node.attrib["numFmtId"]: node.attrib["formatCode"] for node in styles.iterfind(".//x:numFmt", NAMESPACE)
        }
        codes |= {"4": "#,##0.00"}  # one that every program knows by its number
        self.formats = [codes.get(node.attrib["numFmtId"], "") for node in styles.iterfind("x:cellXfs/x:xf", NAMESPACE)]

    def attributes(self, path: str) -> list[dict[str, str]]:
        return [node.attrib for node in self.root.iterfind(path, NAMESPACE)]

    def rows(self) -> list[dict[str, Cell]]:
        """By the letters of the column."""
        return [
            {
                node.attrib["r"].rstrip("0123456789"): Cell(
                    "".join(node.itertext()), self.formats[int(node.attrib.get("s", 0))]
                )
                for node in row
            }
            for row in self.root.iterfind(".//x:row", NAMESPACE)
        ]

    @property
    def hidden(self) -> set[int]:
        """Columns, from 1."""
        columns = (c for c in self.attributes("x:cols/x:col") if c.get("hidden"))
        return {n for c in columns for n in range(int(c["min"]), int(c["max"]) + 1)}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheet]:
    folder = tmp_path_factory.mktemp("book")
    fact = {
        "doc_id": "a",
        "company": "Netflix",
        "metric": "ricavi",
        "amount": 11e9,
        "percent": 16.5,
        "sentence": SENTENCE,
    }
    rows = {
        "documents": [{"doc_id": "a", "published": "2025-07-22", "n_chars": 9, "text": "€" * 40_000}],
        "facts": [fact | {"period_start": "2025-04-01", "period_end": "0476-12-31", "company_start": 7}],
    }
    Tables.from_rows(rows).write(folder, ["xlsx"])
    with zipfile.ZipFile(folder / "estrattore.xlsx") as book:
        names = [
            n.attrib["name"]
            for n in ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(".//x:sheet", NAMESPACE)
        ]
        return {name: Sheet(book, n) for n, name in enumerate(names, start=1)}


def row_of(sheet: Sheet) -> dict[str, Cell]:
    """The first row below the header, by the names of the columns."""
    head, row = sheet.rows()[:2]
    return {head[letters].value: cell for letters, cell in row.items()}


def test_the_first_sheet_explains_the_others(sheets: dict[str, Sheet]) -> None:
    assert list(sheets) == ["guide", *SCHEMAS]
    head, *lines = sheets["guide"].rows()
    assert [cell.value for cell in head.values()] == ["sheet", "column", "type", "meaning", "significato"]
    texts = [[line[at].value if at in line else "" for at in "ABCDE"] for line in lines]
    assert [text[0] for text in texts if text[0]] == list(SCHEMAS)
    assert [text[1] for text in texts if not text[0]] == [column for schema in SCHEMAS.values() for column in schema]
    said = {(text[1], text[3], text[4]) for text in texts}
    meaning = dictionary().column("facts", "metric")
    assert ("metric", meaning.plain("en"), meaning.plain("it")) in said
    assert [text[2] for text in texts if text[0] in ("facts", "money")] == ["0 rows", "1 row"]
    links = sheets["guide"].attributes("x:hyperlinks/x:hyperlink")
    assert [link["location"] for link in links] == [f"'{table}'!A1" for table in SCHEMAS]


def test_headers_stay_in_sight_and_filter(sheets: dict[str, Sheet]) -> None:
    for table, schema in SCHEMAS.items():
        (pane,) = sheets[table].attributes(".//x:pane")
        assert (pane["state"], pane["ySplit"]) == ("frozen", "1")
        (chosen,) = sheets[table].attributes("x:autoFilter")
        assert chosen["ref"].startswith("A1:")
        assert [cell.value for cell in sheets[table].rows()[0].values()] == list(schema)


def test_numbers_are_numbers_and_days_are_days(sheets: dict[str, Sheet]) -> None:
    row = row_of(sheets["facts"])
    assert row["amount"] == ("11000000000", "#,##0.00")
    assert row["percent"] == ("16.5", "#,##0.00")
    assert row["period_start"] == ("45748", "yyyy-mm-dd")  # days since Excel's first
    assert row["period_end"].value == "0476-12-31"  # which Excel does not know


@pytest.mark.parametrize("table", ["facts", "companies", "documents"])
def test_offsets_alone_are_hidden(sheets: dict[str, Sheet], table: str) -> None:
    hidden = {column for n, column in enumerate(SCHEMAS[table], start=1) if n in sheets[table].hidden}
    assert hidden == {c for c, kind in SCHEMAS[table].items() if kind == "int" and not c.startswith("n_")}


def test_sentences_are_wrapped_in_rows_that_are_high_enough(sheets: dict[str, Sheet]) -> None:
    (row,) = sheets["facts"].attributes(".//x:row")[1:]
    assert float(row["ht"]) >= 15 * len(SENTENCE) / 80
    widths = {int(c["min"]): float(c["width"]) for c in sheets["facts"].attributes("x:cols/x:col")}
    assert widths[list(SCHEMAS["facts"]).index("sentence") + 1] > 75
    assert max(widths.values()) < 85


def test_a_text_beyond_the_limit_is_cut_and_says_so(sheets: dict[str, Sheet]) -> None:
    text = row_of(sheets["documents"])["text"].value
    assert (len(text), text[-len(CUT) :], text[0]) == (CELL, CUT, "€")
