"""What the sweep behind the page runs."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from coopparo_sim.record.result import RunResult
from coopparo_sim.scenario.behaviour import REPLICATES
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import Uncertainty
from coopparo_sim.sweeps.futures import run

TRUE, BELIEVED = "true.", "believed."
"""Beginnings of the names under which the needs of the town, and what the tables took them for, stand among the outcomes."""


def run_apart(scenario: Scenario, seed: int, future: int, uncertainty: Uncertainty) -> RunResult:
    """Simulate a future whose behaviour is drawn for it alone, so that few futures span what nobody knows.

    Parameters
    ----------
    scenario
        The scenario.
    seed
        Seed of the page.
    future
        Number of the future.
    uncertainty
        As in a run.
    """
    result = run(scenario, seed, future * REPLICATES, uncertainty)
    return replace(result, outcomes={**result.outcomes, **_needs(result.needs)})


def _needs(table: pd.DataFrame) -> dict[str, float]:
    """Needs of all people, 0-1, weighted by their number, true and believed."""
    weighted = table[["true", "believed"]].mul(table["people"], axis=0)
    sums = weighted.assign(people=table["people"]).groupby(table["need"], sort=False).sum()
    means = sums[["true", "believed"]].div(sums["people"].clip(lower=1.0), axis=0)
    return {f"{kind}.{need}": float(means.loc[need, kind]) for need in means.index for kind in ("true", "believed")}
