import datetime as dt
import io
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from estrattore.batch.plan import units
from estrattore.documents import Failure
from estrattore.readers import blocks, discover, read, read_input
from estrattore.settings import Columns

ROWS = [
    {"codice": n, "Titolo": f"Titolo {n}", "data": dt.date(2026, 3, 1 + n), "testo": f"Testo {n}."} for n in range(9)
]


def parquet(rows=ROWS, *, group=2, **options):
    data = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), data, row_group_size=group, **options)
    return data.getvalue()


def without_rows():
    data = io.BytesIO()
    pq.write_table(pa.table({"testo": pa.array([], pa.string())}), data)
    return data.getvalue()


@pytest.fixture
def source(write):
    return lambda data: discover([write("a.parquet", data)]).inputs[0]


def test_rows_are_records(write):
    first, *others = read([write("a.parquet", parquet())])
    assert (first.id, first.title, first.published, first.text) == ("0", "Titolo 0", dt.date(2026, 3, 1), "Testo 0.")
    assert [(d.id, d.record) for d in (first, *others)] == [(str(n), str(n + 1)) for n in range(9)]
    assert len({d.sha256 for d in others}) == 8


@pytest.mark.parametrize("size", [1, 1500, 10**6])
@pytest.mark.parametrize("dictionary", [True, False])
def test_blocks_of_row_groups_read_like_the_whole(source, size, dictionary):
    whole = source(parquet(use_dictionary=dictionary))
    cut = list(blocks(whole, size=size))
    assert [item for block in cut for item in read_input(block)] == list(read_input(whole))
    assert len(cut) == {1: 5, 10**6: 1}.get(size, len(cut))
    assert len(cut) < 5 or size == 1
    assert all(before.stop == after.start for before, after in pairwise(cut))
    assert cut[-1].stop is None


def keys(source):
    return [unit.key for unit in units(source, file=source.path, base="", columns=Columns(), size=1)]


def test_keys_of_blocks_depend_on_their_rows_and_on_the_columns_alone(source):
    before = keys(source(parquet()))
    changed = [*ROWS[:4], ROWS[4] | {"testo": "Altro."}, *ROWS[5:]]
    same = [old == new for old, new in zip(before, keys(source(parquet(changed))), strict=True)]
    assert same == [True, True, False, True, False]  # what is written at the end of the file belongs to the last block
    renamed = [{"testo" if name == "Titolo" else name + "_": value for name, value in row.items()} for row in ROWS]
    assert not set(before) & set(keys(source(parquet(renamed))))


def test_a_row_without_text_costs_itself(write):
    rows = [ROWS[0], ROWS[1] | {"testo": None}, ROWS[2]]
    one, failure, other = read([write("a.parquet", parquet(rows))])
    assert (one.record, failure.record, other.record) == ("1", "2", "3")
    assert failure.error == "ReadError"


def test_a_damaged_row_group_costs_itself(write):
    data = bytearray(parquet(compression="none", use_dictionary=False, write_statistics=False))
    at = data.index(b"Testo 2.") - 60
    data[at : at + 60] = b"\xff" * 60
    items = list(read([write("a.parquet", bytes(data))]))
    failures = [item for item in items if isinstance(item, Failure)]
    assert [failure.record for failure in failures] == ["3"]
    assert {"Testo 0.", "Testo 4.", "Testo 8."} <= {item.text for item in items if item not in failures}


BAD = {
    "empty": (b"", "damaged"),
    "text": (b"Ricavi in crescita", "damaged"),
    "cut": (parquet()[:-30], "damaged"),
    "no rows": (parquet([], group=1), "No column"),
    "no text": (parquet([{"nota": "x"}]), "No column 'text' or 'testo' among: nota"),
    "no records": (without_rows(), "no records"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_is_one_failure(source, data, message):
    bad = source(data)
    assert list(blocks(bad, size=1)) == [bad]
    (failure,) = read_input(bad)
    assert isinstance(failure, Failure)
    assert failure.error == "ReadError"
    assert message in failure.message
