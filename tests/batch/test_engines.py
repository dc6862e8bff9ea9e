"""Workers that are killed while they start, and what Ctrl-C prints."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from estrattore.batch import engines
from estrattore.batch.engines import Work, local
from estrattore.batch.shards import Job
from estrattore.errors import EstrattoreError
from estrattore.settings import Settings
from tests import deadly

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
WHERE = "ESTRATTORE_TEST_STARTS"
serve = engines._serve


def jobs(count: int) -> deque[Job]:
    return deque(Job(f"j{n}", (), Path(), Settings()) for n in range(count))


def nothing(job: Job) -> None:
    pass


def killed_at_first(work: Work, connection: Connection) -> None:
    """A process that the system kills while it starts, one time."""
    try:
        (Path(os.environ[WHERE]) / "killed").touch(exist_ok=False)
    except FileExistsError:
        serve(work, connection)
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def always_killed(work: Work, connection: Connection) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def badly_begun(work: Work, connection: Connection) -> None:
    sys.exit(1)


def test_one_of_ten_that_is_killed_while_it_starts_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WHERE, str(tmp_path))
    monkeypatch.setattr(engines, "_serve", killed_at_first)
    outcomes = list(local(nothing, jobs(20), workers=10))
    assert sorted((job.name, crash) for job, crash in outcomes) == sorted((f"j{n}", None) for n in range(20))
    assert (tmp_path / "killed").exists()


@pytest.mark.parametrize(("begin", "message"), [(always_killed, "3 times"), (badly_begun, "__main__")])
def test_those_that_never_start_end_the_run(begin: object, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_serve", begin)
    with pytest.raises(EstrattoreError, match=message):
        list(local(nothing, jobs(2), workers=2))


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "6"])
def test_ctrl_c_prints_one_line(workers: str, tmp_path: Path) -> None:
    """Whenever it comes once the run has begun: here while most workers start."""
    model = deadly.install(tmp_path / "site", seconds=0.2)
    (tmp_path / "in").mkdir()
    for n in range(500):
        (tmp_path / "in" / f"{n:03}.txt").write_text("Netflix spende 3 milioni di euro.", "utf-8")
    command = [sys.executable, "-m", "estrattore", "extract", str(tmp_path / "in"), "--model", str(model)]
    run = subprocess.Popen(
        [*command, "--out", str(tmp_path / "out"), "--workers", workers],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        start_new_session=True,
    )
    while not (tmp_path / "out" / ".estrattore" / "shards").exists():
        assert run.poll() is None
    os.killpg(run.pid, signal.SIGINT)
    printed, said = run.communicate()
    assert run.returncode == 130
    assert (printed, said.splitlines()) == (
        "",
        ["Interrupted. What is done stays; run the same command again to go on."],
    )
