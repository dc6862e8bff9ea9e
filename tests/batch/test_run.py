"""Shards, resume, workers: the same tables whatever happened on the way."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from estrattore import Tables, extract, extract_folder
from estrattore.batch import engines, merge, plan, shards
from estrattore.batch.engines import Crash, Outcomes, Queue, Work, local, serial
from estrattore.batch.lock import locked
from estrattore.batch.plan import groups, processes
from estrattore.batch.run import WORK, RunSummary, _outcomes
from estrattore.batch.shards import Job, Unit, retry
from estrattore.errors import EstrattoreError, FolderInUseError, NothingToReadError, UsageError
from estrattore.facts import Statements, threshold
from estrattore.pipeline import analysis
from estrattore.readers import Input
from estrattore.settings import Settings
from tests import deadly

Engine = Callable[[Work, Queue], Outcomes]
NAMES = ("Alba", "Brina", "Corallo", "Duna")
FACT_ID = re.compile(rb"([,\"])[0-9a-f]{16}\b")  # it depends on that of the document


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(40):
        name = NAMES[n % 4]
        (folder / f"{n:03}.txt").write_text(
            f"Milano, {n % 27 + 1} marzo 2025 – Netflix compra {name} per {n + 1} milioni di euro.\nSale del {n}%.",
            "utf-8",
        )
    records = [
        {"id": f"r{n}", "date": "2025-07-22", "text": f"Ieri Netflix ha speso {n} mila euro."} for n in range(160)
    ]
    (folder / "many.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    return folder


def run(source: Path, out: Path, model: Path, **settings: object) -> RunSummary:
    return extract_folder(source, out, model=str(model), formats=("csv", "jsonl"), **settings)


def contents(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.glob("*.[cj]s*")) if p.name != "run.json"}


def test_a_folder_becomes_tables(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    report = run(articles, tmp_path / "out", tiny_model)
    tables = Tables.read(tmp_path / "out")
    assert report.counts["documents"] == 200 == len(tables.documents)
    assert report.counts["money"] == 200
    assert tables.entities.name.tolist() == ["Netflix"]
    assert tables.entities.n_documents.tolist() == [200]
    made_by = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert made_by["counts"]["documents"] == 200


def test_workers_do_not_change_the_tables(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    run(articles, tmp_path / "one", tiny_model)
    run(articles, tmp_path / "two", tiny_model, workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_does_only_what_is_new(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    out = tmp_path / "out"
    run(articles, out, tiny_model)
    assert run(articles, out, tiny_model).new == 0
    (articles / "005.txt").write_text("Netflix vale 7 milioni di euro.", "utf-8")
    (articles / "000b.txt").write_text("Nuovo: 9 milioni di euro.", "utf-8")
    (articles / "039.txt").unlink()
    again = run(articles, out, tiny_model)
    assert (again.new, again.unchanged) == (2, 39)
    run(articles, tmp_path / "fresh", tiny_model)
    assert contents(out) == contents(tmp_path / "fresh")


@pytest.mark.parametrize("changed", [{"keep_text": False}, {"published": "2020-01-01"}])
def test_other_settings_do_everything_anew(
    articles: Path, tmp_path: Path, tiny_model: Path, changed: dict[str, object]
) -> None:
    run(articles, tmp_path / "out", tiny_model)
    assert run(articles, tmp_path / "out", tiny_model, **changed).unchanged == 0


@pytest.mark.parametrize("name", ["many.jsonl", "many.csv"])
def test_a_gz_of_records_is_cut_like_a_plain_one(
    name: str, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thus many workers share it, and a longer one goes on where the last run ended."""
    rows = [f"Netflix spende {n} milioni di euro." for n in range(300)]
    lines = [json.dumps({"text": row}) for row in rows] if "jsonl" in name else ["text", *rows]
    monkeypatch.setattr(plan.units, "__kwdefaults__", plan.units.__kwdefaults__ | {"size": 1000})
    tables = {}
    for source in (tmp_path / "plain" / name, tmp_path / "packed" / f"{name}.gz"):
        source.parent.mkdir()
        for count in (200, len(lines)):
            data = "".join(line + "\n" for line in lines[:count]).encode()
            source.write_bytes(gzip.compress(data) if source.suffix == ".gz" else data)
            report = run(source, out := tmp_path / f"out{source.suffix}", tiny_model)
        assert report.unchanged > 3
        named = {table: rows.replace(name.encode() + b".gz", name.encode()) for table, rows in contents(out).items()}
        tables[source.suffix] = {table: FACT_ID.sub(rb"\1", rows) for table, rows in named.items()}
        assert not (out / WORK / "unpacked").exists()
    first, second = tables.values()
    assert {k: v.replace(b"/packed/", b"/plain/") for k, v in second.items()} == first


def test_a_damaged_gz_gives_what_can_be_read(tmp_path: Path, tiny_model: Path) -> None:
    lines = "".join(json.dumps({"text": f"Netflix spende {n * 7919 % 1000} euro."}) + "\n" for n in range(3000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-2000])
    report = run(tmp_path / "a.jsonl.gz", tmp_path / "out", tiny_model)
    assert report.counts["documents"] > 100
    assert len(report.failures) == 1


def test_formats_alone_do_not(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    run(articles, tmp_path / "out", tiny_model)
    assert extract_folder(articles, tmp_path / "out", model=str(tiny_model), formats=("parquet",)).new == 0


def test_clashing_ids_get_numbers(tmp_path: Path, tiny_model: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("Netflix spende 3 milioni di euro.", "utf-8")
    extract_folder([tmp_path / "a", tmp_path / "b"], tmp_path / "out", model=str(tiny_model))
    tables = Tables.read(tmp_path / "out")
    assert tables.documents.doc_id.tolist() == ["x.txt", "x.txt#2"]
    assert tables.money.doc_id.tolist() == ["x.txt", "x.txt#2"]


SALES = "Netflix ha chiuso con ricavi per 3 milioni di euro. {}"


def test_a_fact_that_comes_again_points_to_the_first(tmp_path: Path, tiny_model: Path) -> None:
    """In the order of the inputs, whatever ran in parallel; of documents with one id and one text, too."""
    texts = [SALES.format("Bene."), SALES.format("Benissimo."), "Netflix ha chiuso con ricavi per 4 milioni di euro."]
    for n, folder in enumerate(("a", "b", "c", "d")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "conti.txt").write_text(texts[max(n - 1, 0)], "utf-8")
    sources = [tmp_path / folder for folder in "abcd"]
    for workers in (1, 2):
        run(sources, tmp_path / f"out{workers}", tiny_model, workers=workers)
    assert contents(tmp_path / "out1") == contents(tmp_path / "out2")
    tables = Tables.read(tmp_path / "out1")
    first = tables.facts.fact_id[0]
    assert tables.facts.repeats.fillna("").tolist() == ["", first, first, ""]
    assert tables.facts.fact_id.is_unique
    assert tables.money.fact_id.tolist() == tables.facts.fact_id.tolist()
    run(sources[::-1], tmp_path / "turned", tiny_model)
    turned = Tables.read(tmp_path / "turned").facts
    assert turned.repeats.fillna("").tolist() == ["", "", turned.fact_id[1], turned.fact_id[1]]


def test_the_library_says_the_same_of_facts(tmp_path: Path, tiny_model: Path) -> None:
    records = [{"id": f"r{n}", "text": SALES.format(n % 2)} for n in range(4)]
    source = tmp_path / "many.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    run(source, tmp_path / "out", tiny_model)
    columns = ["doc_id", "metric_class", "repeats"]
    stored, told = Tables.read(tmp_path / "out").facts, extract(records, model=str(tiny_model)).facts
    assert stored[columns].fillna("").values.tolist() == told[columns].fillna("").values.tolist()
    assert stored.repeats.tolist()[1:] == [stored.fact_id[0]] * 3


def test_how_sure_facts_must_be_is_said_and_changes_the_rows(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(SALES.format(""), "utf-8")
    linked = analysis.find_facts

    def unsure(*given: Any, **told: Any) -> Statements:
        found = linked(*given, **told)
        return replace(found, facts=tuple(replace(fact, confidence=threshold()) for fact in found.facts))

    monkeypatch.setattr(analysis, "find_facts", unsure)
    uses, new = [], []
    below, above = threshold() / 2, (1 + threshold()) / 2
    for least in (below, above, None):
        new.append(run(tmp_path / "a.txt", tmp_path / "out", tiny_model, min_confidence=least).new)
        told = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
        uses.append((told["min_confidence"], Tables.read(tmp_path / "out").money.no_fact.fillna("").item()))
    assert uses == [(below, ""), (above, "below_confidence"), (threshold(), "")]
    assert new == [1, 1, 1]


def test_a_shard_that_was_cut_short_is_made_again(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    """As by a machine that lost its power after the shard got its name and before its rows were on the disk."""
    run(articles, tmp_path / "out", tiny_model)
    expected = contents(tmp_path / "out")
    cut = sorted((tmp_path / "out" / WORK / "shards").glob("*/money.jsonl"))[0]
    cut.write_bytes(cut.read_bytes()[:-5])
    assert run(articles, tmp_path / "out", tiny_model).new > 0
    assert contents(tmp_path / "out") == expected


def test_agency_copy_is_marked(tmp_path: Path, tiny_model: Path) -> None:
    text = "La società ha chiuso i conti. " + " ".join(
        f"Il dato numero {n} riguarda la voce {n * 7}." for n in range(20)
    )
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, "utf-8")
    extract_folder([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", model=str(tiny_model))
    assert Tables.read(tmp_path / "out").documents.duplicate_of.fillna("").tolist() == ["", "a.txt"]


def test_one_bad_input_costs_one_row(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with (articles / "many.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    report = run(articles, tmp_path / "out", tiny_model)
    errors = Tables.read(tmp_path / "out").errors
    assert report.counts["documents"] == 200
    assert sorted(Path(p).name for p in errors.path) == ["binary.txt", "empty.txt", "many.jsonl"]
    assert len(report.failures) == 3


def test_a_text_of_several_blocks_keeps_its_offsets(tmp_path: Path, tiny_model: Path) -> None:
    text = "Una frase qualsiasi senza nomi. " * 7000 + "Netflix incassa 5 milioni di euro."
    (tmp_path / "long.txt").write_text(text, "utf-8")
    extract_folder(tmp_path / "long.txt", tmp_path / "out", model=str(tiny_model))
    tables = Tables.read(tmp_path / "out")
    for table in ("companies", "money"):
        (row,) = tables[table].itertuples()
        assert text[row.start_char : row.end_char] == row.text
    assert tables.money.sentence.tolist() == ["Netflix incassa 5 milioni di euro."]


def test_a_second_run_in_the_folder_is_refused(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    with locked(tmp_path / "out" / WORK), pytest.raises(FolderInUseError, match="Another run"):
        run(articles, tmp_path / "out", tiny_model)
    assert run(articles, tmp_path / "out", tiny_model).new


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from estrattore.batch.lock import locked\n"
    script += "with locked(Path(sys.argv[1])): os._exit(9)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert (tmp_path / "lock").exists()
    with locked(tmp_path), pytest.raises(FolderInUseError), locked(tmp_path):
        pass


def test_a_company_list_that_is_not_there(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    with pytest.raises(UsageError, match="company list"):
        run(articles, tmp_path / "out", tiny_model, companies=tmp_path / "none.csv")


def test_nothing_to_read(tmp_path: Path, tiny_model: Path) -> None:
    with pytest.raises(NothingToReadError):
        run(tmp_path / "none", tmp_path / "out", tiny_model)


def job(name: str, n: int = 1, size: int = 1) -> Job:
    units = tuple(Unit(f"{name}{i}", Input(path="p", name="n", kind="txt"), "p", size) for i in range(n))
    return Job(name, units, Path(), Settings())


def die_on_b(given: Job) -> None:
    if given.name == "b":
        os._exit(9)


def raise_on_b(given: Job) -> None:
    if given.name == "b":
        raise ValueError("b is bad")


def refuse(given: Job) -> None:
    raise UsageError("no")


def two(work: Work, queue: Queue) -> Outcomes:
    return local(work, queue, workers=2)


def test_a_dead_worker_fails_its_job_alone() -> None:
    outcomes = {j.name: crash for j, crash in two(die_on_b, deque(map(job, "abcdefgh")))}
    assert sorted(outcomes) == list("abcdefgh")
    assert [name for name, crash in outcomes.items() if crash] == ["b"]
    assert "code 9" in outcomes["b"].message


@pytest.mark.parametrize("engine", [serial, two])
def test_an_exception_belongs_to_its_job(engine: Engine) -> None:
    outcomes = {j.name: crash for j, crash in engine(raise_on_b, deque(map(job, "abc")))}
    assert outcomes == {"a": None, "b": Crash("ValueError", "b is bad"), "c": None}


@pytest.mark.parametrize("engine", [serial, two])
def test_our_own_errors_end_the_run(engine: Engine) -> None:
    with pytest.raises(UsageError):
        list(engine(refuse, deque([job("a")])))


@pytest.mark.parametrize("engine", [serial, two])
def test_what_is_added_to_the_queue_is_done(engine: Engine) -> None:
    queue = deque([job("a")])
    names = []
    for done, _ in engine(raise_on_b, queue):
        names.append(done.name)
        if len(names) < 3:
            queue.append(job(f"a{len(names)}"))
    assert names == ["a", "a1", "a2"]


@pytest.mark.parametrize(
    ("kind", "count", "size", "expected"),
    [
        pytest.param("txt", 199, 1, 1, id="a few articles stay in one process"),
        pytest.param("txt", 200, 1, 2, id="two hundred are worth two"),
        pytest.param("pdf", 150, 9_000_000, 1, id="a heavy file is one document"),
        pytest.param("jsonl", 1, 500_000, 2, id="a block of records is many"),
        pytest.param("txt", 99_999, 1, 8, id="no more than there are cores"),
        pytest.param("txt", 0, 1, 1, id="nothing to do"),
    ],
)
def test_auto_takes_a_process_for_every_hundred_documents(kind: str, count: int, size: int, expected: int) -> None:
    units = [Unit(f"u{n}", Input(path="p", name="n", kind=kind), "p", size) for n in range(count)]
    assert processes(units, wanted=0, cores=8) == expected
    assert processes(units, wanted=3, cores=2) == 3


@pytest.mark.parametrize(("count", "asked", "expected"), [(3, 0, []), (3, 4, [4]), (250, 0, [2])])
def test_a_run_starts_as_many_processes_as_are_planned(
    monkeypatch: pytest.MonkeyPatch, count: int, asked: int, expected: list[int]
) -> None:
    started: list[int] = []
    monkeypatch.setattr(engines, "core_count", lambda: 16)
    monkeypatch.setattr(engines, "local", lambda work, queue, *, workers: started.append(workers) or iter(()))
    monkeypatch.setattr(engines, "serial", lambda work, queue: iter(()))
    _outcomes(deque([job("u", count)]), Settings(workers=asked))
    assert started == expected


@pytest.mark.parametrize(("size", "lengths"), [(1, [3, 3, 1]), (6, [1] * 7), (5, [2, 2, 2, 1]), (99, [1] * 7)])
def test_groups_keep_order_and_every_unit(size: int, lengths: list[int]) -> None:
    units = job("u", 7, size).units
    cut = list(groups(units, count=3, size=10))
    assert [len(group) for group in cut] == lengths
    assert [unit for group in cut for unit in group] == list(units)


@pytest.fixture(scope="session")
def deadly_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("deadly")
    sys.path.insert(0, str(folder))
    yield deadly.install(folder)
    sys.path.remove(str(folder))


@pytest.mark.parametrize("workers", [2])
def test_only_the_document_that_kills_its_worker_is_lost(
    articles: Path, tmp_path: Path, deadly_model: Path, workers: int
) -> None:
    (articles / "017.txt").write_text(f"Netflix paga 3 euro a {deadly.WORD}.", "utf-8")
    with (articles / "many.jsonl").open("a", encoding="utf-8") as file:
        for n, text in enumerate(["prima", f"{deadly.WORD} 1", "seconda", "ValueError", f"{deadly.WORD} 2", "terza"]):
            file.write(json.dumps({"id": f"more{n}", "text": text}) + "\n")
    report = run(articles, tmp_path / "out", deadly_model, workers=workers)
    tables = Tables.read(tmp_path / "out")
    found = [(Path(row.path).name, row.record, row.stage, row.error) for row in tables.errors.fillna("").itertuples()]
    assert found == [
        ("017.txt", "", "worker", "WorkerDied"),
        ("many.jsonl", "162", "worker", "WorkerDied"),
        ("many.jsonl", "164", "extract", "ValueError"),
        ("many.jsonl", "165", "worker", "WorkerDied"),
    ]
    assert report.counts["documents"] == 200 - 1 + 3
    assert tables.documents.doc_id.tolist()[-3:] == ["more0", "more2", "more5"]


def test_a_failure_is_tried_again_on_the_next_run(
    articles: Path, tmp_path: Path, deadly_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "039b.txt").write_text("ValueError: Netflix paga 3 euro.", "utf-8")
    (articles / "039c.txt").write_bytes(b"")
    out = tmp_path / "out"
    first = run(articles, out, deadly_model)
    assert "The next run tries it again." in first.failures[0]
    assert first.failures[1].endswith("The file is empty.")  # for good
    again = run(articles, out, deadly_model)
    assert (again.new, again.failures) == (1, first.failures)
    assert again.notes == ("Inputs that failed in an earlier run and were tried again: 1.",)
    pipeline = shards.pipeline_of(str(deadly_model), None)
    monkeypatch.setattr(type(pipeline.get_pipe("deadly")), "__call__", lambda self, doc: doc)
    healed = run(articles, out, deadly_model)
    assert (healed.new, len(healed.failures), healed.counts["documents"]) == (1, 1, 201)
    settled = run(articles, out, deadly_model)
    assert (settled.new, settled.notes) == (0, ())


def test_retries_come_to_an_end() -> None:
    """Where no worker says what it died on (in loading, in reading), units are given up, then the run."""
    crashed = job("a", 2)
    careful = retry(crashed, "dead")
    given_up = retry(careful, "dead")
    assert (careful.careful, careful.bad) == (True, ())
    assert given_up.bad == ((("a0", 0), "dead"), (("a1", 0), "dead"))
    with pytest.raises(EstrattoreError, match="memory"):
        retry(given_up, "dead")


def test_a_unit_that_kills_in_reading_is_given_up(tmp_path: Path) -> None:
    dying = replace(job("a", 2), folder=tmp_path, careful=True)
    for expected in [("a1", 3)], [("a1", 3), ("a1", 0)]:
        dying.note.write_text("a1 3", "ascii")
        dying = retry(dying, "dead")
        assert list(dict(dying.bad)) == expected


def killed_run(source: Path, out: Path, model: Path, *, workers: int, moment: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, deadly.__file__, str(source), str(out), str(model), str(workers), str(moment)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    moments = int(killed_run(articles, tmp_path / "whole", tiny_model, workers=1, moment=-1).stdout)
    for n, (part, workers) in enumerate([(0.2, 1), (0.3, 2), (0.9, 1)]):
        out = tmp_path / f"killed{n}"
        assert killed_run(articles, out, tiny_model, workers=workers, moment=int(moments * part)).returncode == 9
        run(articles, out, tiny_model)
        assert contents(out) == contents(tmp_path / "whole")


def test_ctrl_c_keeps_what_is_done(articles: Path, tmp_path: Path, tiny_model: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    out = tmp_path / "out"
    broken_off = extract_folder(articles, out, model=str(tiny_model), workers=2, on_progress=interrupt)
    assert broken_off.interrupted
    again = run(articles, out, tiny_model)
    assert again.unchanged > 0
    run(articles, tmp_path / "fresh", tiny_model)
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_full_disk_ends_the_run_and_loses_nothing(
    articles: Path, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(shards, "write_units", full)
        with pytest.raises(EstrattoreError, match="No space left"):
            run(articles, out, tiny_model)
    assert not list(out.glob("*.csv"))
    assert run(articles, out, tiny_model).counts["documents"] == 200


def test_a_disk_that_is_full_at_the_merge_is_said_so(
    articles: Path, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(merge, "write_rows", full)
        with pytest.raises(EstrattoreError, match=r"No space left.*make room"):
            run(articles, tmp_path / "out", tiny_model)
    assert run(articles, tmp_path / "out", tiny_model).new == 0


@pytest.mark.slow
def test_dask_loses_nothing_when_a_worker_is_killed(
    articles: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("slow")
    monkeypatch.syspath_prepend(folder)
    model = deadly.install(folder, seconds=0.01)
    run(articles, tmp_path / "one", model)
    killed = []

    with distributed.LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as cluster:

        def kill(done: int, total: int) -> None:
            if done and not killed:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

        address = cluster.scheduler_address
        report = run(articles, tmp_path / "two", model, engine="dask", scheduler=address, on_progress=kill)
    assert killed
    assert not report.failures
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_cluster_of_our_own_is_heard_on_this_machine_alone(
    articles: Path, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    addresses = []
    client = distributed.Client

    def noted(cluster: object) -> object:
        addresses.append(cluster.scheduler_address)  # type: ignore[attr-defined]
        return client(cluster)

    monkeypatch.setattr(distributed, "Client", noted)
    assert run(articles, tmp_path / "out", tiny_model, engine="dask", workers=1).counts["documents"] == 200
    assert [address.rpartition(":")[0] for address in addresses] == ["tcp://127.0.0.1"]


def mail_with(*attachments: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["Date"] = "Tue, 22 Jul 2025 18:30:00 +0200"
    mail.set_content("Netflix compra Alba per 3 milioni di euro.")
    for name, data in attachments:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_attachments_are_documents_and_bad_ones_cost_themselves(tmp_path: Path, tiny_model: Path) -> None:
    source, pdf = tmp_path / "posta", tmp_path / "posta" / "b.eml"
    source.mkdir()
    note = b"Ieri Netflix ha speso 5 milioni di euro."
    (source / "a.eml").write_bytes(mail_with(("nota.txt", note), ("rotto.pdf", b"%PDF-"), ("nota.txt", note)))
    pdf.write_bytes(mail_with())
    reports = [run(source, tmp_path / f"out{n}", tiny_model, workers=n) for n in (1, 2)]
    tables = Tables.read(tmp_path / "out1")
    assert tables.documents.doc_id.tolist() == ["a.eml", "a.eml/nota.txt", "a.eml/nota.txt#2", "b.eml"]
    assert tables.documents.path.tolist() == [str(source / "a.eml")] * 3 + [str(pdf)]
    assert tables.money.amount_min.tolist() == [3e6, 5e6, 5e6, 3e6]
    assert tables.dates.date_start.dt.day.tolist() == [21, 21]
    assert tables.errors[["path", "record"]].values.tolist() == [[str(source / "a.eml"), "rotto.pdf"]]
    assert len(reports[0].failures) == 1
    assert contents(tmp_path / "out1") == contents(tmp_path / "out2")
    assert run(source, tmp_path / "out1", tiny_model).new == 0


def test_row_groups_of_parquet_are_shared_and_done_anew_alone(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan.units, "__kwdefaults__", plan.units.__kwdefaults__ | {"size": 1})
    texts = [f"Netflix spende {n} milioni di euro." for n in range(50)]
    source = tmp_path / "a.parquet"

    def save() -> None:
        parquet.write_table(pyarrow.table({"testo": texts}), source, row_group_size=10)

    save()
    for workers in (1, 2):
        report = run(source, tmp_path / f"out{workers}", tiny_model, workers=workers)
        assert (report.new, report.counts["money"], report.failures) == (5, 50, ())
    assert contents(tmp_path / "out1") == contents(tmp_path / "out2")
    assert Tables.read(tmp_path / "out1").documents.doc_id.tolist()[::49] == ["a.parquet:1", "a.parquet:50"]
    texts[25] = "Netflix spende 99 milioni di euro."
    save()
    assert run(source, tmp_path / "out1", tiny_model).new == 2  # and the last block, which holds the list of all
