"""Engines: functions that run jobs somewhere and yield their outcomes as they come.

An outcome is the job with None, or with the exception that ended it. The engine knows nothing of what a job does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from estrattore.batch.shards import Job
from estrattore.errors import EstrattoreError, UsageError

Outcome = tuple[Job, BaseException | None]
Work = Callable[[Job], Any]
AHEAD = 2  # jobs per worker that wait in the queue: enough to keep it busy, few to lose in a crash

# One thread per process: several processes that each start one thread per core only get in each other's way.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def worker_count(workers: int) -> int:
    """The number asked for; for 0 the cores that this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return workers or cores


def serial(work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
    """One after the other in this process."""
    for job in jobs:
        try:
            work(job)
        except EstrattoreError:
            raise
        except Exception as error:
            yield job, error
        else:
            yield job, None


def local(work: Work, jobs: Iterable[Job], *, workers: int) -> Iterator[Outcome]:
    """Processes by spawn; when one dies, the jobs in flight fail and a new pool takes over."""
    waiting = iter(jobs)
    exhausted = False
    while not exhausted:
        with _pool(workers) as pool:
            running: dict[Future[Any], Job] = {}
            broken = False
            while not broken:
                exhausted = _fill(running, waiting, pool, work, limit=workers * AHEAD)
                if not running:
                    break
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    error = future.exception()
                    if isinstance(error, EstrattoreError):
                        raise error
                    broken = broken or isinstance(error, BrokenProcessPool)
                    yield running.pop(future), error
            for job in running.values():
                yield job, BrokenProcessPool("A worker died.")


def _pool(workers: int) -> ProcessPoolExecutor:
    for name in THREADS:
        os.environ.setdefault(name, "1")  # inherited by the workers, before they import numpy
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _fill(
    running: dict[Future[Any], Job], waiting: Iterator[Job], pool: ProcessPoolExecutor, work: Work, *, limit: int
) -> bool:
    """Submit jobs up to the limit; whether none is left."""
    while len(running) < limit:
        job = next(waiting, None)
        if job is None:
            return True
        running[pool.submit(work, job)] = job
    return False


def dask(work: Work, jobs: Sequence[Job], *, workers: int, scheduler: str) -> Iterator[Outcome]:
    """Through `dask.distributed`: on the scheduler at an address, else on a local cluster."""
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise UsageError("--engine dask needs Dask. Install it with: pip install 'estrattore[dask]'") from None
    cluster = None if scheduler else LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    try:
        with Client(scheduler or cluster) as client:
            futures = dict(zip(client.map(work, jobs, pure=False, retries=2), jobs, strict=True))
            for future in as_completed(list(futures)):
                yield futures[future], future.exception()
    finally:
        if cluster is not None:
            cluster.close()
