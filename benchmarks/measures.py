"""What is measured, each in a process of its own: `python -m benchmarks.measures NAME TEXTS [MODEL]` prints JSON."""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from estrattore.documents import Document

AMOUNT = re.compile(
    r"\d+(?:[.,]\d+)*\s*(?:mila|milion[ei]|miliard[oi]|mln|mld)?\s*(?:di\s+)?(?:euro|dollari|€|\$)|\d+(?:,\d+)?\s*%"
)

REPEATS = 4  # of the texts for the workers, so that their start-up weighs as little as in a long run


def texts_of(path: Path) -> list[str]:
    """The texts of a file with one JSON string a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rate(work: Callable[[], int]) -> dict[str, float]:
    """Tokens per second of processor time, which other programs on the machine disturb least."""
    start = time.process_time()
    tokens = work()
    seconds = time.process_time() - start
    return {"tokens": tokens, "seconds": seconds, "tokens_per_second": tokens / seconds}


def plain(path: Path, model: str) -> dict[str, float]:
    """The script that everybody writes: the full pipeline article by article, regular expressions for amounts."""
    import spacy

    nlp = spacy.load(model)
    nlp(" ".join(texts_of(path)[:3]))

    def work() -> int:
        tokens, rows = 0, []
        for text in texts_of(path):
            doc = nlp(text)
            tokens += len(doc)
            rows += [(entity.text, entity.label_) for entity in doc.ents]
            rows += [(found[0], "AMOUNT") for found in AMOUNT.finditer(text)]
        return tokens

    return rate(work)


def names_only(path: Path, model: str) -> dict[str, float]:
    """`nlp.pipe` with the NER of our model and nothing else; batches and kept words are those of (c)."""
    from estrattore.pipeline.load import load
    from estrattore.pipeline.run import batches, memory_zone

    nlp = load(model)
    nlp.remove_pipe("estrattore")
    documents = [Document(text=text) for text in texts_of(path)]
    nlp(documents[0].text)

    def work() -> int:
        tokens = 0
        for batch in batches(documents):
            texts = [document.text for document in batch]
            with memory_zone(nlp, texts):
                tokens += sum(map(len, nlp.pipe(texts)))
        return tokens

    return rate(work)


def whole(path: Path, model: str) -> dict[str, float]:
    """Estrattore from text to rows."""
    from estrattore.pipeline.load import load
    from estrattore.pipeline.run import process

    nlp = load(model)
    documents = [Document(text=text, id=str(n)) for n, text in enumerate(texts_of(path))]
    list(process(documents[:3], nlp))

    def work() -> int:
        return sum(rows["documents"][0]["n_tokens"] for rows in process(documents, nlp) if isinstance(rows, dict))

    return rate(work)


def workers(path: Path, model: str, count: int) -> dict[str, float]:
    """A jsonl file to csv tables, as `estrattore extract` does it; start-up and merge included."""
    from estrattore import extract_folder

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        lines = [json.dumps({"text": text}) + "\n" for text in texts_of(path)]
        source.write_text("".join(lines * REPEATS), "utf-8")
        report = extract_folder(source, Path(folder) / "out", model=model, workers=count)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN if count > 1 else resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": report.seconds, "documents": report.counts["documents"], "worker_mb": peak / 1024}


def start_up(path: Path, model: str) -> dict[str, float]:
    """Seconds of `--help` and of the first tables of one article; the median of five cold processes."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "a.txt"
        article.write_text(texts_of(path)[0], "utf-8")
        extract = ["extract", str(article), "--model", model, "--no-resume", "--quiet", "--out", f"{folder}/out"]
        return {"help_seconds": _cold(["--help"]), "first_table_seconds": _cold(extract)}


def _cold(arguments: list[str]) -> float:
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "estrattore", *arguments], check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


MEASURES: dict[str, Callable[[Path, str], dict[str, float]]] = {
    "plain": plain,
    "names_only": names_only,
    "whole": whole,
    "one_worker": lambda path, model: workers(path, model, 1),
    "two_workers": lambda path, model: workers(path, model, 2),
    "start_up": start_up,
}

if __name__ == "__main__":
    name, texts, model = sys.argv[1:]
    print(json.dumps(MEASURES[name](Path(texts), model)))
