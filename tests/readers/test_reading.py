import codecs
import datetime as dt
import gzip
import hashlib
import io
import json
import os
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estrattore.documents import Document, Failure
from estrattore.errors import NothingToReadError, UsageError
from estrattore.readers import Input, articles, blocks, discover, docx, html, mail, plain, read, read_input
from estrattore.readers.articles import day_of
from estrattore.readers.decoding import decode
from estrattore.settings import Columns

DAY = dt.date(2026, 3, 4)
TEXT = "Velmarina chiude l'anno con ricavi per 3 milioni di euro. La società crescerà più del 5% perché investe."


def jsonl(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def texts(items):
    return [item.text if isinstance(item, Document) else item.error for item in items]


class TestDecoding:
    @pytest.mark.parametrize(
        ("encoding", "named"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("utf-16", "utf-16"),
            ("utf-32", "utf-32"),
            ("cp1252", "cp1252"),
            ("latin-1", "cp1252"),
            ("mac_roman", "mac_roman"),
            ("cp850", "cp850"),
        ],
    )
    def test_encodings(self, encoding, named):
        assert decode(TEXT.encode(encoding)) == (TEXT, named)

    def test_utf_16_big_endian(self):
        assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == (TEXT, "utf-16")

    @pytest.mark.parametrize("text", ["Citt\u00e0", "«L’utile è di 5 €» – niente male…", "£ 5 mln è già così"])
    def test_short_windows_texts(self, text):
        assert decode(text.encode("cp1252")) == (text, "cp1252")

    def test_one_odd_byte_does_not_spoil_the_rest(self):
        assert decode((TEXT * 5).encode() + b"\xe0 ") == (TEXT * 5 + "\ufffd ", "utf-8")

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            ("è così".encode()[:-1], "è cos\ufffd"),
            ("Così finì, perché".encode()[:-1], "Così finì, perch\ufffd"),
            (b"perch\xc3", "perch\ufffd"),
            (b"dell\xe2\x80", "dell\ufffd"),
            ("perché no ".encode() + b"\xff", "perché no \ufffd"),
            (TEXT.encode() + b"\xff", TEXT + "\ufffd"),
        ],
    )
    def test_utf8_with_an_odd_byte_stays_utf8(self, data, text):
        assert decode(data) == (text, "utf-8")

    @pytest.mark.parametrize("text", ["Costa 5 €", "È costato 5 €, cioè poco", TEXT + " 5 €"])
    @pytest.mark.parametrize("encoding", ["iso-8859-15", "cp1252"])
    def test_the_euro_in_western_encodings(self, encoding, text):
        assert decode(text.encode(encoding)) == (text, encoding)

    @pytest.mark.parametrize("text", ["Dice «C'È», ed è già finita", "Sono le CITTÀ… È… così"])
    def test_windows_signs_side_by_side_are_no_utf8(self, text):
        assert decode(text.encode("cp1252")) == (text, "cp1252")

    @pytest.mark.parametrize(
        "name", ["unicode_escape", "raw-unicode-escape", "charmap", "utf-7", "punycode", "base64", "rot13", "x-none"]
    )
    def test_a_page_is_not_believed_where_it_names_no_encoding_of_text(self, name):
        page = f'<meta charset="{name}"><p>È costato 5 già \\n'
        assert decode(page.encode("cp1252"), html=True) == (page, "cp1252")

    def test_a_page_is_believed_where_it_is_no_utf8(self):
        page = '<meta charset="windows-1250"><p>Łódź e Ružomberok'
        assert decode(page.encode("cp1250"), html=True) == (page, "windows-1250")

    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=60))
    def test_no_byte_raises(self, data):
        text, encoding = decode(data)
        assert text.encode() is not None
        assert codecs.lookup(encoding)


class TestDiscover:
    def test_stable_order_and_skipped_files(self, write, tmp_path):
        for name in (
            "b.txt",
            "a/z.md",
            "a/b/c.HTML",
            "a.jsonl",
            "x.csv.gz",
            "note.odt",
            "a/.nascosto.txt",
            ".git/c.txt",
        ):
            write(name, "x")
        found = discover([tmp_path])
        assert [source.name for source in found.inputs] == ["a/b/c.HTML", "a/z.md", "a.jsonl", "b.txt", "x.csv.gz"]
        assert [source.kind for source in found.inputs] == ["html", "md", "jsonl", "txt", "csv"]
        assert [Path(path).name for path in found.skipped] == [".nascosto.txt", "note.odt"]

    def test_the_output_folder_is_left_out(self, write, tmp_path):
        write("a.txt", "x")
        write("out/money.csv", "x")
        assert [source.name for source in discover([tmp_path], exclude=tmp_path / "out").inputs] == ["a.txt"]

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_links_out_of_the_folder_are_not_followed(self, write, tmp_path):
        write("fuori/segreto.txt", "x")
        write("dentro/a.txt", "x")
        (tmp_path / "dentro/link.txt").symlink_to(tmp_path / "fuori/segreto.txt")
        (tmp_path / "dentro/cartella").symlink_to(tmp_path / "fuori")
        (tmp_path / "dentro/giro").symlink_to(tmp_path / "dentro")
        found = discover([tmp_path / "dentro"])
        assert [source.name for source in found.inputs] == ["a.txt"]
        assert [Path(path).name for path in found.skipped] == ["link.txt"]

    @pytest.mark.parametrize(
        ("name", "advice"),
        [
            ("a.odt", "docx"),
            ("a.msg", "eml"),
            ("a.json", "jsonl"),
            ("a.xlsx", "csv"),
            ("a.pdf.gz", "inputs are .*pdf"),
            ("a", "inputs are"),
        ],
    )
    def test_another_kind_named_directly_is_wrong_use(self, write, name, advice):
        with pytest.raises(UsageError, match=advice):
            discover([write(name, "x")])

    def test_nothing_there(self, write, tmp_path):
        with pytest.raises(NothingToReadError, match="does not exist"):
            discover([tmp_path / "manca"])
        write("a.odt", "x")
        with pytest.raises(NothingToReadError, match="1 other"):
            discover([tmp_path])

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_a_closed_folder_is_a_failure(self, write, tmp_path):
        write("a.txt", TEXT)
        closed = write("chiusa/b.txt", TEXT).parent
        closed.chmod(0)
        try:
            assert texts(read([tmp_path])) == [TEXT, "PermissionError"]
        finally:
            closed.chmod(0o700)


class TestFiles:
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "a.txt.gz"])
    def test_text_is_left_as_it_is(self, write, name):
        text = "  Titolo\r\n\r\nRiga\u2028una\tdue Ã¨\n"
        data = text.encode()
        path = write(name, gzip.compress(data) if name.endswith("gz") else data)
        (document,) = read([path])
        assert (document.text, document.id, document.path) == (text, name, str(path))
        assert document.sha256 == hashlib.sha256(data).hexdigest()
        assert document.encoding == "utf-8"

    def test_ids_are_relative_paths_and_clashes_are_numbered(self, write, tmp_path):
        for name in ("a/x.txt", "b/x.txt", "c/x.txt"):
            write(name, TEXT)
        assert [d.id for d in read([tmp_path / "a", tmp_path / "b", tmp_path / "c"])] == ["x.txt", "x.txt#2", "x.txt#3"]
        assert [d.id for d in read([tmp_path])] == ["a/x.txt", "b/x.txt", "c/x.txt"]

    def test_standard_input(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("cp1252"))))
        (document,) = read(["-"])
        assert (document.text, document.id, document.encoding) == (TEXT, "stdin", "cp1252")

    def test_five_million_characters(self, write):
        text = (TEXT + "\n") * (5_000_000 // len(TEXT))
        (document,) = read([write("lungo.txt", text)])
        assert document.n_chars == len(text)

    # name, bytes, part of the message
    BAD = (
        ("vuoto.txt", b"", "empty"),
        ("bianco.txt", b" \n\t ", "No article|empty"),
        ("falso.txt", b"%PDF-1.7 ...", "a PDF"),
        ("falso.md", b"PK\x03\x04 ...", "zip"),
        ("foto.html", b"\x89PNG\r\n", "picture"),
        ("dati.txt", bytes(range(256)) * 4, "binary"),
        ("largo.txt", TEXT.encode("utf-16-le"), "byte order mark"),
        ("rotto.txt.gz", gzip.compress(TEXT.encode())[:-12], "damaged"),
        ("nongz.txt.gz", TEXT.encode(), "damaged"),
        ("vuota.html", b"<html><body></body></html>", "No article"),
        ("vuoto.jsonl", b"", "no records"),
        ("foto.jsonl", b"\xff\xd8\xff\xe0 jpeg", "picture"),
        ("vuoto.csv", b"", "no records"),
        ("solo.csv", b"id,text\n", "no records"),
        ("colonne.csv", b"id;titolo;nota\n1;a;b\n", "No column 'text' or 'testo' among: id, titolo, nota"),
        ("testa.csv", b"id,te\rxt\n1,a\n", "names the columns"),
        ("rotto.jsonl.gz", gzip.compress(b'{"text": 1}\n' * 9000)[:-12], "ended|damaged|end-of-stream"),
    )

    @pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[name for name, *_ in BAD])
    def test_a_bad_file_is_one_failure(self, write, name, data, message):
        path = write(name, data)
        failure = list(read([path]))[-1]
        assert isinstance(failure, Failure)
        assert (failure.path, failure.stage, failure.record) == (str(path), "read", "")
        assert re.search(message, failure.message)

    def test_a_file_that_is_gone_is_a_failure(self, tmp_path):
        (failure,) = read_input(Input(path=str(tmp_path / "via.txt"), name="via.txt", kind="txt"))
        assert failure.error == "FileNotFoundError"

    @pytest.mark.parametrize("name", ["bomba.txt.gz", "bomba.jsonl.gz", "lungo.txt"])
    def test_nothing_grows_beyond_the_limit(self, write, name):
        data = jsonl({"text": "0" * 900}).encode() * 20
        path = write(name, gzip.compress(data) if name.endswith("gz") else data)
        failure = list(read([path], limit=5000))[-1]
        assert isinstance(failure, Failure)
        assert "5,000 bytes" in failure.message

    def test_nul_is_text(self, write):
        (document,) = read([write("a.txt", TEXT + "\0 fine")])
        assert document.text.endswith("\0 fine")


PAGE = """<html><head><meta charset="utf-8"><title>Conti | Giornale</title>{head}
<script>var x = "Pubblicità a 9 euro";</script></head><body><nav><a href="/">Home page</a></nav>
<article><h1>Velmarina cresce</h1><p>{text}</p><p>{text}</p></article><footer>Diritti riservati</footer></body></html>"""
JSON_LD = """<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-04T10:00:00+01:00",
"headline": "Velmarina cresce"}</script>"""


class TestHtml:
    @pytest.mark.parametrize(
        "head", [JSON_LD, '<meta property="article:published_time" content="2026-03-04T08:00:00Z">']
    )
    def test_article_title_and_day(self, write, head):
        (document,) = read([write("a.html", PAGE.format(head=head, text=TEXT * 3))])
        assert document.published == DAY
        assert document.title == "Velmarina cresce"
        assert TEXT in document.text
        assert not any(noise in document.text for noise in ("Home page", "Pubblicità", "<p>", "Diritti"))

    def test_no_day_is_guessed(self, write):
        page = PAGE.format(head="", text=TEXT + " Lo stabilimento fu aperto il 3 maggio 2019.")
        (document,) = read([write("a.html", page)])
        assert document.published is None

    @pytest.mark.parametrize(
        "page",
        [
            f"<p>{TEXT}</p>",
            f"<html><body><p>{TEXT}</p></body></html>",
            f'<?xml version="1.0" encoding="utf-8"?><html><body><p>{TEXT}</p></body></html>',
            f"<div><div><p>{TEXT}<br>",
        ],
    )
    def test_poor_pages(self, write, page):
        (document,) = read([write("a.html", page)])
        assert TEXT in document.text

    def test_windows_page(self, write):
        (document,) = read([write("a.html", PAGE.format(head="", text=TEXT).encode("cp1252"))])
        assert TEXT in document.text
        assert document.encoding == "cp1252"


class TestPublished:
    DATELINE = "Milano, 2 marzo 2026 – "

    # file name, content, published
    SOURCES = (
        ("a.txt", TEXT, None),
        ("a.txt", DATELINE + TEXT, dt.date(2026, 3, 2)),
        ("a.txt", "Conti in crescita\n\n" + DATELINE + TEXT, dt.date(2026, 3, 2)),
        ("a.txt", TEXT + "\nIl 2 marzo 2026 la nuova assemblea.", None),
        ("2026-03-04-a.txt", TEXT, DAY),
        ("20260304_a.txt", TEXT, DAY),
        ("2026/03/04/a.txt", TEXT, DAY),
        ("04-03-2026.txt", TEXT, DAY),
        ("2026-03-04-a.txt", DATELINE + TEXT, dt.date(2026, 3, 2)),
        ("a.jsonl", jsonl({"date": "2026-03-04", "text": DATELINE + TEXT}), DAY),
        ("2026-03-09.jsonl", jsonl({"date": "", "text": TEXT}), dt.date(2026, 3, 9)),
        ("a.html", PAGE.format(head=JSON_LD, text=DATELINE + TEXT), DAY),
    )

    @pytest.mark.parametrize(("name", "content", "published"), SOURCES)
    def test_order_of_sources(self, write, tmp_path, name, content, published):
        write(name, content)
        (document,) = read([tmp_path])
        assert document.published == published
        (document,) = read([tmp_path], published=dt.date(2020, 1, 1))
        assert document.published == dt.date(2020, 1, 1)

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2026-03-04T10:00:00+01:00", DAY),
            ("2026-03-04 10:00", DAY),
            ("2026/03/04", DAY),
            ("20260304", DAY),
            ("04/03/2026", DAY),
            ("4.3.2026", DAY),
            ("Wed, 04 Mar 2026 10:00:00 +0100", DAY),
            ("4 marzo 2026", DAY),
            ("", None),
            ("ieri", None),
            ("2026-13-45", None),
            ("bilancio-2025-2026", None),
            ("1234567890123", None),
        ],
    )
    def test_days_as_records_write_them(self, text, day):
        assert day_of(text) == day


class TestRecords:
    def test_jsonl(self, write):
        record = {"id": 7, "Title": "Conti", "date": "2026-03-04", "text": TEXT}
        path = write("a.jsonl", jsonl(record, {"text": TEXT}))
        first, second = read([path])
        assert (first.id, first.title, first.published, first.text, first.record) == ("7", "Conti", DAY, TEXT, "1")
        assert (second.id, second.title, second.record) == ("a.jsonl:2", "", "2")

    # lines, then for each line the text or the error
    LINES = (
        (b'{"text": "a"}', b"{rotto", b'{"text": "b"}'),
        (b'{"text": "a"}', b"[1, 2]", b'"solo"', b"3", b"null", b'{"text": "b"}'),
        (b'{"text": "a"}', b'{"titolo": "x"}', b'{"text": ""}', b'{"text": 5}', b'{"text": null}', b'{"text": "b"}'),
        (b'{"text": "a"}', b"[" * 200_000, b'{"text": "b"}'),
        (b'{"text": "a"}', b'{"n": ' + b"9" * 9000 + b"}", b'{"text": "b"}'),
        (b'{"text": "a"}', b"\xff\xfe\x00", b'{"text": "b"}'),
    )

    @pytest.mark.parametrize("lines", LINES)
    def test_a_broken_line_costs_that_line(self, write, lines):
        items = list(read([write("a.jsonl", b"\r\n".join(lines))]))
        assert texts(items) == ["a", *["ReadError"] * (len(lines) - 2), "b"]
        assert [item.record for item in items] == [str(n + 1) for n in range(len(lines))]

    def test_blank_lines_and_marks_are_no_records(self, write):
        path = write("a.jsonl", codecs.BOM_UTF8 + b'{"text": "a"}\n\n  \r\n{"text": "b\xe2\x80\xa8c"}')
        assert texts(read([path])) == ["a", "b\u2028c"]

    def test_lone_surrogates_cannot_be_written_and_become_signs_of_loss(self, write):
        (document,) = read([write("a.jsonl", b'{"text": "a\\ud83d b\\u0000 \\ud83d\\ude00"}')])
        assert document.text == "a\ufffd b\0 😀"

    @pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-32", "utf-8-sig"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_csv(self, write, encoding, delimiter):
        head = delimiter.join(["ID", "Title", "date", "Text"])
        row = delimiter.join(["7", '"Conti, ""veri"""', "04/03/2026", f'"{TEXT}\r\nSeconda riga; fine"'])
        (document,) = read([write("a.csv", f"{head}\r\n{row}\r\n".encode(encoding))])
        assert (document.id, document.title, document.published) == ("7", 'Conti, "veri"', DAY)
        assert document.text == TEXT + "\r\nSeconda riga; fine"

    # body of a csv, texts or errors, line numbers
    CSV = (
        ('1,a\n2,"b\nb"\n3,c\n', ["a", "b\nb", "c"], ["2", "3", "5"]),
        ('1,a\n2,"b\n3,c\n', ["a", "ReadError", "c"], ["2", "3", "4"]),
        ('1,a\n2,"b\n3,"c"\n4,d\n', ["a", "ReadError", "c", "d"], ["2", "3", "4", "5"]),
        ('1,a\n2,"b"x\n3,c\n', ["a", "ReadError", "c"], ["2", "3", "4"]),
        ("1,a\n2,b,troppo\n3,c\n", ["a", "ReadError", "c"], ["2", "3", "4"]),
        ("1,a\n2\n\n3,c\n", ["a", "ReadError", "c"], ["2", "3", "5"]),
        ('1,a\n2,tubo da 5" nuovo\n3,c\n', ["a", 'tubo da 5" nuovo', "c"], ["2", "3", "4"]),
        ("1,a\n2,\n3,c\n", ["a", "ReadError", "c"], ["2", "3", "4"]),
        ("1,a,\n", ["a"], ["2"]),
    )

    @pytest.mark.parametrize(("body", "found", "lines"), CSV)
    def test_a_broken_row_costs_that_row(self, write, body, found, lines):
        items = list(read([write("a.csv", "id,text\n" + body)]))
        assert texts(items) == found
        assert [item.record for item in items] == lines

    def test_names_of_columns(self, write):
        columns = Columns(id="codice", title="titolo", date="giorno", text="corpo")
        record = {"codice": "x", "titolo": "Conti", "giorno": "2026-03-04", "corpo": TEXT}
        table = ";".join(record) + "\n" + ";".join(record.values()) + "\n"
        for path in (write("a.jsonl", jsonl(record)), write("a.csv", table)):
            (document,) = read([path], columns=columns)
            assert (document.id, document.title, document.published, document.text) == ("x", "Conti", DAY, TEXT)

    @pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
    def test_compressed(self, write, name):
        content = jsonl({"text": TEXT}) if "jsonl" in name else f"id;text\n1;{TEXT}\n"
        assert texts(read([write(name, gzip.compress(content.encode()))])) == [TEXT]


class TestSamples:
    ROOT = Path(__file__).parents[2] / "data"

    def test_the_samples_read_as_their_gold_says(self):
        found = {document.id: document for document in read([self.ROOT / "raw"])}
        golds = {gold["id"]: gold for gold in map(json.loads, self.gold_texts())}
        assert {document.id for document in found.values() if "/formati/" not in document.path} == golds.keys()
        for name, gold in golds.items():
            document = found[name]
            assert (document.text, document.title) == (gold["text"], gold["title"])
            assert str(document.published) == gold["date"]

    def test_one_sample_of_each_other_format(self):
        found = list(read([self.ROOT / "raw" / "formati"]))
        assert [(document.id, str(document.published)) for document in found] == [
            ("2026-03-16-morvasco.pdf", "2026-03-16"),
            ("AG-201", "2026-03-18"),
            ("AG-202", "2026-03-18"),
            ("AG-203", "2026-03-19"),
            ("quotidiano-5101", "2026-03-19"),
            ("quotidiano-5102", "2026-03-20"),
            ("faldera.eml", "2026-04-14"),
            ("faldera.eml/nota.txt", "2026-04-14"),
            ("vinalba.docx", "2026-05-12"),
        ]
        release = found[0].text
        assert "I lavori comin-\nceranno il 1° settembre 2026.\n«Abbiamo scelto di crescere" in release
        assert "\nUtile netto | 14,2 | 12,0 | +18,3%\n" in found[-1].text

    def gold_texts(self):
        return [path.read_text("utf-8") for path in (self.ROOT / "gold").glob("*.json") if path.stem != "floors"]


class TestBlocks:
    @pytest.mark.parametrize("size", [1, 40, 100, 10_000])
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            (
                "a.jsonl",
                jsonl(*[{"id": n, "text": f"Testo {n}\n{TEXT}"} for n in range(9)]) + "rotto\n\n" + '{"text": "z"}',
            ),
            (
                "a.csv",
                "id,text\n" + "".join(f'{n},"Testo {n}\n\n""{TEXT}"""\n' for n in range(9)) + '9,"aperto\n10,fine',
            ),
            ("a.csv", "id,text\n"),
            ("a.jsonl", ""),
        ],
    )
    def test_blocks_read_like_the_whole(self, write, size, name, content):
        (source,) = discover([write(name, content)]).inputs
        cut = list(blocks(source, size=size))
        assert [item for block in cut for item in read_input(block)] == list(read_input(source))
        assert len(cut) > 3 or size > 100 or len(content) < 10
        assert all(before.stop == after.start for before, after in pairwise(cut))

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.txt", TEXT.encode() * 9),
            ("a.jsonl.gz", gzip.compress(jsonl({"text": TEXT}).encode() * 9)),
            ("a.jsonl", (jsonl({"text": TEXT}) * 9).encode("utf-16")),
        ],
    )
    def test_what_cannot_be_cut_comes_back_whole(self, write, name, content):
        (source,) = discover([write(name, content)]).inputs
        assert list(blocks(source, size=10)) == [source]
        assert {item.text for item in read_input(source)} <= {TEXT, TEXT * 9}

    def test_a_file_that_is_gone_is_left_to_the_reader(self, tmp_path):
        source = Input(path=str(tmp_path / "via.csv"), name="via.csv", kind="csv")
        assert list(blocks(source, size=10)) == [source]


class TestBounds:
    """Inputs made to hang whoever reads them: one failure that says why, or a refusal."""

    @pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.eml.gz"])
    @pytest.mark.parametrize("sign", [b"\n", b"a"])
    def test_a_small_gz_of_gigabytes(self, write, name, sign):
        head = b"text\n" if "csv" in name else b""
        data = gzip.compress(head + sign * 2**20) + gzip.compress(sign * 2**20) * 2_000
        (found,) = read([write(name, data)])
        assert isinstance(found, Failure)
        assert "as no text does" in found.message

    def test_rows_of_a_csv_that_never_close_a_quote(self, write):
        """Each used to be read to the end of the file: a megabyte would have taken hours."""
        rows = 40_000
        found = list(read([write("a.csv", "id,text\n" + 'a","""c\n' * rows + f"1,{TEXT}\n")]))
        assert len(found) == rows + 1
        assert found[0].message.endswith("Is a quote missing?")
        assert found[-1].text == TEXT

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none there")
    def test_pipes_devices_and_links_to_nowhere(self, write, tmp_path):
        write("a.txt", TEXT)
        os.mkfifo(tmp_path / "pipe.txt")
        (tmp_path / "zero.txt").symlink_to("/dev/zero")
        (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
        found = discover([tmp_path])
        assert [source.name for source in found.inputs] == ["a.txt"]
        assert [Path(path).name for path in found.skipped] == ["nowhere.txt", "pipe.txt", "zero.txt"]
        for name in ("pipe.txt", "zero.txt"):
            with pytest.raises(UsageError, match="no end"):
                discover([tmp_path / name])

    @pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html"])
    def test_a_text_that_is_too_long_names_the_limit(self, write, name, monkeypatch):
        monkeypatch.setattr(articles, "MOST_CHARS", 50)
        texts = {"a.jsonl": jsonl({"text": TEXT}), "a.csv": f"text\n{TEXT}\n", "a.html": f"<p>{TEXT}</p>"}
        (failure,) = read([write(name, texts.get(name, TEXT))])
        assert "More than 50 characters" in failure.message

    @pytest.mark.parametrize(
        ("name", "module"), [("a.txt", plain), ("a.html", html), ("a.eml", mail), ("a.docx", docx)]
    )
    def test_a_file_that_takes_too_much_memory_names_the_limit(self, write, name, module, monkeypatch):
        monkeypatch.setattr(module, "MOST_BYTES", 50)
        (failure,) = read([write(name, TEXT)])
        assert "More than 50 bytes" in failure.message
