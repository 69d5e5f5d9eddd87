"""Does one country predict another? The fit is done anew without it, and its cases are then set beside what the fit expects.

No campaign is simulated again: the same draws are weighed by the statistics of the other cases, and the simulated campaigns of the
country left out are read under these weights. They are not moved by regression, since that would need new simulations; so the
weights alone tell what was learned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.fitting import fit, weighted_quantiles
from coopparo_sim.calibration.posterior import Posterior, Task
from coopparo_sim.calibration.targets import READ, RULES, STATISTICS, observed, observed_statistics, reported
from coopparo_sim.calibration.work import statistics_of

Floats = NDArray[np.float64]
BOUNDS = np.array([0.1, 0.5, 0.9])
"""Quantiles of an interval that should hold four in five."""
KEEP = 0.25
"""Share of the draws that is kept, the nearest; fewer than in the fit, because nothing but their choice tells what was learned."""
FEWEST = 5
"""Simulated values below which there is no interval."""
GROUPS: Mapping[str, tuple[str, ...]] = {"UK": ("UK",), "DE": ("DE",), "IT": ("IT",)}
OTHERS = "others"
"""All countries with too few cases to stand alone."""


def countries_left_out(task: Task, found: Posterior) -> dict[str, dict[str, object]]:
    """Leave out each country, or group of small ones, in turn.

    Parameters
    ----------
    task
        What was fitted.
    found
        The draws tried and their simulated campaigns.

    Returns
    -------
    By country: its cases, how many of its patterns and single numbers lay inside the 80 % interval before anything was learned and
    with what the others taught, and the mean distance of heads in logs.
    """
    return {name: _left_out(task, found, name) for name in (*GROUPS, OTHERS)}


def group_of(case: Case) -> str:
    """Give the group of countries that a case is left out with."""
    return next((name for name, countries in GROUPS.items() if case.country in countries), OTHERS)


def _left_out(task: Task, found: Posterior, name: str) -> dict[str, object]:
    away = [case for case in task.cases if group_of(case) == name]
    rest = [case for case in task.cases if group_of(case) != name]
    keep = max(round(KEEP * len(found.scores)), 1)
    seen = observed_statistics(observed(rest))
    learned = fit(found.scores, statistics_of(found.tables, rest), seen, task.adjusted, keep)
    weight = np.zeros(len(found.scores))
    weight[learned.kept] = learned.weight
    even = np.full(len(found.scores), 1 / len(found.scores))
    return {"cases": len(away), "before": told_of(away, found.tables, even), "after": told_of(away, found.tables, weight)}


def told_of(cases: Sequence[Case], tables: Sequence[pd.DataFrame], weight: Floats) -> dict[str, object]:
    """Set cases beside weighted simulated campaigns.

    Parameters
    ----------
    cases
        Real campaigns.
    tables
        Simulated campaigns of each draw.
    weight
        Shape (draws,).
    """
    real = observed(cases)
    seen, simulated = observed_statistics(real), statistics_of(tables, cases)
    patterns = [_inside(float(seen[k]), simulated[:, k], weight) for k, name in enumerate(STATISTICS) if name in RULES]
    rows = pd.concat([reported(table).assign(weight=w) for table, w in zip(tables, weight, strict=True) if w > 0])
    by_case = dict(iter(rows.groupby("case")))
    numbers, far = [], []
    for row in real.to_dict("records"):
        mine = by_case.get(row["case"], rows.iloc[:0])
        for what in READ:
            values, weights = mine[what].to_numpy(np.float64), mine["weight"].to_numpy(np.float64)
            numbers.append(_inside(float(row[what]), values, weights))
            if what == "heads" and numbers[-1] is not None:
                known = ~np.isnan(values)
                far.append(abs(np.log(weighted_quantiles(values[known], weights[known], BOUNDS[1:2])[0] / row[what])))
    return {**_counted(patterns, "patterns"), **_counted(numbers, "numbers"), "heads_off": float(np.mean(far)) if far else None}


def _counted(inside: Sequence[bool | None], name: str) -> dict[str, object]:
    known = [one for one in inside if one is not None]
    return {name: len(known), f"{name}_inside": sum(known)}


def _inside(seen: float, values: Floats, weight: Floats) -> bool | None:
    """Whether the weighted interval holds what was seen; None where either is missing."""
    known = ~np.isnan(values) & (weight > 0)
    if np.isnan(seen) or known.sum() < FEWEST:
        return None
    low, _, high = weighted_quantiles(values[known], weight[known], BOUNDS)
    return bool(low <= seen <= high)
