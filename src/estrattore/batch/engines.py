"""Engines: functions that take jobs from a queue, run them somewhere and yield their outcomes as they come.

An outcome is the job and how it crashed, if it did. Whoever reads the outcomes may add to the queue: jobs to try
again. An engine knows nothing of what a job does.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, NamedTuple

from estrattore.batch.shards import Job
from estrattore.errors import EstrattoreError


class Crash(NamedTuple):
    """Why a job did not end well."""

    error: str
    message: str


Outcome = tuple[Job, Crash | None]
Work = Callable[[Job], Any]
Queue = deque[Job]
Outcomes = Generator[Outcome, None, None]

# One thread per process: several processes that each start one thread per core only get in each other's way.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
READY = "ready"
MOST_STARTS = 3  # of a process that is killed before it is ready


def core_count() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def attempt(work: Work, job: Job) -> Crash | None:
    """Do a job; any exception but our own is a crash."""
    try:
        work(job)
    except EstrattoreError:
        raise
    except Exception as error:
        return Crash(type(error).__name__, str(error))
    return None


def serial(work: Work, queue: Queue) -> Outcomes:
    """One after the other in this process."""
    while queue:
        job = queue.popleft()
        yield job, attempt(work, job)


def local(work: Work, queue: Queue, *, workers: int) -> Outcomes:
    """Processes by spawn; the job of one that dies crashed, and a new process takes its place.

    Raises:
        EstrattoreError: One of ours in a worker, or the workers cannot start.
    """
    crew: list[_Worker] = []
    try:
        crew.extend(_Worker(work) for _ in range(min(workers, len(queue))))
        while queue or any(worker.job for worker in crew):
            for worker in crew:
                if queue and not worker.job:
                    worker.take(queue.popleft())
            ready = wait([worker.connection for worker in crew if worker.job])
            for n, worker in enumerate(crew):
                if worker.connection in ready:
                    outcome = worker.outcome()
                    if worker.dead:
                        crew[n] = worker.successor(work)
                    if outcome:
                        yield outcome
    finally:
        for worker in crew:
            worker.stop()


class _Worker:
    """A process that does one job after the other, as seen by its parent."""

    def __init__(self, work: Work) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(work, theirs), daemon=True)
        with one_thread_each(), _interrupts_wait():
            self.process.start()
        theirs.close()  # so that the pipe ends with the process
        self.job: Job | None = None
        self.ready = self.dead = False
        self.starts = 1

    def take(self, job: Job) -> None:
        """Hand over a job."""
        self.job = job
        with suppress(BrokenPipeError):  # a dead process shows in `outcome`
            self.connection.send(job)

    def outcome(self) -> Outcome | None:
        """What the process said: how its job went, or that it has started."""
        assert self.job
        try:
            said = self.connection.recv()
        except (EOFError, ConnectionError):
            self.dead = True
            self.process.join()
            if not self.ready:
                self._check_start()
                return None
            said = Crash("WorkerDied", f"the process ended with code {self.process.exitcode}.")
        if isinstance(said, EstrattoreError):
            raise said
        if said == READY:
            self.ready = True
            return None
        job, self.job = self.job, None
        return job, said

    def _check_start(self) -> None:
        """Whether it may be tried again: only one that was killed, and not for ever.

        Raises:
            EstrattoreError: It may not.
        """
        if (self.process.exitcode or 0) >= 0:
            raise EstrattoreError(
                "The worker processes cannot start. A script that asks for several workers needs its calls under "
                "if __name__ == '__main__':  – or use workers=1."
            )
        if self.starts == MOST_STARTS:
            raise EstrattoreError(
                f"A worker process was killed {MOST_STARTS} times while it started. Is there enough memory? "
                "What is done stays; run the same command again with fewer workers."
            )

    def successor(self, work: Work) -> _Worker:
        """A new process in the place of a dead one; the job of one that never started goes with it."""
        self.stop()
        worker = _Worker(work)
        if self.job:
            worker.starts = self.starts + 1
            worker.take(self.job)
        return worker

    def stop(self) -> None:
        """End the process, whatever it does; finished shards are safe."""
        self.process.terminate()
        self.process.join()
        self.connection.close()


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Processes started within never hear Ctrl-C, not even before they can ignore it; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # which would let them hear it, if it began within
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes started within inherit the limit before they import numpy; this process keeps its own."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update((name, "1") for name, value in before.items() if value is None)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]


def _serve(work: Work, connection: Connection) -> None:
    """What a worker process runs. Ctrl-C is its parent's business; without its parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    connection.send(READY)
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        try:
            connection.send(attempt(work, job))
        except EstrattoreError as error:
            connection.send(error)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
