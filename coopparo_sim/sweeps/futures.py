"""Futures of one scenario: one alone, or many on all cores, the same numbers either way."""

from __future__ import annotations

import math
import os
import signal
import threading
import traceback
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

import pandas as pd

from coopparo_sim.model import CooperativeModel, tables_of
from coopparo_sim.record.ensemble import LIFE_COLUMNS, REPLICATES, Ensemble, no_life
from coopparo_sim.record.result import EVENT_COLUMNS, RunResult
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.fit import fit_behind
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT, Uncertainty

FUTURES = 200
CHUNK = 4
"""Futures a worker does before it reports back: about a second."""
FUTURES_WORTH_A_WORKER = 20
"""A worker takes some seconds to start; fewer futures are done faster without it."""
MOST_WORKERS = 60
"""What one pool of processes can hold on Windows."""
NEEDS_KEY = ["place", "age_group", "need"]
Progress = Callable[[int, int], None]


class SimulationFailed(Exception):
    """A future could not be simulated; says which one, with the traceback as text in ``details``."""

    def __init__(self, future: int, seed: int, details: str) -> None:
        super().__init__(f"future {future} (seed {seed}) could not be simulated")
        self.future, self.seed, self.details = future, seed, details

    def __reduce__(self) -> tuple[type[SimulationFailed], tuple[int, int, str]]:
        return (type(self), (self.future, self.seed, self.details))


class Interrupted(Exception):
    """The user stopped the run; ``ensemble`` holds the futures that were finished."""

    def __init__(self, ensemble: Ensemble) -> None:
        super().__init__(f"stopped after {ensemble.n} of {ensemble.wanted} futures")
        self.ensemble = ensemble


@dataclass(frozen=True)
class _Part:
    """What a worker gives back for its futures; ``needs`` holds sums over them, ``life`` the tables that have rows, by name."""

    futures: list[dict[str, float]]
    months: pd.DataFrame
    events: pd.DataFrame
    needs: pd.DataFrame
    life: dict[str, list[pd.DataFrame]]


def run(scenario: Scenario, seed: int = 1, future: int = 0, uncertainty: Uncertainty = DEFAULT, check: bool = False) -> RunResult:
    """Simulate one future.

    Parameters
    ----------
    scenario
        The plan.
    seed
        Seed of the experiment; the same seed and future give the same luck in every scenario.
    future
        Number of the future.
    uncertainty
        ``calibrated`` takes behaviour from a draw that was fitted to real campaigns, ``parameters`` draws it from its ranges,
        ``none`` takes it as the scenario has it.
    check
        Check the invariants every month.
    """
    return CooperativeModel(scenario, rng=seed, future=future, uncertainty=uncertainty, check=check).result()


def run_futures(
    scenario: Scenario, futures: int = FUTURES, seed: int = 1, *, jobs: int | None = None, uncertainty: Uncertainty = DEFAULT,
    progress: Progress | None = None,
) -> Ensemble:  # fmt: skip
    """Simulate many futures; the result does not depend on how many processes do it.

    Behaviour is drawn once for every :data:`REPLICATES` futures, so that chance and unknown behaviour can be told apart.

    Parameters
    ----------
    futures
        How many.
    jobs
        Processes; as many as there are cores (fewer for few futures) if not given, 1 for this process alone. In a script, call
        this under
        ``if __name__ == "__main__":``, as every use of processes that are started afresh asks for.
    uncertainty
        As of :func:`run`.
    progress
        Called with (done, wanted) each time some futures are done.

    Raises
    ------
    ValueError
        If ``futures``, ``seed`` or ``jobs`` is out of range.
    InputError
        If the fit is wanted and cannot be used.
    SimulationFailed
        If a future raises.
    Interrupted
        On Ctrl-C, with what was finished; no process is left behind.
    """
    if futures < 1 or seed < 0 or (jobs is not None and jobs < 1):
        raise ValueError(f"futures(={futures}) and jobs(={jobs}) must be >= 1 and seed(={seed}) >= 0")
    fit_behind(uncertainty)
    workers = min(jobs or min(os.cpu_count() or 1, math.ceil(futures / FUTURES_WORTH_A_WORKER)), MOST_WORKERS)
    chunks = [list(range(first, min(first + CHUNK, futures))) for first in range(0, futures, CHUNK)]
    parts: dict[int, _Part] = {}
    source = (
        _in_processes(scenario, seed, uncertainty, chunks, workers) if workers > 1 else _here(scenario, seed, uncertainty, chunks)
    )
    try:
        for number, part in source:
            parts[number] = part
            if progress:
                progress(sum(len(p.futures) for p in parts.values()), futures)
    except KeyboardInterrupt:
        raise Interrupted(_together(scenario, seed, uncertainty, futures, parts)) from None
    finally:
        source.close()
    return _together(scenario, seed, uncertainty, futures, parts)


def _here(
    scenario: Scenario, seed: int, uncertainty: Uncertainty, chunks: list[list[int]]
) -> Generator[tuple[int, _Part], None, None]:
    for number, chunk in enumerate(chunks):
        yield number, _work(scenario, seed, uncertainty, chunk)


def _in_processes(
    scenario: Scenario, seed: int, uncertainty: Uncertainty, chunks: list[list[int]], workers: int
) -> Generator[tuple[int, _Part], None, None]:
    with _undisturbed():
        pool = ProcessPoolExecutor(min(workers, len(chunks)), mp_context=get_context("spawn"), initializer=_start_worker)
        tasks: dict[Future[_Part], int] = {pool.submit(_work, scenario, seed, uncertainty, c): k for k, c in enumerate(chunks)}
    try:
        for task in as_completed(tasks):
            yield tasks[task], task.result()
    except BrokenProcessPool as lost:
        raise SimulationFailed(-1, seed, f"a worker process ended unexpectedly: {lost}") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes with Ctrl-C switched off, which they inherit; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start_worker() -> None:
    """Leave Ctrl-C to the driver, and end when the driver is gone, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_driver, daemon=True).start()


def _end_with_driver() -> None:
    driver = parent_process()
    if driver is not None:
        wait([driver.sentinel])
        os._exit(1)


def _work(scenario: Scenario, seed: int, uncertainty: Uncertainty, futures: list[int]) -> _Part:
    rows, months, events, needs = [], [], [], []
    life: dict[str, list[pd.DataFrame]] = {name: [] for name in LIFE_COLUMNS}
    for future in futures:
        try:
            result = run(scenario, seed, future, uncertainty)
        except Exception:
            raise SimulationFailed(future, seed, traceback.format_exc()) from None
        key = {"future": future, "draw": future // REPLICATES, "replicate": future % REPLICATES}
        rows.append({**key, **result.outcomes, **result.parameters})
        months.append(result.months.assign(future=future))
        events.append(result.events.assign(future=future))
        needs.append(result.needs.set_index(NEEDS_KEY))
        for name, found in ((n, getattr(result, n)) for n in LIFE_COLUMNS):
            if len(found):
                life[name].append(found.assign(future=future))
    return _Part(rows, pd.concat(months), pd.concat(events), sum(needs[1:], start=needs[0]), life)


def _together(scenario: Scenario, seed: int, uncertainty: Uncertainty, wanted: int, parts: dict[int, _Part]) -> Ensemble:
    ordered = [parts[number] for number in sorted(parts)]
    tables = tables_of(scenario)
    futures = pd.DataFrame([row for part in ordered for row in part.futures])
    months = pd.concat([p.months for p in ordered], ignore_index=True) if ordered else pd.DataFrame()
    events = (
        pd.concat([p.events for p in ordered], ignore_index=True) if ordered else pd.DataFrame(columns=[*EVENT_COLUMNS, "future"])
    )
    needs = pd.DataFrame()
    if ordered:
        needs = (sum((p.needs for p in ordered[1:]), start=ordered[0].needs) / len(futures)).reset_index()
    people = _people_by_place(needs) if ordered else {}
    return Ensemble(
        scenario=scenario, digest=scenario_digest(scenario), seed=seed, uncertainty=uncertainty, wanted=wanted,
        futures=futures, months=_future_first(months), events=_future_first(events), needs=needs,
        place_names={place.id: place.name_it for place in tables.places},
        place_tiles={place.id: (place.tile_row, place.tile_column) for place in tables.places},
        place_people={place.id: people.get(place.id, 0.0) for place in tables.places},
        fit=fit_behind(uncertainty), **{name: _life(ordered, name) for name in LIFE_COLUMNS},
    )  # fmt: skip


def _life(parts: list[_Part], name: str) -> pd.DataFrame:
    tables = [table for part in parts for table in part.life[name]]
    return _future_first(pd.concat(tables, ignore_index=True)) if tables else no_life(name)


def _people_by_place(needs: pd.DataFrame) -> dict[str, float]:
    cells = needs.drop_duplicates(["place", "age_group"])
    return {str(place): float(n) for place, n in cells.groupby("place")["people"].sum().items()}


def _future_first(table: pd.DataFrame) -> pd.DataFrame:
    return table[["future", *[c for c in table.columns if c != "future"]]] if len(table.columns) else table
