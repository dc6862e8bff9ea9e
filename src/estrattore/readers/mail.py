"""Mails: the body as one article, attachments as files of their own."""

from __future__ import annotations

import mimetypes
from email import message_from_bytes, policy
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from estrattore.errors import ReadError
from estrattore.readers.articles import Article, Found, Options, Part
from estrattore.readers.decoding import clean, decode, read_all, refuse_binary
from estrattore.readers.markup import html_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from estrattore.readers.inputs import Input

MOST_BYTES = 100_000_000  # with what is attached; taken apart a mail is ten times as large


def read(source: Input, options: Options) -> Iterator[Found]:
    """The body, if there is one, then the attachments.

    Raises:
        ReadError: It is too large, or no mail.
    """
    data = read_all(source, limit=min(options.limit, MOST_BYTES))
    refuse_binary(data)
    mail, leaves = _parsed(data)
    body = cast("EmailMessage | None", mail.get_body(("plain", "html")))
    texts = [_text(leaf) for leaf in leaves if leaf is body or (body and _continues(leaf, body))]
    day = _header(mail, "Date")
    parts = [part for n, leaf in enumerate(leaves, 1) if leaf is not body and (part := _part(leaf, n, day))]
    text = "\n\n".join(text for text, _ in texts if text.strip())
    if text:
        yield Article(text=text, title=_header(mail, "Subject"), day=day, data=data, encoding=texts[0][1])
    yield from parts


def _parsed(data: bytes) -> tuple[EmailMessage, list[EmailMessage]]:
    """A mail and what it is made of, in order."""
    try:
        mail = message_from_bytes(data, policy=policy.default)
        leaves, waiting = [], [mail]
        while waiting:
            part = waiting.pop()
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                waiting += reversed(cast("list[EmailMessage]", part.get_payload()))
            else:
                leaves.append(part)
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise ReadError(f"The mail is damaged: {error}") from error
    return mail, leaves


def _continues(leaf: EmailMessage, body: EmailMessage) -> bool:
    """Whether a part goes on with the body: some programs put pictures and files between the halves of a text."""
    alike = leaf.get_content_type() == body.get_content_type() == "text/plain"
    return alike and not leaf.get_filename() and not leaf.is_attachment()


def _text(leaf: EmailMessage) -> tuple[str, str]:
    """Text and encoding of a part; one that does not say its encoding, or says it wrongly, is no fault."""
    data = cast("bytes", leaf.get_payload(decode=True) or b"")
    html = leaf.get_content_type() == "text/html"
    named = leaf.get_content_charset("utf-8")
    try:
        text, encoding = clean(data.decode(named)), named
    except (LookupError, ValueError):
        text, encoding = decode(data, html=html)
    return html_text(text) if html else text.replace("\r\n", "\n").strip("\n"), encoding


def _part(leaf: EmailMessage, number: int, day: str) -> Part | None:
    """An attachment, or a forwarded mail; nothing for a part without name and without a kind."""
    name = PurePosixPath((leaf.get_filename() or "").replace("\\", "/")).name
    forwarded = leaf.get_content_type() == "message/rfc822"
    if not name:
        ending = ".eml" if forwarded else mimetypes.guess_extension(leaf.get_content_type())
        if not ending or leaf.get_content_maintype() == "text":
            return None
        name = f"{number}{ending}"
    if not forwarded:
        return Part(clean(name), cast("bytes", leaf.get_payload(decode=True) or b""), day)
    inner = cast("list[EmailMessage]", leaf.get_payload())
    try:
        return Part(clean(PurePosixPath(name).with_suffix(".eml").name), inner[0].as_bytes(), day)
    except (IndexError, LookupError, ValueError, AttributeError):
        return None  # what the library cannot write again


def _header(mail: EmailMessage, name: str) -> str:
    """A header as text; the library fails on some that no program should have written."""
    try:
        return " ".join(clean(str(mail[name] or "")).split())
    except Exception:  # its parser raises whatever comes
        return ""
