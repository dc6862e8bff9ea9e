"""People may be left out, and nothing goes over the network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from estrattore import Tables, UsageError, extract_folder
from tests.batch.test_run import contents

ROOT = Path(__file__).parents[2]
TEXT = "L'amministratore delegato Ted Sarandos porta Netflix a 3 milioni di euro. Lo dice la Banca d'Italia.\n"
# Any process of ours ends where it would reach for the network; pipes between processes are sockets, too.
GUARD = """
import os, sys
def refuse(event, args):
    reaches_out = event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
    if reaches_out or event.startswith(("urllib.", "http.client.", "ftplib.", "smtplib.")):
        os.write(2, f"network: {event} {args}".encode())
        os._exit(66)
sys.addaudithook(refuse)
"""


def test_people_are_left_out(tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    out = tmp_path / "out"
    with_people = extract_folder(tmp_path / "a.txt", out, model=str(tiny_model))
    assert with_people.counts["people"] == 1
    without = extract_folder(tmp_path / "a.txt", out, model=str(tiny_model), without="people")
    assert without.new == 1
    tables = Tables.read(out)
    assert tables.people.empty
    assert sorted(tables.entities.kind) == ["company", "organization"]
    assert tables.counts == with_people.counts | {"people": 0, "entities": with_people.counts["entities"] - 1}
    for table, data in tables.frames.items():
        own = data.drop(columns=["sentence", *(["text"] if table == "documents" else [])], errors="ignore")
        assert "Sarandos" not in own.to_csv()
        assert "amministratore" not in own.to_csv()


def test_nobody_else_can_be_left_out(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="people"):
        extract_folder(tmp_path, tmp_path / "out", without=["companies"])


@pytest.mark.slow
def test_no_process_reaches_for_the_network(tmp_path: Path) -> None:
    """The command with workers, every input format, every table format and the report, under a guard in each process."""
    (tmp_path / "sitecustomize.py").write_text(GUARD, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, *command)
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert run("-c", "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)").returncode == 66
    options = ["--workers", "2", "--format", "csv,jsonl,parquet,xlsx,sqlite,duckdb", "--model", "fast", "--report"]
    done = run("-m", "estrattore", "extract", str(ROOT / "data" / "raw"), "--out", str(tmp_path / "out"), *options)
    assert done.returncode == 0, done.stderr
    assert "network" not in done.stderr
    assert contents(tmp_path / "out")
    program = "import estrattore; print(estrattore.extract('Costa 5 euro.').money.text.tolist())"
    assert run("-c", program).stdout.strip() == "['5 euro']"
