"""The engine for clusters: jobs through `dask.distributed`."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from estrattore.batch.engines import Crash, Outcome, Outcomes, Queue, Work, attempt, one_thread_each
from estrattore.errors import EstrattoreError, UsageError

if TYPE_CHECKING:
    from estrattore.batch.shards import Job

DASK_JOBS = 2_000  # on the scheduler at a time: enough for a thousand workers, little for its memory


def dask(work: Work, queue: Queue, *, workers: int, scheduler: str) -> Outcomes:
    """Through `dask.distributed`: on the scheduler at an address, else on a local cluster.

    Dask gives the jobs of a worker that died to the others; one that kills several workers in a row is a crash.

    Raises:
        UsageError: Dask is not installed, or there is no scheduler at the address.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise UsageError("--engine dask needs Dask. Install it with: pip install 'estrattore[dask]'") from None
    # Whoever reaches a scheduler can run code there: ours is heard on this machine alone.
    local_cluster = partial(distributed.LocalCluster, host="127.0.0.1", threads_per_worker=1, dashboard_address=None)
    with one_thread_each():
        cluster = None if scheduler else local_cluster(n_workers=workers)
    try:
        try:
            client = distributed.Client(scheduler or cluster)
        except (OSError, ValueError) as error:
            advice = "Check the address, or leave --scheduler out to work on this machine."
            raise UsageError(f"No Dask scheduler answers at '{scheduler}': {error}. {advice}") from error
        with client:
            running: dict[Any, Job] = {}
            pending = distributed.as_completed()
            while queue or running:
                while queue and len(running) < DASK_JOBS:
                    job = queue.popleft()
                    future = client.submit(attempt, work, job, pure=False)
                    running[future] = job
                    pending.add(future)
                yield _dask_outcome(running, next(pending))
    finally:
        if cluster is not None:
            cluster.close()


def _dask_outcome(running: dict[Any, Job], future: Any) -> Outcome:
    job, error = running.pop(future), future.exception()
    if isinstance(error, EstrattoreError):
        raise error
    return job, Crash(type(error).__name__, str(error)) if error else future.result()
