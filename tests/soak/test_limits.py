"""The largest inputs, texts of one sign, and half an hour of texts that nobody would write."""

from __future__ import annotations

import json
import random
import string
import sys
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest
from spacy.language import Language

from estrattore import Document, Failure, Tables, extract_folder
from estrattore.pipeline.load import load
from estrattore.pipeline.run import process
from estrattore.readers import read
from estrattore.tables.rows import SENTENCE_CHARS
from estrattore.tables.schema import TABLE_OF
from estrattore.text.layout import read_layout
from tests.soak.test_soak import peak_memory, sentences

pytestmark = pytest.mark.soak

RAW = Path(__file__).parents[2] / "data" / "raw"
FILES = 100_000
LINE = 5_000_000
MINUTES = 30
MENTIONS = frozenset(TABLE_OF.values()) - {"facts"}
# Signs alone, pairs that were slow once, and others drawn at random.
PAIRS = ("a,", "(a", "1%", ", ", "a ", "1 ", "a\n", "€1", "€1\n", "Enel\n", "l'", "d ")
SIGNS = (*string.punctuation, *" \t\n\r\f\v\0", *"…–«’€aZ07", *PAIRS)
DRAWN = 40
SLOWEST = 3  # times the ordinary time of a character
LONGEST_SHOWN = 500  # of a mention in its sentence
LEAST_MB = 50  # of memory that grows as it likes
LINEAR = 5  # times the memory for four times the text


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


def articles() -> list[str]:
    """Our own samples, in all formats."""
    return [found.text for found in read([RAW]) if isinstance(found, Document)]


def article_of(size: int) -> str:
    """Ordinary text of so many characters."""
    text = "\n\n".join(articles())
    return (text * (size // len(text) + 1))[:size]


@pytest.mark.parametrize(
    ("model", "megabytes", "most"),
    [("fast", 5, 600), ("accurate", 5, 600), ("fast", 50, 1_500), ("accurate", 50, 1_500)],
)
def test_memory_for_one_long_text(model: str, megabytes: int, most: int, tmp_path: Path) -> None:
    """Beyond what the pipeline itself takes."""
    peaks = []
    for name, size in (("short.txt", 1_000), ("long.txt", megabytes * 1_000_000)):
        (tmp_path / name).write_text(article_of(size), "utf-8")
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


def cost(text: str, nlp: Language) -> tuple[float, int]:
    """Microseconds a character, and MB beyond what was held."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, started = peak(), time.process_time()
    (rows,) = process([Document(text=text)], nlp)
    assert isinstance(rows, dict)
    return (time.process_time() - started) / len(text) * 1e6, peak() - before


def peak() -> int:
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024


@pytest.mark.parametrize(("model", "size"), [("fast", 100_000), ("accurate", 25_000)])
def test_texts_of_one_or_two_signs_take_their_time_and_no_more(model: str, size: int) -> None:
    nlp, chance = load(model), random.Random(22)
    drawn = ["".join(chance.choices(string.printable, k=2)) for _ in range(DRAWN)]
    ordinary, _ = max(cost(article_of(size), nlp) for _ in range(2))
    say(
        f"{model}: an ordinary character {ordinary:.1f} µs; then µs (MB) for "
        + ", ".join(f"{n * size:,}" for n in (1, 2, 4))
    )
    bad = []
    for sign in (*SIGNS, *drawn):
        costs = [cost((sign * n * size)[: n * size], nlp) for n in (1, 2, 4)]
        say(f"{sign!r:8} " + "  ".join(f"{time:6.1f} ({memory})" for time, memory in costs))
        if max(costs)[0] > SLOWEST * ordinary or costs[2][1] > LINEAR * max(costs[0][1], LEAST_MB):
            bad.append(sign)
    assert not bad


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


def nobody_wrote(chance: random.Random, stock: Sequence[str]) -> str:
    words = chance.choice(stock).split()
    at = chance.randrange(len(words))
    words = words[at : at + chance.randrange(5, 200)]
    for change in chance.choices(CHANGES, k=chance.randrange(1, 4)):
        words = list(change(words, chance))
    return chance.choice(JOINTS).join(words)


FORMATS: dict[str, Callable[[str], str]] = {
    "txt": str,
    "md": lambda text: f"# {text[:40]}\n\n- {text}",
    "html": lambda text: (
        f"<html><body><article><h1>Titolo</h1><p>{escape(text)}</p><p>{text}</p></article></body></html>"
    ),
    "eml": lambda text: f"From: a@esempio.it\nSubject: Conti\nContent-Type: text/html\n\n<p>{escape(text)}</p>\n{text}",
    "xml": lambda text: (
        f"<rss><channel><item><title>Conti</title><description>{escape(text)}</description></item></channel></rss>"
    ),
    "jsonl": lambda text: "\n".join(json.dumps({"id": n, "testo": part}) for n, part in enumerate(text.split("\n"))),
    "csv": lambda text: "id;testo\n" + "\n".join(f'{n};"{part}"' for n, part in enumerate(text.split("\n"))),
}
ENCODINGS = ("utf-8", "utf-8", "cp1252", "utf-16", "mac_roman")


def in_a_file(text: str, folder: Path, chance: random.Random) -> Path:
    """A text in one of the formats, often damaged, sometimes under the name of another one."""
    form = chance.choice(list(FORMATS))
    data = FORMATS[form](text).encode(chance.choice(ENCODINGS), "replace")
    for _ in range(chance.choice((0, 0, 1, 2))):
        a, b = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        data = chance.choice(
            (data[:a], data[:b] + data[a:], data[:a] + chance.randbytes(2) + data[a:], data[:a] + data[b:])
        )
    path = folder / f"a.{form if chance.random() < 0.9 else chance.choice(list(FORMATS))}"
    path.write_bytes(data)
    return path


def test_texts_that_nobody_would_write(tmp_path: Path) -> None:
    """No exception of ours; `text` is its slice, has no white space at its ends, and stands in its sentence."""
    nlp, chance, texts, refused = load("fast"), random.Random(time.time_ns()), 0, 0
    stock = [*articles(), *sentences(200)]
    until = time.monotonic() + MINUTES * 60
    while time.monotonic() < until:
        path = in_a_file(nobody_wrote(chance, stock), tmp_path, chance)
        for found in read([path]):
            if isinstance(found, Failure):
                assert found.error == "ReadError", (path.read_bytes(), found)
                refused += 1
            else:
                check(found, nlp)
                texts += 1
    say(f"{texts:,} texts and {refused:,} refused ones in {MINUTES} minutes")


def check(document: Document, nlp: Language) -> None:
    (rows,) = process([document], nlp)
    assert isinstance(rows, dict), (document, rows)
    for table in MENTIONS:
        for row in rows[table]:
            why = (document.text, table, row)
            assert row["text"] == document.text[row["start_char"] : row["end_char"]], why
            assert row["text"] == row["text"].strip(), why
            assert len(row["sentence"]) <= SENTENCE_CHARS, why
            folded = " ".join(read_layout(row["text"][:LONGEST_SHOWN]).text.split())
            assert folded in " ".join(row["sentence"].split()), why
