"""How much is gained by running two plans on the same luck."""

from __future__ import annotations

import numpy as np

from coopparo_sim.scenario.schema import Meeting, Process, Scenario
from coopparo_sim.sweeps.futures import run

MONTHS, FUTURES = 12, 8


def plan_with(meetings: int) -> Scenario:
    """Give a plan of a year with one open meeting a month, for a number of months."""
    return Scenario(months=MONTHS, process=Process(meetings=[Meeting(month=month + 1) for month in range(meetings)]))


def paired_runs(
    first: Scenario | None = None,
    second: Scenario | None = None,
    outcome: str = "aware_share",
    futures: int = FUTURES,
    seed: int = 1,
) -> tuple[float, float]:
    """Variance of the difference between two plans, on common luck and on luck of their own.

    Parameters
    ----------
    first, second
        The plans; three open meetings against four if not given.
    outcome
        Name of the outcome that is compared.
    futures
        Futures of each plan, at least 2.
    seed
        Seed of all futures.

    Returns
    -------
    Sample variance of the difference future by future, and the sum of the variances of both, in the squared unit of the outcome.
    """
    plans = (first or plan_with(3), second or plan_with(4))
    both = np.array(
        [[run(plan, seed=seed, future=f, uncertainty="none").outcomes[outcome] for f in range(futures)] for plan in plans]
    )
    return float(np.var(both[0] - both[1], ddof=1)), float(np.var(both, axis=1, ddof=1).sum())
