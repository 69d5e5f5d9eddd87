"""Where runs are done: in this process, in processes of this machine, or on a Dask cluster; all through ``concurrent.futures``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import uuid4

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.sweeps.futures import _start_worker
from coopparo_sim.sweeps.provenance import RUN, code_digest

LOCAL = "local"
"""Address that stands for a Dask cluster started here, on this machine."""
CLUSTER_WAIT = "60s"
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Settings by which libraries of linear algebra learn that a worker has one core."""


@dataclass(frozen=True)
class Engine:
    """Where runs are done.

    Attributes
    ----------
    workers
        Tasks that run at the same time.
    open
        Gives an executor with so many workers, as a context that ends them.
    lost
        Errors that mean that a worker died, not that a run failed.
    """

    workers: int
    open: Callable[[int], AbstractContextManager[Executor]]
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)


@contextmanager
def local_engine(jobs: int) -> Iterator[Engine]:
    """Give an engine of ``jobs`` processes of this machine; 0 for a thread of this process."""
    if jobs == 0:
        yield Engine(1, lambda _: ThreadPoolExecutor(1))
        return
    with _one_thread_each():
        yield Engine(jobs, _pool)


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Start processes, and end them at the end; what waits is given up, what is running is finished."""
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that start inside the block know that they have one core each."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    for name, value in before.items():
        os.environ[name] = value or "1"
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)


@contextmanager
def dask_engine(address: str, jobs: int | None, folder: Path, function: str = RUN) -> Iterator[Engine]:
    """Give an engine on a Dask cluster.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://host:8786``, or ``local`` for a cluster started here.
    jobs
        Processes of a local cluster; as many as there are cores if not given.
    folder
        Folder of the sweep, which every worker must see.
    function
        What is run, as ``module:name``, which every worker must have alike.

    Raises
    ------
    InputError
        If Dask is missing, no scheduler answers, or a worker has other code or does not see the folder.
    """
    try:
        from dask import config
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError:
        raise InputError([Diagnostic("sweep.no_dask", advice="sweep.no_dask_advice")]) from None
    settings = {"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": CLUSTER_WAIT}
    with config.set(settings):
        cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None) if address == LOCAL else None
        try:
            client = Client(cluster or address, timeout=CLUSTER_WAIT)
        except (OSError, ValueError):
            raise InputError([Diagnostic("sweep.no_scheduler", {"address": address}, advice="sweep.no_scheduler_advice")]) from None
        try:
            _check_workers(client, folder, function)
            workers = sum(client.nthreads().values())
            yield Engine(workers, lambda _: _Kept(client.get_executor(pure=False)), (KilledWorker, BrokenExecutor))
        finally:
            client.close()
            if cluster is not None:
                cluster.close()


class _Kept(AbstractContextManager[Executor]):
    """An executor of a cluster: what waits is given up at the end, the workers stay."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    def __enter__(self) -> Executor:
        return self.executor

    def __exit__(self, *problem: object) -> None:
        self.executor.shutdown(wait=problem[0] is None)


def _check_workers(client: Any, folder: Path, function: str) -> None:
    """Ask every worker whether it sees the folder and runs the same code.

    Raises
    ------
    InputError
        If there is no worker, or one of them does not.
    """
    mark = folder / f".{uuid4().hex}.unfinished"
    mark.write_bytes(b"")
    try:
        answers: dict[str, tuple[bool, str]] = client.run(see, str(mark), function)
    finally:
        mark.unlink(missing_ok=True)
    blind = [worker for worker, (sees, _) in answers.items() if not sees]
    other = [worker for worker, (_, code) in answers.items() if code != code_digest(function)]
    faults = [] if answers else [Diagnostic("sweep.no_workers", advice="sweep.no_workers_advice")]
    if blind:
        values = {"folder": str(folder), "workers": ", ".join(blind)}
        faults.append(Diagnostic("sweep.blind_workers", values, advice="sweep.blind_workers_advice"))
    if other:
        faults.append(Diagnostic("sweep.other_code", {"workers": ", ".join(other)}, advice="sweep.other_code_advice"))
    if faults:
        raise InputError(faults)


def see(mark: str, function: str) -> tuple[bool, str]:
    """Say, on a worker, whether a file is to be seen there, and which code it runs."""
    return Path(mark).exists(), code_digest(function)
