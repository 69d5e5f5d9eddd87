"""Real campaigns against simulated ones under the fitted draws: inside the interval or not, pattern by pattern and case by case."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.assemblies import Assembly, simulated_heads
from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.draws import behaviour_with
from coopparo_sim.calibration.operations import (
    QUANTITIES,
    Operation,
    life_patterns,
    observed_life,
    resampled_patterns,
    simulated_shops,
)
from coopparo_sim.calibration.pledges import Pledge, shares_paid
from coopparo_sim.calibration.simulation import simulate_all
from coopparo_sim.calibration.targets import (
    CHECKS,
    LOGS,
    READ,
    STATISTICS,
    as_read,
    observed,
    observed_statistics,
    reported,
    simulated_statistics,
)
from coopparo_sim.scenario.calibrated import fitted_values
from coopparo_sim.sweeps.engines import local_engine

Floats = NDArray[np.float64]
NOMINAL = 0.8
"""Share of real values that the intervals should hold."""
BOUNDS = ((1 - NOMINAL) / 2, 0.5, (1 + NOMINAL) / 2)
FEWEST = 5
"""Simulated futures that must have ended as the real case did before an interval is given."""
CHUNK = 4
"""Futures that one process does at a time."""
SECONDS_WORTH_A_PROCESS = 60
"""Simulated campaigns below which starting processes takes longer than it saves."""


Kind = Literal["pattern", "case", "assembly", "life", "operation", "pledge"]


@dataclass(frozen=True)
class Comparison:
    """One number, observed and simulated.

    Attributes
    ----------
    kind
        ``pattern``: over all campaigns; ``case``: of one campaign; ``pledge``: money promised and paid in one; ``assembly``: of one
        assembly after founding; ``life``: over all shops at work; ``operation``: of one of them.
    name
        The statistic, or the identifier of the case.
    what
        The statistic, or the column of the table of campaigns.
    observed
        What was read; of a statistic of logarithms the quantity itself.
    low, middle, high
        Bounds and middle of the simulated interval; NaN where too few futures ended as the case did.
    futures
        Simulated values behind it.
    """

    kind: Kind
    name: str
    what: str
    observed: float
    low: float
    middle: float
    high: float
    futures: int

    @property
    def inside(self) -> bool | None:
        """Whether the interval holds what was observed; None where there is no interval."""
        return None if math.isnan(self.low) else self.low <= self.observed <= self.high


def compare_with_cases(
    cases: Sequence[Case], futures: int, seed: int, jobs: int, progress: Callable[[int, int], None] | None = None
) -> list[Comparison]:
    """Simulate every case under fitted draws and compare.

    Parameters
    ----------
    cases
        Real cases.
    futures
        Futures of each case; each takes another draw of the ensemble.
    seed
        Seed of all luck.
    jobs
        Processes; 0 for this one.
    progress
        Called with (done, wanted) futures of all cases.

    Raises
    ------
    FileNotFoundError
        If the package has no ensemble.
    """
    if not cases:
        return []
    chunks = [range(first, min(first + CHUNK, futures)) for first in range(0, futures, CHUNK)]
    workers = 0 if len(cases) * futures < SECONDS_WORTH_A_PROCESS else jobs
    sets: dict[int, pd.DataFrame] = {}
    with local_engine(workers) as engine, engine.open(engine.workers) as executor:
        for task in as_completed([executor.submit(simulated_sets, list(cases), chunk, futures, seed) for chunk in chunks]):
            sets |= task.result()
            if progress:
                progress(len(sets), futures)
    ordered, real = [sets[future] for future in sorted(sets)], observed(cases)
    found = [*_patterns(ordered, real), *_cases(pd.concat(ordered), real)]
    return found


def misses_first(found: Sequence[Comparison]) -> list[Comparison]:
    """Put misses first, then what cannot be compared, then hits."""
    return sorted(found, key=lambda one: {False: 0, None: 1, True: 2}[one.inside])


def compare_with_assemblies(assemblies: Sequence[Assembly], seed: int) -> list[Comparison]:
    """Compare the heads at real assemblies with what the rule of attendance gives for so many members."""
    if not assemblies:
        return []
    simulated = simulated_heads(assemblies, seed)
    return [
        _comparison("assembly", one.id, "assembly_heads", float(one.heads), heads, False)
        for one, heads in zip(assemblies, simulated, strict=True)
    ]


def compare_with_pledges(pledges: Sequence[Pledge]) -> list[Comparison]:
    """Compare money paid over money promised in real campaigns with the share of pledges that the fit lets be paid.

    Real sums were promised before the offer, and others joined who had promised nothing; in the model only those pay who pledged.
    """
    paid = shares_paid() if pledges else np.empty(0)
    return [_comparison("pledge", one.id, "paid_over_pledged", one.paid_over_pledged, paid, False) for one in pledges]


def compare_with_operations(operations: Sequence[Operation], seed: int, jobs: int) -> list[Comparison]:
    """Compare real shops at work with simulated ones: the patterns over all, then row by row."""
    if not operations:
        return []
    years = simulated_shops(seed, jobs)
    sets, seen = resampled_patterns(years, seed), observed_life(operations)
    patterns = [_comparison("life", name, name, seen[name], sets[name], False) for name in life_patterns(years)]
    rows = [
        _comparison("operation", one.id, what, getattr(one, what), years[what].to_numpy(np.float64), False)
        for one in operations
        for what in QUANTITIES
    ]
    return [one for one in (*patterns, *rows) if not math.isnan(one.observed)]


def simulated_sets(cases: Sequence[Case], futures: Sequence[int], of: int, seed: int) -> dict[int, pd.DataFrame]:
    """Simulate all cases in some futures, by number of the future; done in a worker process.

    Parameters
    ----------
    cases
        Real cases.
    futures
        Numbers of the futures.
    of
        How many futures there are in all: they take draws at even steps of the weights.
    seed
        Seed of all luck.
    """
    found = {}
    for future in futures:
        behaviour, offer = behaviour_with(fitted_values((future + 0.5) / of))
        found[future] = simulate_all(cases, behaviour, offer, seed, [future])
    return found


def _patterns(sets: Sequence[pd.DataFrame], real: pd.DataFrame) -> list[Comparison]:
    seen = observed_statistics(real)
    simulated = np.array([simulated_statistics(one, real) for one in sets])
    compared = {name: (float(seen[k]), simulated[:, k]) for k, name in enumerate(STATISTICS)}
    told = [as_read(reported(one), real) for one in sets]
    compared |= {name: (rule(real), np.array([rule(one) for one in told])) for name, rule in CHECKS.items()}
    return [
        _comparison("pattern", name, name, value, values, name in LOGS)
        for name, (value, values) in compared.items()
        if not math.isnan(value)
    ]


def _cases(simulated: pd.DataFrame, real: pd.DataFrame) -> list[Comparison]:
    told = reported(simulated)
    same_end = {(case, bool(founded)): rows for (case, founded), rows in told.groupby(["case", "founded"])}
    found = []
    for row in real.to_dict("records"):
        rows = same_end.get((row["case"], bool(row["founded"])), told.iloc[:0])
        for what in READ:
            if not math.isnan(row[what]):
                found.append(_comparison("case", str(row["case"]), what, float(row[what]), rows[what].to_numpy(np.float64), False))
    return found


def _comparison(kind: Kind, name: str, what: str, seen: float, values: Floats, in_logs: bool) -> Comparison:
    known = values[~np.isnan(values)]
    bounds = np.quantile(known, BOUNDS) if len(known) >= FEWEST else np.full(len(BOUNDS), math.nan)
    numbers = np.exp([seen, *bounds]) if in_logs else np.array([seen, *bounds])
    shown, low, middle, high = (float(number) for number in numbers)
    return Comparison(kind, name, what, shown, low, middle, high, len(known))


def share_inside(found: Sequence[Comparison]) -> float:
    """Share of the comparisons with an interval whose interval holds what was observed; NaN where there is none."""
    known = [one.inside for one in found if one.inside is not None]
    return sum(known) / len(known) if known else math.nan
