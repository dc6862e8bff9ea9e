import datetime as dt
import gzip

import pytest

from estrattore.documents import Document, Failure
from estrattore.readers import read
from estrattore.readers.reading_order import Piece, page_text
from tests.readers.pdfs import BOLD, Ink, block, interleaved, pdf

TITLE = ("Tessilva, il margine sale al 14 per cento", "nel primo semestre del 2026")
LEFT = (
    "Prato, 30 luglio 2026 – I ricavi di Tessilva sono",
    "saliti a 184 milioni di euro (+9,5%), grazie alle",
    "vendite in Francia. L’utile netto è stato di 12 mi-",
    "lioni di euro.",
)
RIGHT = (
    "«Abbiamo aperto tre negozi a Osaka», ha detto",
    "l’amministratrice delegata Ilaria Fossombrone.",
    "Per l’anno intero il gruppo prevede ricavi tra",
    "370 e 380 milioni di euro.",
)
THIRD = ("La cedola resta ferma", "a 22 centesimi per ogni", "azione ordinaria.")
FOOT = "Tessilva Spa – comunicato – pagina 1"


def left(lines=LEFT, **place):
    return block(lines, **{"x": 50, "y": 700} | place)


def right(lines=RIGHT, **place):
    return block(lines, **{"x": 310, "y": 700} | place)


def title(y=760):
    return block(TITLE, x=50, y=y, size=18, font=BOLD)


def foot():
    return [Ink(50, 40, FOOT, 8), Ink(500, 40, "1", 8)]


@pytest.fixture
def read_one(write):
    def read_one(data, name="a.pdf"):
        (item,) = read([write(name, data)])
        return item

    return read_one


# how the same page is drawn
DRAWN = {
    "columns": title() + left() + right() + foot(),
    "rows": title() + interleaved(left(), right()) + foot(),
    "right first": foot() + right() + left() + title(),
    "rows, not level": title() + interleaved(left(), right(y=696)) + foot(),
}


class TestOrder:
    PAGE = (*TITLE, "", *LEFT, *RIGHT, "", f"{FOOT}   1")

    @pytest.mark.parametrize("inks", DRAWN.values(), ids=DRAWN)
    def test_two_columns_come_one_after_the_other_however_they_are_drawn(self, read_one, inks):
        assert tuple(read_one(pdf([inks])).text.split("\n")) == self.PAGE

    def test_three_columns(self, read_one):
        columns = [block(THIRD, x=x, y=700) for x in (50, 220, 390)]
        assert read_one(pdf([interleaved(*columns)])).text.split("\n") == [*THIRD] * 3

    def test_a_heading_over_both_columns_parts_what_is_above_from_what_is_below(self, read_one):
        below = block(
            ["Le stime per l’anno intero restano quelle di marzo, dice il consiglio di Tessilva"], x=50, y=645
        )
        page = interleaved(left(), right()) + below + interleaved(left(y=625), right(y=625))
        lines = [line for line in read_one(pdf([page])).text.split("\n") if line]
        assert lines == [*LEFT, *RIGHT, below[0].text, *LEFT, *RIGHT]

    def test_figures_stay_beside_their_label(self, read_one):
        rows = (
            ("Milioni di euro", "2026", "2025"),
            ("Ricavi netti", "184,0", "168,1"),
            ("Utile netto", "12,3", "11,0"),
        )
        columns = [block(column, x=x, y=700) for column, x in zip(zip(*rows, strict=True), (50, 250, 320), strict=True)]
        assert read_one(pdf([[ink for column in columns for ink in column]])).text.split("\n") == [
            "   ".join(row) for row in rows
        ]

    def test_paragraphs_are_parted_by_a_blank_line(self, read_one):
        assert read_one(pdf([block([*LEFT[:2], "", "", *LEFT[2:]], x=50, y=700)])).text.split("\n\n") == [
            "\n".join(LEFT[:2]),
            "\n".join(LEFT[2:]),
        ]

    def test_pages_are_parted_by_form_feeds(self, read_one):
        assert read_one(pdf([left(), [], right()])).text == "\n".join(LEFT) + "\f\f" + "\n".join(RIGHT)

    def test_a_page_full_of_scraps_is_read_from_top_to_bottom(self):
        scraps = [
            Piece(str(n), x, x + 5, y, y + 8)
            for n, (y, x) in enumerate((y, x) for y in range(900, 0, -10) for x in range(0, 600, 10))
        ]
        assert page_text(scraps).split("\n")[1].split()[:2] == ["60", "61"]


class TestAbout:
    # Title, CreationDate, then title and day read
    METADATA = (
        ("Tessilva: i conti", "D:20260801093000+02'00'", "Tessilva: i conti", dt.date(2026, 8, 1)),
        ("Microsoft Word - conti.docx", "D:20260801", "", dt.date(2026, 8, 1)),
        ("conti_semestre", "ieri", "", None),
        ("Senza titolo", "", "", None),
        ("C:\\Documenti\\conti.doc", "D:20269901", "", None),
    )

    @pytest.mark.parametrize(("said", "made", "title", "day"), METADATA)
    def test_title_and_day_of_the_file(self, read_one, said, made, title, day):
        document = read_one(pdf([right()], info={"Title": said, "CreationDate": made}))
        assert (document.title, document.published) == (title, day)

    def test_the_dateline_and_the_name_come_before_the_day_of_the_file(self, read_one):
        info = {"CreationDate": "D:20260915"}
        assert read_one(pdf([left()], info=info)).published == dt.date(2026, 7, 30)
        assert read_one(pdf([right()], info=info), "2026-07-29-a.pdf").published == dt.date(2026, 7, 29)


BAD = {
    "scan": (pdf([[], []]), "scan"),
    "locked": (pdf([left()], locked=True), "password"),
    "damaged": (pdf([left()])[:200], "damaged"),
    "none": (b"Ricavi in crescita", "damaged"),
    "empty": (b"", "empty"),
    "gzip": (gzip.compress(pdf([left()])), "damaged"),
    "no pages": (pdf([]), "scan|damaged"),
}


class TestBad:
    @pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
    def test_what_cannot_be_read_is_one_failure(self, read_one, data, message):
        failure = read_one(data)
        assert isinstance(failure, Failure)
        assert failure.error == "ReadError"
        assert any(word in failure.message for word in message.split("|"))

    # limit, its value here, what the message says
    @pytest.mark.parametrize(
        ("limit", "value", "message"),
        [
            ("MOST_PAGES", 2, "3 pages in one PDF, more than 2"),
            ("MOST_SECONDS", -1, "more than -1 s"),
            ("MOST_BYTES", 100, "100 bytes"),
        ],
    )
    def test_nothing_grows_beyond_the_limits(self, read_one, monkeypatch, limit, value, message):
        data = pdf([left()] * 3)
        assert isinstance(read_one(data), Document)
        monkeypatch.setattr(f"estrattore.readers.pdf.{limit}", value)
        assert message in read_one(data).message
