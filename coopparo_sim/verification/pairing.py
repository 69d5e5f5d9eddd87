"""How much is gained by running two plans on the same luck."""

from __future__ import annotations

import numpy as np

from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.futures import run


def paired_runs(
    first: Scenario, second: Scenario, outcome: str = "aware_share", futures: int = 12, seed: int = 1
) -> tuple[float, float]:
    """Variance of the difference between two plans, on common luck and on luck of their own.

    Parameters
    ----------
    first, second
        The plans.
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
    both = np.array([[run(plan, seed=seed, future=f).outcomes[outcome] for f in range(futures)] for plan in (first, second)])
    return float(np.var(both[0] - both[1], ddof=1)), float(np.var(both, axis=1, ddof=1).sum())
