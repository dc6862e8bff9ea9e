"""Shards on the disk: damage shows, and is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from estrattore.batch.run import extract_folder
from estrattore.batch.store import INDEX, DamagedError, check, read_index, read_rows, write_units
from estrattore.batch.summary import RunSummary
from estrattore.settings import Settings
from estrattore.tables.written import WORK

ROWS = [("one", {"money": [{"n": 1}], "errors": []}), ("one", {"money": [{"n": 2}]}), ("two", {"money": [{"n": 3}]})]


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    write_units(tmp_path, ROWS, keys=["one", "two", "three"])
    return tmp_path


def test_rows_come_back_by_unit(shard: Path) -> None:
    places = check(shard).places
    found = {
        key: [row["n"] for row in read_rows(shard, "money", place["money"])] for key, place in places.items() if place
    }
    assert found == {"one": [1, 2], "two": [3]}
    assert places["three"] == {}


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b"null", b"\0" * 200, b'{"sum": 1}', b'{"sum": 1, "places": {}, "sums": {}}']
)
def test_a_damaged_index_shows(shard: Path, damage: bytes) -> None:
    (shard / INDEX).write_bytes(damage)
    with pytest.raises(DamagedError):
        read_index(shard)


def test_a_changed_digit_of_the_index_shows(shard: Path) -> None:
    data = (shard / INDEX).read_bytes()
    (shard / INDEX).write_bytes(data.replace(b'"money": [0', b'"money": [9'))
    with pytest.raises(DamagedError, match="changed"):
        read_index(shard)


Damage = Callable[[Path], object]
DAMAGES: dict[str, Damage] = {
    "a changed digit": lambda shard: (shard / "money.jsonl").write_bytes(
        (shard / "money.jsonl").read_bytes().replace(b"3000000", b"4000000")
    ),
    "zeros after a power cut": lambda shard: (shard / "money.jsonl").write_bytes(
        bytes((shard / "money.jsonl").stat().st_size)
    ),
    "more than was written": lambda shard: (shard / "money.jsonl").open("ab").write(b"{}\n"),
    "rows that are gone": lambda shard: (shard / "money.jsonl").unlink(),
    "zeros for an index": lambda shard: (shard / INDEX).write_bytes(bytes(90)),
    "no index": lambda shard: (shard / INDEX).unlink(),
    "a list for an index": lambda shard: (shard / INDEX).write_text("[]"),
    "a folder for an index": lambda shard: [(shard / INDEX).unlink(), (shard / INDEX).mkdir()],
    "a file for a shard": lambda shard: [shard.rename(shard.with_name(".away")), shard.write_text("x")],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_shard_is_made_again_with_a_line(damage: Damage, tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "a.txt").write_text("Netflix spende 3 milioni di euro.", "utf-8")

    def run() -> RunSummary:
        return extract_folder([tmp_path / "a.txt"], tmp_path / "out", settings=Settings(model=str(tiny_model)))

    assert run().notes == ()
    expected = (tmp_path / "out" / "money.csv").read_bytes()
    (shard,) = (tmp_path / "out" / WORK / "shards").glob("[!.]*")
    damage(shard)
    mended = run()
    assert mended.new == 1
    assert "damaged" in "".join(mended.notes)
    assert (tmp_path / "out" / "money.csv").read_bytes() == expected
    assert (run().new, run().notes) == (0, ())
