import datetime as dt
import gzip
from email.message import EmailMessage

import pytest

from estrattore.documents import Document, Failure
from estrattore.readers import Input, read, read_input
from tests.readers.pdfs import block, pdf

BODY = "Gentili colleghi,\n\nCantieri Morvasco ha venduto 12 unità a più di 40 milioni di euro.\n"
RELEASE = pdf([block(["Cantieri Morvasco, ordini a 310 milioni di euro."], x=50, y=700)])
SENT = "Tue, 14 Apr 2026 18:30:00 +0200"


def mail(body=BODY, **headers):
    message = EmailMessage()
    for name, value in (
        {"Subject": "Ordini più alti", "Date": SENT, "From": "stampa@morvasco.example"} | headers
    ).items():
        message[name] = value
    message.set_content(body)
    return message


def attach(message, data, name, kind="application/octet-stream"):
    message.add_attachment(data, *kind.split("/"), filename=name)
    return message


@pytest.fixture
def read_mail(write):
    def read_mail(message, **options):
        data = message if isinstance(message, bytes) else message.as_bytes()
        return list(read([write("mail.eml", data)], **options))

    return read_mail


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_body_subject_and_date(read_mail, cte, charset):
    message = mail()
    message.set_content(BODY, charset=charset, cte=cte)
    (document,) = read_mail(message)
    assert (document.text, document.title, document.published) == (
        BODY.strip(),
        "Ordini più alti",
        dt.date(2026, 4, 14),
    )
    assert (document.id, document.record, document.encoding) == ("mail.eml", "", charset)


HTML = "<html><head><title>x</title></head><body><p>Ordini <b>più</b> alti.</p><p>A 40&nbsp;milioni.</p></body></html>"


def test_the_html_part_where_there_is_no_plain_one(read_mail):
    message = mail()
    message.set_content(HTML, subtype="html")
    (document,) = read_mail(message)
    assert document.text == "Ordini più alti.\nA 40 milioni."
    both = mail()
    both.add_alternative(HTML, subtype="html")
    (document,) = read_mail(both)
    assert document.text == BODY.strip()


# headers and bytes of a mail that no program should write, and its text
ODD = {
    "unknown charset": (b"Content-Type: text/plain; charset=x-marziano\n\nperch\xe9 no", "perché no"),
    "wrong charset": (b"Content-Type: text/plain; charset=utf-8\n\nperch\xe9 no", "perché no"),
    "no charset": (b"\nperch\xe9 no", "perché no"),
    "broken base64": (b"Content-Transfer-Encoding: base64\n\ncGVyY2g=po", "perch"),
    "broken subject": (b"Subject: =?utf-8?b?!!!?= =?x?q?=\n\nsolo testo", "solo testo"),
    "broken date": (b"Date: ieri, forse @#[\n\nsolo testo", "solo testo"),
    "no end": (b'Content-Type: multipart/mixed; boundary="a"\n\n--a\n\nsolo testo', "solo testo"),
}


@pytest.mark.parametrize(("data", "text"), ODD.values(), ids=ODD)
def test_odd_mails_are_read_as_far_as_they_go(read_mail, data, text):
    (document,) = read_mail(b"From: a@b.example\n" + data)
    assert document.text.startswith(text)


class TestAttachments:
    def test_known_kinds_are_documents_and_others_are_not(self, read_mail):
        message = attach(attach(mail(), RELEASE, "allegato.pdf"), b"\x89PNG", "logo.png", "image/png")
        attach(attach(message, b"Nota: 7 milioni.", "note/nota.txt"), b'{"id": "x", "testo": "Uno."}\n{', "dati.jsonl")
        body, release, note, record, broken = read_mail(message)
        assert [body.id, release.id, note.id, record.id] == [
            "mail.eml",
            "mail.eml/allegato.pdf",
            "mail.eml/nota.txt",
            "x",
        ]
        assert [body.record, release.record, note.record, record.record] == [
            "",
            "allegato.pdf",
            "nota.txt",
            "dati.jsonl:1",
        ]
        assert release.text == "Cantieri Morvasco, ordini a 310 milioni di euro."
        assert {release.path, note.path} == {body.path}
        assert release.published == dt.date(2026, 4, 14)  # its own metadata have no day
        assert (broken.record, broken.error) == ("dati.jsonl:2", "ReadError")

    def test_a_bad_attachment_costs_itself(self, read_mail):
        message = attach(attach(mail(), b"rotto", "a.pdf"), RELEASE, "b.pdf")
        body, failure, release = read_mail(message)
        assert (body.id, release.id) == ("mail.eml", "mail.eml/b.pdf")
        assert isinstance(failure, Failure)
        assert (failure.path, failure.record) == (body.path, "a.pdf")

    def test_equal_names_are_numbered(self, read_mail):
        message = attach(attach(mail(), RELEASE, "a.pdf"), RELEASE, "a.pdf")
        assert [item.id for item in read_mail(message)] == ["mail.eml", "mail.eml/a.pdf", "mail.eml/a.pdf#2"]

    def test_a_mail_of_attachments_alone(self, read_mail):
        (release,) = read_mail(attach(mail(body=""), RELEASE, "a.pdf"))
        assert release.id == "mail.eml/a.pdf"

    def test_a_text_goes_on_behind_what_was_put_into_it(self, read_mail):
        message = attach(mail(), RELEASE, "a.pdf")
        rest = EmailMessage()
        rest.set_content("Seguono i conti.")
        message.attach(rest)
        body, _ = read_mail(message)
        assert body.text == BODY.strip() + "\n\nSeguono i conti."

    def test_forwarded_mails_down_to_a_depth(self, read_mail):
        message = attach(mail(Subject="livello 0"), RELEASE, "a.pdf")
        for level in range(1, 7):
            message, inner = mail(body=f"Inoltro {level}", Subject=f"livello {level}"), message
            message.add_attachment(inner)
        items = read_mail(message)
        assert [item.title for item in items if isinstance(item, Document)] == [f"livello {n}" for n in (6, 5, 4, 3)]
        assert [item.record for item in items if isinstance(item, Failure)] == ["2.eml/2.eml/2.eml/2.eml"]
        assert "too deep" in items[-1].message

    def test_the_day_of_the_run_holds_for_all(self, read_mail):
        day = dt.date(2020, 1, 1)
        assert {item.published for item in read_mail(attach(mail(), RELEASE, "a.pdf"), published=day)} == {day}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text"),
        (b"From: a@b.example\nSubject: x\n\n", "no text"),
        (b"%PDF-1.4", "a PDF"),
        (b"Content-Type: image/png\n\nx", "no text"),
    ],
)
def test_a_bad_mail_is_one_failure(read_mail, data, message):
    (failure,) = read_mail(data)
    assert isinstance(failure, Failure)
    assert message in failure.message


def test_compressed(write):
    (document,) = read([write("mail.eml.gz", gzip.compress(mail().as_bytes()))])
    assert document.title == "Ordini più alti"


def test_bytes_in_memory_read_like_a_file():
    source = Input(path="x", name="mail.eml", kind="eml", data=mail().as_bytes())
    assert [item.text for item in read_input(source)] == [BODY.strip()]
