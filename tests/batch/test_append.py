"""`--append`: what the tables hold stays; what comes again is skipped or replaced; without it, what leaves is named."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from estrattore import EstrattoreError, Tables, UsageError, extract_folder
from estrattore.batch import merge
from estrattore.batch.held import HELD
from estrattore.batch.run import RunSummary
from estrattore.tables.written import SHARDS, WORK
from tests import deadly

Write = Callable[[str, str | bytes], Path]
Run = Callable[..., RunSummary]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def run(out: Path, tiny_model: Path) -> Run:
    """Extracts into the folder of the test, adding to what it holds unless the test says otherwise."""

    def run(*paths: Path, **options: object) -> RunSummary:
        return extract_folder(paths, out, **{"model": str(tiny_model), "append": True, **options})

    return run


def spends(millions: int, who: str = "Netflix") -> str:
    return f"{who} ha speso {millions} milioni di euro."


def records(*pairs: tuple[str, str]) -> str:
    return "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in pairs)


def ids(out: Path) -> list[str]:
    return Tables.read(out).documents.doc_id.tolist()


def amounts(out: Path) -> dict[str, float]:
    money = Tables.read(out).money
    return dict(zip(money.doc_id, money.amount_min / 1e6, strict=True))


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.csv"))}


def test_what_is_added_stands_behind_what_was_there_as_if_all_had_been_named_at_once(
    write: Write, run: Run, out: Path, tmp_path: Path, tiny_model: Path
) -> None:
    a, b = write("a/x.txt", spends(3)).parent, write("b/x.txt", spends(5)).parent
    write("a/y.txt", spends(7, "Ted Sarandos"))
    assert run(a).kept == 0
    added = run(b)
    assert (added.kept, added.new, added.left, added.replaced) == (2, 1, (), ())
    assert ids(out) == ["x.txt", "y.txt", "x.txt#2"]
    assert Tables.read(out).entities.set_index("name").n_documents.to_dict() == {"Netflix": 2, "Ted Sarandos": 1}
    extract_folder([a, b], tmp_path / "at once", model=str(tiny_model))
    assert contents(out) == contents(tmp_path / "at once")


def test_the_same_again_is_skipped(write: Write, run: Run, out: Path) -> None:
    folder = write("in/x.txt", spends(3)).parent
    run(folder)
    before = contents(out)
    again = run(folder / "x.txt")  # the same file, by another name
    assert (again.new, again.unchanged, again.kept) == (0, 1, 1)
    assert contents(out) == before


def test_another_text_replaces_the_old_one_and_is_named(write: Write, run: Run, out: Path) -> None:
    a, b = write("a/x.txt", spends(3)).parent, write("b/x.txt", spends(5)).parent
    run(a, b)
    write("b/x.txt", spends(8))
    changed = run(b)
    assert (changed.kept, changed.replaced) == (1, ("x.txt#2",))
    assert amounts(out) == {"x.txt": 3, "x.txt#2": 8}
    assert run(a, b).replaced == ()
    assert amounts(out) == {"x.txt": 3, "x.txt#2": 8}


def test_an_id_that_was_given_is_never_given_to_another(write: Write, run: Run, out: Path) -> None:
    """Also where the one that has it is read again after the newcomer."""
    late = write("z/x.txt", spends(3))
    run(late)
    late.write_text(spends(4), "utf-8")
    run(write("a/x.txt", spends(5)), late, write("b/x.txt", spends(6)))
    assert amounts(out) == {"x.txt": 4, "x.txt#2": 5, "x.txt#3": 6}


def test_records_are_known_by_their_file_and_id(write: Write, run: Run, out: Path) -> None:
    one, two = write("uno.jsonl", records(("r1", spends(1)), ("r2", spends(2)))), "due.jsonl"
    run(one, write(two, records(("r1", spends(9)))))
    one.write_text(records(("r3", spends(3)), ("r2", spends(20))), "utf-8")
    changed = run(one)
    assert changed.replaced == ("r2",)
    assert amounts(out) == {"r1": 1, "r1#2": 9, "r3": 3, "r2": 20}


def test_records_without_an_id_are_known_by_their_line(write: Write, run: Run, out: Path) -> None:
    file = write("in/a.csv", "testo\n" + "\n".join(map(spends, (1, 2))) + "\n")
    run(file)
    file.write_text("testo\n" + "\n".join(map(spends, (1, 5, 6))) + "\n", "utf-8")
    assert run(file.parent).replaced == ("a.csv:3",)
    assert amounts(out) == {"a.csv:2": 1, "a.csv:3": 5, "a.csv:4": 6}


def test_records_of_one_id_are_told_apart(write: Write, run: Run, out: Path) -> None:
    file = write("a.jsonl", records(("x", spends(1)), ("x", spends(2))))
    run(file)
    file.write_text(records(("x", spends(2)), ("x", spends(3))), "utf-8")
    assert run(file).replaced == ("x",)
    assert amounts(out) == {"x": 3, "x#2": 2}


def test_a_text_from_standard_input_is_called_by_its_hash(
    write: Write, run: Run, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for millions in (3, 5, 3):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(spends(millions).encode())))
        run(Path("-"))
    first, second = ids(out)
    assert first != second
    assert first.startswith("stdin-")
    assert amounts(out) == {first: 3, second: 5}


def test_without_it_what_leaves_is_named(write: Write, run: Run, out: Path) -> None:
    kept = write("in/b.txt", spends(5))
    file = write("in/r.jsonl", records(("r1", spends(1)), ("r2", spends(2))))
    run(write("in/a.txt", spends(3)).parent)
    kept.write_text(spends(6), "utf-8")
    file.write_text(records(("r2", spends(20))), "utf-8")
    done = run(kept, file, append=False)
    assert (done.left, done.replaced, done.kept) == (("a.txt", "r1"), (), 0)
    assert amounts(out) == {"b.txt": 6, "r2": 20}
    assert json.loads((out / "run.json").read_text("utf-8"))["documents"]["left"] == ["a.txt", "r1"]
    assert run(kept, file, append=False).left == ()


@pytest.mark.parametrize("resume", [True, False])
def test_what_is_kept_stays_as_it_was_made(write: Write, run: Run, out: Path, resume: bool) -> None:
    """Also a record of a block that has changed, and also when everything named is done anew."""
    a = write("a.txt", "Ieri Netflix ha speso 3 euro.")
    file = write("r.jsonl", records(("r1", "Ieri."), ("r2", "Ieri.")))
    run(a, file, published="2025-03-10")
    file.write_text(records(("r1", "Ieri."), ("r2", "Ieri!")), "utf-8")
    done = run(a, file, published="2020-01-02", resume=resume)
    dates = Tables.read(out).dates
    years = dict(zip(dates.doc_id, dates.date_start.dt.year, strict=True))
    assert (years, done.replaced) == ({"a.txt": 2025, "r1": 2025, "r2": 2020}, ("r2",))
    assert "other settings: 2." in done.notes[0]


def test_what_is_to_be_left_out_is_left_out_of_what_is_kept(write: Write, run: Run, out: Path) -> None:
    run(write("a.txt", spends(3, "Ted Sarandos")))
    run(write("b.txt", spends(5)), without="people", keep_text=False)
    tables = Tables.read(out)
    assert tables.people.empty
    assert tables.entities.kind.tolist() == ["company"]
    assert tables.documents.text.isna().all()
    assert not any(
        b"Sarandos" in data for name, data in contents(out).items() if name not in ("money.csv", "facts.csv")
    )


def test_an_error_stays_until_its_file_is_read_again(write: Write, run: Run, out: Path) -> None:
    bad, good = write("vuoto.txt", ""), write("b.txt", spends(5))
    run(bad)
    done = run(good)
    assert done.failures == ()  # of this run
    assert Tables.read(out).errors.path.tolist() == [str(bad)]
    assert len(run(bad, good).failures) == 1
    bad.write_text(spends(3), "utf-8")
    assert run(bad).failures == ()
    assert Tables.read(out).errors.empty
    assert amounts(out) == {"b.txt": 5, "vuoto.txt": 3}


def test_copies_are_found_over_all(write: Write, run: Run, out: Path) -> None:
    text = " ".join(f"Il dato numero {n} riguarda la voce {n * 7}." for n in range(20))
    run(write("a.txt", text))
    run(write("b.txt", text))
    assert Tables.read(out).documents.duplicate_of.fillna("").tolist() == ["", "a.txt"]


def test_every_format_holds_all(write: Write, run: Run, out: Path, tmp_path: Path) -> None:
    run(write("a.txt", spends(3)))
    formats = ("csv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb")
    run(write("b.txt", spends(5)), formats=formats)
    files = json.loads((out / "run.json").read_text("utf-8"))["files"]
    assert len(files) == 3 * 10 + 3
    for name in ("csv", "jsonl", "parquet", "sqlite", "duckdb"):
        alone = tmp_path / f"only {name}"
        alone.mkdir()
        for file in (file for file in files if file.endswith(name)):
            shutil.copy(out / file, alone)
        assert ids(alone) == ["a.txt", "b.txt"]


def test_tables_of_formats_no_longer_written_are_removed_and_named(write: Write, run: Run, out: Path) -> None:
    file = write("a.txt", spends(3))
    run(file, formats=("csv", "xlsx"))
    theirs = out / "note.csv"
    theirs.write_text("mine", "utf-8")
    os.utime(out / "money.csv", (2**32, 2**32))  # somebody worked in it
    done = run(file, formats=("parquet",))
    assert sorted(path.name for path in out.glob("*.csv")) == ["money.csv", "note.csv"]
    assert not (out / "estrattore.xlsx").exists()
    removed, edited = done.notes
    assert removed.endswith(": csv (9 files), xlsx (1 file).")
    assert edited.endswith(": money.csv.")
    assert theirs.read_text("utf-8") == "mine"


def test_tables_that_nothing_tells_the_sources_of_cannot_be_added_to(write: Write, run: Run, out: Path) -> None:
    file = write("a.txt", spends(3))
    run(file)
    before = contents(out)
    for damage in (b"{", None):
        listed = out / WORK / HELD
        listed.unlink() if damage is None else listed.write_bytes(damage)
        with pytest.raises(UsageError, match="Run once without --append"):
            run(file)
        assert contents(out) == before
    assert run(file, append=False).counts["documents"] == 1
    assert run(file).kept == 1


def test_what_is_damaged_and_not_read_again_is_refused(write: Write, run: Run, out: Path) -> None:
    a, b = write("a.txt", spends(3)), write("b.txt", spends(5))
    run(a)
    before = contents(out)
    for file in (out / WORK / SHARDS).glob("*/money.jsonl"):
        file.write_bytes(b"")
    with pytest.raises(EstrattoreError, match=r"cannot keep what came from '.*a\.txt'"):
        run(b)
    assert contents(out) == before
    assert run(a, b).kept == 1
    assert amounts(out) == {"a.txt": 3, "b.txt": 5}


def test_tables_that_somebody_removed_hold_nothing(write: Write, run: Run, out: Path) -> None:
    run(write("a.txt", spends(3)))
    for path in out.glob("*.csv"):
        path.unlink()
    run(write("b.txt", spends(5)))
    assert ids(out) == ["b.txt"]


def test_a_run_that_ends_before_its_tables_are_there_changes_nothing(
    write: Write, run: Run, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    a, b = write("a.txt", spends(3)), write("b.txt", spends(5))
    run(a)
    before = contents(out)
    for append in (True, False):
        with monkeypatch.context() as patch:
            patch.setattr(merge, "write_rows", full)
            with pytest.raises(EstrattoreError, match="No space left"):
                run(b, append=append)
    assert contents(out) == before
    assert run(b).kept == 1
    assert amounts(out) == {"a.txt": 3, "b.txt": 5}


@pytest.mark.slow
def test_a_kill_at_any_moment_keeps_what_was_there(write: Write, run: Run, out: Path, tiny_model: Path) -> None:
    """Not while the tables get their names either: the next run makes them whole."""
    a, b = write("a.txt", spends(3)), write("b.txt", spends(5))

    def killed(moment: int) -> subprocess.CompletedProcess[str]:
        shutil.rmtree(out, ignore_errors=True)
        run(a, formats=("csv", "jsonl"))
        command = [sys.executable, deadly.__file__, str(b), str(out), str(tiny_model), "1", str(moment), "append"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    moments = int(killed(-1).stdout)
    for part in (0.5, 0.95):
        assert killed(int(moments * part)).returncode == 9
        run(b, write("c.txt", spends(7)))
        assert amounts(out) == {"a.txt": 3, "b.txt": 5, "c.txt": 7}


def test_what_is_there_no_more_is_forgotten(write: Write, run: Run, out: Path) -> None:
    """Parts of documents that were all replaced, so that a file read again each day does not fill the disk."""
    file = write("a.jsonl", "")
    for day in range(4):
        file.write_text(records(*((f"r{n}", spends(n + 1)) for n in range(day + 1))), "utf-8")
        run(file)
    assert len(list((out / WORK / SHARDS).iterdir())) == 1
    assert ids(out) == ["r0", "r1", "r2", "r3"]
