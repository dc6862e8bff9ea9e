"""Text as it comes: every sample, wrapped, parted, quoted, decomposed or typed without accents, says what the plain one says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from spacy.language import Language

import estrattore
from estrattore.documents import Document
from estrattore.readers import read
from estrattore.text import read_layout
from tests.conftest import RAW

# As they are read: some samples come wrapped already.
SAMPLES = [
    replace(item, text=read_layout(item.text).text.strip()) for item in read([RAW]) if isinstance(item, Document)
]
TABLES = ("companies", "organizations", "people", "money", "percentages", "dates", "facts")
PLACES = re.compile(r"_(?:char|start|end)$")
PARTED = re.compile("mi(?:lioni|liardi)")
DAYS = {"date_start", "date_end", "period_start", "period_end", "due_start", "due_end"}
ELSEWHERE = {"text", "sentence", "fact_id", "repeats", "confidence"}  # what depends on the very characters and words


def wrapped(text: str, *, width: int, parted: bool = False) -> str:
    """Each paragraph on lines of a width, as `pdftotext` and mail programs write it, with a blank line behind it."""
    return "\n\n".join("\n".join(lines(line, width, parted=parted)) for line in text.split("\n") if line)


def lines(paragraph: str, width: int, *, parted: bool) -> Iterator[str]:
    """As many words on a line as fit; `milioni` and its kin are parted where they do not."""
    line = ""
    for word in paragraph.split(" "):
        if len(line) + len(word) < width or not line:
            line = f"{line} {word}".lstrip(" ") if line else word
            continue
        head, rest = word[:2], word[2:]
        if parted and PARTED.match(word) and len(line) + len(head) + 1 < width:
            line, word = f"{line} {head}-", rest
        yield line
        line = word
    yield line


SHAPES: dict[str, Callable[[str], str]] = {
    **{f"wrapped at {width}": partial(wrapped, width=width) for width in (60, 75, 90)},
    "parted words": partial(wrapped, width=75, parted=True),
    "CRLF": lambda text: wrapped(text, width=75).replace("\n", "\r\n"),
    "quoted": lambda text: re.sub("^", "> ", wrapped(text, width=75), flags=re.MULTILINE),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "accents as apostrophes": lambda text: re.sub(
        r"(?<!\w)([a-z]*)([àèìòù])(?!\w)", lambda m: m[1] + bare(m[2]) + "'", text
    ),
    "soft hyphens": lambda text: re.sub(r"\b(mi)(li(?:oni|ardi))", "\\1\u00ad\\2", text),
}


def bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def said(document: Document, nlp: Language) -> dict[str, list[str]]:
    """What the rows of each table say, wherever it stands."""
    tables = estrattore.extract(document, nlp=nlp)
    found = {}
    for table in TABLES:
        columns = [c for c in tables[table] if c in DAYS or (not PLACES.search(c) and c not in ELSEWHERE)]
        found[table] = [str(list(row)) for row in tables[table][columns].itertuples(index=False)]
    return found


@pytest.fixture(scope="module")
def quick() -> Language:
    return estrattore.load("fast")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_the_shape_of_a_text_changes_nothing(sample: Document, shape: Callable[[str], str], quick: Language) -> None:
    assert said(replace(sample, text=shape(sample.text)), quick) == said(sample, quick)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_texts_are_exact_slices(shape: Callable[[str], str], quick: Language) -> None:
    for sample in SAMPLES:
        text = shape(sample.text)
        tables = estrattore.extract(text, nlp=quick, published=sample.published)
        for table in TABLES[:-1]:
            for row in tables[table].itertuples():
                assert text[row.start_char : row.end_char] == row.text
                assert row.text == row.text.strip()
