"""The full counts of what `test_batch.py` tries once: kills, memory over many articles, a big file."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import deadly
from tests.batch.test_run import articles, contents, killed_run, run

__all__ = ["articles"]  # a fixture
pytestmark = pytest.mark.soak

KILLS = 1_000
NAMES = ("Netflix", "Enel", "Banca Sella", "Ted Sarandos", "Ornella Bracciali", "Consob", "Fiorentina", "Torino")
VERBS = ("compra", "cede", "finanzia", "controlla", "rilancia", "sostiene")


def test_a_thousand_kills_lose_nothing(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    """Each run is killed, gone on with and killed again until it comes through."""
    moments = int(killed_run(articles, tmp_path / "whole", tiny_model, workers=1, moment=-1).stdout)
    chance = random.Random(7)
    kills = 0
    while kills < KILLS:
        out = tmp_path / f"out{kills}"
        while killed_run(
            articles, out, tiny_model, workers=chance.choice((1, 2)), moment=chance.randrange(1, moments)
        ).returncode:
            kills += 1
        assert contents(out) == contents(tmp_path / "whole")
    sys.stdout.write(f"\n{kills} kills, no row lost, torn or doubled\n")


def sentences(count: int) -> Iterator[str]:
    chance = random.Random(11)
    for n in range(count):
        name, other = chance.sample(NAMES, 2)
        word = "".join(chance.choice(("ba", "ro", "ti", "len", "scu")) for _ in range(5))  # ever new words
        yield (
            f"{name} {chance.choice(VERBS)} {word} {n} per {chance.randrange(1, 900)} milioni di euro, in crescita del "
            f"{chance.randrange(1, 40)} per cento rispetto al {chance.randrange(2000, 2025)}. Lo dice {other}."
        )


def write_records(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for n, text in enumerate(sentences(count)):
            file.write(json.dumps({"id": f"r{n}", "date": "2025-07-22", "text": text}) + "\n")


def peak_memory(source: Path, out: Path, model: str) -> tuple[int, int]:
    """Peak resident MB of a worker and of its parent."""
    script = (
        "import json, resource, sys\n"
        "from estrattore import extract_folder\n"
        "if __name__ == '__main__':\n"
        "    extract_folder(sys.argv[1], sys.argv[2], model=sys.argv[3], workers=2, formats=('csv', 'parquet'))\n"
        "    peaks = [resource.getrusage(w).ru_maxrss // 1024\n"
        "             for w in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)]\n"
        "    print(json.dumps(peaks))\n"
    )
    program = out.parent / "program.py"
    program.write_text(script, "utf-8")
    return tuple(json.loads(deadly.output_of([sys.executable, str(program), str(source), str(out), model])))


def test_memory_stays_flat(tmp_path: Path) -> None:
    peaks = {}
    for count in (1_000, 10_000, 100_000):
        source = tmp_path / f"{count}.jsonl"
        write_records(source, count)
        peaks[count] = peak_memory(source, tmp_path / f"out{count}", "fast")
        sys.stdout.write(f"\n{count} articles: worker {peaks[count][0]} MB, parent {peaks[count][1]} MB")
    worker = {count: peak[0] for count, peak in peaks.items()}
    assert worker[100_000] < 600
    assert worker[100_000] < worker[10_000] * 1.03


def test_a_big_file_is_streamed(tmp_path: Path, tiny_model: Path) -> None:
    """Half a gigabyte of one jsonl: neither a worker nor the parent ever holds it."""
    source = tmp_path / "big.jsonl"
    filler = "Una frase lunga che non dice nulla di nuovo. " * 200
    with source.open("w", encoding="utf-8") as file:
        for n in range(55_000):
            file.write(json.dumps({"id": f"r{n}", "text": f"{filler} Articolo {n}."}) + "\n")
    worker, parent = peak_memory(source, tmp_path / "out", str(tiny_model))
    sys.stdout.write(f"\n{source.stat().st_size // 2**20} MB: worker {worker} MB, parent {parent} MB")
    assert max(worker, parent) < 600
    assert run(source, tmp_path / "out", tiny_model).new == 0
