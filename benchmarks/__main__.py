"""Run every measure, print ratios, write `results.json` and `speed.png` beside this file."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
NEWS = ROOT.parent / "shared" / "ner" / "raw_news.jsonl.gz"
LOOKALIKE = ROOT.parent / "shared" / "tools" / "lookalike.py"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
MODELS = ("fast", "accurate")
LINES = {"names_only": "(b) our NER alone", "whole": "(c) estrattore"}
SHOWN = {"plain": "(a) plain script"} | {
    f"{name} {model}": f"{line}, {model}" for model in MODELS for name, line in LINES.items()
}
COLOURS = ("#999999", "#7aa6c2", "#1f5f8b", "#c2a67a", "#8b5f1f")


def main() -> None:
    """Measure, tell, plot."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--texts", type=Path, help="jsonl (or .gz) with a field text, or a folder of .txt")
    parser.add_argument("--count", type=int, default=800, help="texts to use")
    parser.add_argument("--baseline", help="pipeline of the plain script (default: the look-alike of it_core_news_sm)")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    options = parser.parse_args()
    source = options.texts or (NEWS if NEWS.exists() else ROOT / "data" / "raw")
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        chosen = list(read_texts(source))[:: max(1, number_of(source) // options.count)][: options.count]
        texts.write_text("".join(json.dumps(text) + "\n" for text in chosen), "utf-8")
        baseline = options.baseline or look_alike(Path(folder))
        print(f"{len(chosen)} texts of {source.name}, baseline {baseline or 'none'}", flush=True)
        results = measure(texts, baseline, rounds=options.rounds)
    results |= {"texts": source.name, "count": len(chosen), "machine": machine()}
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    for line in summary(results):
        print(line)
    plot(results)


def number_of(source: Path) -> int:
    """How many texts there are."""
    return sum(1 for _ in read_texts(source))


def read_texts(source: Path) -> Iterator[str]:
    """Texts of a jsonl file or of the .txt files in a folder."""
    if source.is_dir():
        yield from (path.read_text("utf-8", errors="replace") for path in sorted(source.glob("*.txt")))
        return
    with (
        gzip.open(source, "rt", encoding="utf-8") if source.suffix == ".gz" else source.open(encoding="utf-8") as lines
    ):
        yield from (json.loads(line)["text"] for line in lines)


def look_alike(folder: Path) -> str | None:
    """A pipeline with the architecture of it_core_news_sm, where its builder is at hand."""
    if not LOOKALIKE.exists():
        return None
    subprocess.run([sys.executable, str(LOOKALIKE), str(folder / "lookalike")], check=True, capture_output=True)
    return str(folder / "lookalike")


def measure(texts: Path, baseline: str | None, *, rounds: int) -> dict[str, Any]:
    """Every measure in turn, round after round, so that a busy machine slows all of them; the best counts."""
    turn = [("plain", baseline)] if baseline else []
    turn += [(name, model) for model in MODELS for name in LINES]
    turn += [("one_worker", "fast"), ("two_workers", "fast")]
    best: dict[str, Any] = {}
    for _ in range(rounds):
        for name, model in turn:
            found = one(name, texts, model, single=name != "two_workers")
            key = f"{name} {model}" if name in LINES else name
            best[key] = min(best.get(key, found), found, key=lambda result: result["seconds"])
    return best | {f"start_up {model}": one("start_up", texts, model, single=False) for model in MODELS}


def one(name: str, texts: Path, model: str, *, single: bool) -> dict[str, float]:
    """One measure in a fresh process; `single` keeps it on one core and one thread."""
    command = [sys.executable, "-m", "benchmarks.measures", name, str(texts), model]
    pinned = os.environ | dict.fromkeys(THREADS, "1")
    keep = (lambda: os.sched_setaffinity(0, {0})) if single and hasattr(os, "sched_setaffinity") else None
    done = subprocess.run(command, env=pinned, cwd=ROOT, preexec_fn=keep, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stderr}")
    result: dict[str, float] = json.loads(done.stdout)
    return result


def summary(results: dict[str, Any]) -> Iterator[str]:
    """The figures as lines."""
    plain = results.get("plain", {}).get("tokens_per_second")
    for name, label in SHOWN.items():
        if name in results:
            rate = results[name]["tokens_per_second"]
            yield f"{label:28} {rate:10,.0f} tokens/s" + (f"{rate / plain:8.2f} × (a)" if plain else "")
    one_worker, two_workers = results["one_worker"], results["two_workers"]
    yield f"two workers : one = {one_worker['seconds'] / two_workers['seconds']:.2f}"
    yield f"peak of a worker: {two_workers['worker_mb']:.0f} MB"
    for model in MODELS:
        cold = results[f"start_up {model}"]
        yield f"{model}: --help {cold['help_seconds']:.2f} s, first tables {cold['first_table_seconds']:.2f} s"


def plot(results: dict[str, Any]) -> None:
    """Bars of the rates."""
    try:
        import matplotlib
    except ImportError:
        print("No plot: matplotlib is not installed.")
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = {label: results[name]["tokens_per_second"] for name, label in SHOWN.items() if name in results}
    figure, axes = pyplot.subplots(figsize=(7, 2.6), layout="constrained")
    bars = axes.barh(list(shown), list(shown.values()), color=COLOURS[-len(shown) :])
    axes.bar_label(bars, fmt="{:,.0f}", padding=3)
    axes.set_xlabel("tokens per second on one core")
    axes.margins(x=0.15)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(HERE / "speed.png", dpi=120)


def machine() -> str:
    """Cores and system, without names."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
