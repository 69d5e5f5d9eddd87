"""What a worker does: some runs, then their part on disk, then a receipt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pyarrow as pa

from coopparo_sim.record.result import RunResult
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import Uncertainty
from coopparo_sim.sweeps.design import Design, Label
from coopparo_sim.sweeps.store import MONTHS, RUNS, Span, own_manifest, read_points, write_whole
from coopparo_sim.sweeps.tables import DoneRun, months_table, parquet_bytes, runs_table

RunFunction = Callable[[Scenario, int, int, Uncertainty], RunResult]
"""What a sweep runs: (scenario, seed, future, uncertainty) -> result, such as :func:`coopparo_sim.sweeps.futures.run`."""


@dataclass(frozen=True)
class PlannedPoint:
    """One point, ready to run."""

    number: int
    values: dict[str, Label]
    scenario: Scenario
    digest: str


@dataclass
class Job:
    """A sweep as a worker sees it.

    Attributes
    ----------
    design
        The design.
    points
        A row a point.
    function
        What is run.
    """

    design: Design
    points: pa.Table
    function: RunFunction
    _latest: PlannedPoint | None = None

    def point(self, number: int) -> PlannedPoint:
        """Give a point with its scenario; the latest one is kept, since runs come point by point."""
        if self._latest is None or self._latest.number != number:
            values = self.points.slice(number, 1).to_pylist()[0]
            scenario = self.design.scenario_at(values)
            self._latest = PlannedPoint(number, values, scenario, scenario_digest(scenario))
        return self._latest

    def do(self, run: int) -> DoneRun:
        """Do one run."""
        number, future = divmod(run, self.design.futures)
        point = self.point(number)
        result = self.function(point.scenario, self.design.seed, future, self.design.uncertainty)
        return DoneRun(number, future, point.digest, point.values, result)


def function_name(function: RunFunction) -> str:
    """Name a function so that a worker finds it: ``module:name``.

    Raises
    ------
    ValueError
        If it cannot be found by its name, such as one inside another function.
    """
    name = f"{function.__module__}:{function.__qualname__}"
    if "<" in name or named_function(name) is not function:
        raise ValueError(f"function(={name}) must stand at the top of a module that can be imported")
    return name


def named_function(name: str) -> RunFunction:
    """Find a function by what :func:`function_name` gave."""
    module, _, inside = name.partition(":")
    found: RunFunction = getattr(import_module(module), inside)
    return found


@lru_cache(maxsize=2)
def _job(folder: str, identity: str) -> Job:
    """Read the sweep with this identity; kept between tasks."""
    manifest = own_manifest(Path(folder), identity)
    return Job(Design.model_validate(manifest["design"]), read_points(Path(folder)), named_function(manifest["function"]))


def work(folder: str, identity: str, start: int, stop: int) -> float:
    """Do some runs, write their part and give how long both took, s.

    Parameters
    ----------
    folder
        Folder of the sweep.
    identity
        Which sweep it must be.
    start, stop
        Runs from ``start`` up to, but without, ``stop``.

    Raises
    ------
    OtherSweep
        If the folder was begun anew with another sweep meanwhile: the part is dropped.
    StoreFailed
        If the part cannot be written.
    """
    job, span = _job(folder, identity), Span(start, stop)
    started = time.perf_counter()
    done = [job.do(run) for run in range(start, stop)]
    parts = [(MONTHS, months_table)] if job.design.months else []
    for inside, table in (*parts, (RUNS, runs_table)):
        content = parquet_bytes(table(job.design, done))
        own_manifest(Path(folder), identity)
        write_whole(Path(folder) / inside / span.part, content)
    return time.perf_counter() - started
