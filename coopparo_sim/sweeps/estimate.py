"""What a sweep will take: how many runs, how long, how much disk; found by doing a few of its runs."""

from __future__ import annotations

import math
import time
from concurrent.futures import Future
from dataclasses import dataclass

import pyarrow as pa

from coopparo_sim.sweeps.design import Design
from coopparo_sim.sweeps.drive import MOST_RUNS, SPAN_SECONDS
from coopparo_sim.sweeps.engines import local_engine
from coopparo_sim.sweeps.futures import _undisturbed
from coopparo_sim.sweeps.points import POINT, design_points
from coopparo_sim.sweeps.tables import months_table, parquet_bytes, runs_table
from coopparo_sim.sweeps.worker import Job, RunFunction, function_name, named_function

START_SECONDS = 3.0
"""Start of the workers."""
PROBES = 3
"""Runs that are tried."""
FILLED = 10
"""Times that the tried runs are repeated to see how large a full part is."""


@dataclass(frozen=True)
class SweepPlan:
    """What a sweep will take.

    Attributes
    ----------
    points, runs
        How many.
    seconds
        The whole sweep; None where the runs that were tried failed.
    size_bytes
        Disk; None where the runs that were tried failed.
    """

    points: int
    runs: int
    seconds: float | None
    size_bytes: int | None


def plan_sweep(design: Design, function: RunFunction, workers: int) -> SweepPlan:
    """Estimate a sweep from a few of its runs, done in a process of its own, since they may fail.

    Parameters
    ----------
    workers
        Processes that will share the work.
    """
    points = len(design_points(design))
    runs = points * design.futures
    with local_engine(1) as engine, engine.open(1) as pool:
        with _undisturbed():
            task: Future[tuple[float, int]] = pool.submit(_try, design, function_name(function), workers)
        if task.exception() is not None:
            return SweepPlan(points, runs, None, None)
        each, size = task.result()
    return SweepPlan(points, runs, START_SECONDS + runs * each / workers, size)


def _try(design: Design, function: str, workers: int) -> tuple[float, int]:
    """Give the time of one run, s, and the disk that all will take, bytes."""
    table = design_points(design)
    runs = len(table) * design.futures
    job = Job(design, pa.Table.from_pandas(table.drop(columns=POINT), preserve_index=False), named_function(function))
    numbers = [runs * n // PROBES for n in range(PROBES)]
    job.do(numbers[0])
    started = time.perf_counter()
    done = [job.do(number) for number in numbers]
    each = (time.perf_counter() - started) / len(done)
    kinds = (runs_table, months_table) if design.months else (runs_table,)
    one, full = (sum(len(parquet_bytes(kind(design, some))) for kind in kinds) for some in (done[:1], done * FILLED))
    per_run = (full - one) / (PROBES * FILLED - 1)
    in_part = max(1, min(MOST_RUNS, int(SPAN_SECONDS / each), runs // workers))
    return each, int(runs * per_run + math.ceil(runs / in_part) * (one - per_run))
