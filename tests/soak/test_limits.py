"""The largest inputs, texts of one sign, and half an hour of texts that nobody would write."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import estrattore
from estrattore import Document, Tables, extract_folder
from estrattore.pipeline.load import load
from estrattore.pipeline.run import process
from estrattore.text.layout import read_layout
from tests.soak.test_soak import peak_memory, sentences

pytestmark = pytest.mark.soak

FILES = 100_000
LINE = 5_000_000
MINUTES = 30
SIGNS = (*",%(\"'«_=*…-–.;:/|\\@#&+<>[]{}€$’a1\n ", "a,", "(a", "1%", ", ", "a ", "1 ", "a\n", "€1", "l'", "d ")
SIZES = (100_000, 200_000, 400_000)
SLOWEST = 5  # times the ordinary time of a character: texts of one-letter words and lines are four times as many tokens
LONGEST_SENTENCE = 600
MENTIONS = ("companies", "organizations", "people", "money", "percentages", "dates")


def say(line: str) -> None:
    sys.stdout.write(f"\n{line}")


def test_a_hundred_thousand_files(tmp_path: Path, tiny_model: Path) -> None:
    source = tmp_path / "in"
    for n, text in enumerate(sentences(FILES)):
        folder = source / f"{n // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{n}.txt").write_text(text, "utf-8")
    started = time.monotonic()
    worker, parent = peak_memory(source, tmp_path / "out", str(tiny_model))
    say(f"{FILES:,} files: {time.monotonic() - started:.0f} s, worker {worker} MB, parent {parent} MB")
    assert len(Tables.read(tmp_path / "out").documents) == FILES
    assert extract_folder(source, tmp_path / "out", model=str(tiny_model), formats=("csv", "parquet")).new == 0


@pytest.mark.parametrize("model", ["fast", "accurate"])
@pytest.mark.parametrize(("megabytes", "most"), [(5, 600), (50, 1_500)])
def test_memory_for_one_long_text(model: str, megabytes: int, most: int, tmp_path: Path) -> None:
    """Beyond what the pipeline itself takes."""
    peaks = []
    for name, size in (("short.txt", 100), ("long.txt", megabytes * 1_000_000)):
        text = " ".join(sentences(size // 100))
        (tmp_path / name).write_text(text[:size], "utf-8")
        started = time.monotonic()
        peaks.append(max(peak_memory(tmp_path / name, tmp_path / f"out-{name}", model)))
        say(f"{model}, {size:,} characters: {peaks[-1]} MB, {time.monotonic() - started:.0f} s")
    assert peaks[1] - peaks[0] < most


@pytest.mark.parametrize("word", ["parola ", "parola", "Netflix, "])
def test_a_line_without_end(word: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text((word * LINE)[:LINE], "utf-8")
    started = time.monotonic()
    report = extract_folder(tmp_path / "a.txt", tmp_path / "out", model="fast")
    say(f"a line of {LINE:,} characters of {word!r}: {time.monotonic() - started:.0f} s")
    assert report.failures == ()


def test_texts_of_one_or_two_signs_take_their_time_and_no_more() -> None:
    nlp = load("fast")

    def cost(text: str) -> float:
        started = time.process_time()
        (rows,) = process([Document(text=text)], nlp)
        assert isinstance(rows, dict)
        return (time.process_time() - started) / len(text) * 1e6

    ordinary = cost(" ".join(sentences(1_000))[: SIZES[0]])
    say(f"µs a character: ordinary {ordinary:.1f}; then by size " + ", ".join(f"{size // 1000} kB" for size in SIZES))
    for sign in SIGNS:
        costs = [cost((sign * size)[:size]) for size in SIZES]
        say(f"{sign!r:6} " + "  ".join(f"{each:6.1f}" for each in costs))
        assert max(costs) < SLOWEST * ordinary, sign


Change = Callable[[list[str], random.Random], Sequence[str]]


def anywhere(words: list[str], chance: random.Random) -> int:
    return chance.randrange(len(words) + 1)


def doubled(words: list[str], chance: random.Random) -> Sequence[str]:
    at = anywhere(words, chance)
    return words[:at] + words[at - 1 : at] * chance.randrange(2, 40) + words[at:]


def without_signs(words: list[str], chance: random.Random) -> Sequence[str]:
    return [word.strip(".,;:%€()«»") or word for word in words]


def glued(words: list[str], chance: random.Random) -> Sequence[str]:
    at = anywhere(words, chance)
    return [*words[:at], "".join(words[at : at + 9]), *words[at + 9 :]]


def with_signs(words: list[str], chance: random.Random) -> Sequence[str]:
    at = anywhere(words, chance)
    run = chance.choice(SIGNS) * chance.randrange(1, 60)
    return [*words[:at], run, *words[at:]]


def odd_signs(words: list[str], chance: random.Random) -> Sequence[str]:
    odd = "\0\u00ad\u200b\u2028\ufeff\u0301\u202e\ud83d\U0001f600\r\x0b\x85"
    at = anywhere(words, chance)
    return [*words[:at], "".join(chance.sample(odd.replace("\ud83d", ""), 4)), *words[at:]]


def shuffled(words: list[str], chance: random.Random) -> Sequence[str]:
    return chance.sample(words, len(words))


CHANGES: tuple[Change, ...] = (doubled, without_signs, glued, with_signs, odd_signs, shuffled)
JOINTS = (" ", " ", " ", "\n", "\n\n", "\t", "\u00a0", " | ", ", ", "<br>", "\r\n")
RAW = Path(__file__).parents[2] / "data" / "raw"


def test_texts_that_nobody_would_write() -> None:
    """No exception of ours; `text` is its slice, has no white space at its ends, and stands in its sentence."""
    nlp, chance, count = load("fast"), random.Random(time.time_ns()), 0
    stock = [*(path.read_text("utf-8") for path in sorted(RAW.glob("*.txt"))), *sentences(200)]
    until = time.monotonic() + MINUTES * 60
    while time.monotonic() < until:
        words = chance.choice(stock).split()
        at = chance.randrange(len(words))
        words = words[at : at + chance.randrange(5, 200)]
        for change in chance.choices(CHANGES, k=chance.randrange(1, 4)):
            words = list(change(words, chance))
        text = chance.choice(JOINTS).join(words)
        check(text, estrattore.extract(text, published="2025-07-22", nlp=nlp))
        count += 1
    say(f"{count:,} texts in {MINUTES} minutes")


def check(text: str, tables: Tables) -> None:
    assert tables.errors.empty, (text, tables.errors.message.tolist())
    for table in MENTIONS:
        for row in tables[table].itertuples():
            assert row.text == text[row.start_char : row.end_char], (text, table)
            assert row.text == row.text.strip(), (text, table, row.text)
            assert len(row.sentence) <= LONGEST_SENTENCE, (text, table)
            folded = " ".join(read_layout(row.text).text.split())
            assert folded in " ".join(row.sentence.split()), (text, table, row.text, row.sentence)
