import datetime as dt
import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from estrattore.documents import Failure
from estrattore.readers import read


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.fixture
def read_one(write):
    def read_one(document):
        (item,) = read([write("a.docx", document if isinstance(document, bytes) else saved(document))])
        return item

    return read_one


def with_table():
    document = docx.Document()
    document.add_heading("Vinalba, primo trimestre", 1)
    document.add_paragraph("Verona, 12 maggio 2026 – I ricavi di Vinalba sono saliti.")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("Voce", "2026", "2025"), ("Ricavi", "48,2", "45"), ("Totale\nnetto", "", "3")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("La cedola resta ferma.")
    return document


def test_paragraphs_and_rows_in_the_order_of_the_document(read_one):
    assert read_one(with_table()).text.split("\n") == [
        "Vinalba, primo trimestre",
        "Verona, 12 maggio 2026 – I ricavi di Vinalba sono saliti.",
        "Voce | 2026 | 2025",
        "Ricavi | 48,2 | 45",
        "Totale netto |  | 3",
        "La cedola resta ferma.",
    ]


def test_joined_cells_are_read_once(read_one):
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Milioni di euro"
    table.cell(0, 2).text = "2026"
    assert read_one(document).text.strip() == "Milioni di euro | 2026"


# What Word puts around words, and how it reads.
RUNS = (
    ("<w:r><w:t>Ricavi</w:t><w:tab/><w:t>48</w:t><w:br/><w:t>milioni</w:t></w:r>", "Ricavi\t48\nmilioni"),
    ("<w:hyperlink><w:r><w:t>Vinalba</w:t></w:r></w:hyperlink>", "Vinalba"),
    ("<w:ins><w:r><w:t>Nuovo</w:t></w:r></w:ins><w:del><w:r><w:delText>Vecchio</w:delText></w:r></w:del>", "Nuovo"),
    ("<w:sdt><w:sdtContent><w:r><w:t>Vinalba</w:t></w:r></w:sdtContent></w:sdt>", "Vinalba"),
    ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>fondatrice</w:t></w:r>", "co-fondatrice"),
    (
        "<w:r><w:t>Sopra</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Nel riquadro</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
        "Sopra\nNel riquadro",
    ),
)


@pytest.mark.parametrize(("runs", "text"), RUNS, ids=[text for _, text in RUNS])
@pytest.mark.parametrize("frame", ["{}", "<w:sdt {w}><w:sdtContent>{}</w:sdtContent></w:sdt>"])
def test_nothing_that_stands_on_the_page_is_lost(read_one, runs, text, frame):
    document = docx.Document()
    paragraph = f"<w:p {nsdecls('w')}>{runs}</w:p>"
    document.element.body.insert(0, parse_xml(frame.format(paragraph, w=nsdecls("w"))))
    assert read_one(document).text.strip() == text


def test_title_and_day_of_the_file(read_one):
    document = docx.Document()
    document.add_paragraph("I ricavi di Vinalba sono saliti.")
    assert (read_one(document).title, read_one(document).published) == ("", None)  # the template's day is no day
    document.core_properties.title = "Vinalba cresce"
    document.core_properties.created = dt.datetime(2026, 5, 12, 9, 30)
    assert (read_one(document).title, read_one(document).published) == ("Vinalba cresce", dt.date(2026, 5, 12))
    document.paragraphs[0].insert_paragraph_before("Verona, 11 maggio 2026 – Conti approvati.")
    assert read_one(document).published == dt.date(2026, 5, 11)


def zipped(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return data.getvalue()


BAD = {
    "empty": (b"", "empty"),
    "no zip": (b"Ricavi in crescita", "damaged"),
    "another zip": (zipped(a="b"), "damaged"),
    "cut": (saved(with_table())[:9000], "damaged"),
    "locked or old": (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
    "no text": (saved(docx.Document()), "no text"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_one_failure(read_one, data, message):
    failure = read_one(data)
    assert isinstance(failure, Failure)
    assert failure.error == "ReadError"
    assert message in failure.message


def test_a_document_made_to_fill_the_memory_is_refused(write):
    path = write("a.docx", zipped(bomba="0" * 2_000_000))
    (failure,) = read([path], limit=100_000)
    assert "expands to more than 100,000 bytes" in failure.message
