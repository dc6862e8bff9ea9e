"""The table of formats and what is said of it are the same."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estrattore.cli import app
from estrattore.documents import Document, Failure
from estrattore.readers import Input, discover, read, read_input
from estrattore.readers.formats import ACCEPTED, FORMATS, KINDS, kind_of
from tests.conftest import RAW, ROOT


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_stands_where_inputs_are_listed(kind):
    ending = FORMATS[kind].endings[0]
    said = next(
        command.callback.__doc__ for command in app.registered_commands if command.callback.__name__ == "extract"
    )
    assert ending in ACCEPTED
    assert ending.removeprefix(".") in said.replace(",", "").replace(";", "").split()
    for page in ("README.md", "docs/index.md", "docs/quickstart.it.md"):
        assert f"`{ending}`" in (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("ending", KINDS)
def test_names_in_any_case(ending):
    kind = KINDS[ending]
    assert kind_of(f"Nota{ending.upper()}") == kind
    assert kind_of(f"nota{ending}.gz") == (kind if FORMATS[kind].text else None)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 500, b"\xff\xfe", b"PK\x03\x04", b"%PDF-1.4\n"])
@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_of_something_else_is_one_failure(write, kind, content):
    (failure,) = read([write("a" + FORMATS[kind].endings[0], content)])
    assert isinstance(failure, Failure)
    assert failure.error == "ReadError"
    assert len(failure.message) > 10


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if FORMATS[kind].text])
def test_a_gz_of_something_else_is_one_failure(write, kind):
    path = write(f"a{FORMATS[kind].endings[0]}.gz", gzip.compress(b"Ricavi di Faldera" * 900)[:-9])
    (failure,) = [item for item in read([path]) if isinstance(item, Failure)]
    assert failure.error in ("ReadError", "EOFError")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_is_gone_is_one_failure(write, kind):
    path = write("a" + FORMATS[kind].endings[0], b"x")
    (source,) = discover([path]).inputs
    path.unlink()
    (failure,) = read_input(source)
    assert failure.error == "FileNotFoundError"


SAMPLES = {path.suffix: path.read_bytes() for path in sorted((RAW / "formati").iterdir())}


@pytest.mark.parametrize("ending", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_raises(ending, data):
    content = bytearray(SAMPLES[ending])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    source = Input(path="x", name="a" + ending, kind=KINDS[ending], data=bytes(content))
    items = list(read_input(source))
    assert items
    assert all(isinstance(item, Document | Failure) for item in items)
