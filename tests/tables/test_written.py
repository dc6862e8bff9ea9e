"""What estrattore wrote is never input, and what it did not write is never written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from estrattore import NothingToReadError, Tables, UsageError, extract_folder
from estrattore.readers import discover
from estrattore.report.page import write as write_page
from estrattore.tables.written import ALL, WORK, is_damaged, note_written, written

FORMATS = ("csv", "jsonl", "parquet")
TEXT = "Netflix compra Alba per 3 milioni di euro."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dati").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "dati" / name).write_text(TEXT, "utf-8")
    return tmp_path / "dati"


def run(source: Path, out: Path, model: Path) -> int:
    return extract_folder(source, out, model=str(model), formats=FORMATS).counts["documents"]


def test_tables_beside_their_input_are_not_read(folder: Path, tiny_model: Path) -> None:
    for _ in range(3):
        assert run(folder, folder, tiny_model) == 2
        write_page(folder)


@pytest.mark.parametrize("lost", [".estrattore/written.json", ".estrattore"])
def test_tables_of_an_earlier_version_are_not_read(folder: Path, tiny_model: Path, lost: str) -> None:
    """0.1 kept no list; and somebody may have cleaned up."""
    run(folder, folder, tiny_model)
    path = folder / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert run(folder, folder, tiny_model) == 2


def test_tables_in_another_folder_are_not_read(folder: Path, tmp_path: Path, tiny_model: Path) -> None:
    run(folder, folder / "uscita", tiny_model)
    Tables.read(folder / "uscita").write(folder / "copia", FORMATS)
    assert run(folder, tmp_path / "altrove", tiny_model) == 2


def test_a_table_named_directly_is_wrong_use(folder: Path, tiny_model: Path) -> None:
    run(folder, folder, tiny_model)
    with pytest.raises(UsageError, match="written by estrattore"):
        discover([folder / "documents.csv"])


def test_the_input_may_lie_in_the_output_folder(folder: Path, tiny_model: Path) -> None:
    assert run(folder, folder.parent, tiny_model) == 2


def test_files_of_others_are_read_and_never_written_over(folder: Path, tiny_model: Path) -> None:
    theirs = folder / "documents.csv"
    theirs.write_text(f"testo\n{TEXT}\n", "utf-8")
    with pytest.raises(UsageError, match="did not write it"):
        run(folder, folder, tiny_model)
    assert theirs.read_text("utf-8") == f"testo\n{TEXT}\n"
    assert run(folder, folder / "out", tiny_model) == 3


def test_a_page_of_others_is_not_written_over(folder: Path, tmp_path: Path, tiny_model: Path) -> None:
    run(folder, tmp_path / "out", tiny_model)
    (tmp_path / "out" / "report.html").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="did not write it"):
        write_page(tmp_path / "out")


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"{}", b"[1]", b"null"])
def test_a_damaged_list_takes_every_name_as_ours(tmp_path: Path, damage: bytes) -> None:
    note_written(tmp_path, ["money.csv"])
    assert written(tmp_path) == {"money.csv"}
    (tmp_path / WORK / "written.json").write_bytes(damage)
    assert is_damaged(tmp_path)
    assert written(tmp_path) == ALL
    note_written(tmp_path, ["money.csv"])
    assert not is_damaged(tmp_path)


def test_a_folder_of_nothing_but_tables_holds_nothing_to_read(folder: Path, tmp_path: Path, tiny_model: Path) -> None:
    run(folder, tmp_path / "out", tiny_model)
    with pytest.raises(NothingToReadError):
        discover([tmp_path / "out"])
