"""Does one country predict another? The fit is done anew without it, and its cases are simulated under what the others taught.

The draws of the waves are not simulated again: the emulator is made from the statistics of the other cases. Then the cases of
the country left out are simulated under draws of that fit, and set beside what was simulated of them before anything was learned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.posterior import Posterior, Task, fit_to, scores_of, values_of
from coopparo_sim.calibration.targets import READ, RULES, STATISTICS, observed, observed_statistics, reported
from coopparo_sim.calibration.work import Points, simulated_points, statistics_of

Floats = NDArray[np.float64]
BOUNDS = (0.1, 0.5, 0.9)
"""Quantiles of an interval that should hold four in five."""
FEWEST = 5
"""Simulated values below which there is no interval."""
GROUPS: Mapping[str, tuple[str, ...]] = {"UK": ("UK",), "DE": ("DE",), "IT": ("IT",)}
OTHERS = "others"
"""All countries with too few cases to stand alone."""


def countries_left_out(task: Task, found: Posterior, draws: int) -> dict[str, dict[str, object]]:
    """Leave out each country, or group of small ones, in turn.

    Parameters
    ----------
    task
        What was fitted.
    found
        The draws tried and their simulated campaigns.
    draws
        Draws under which the cases left out are simulated, before and after.

    Returns
    -------
    By country: its cases, how many of its patterns and single numbers lay inside the 80 % interval before anything was learned and
    with what the others taught, and the mean distance of heads in logs.
    """
    return {name: _left_out(task, found, name, draws) for name in (*GROUPS, OTHERS)}


def group_of(case: Case) -> str:
    """Give the group of countries that a case is left out with."""
    return next((name for name, countries in GROUPS.items() if case.country in countries), OTHERS)


def _left_out(task: Task, found: Posterior, name: str, draws: int) -> dict[str, object]:
    away = [case for case in task.cases if group_of(case) == name]
    rest = [case for case in task.cases if group_of(case) != name]
    if not away or not rest:
        return {"cases": len(away)}
    learned = fit_to(task, found.waves, rest)
    first = sum(len(wave.futures) for wave in found.waves)
    futures = tuple(range(first, first + draws))
    again = Points(f"without-{name}", values_of(scores_of(task, learned.bell, futures)), futures)
    after = simulated_points(task.folder / f"only-{name}", away, again, task.seed, task.jobs, task.progress)
    return {"cases": len(away), "before": told_of(away, found.waves[0].tables[:draws]), "after": told_of(away, after)}


def told_of(cases: Sequence[Case], tables: Sequence[pd.DataFrame]) -> dict[str, object]:
    """Set cases beside simulated campaigns.

    Parameters
    ----------
    cases
        Real campaigns.
    tables
        Simulated campaigns of each draw, these cases among them.
    """
    real = observed(cases)
    seen, simulated = observed_statistics(real), statistics_of(tables, cases)
    patterns = [_inside(float(seen[k]), simulated[:, k]) for k, name in enumerate(STATISTICS) if name in RULES]
    rows = reported(pd.concat(tables))
    by_case = dict(iter(rows.groupby("case")))
    numbers, far = [], []
    for row in real.to_dict("records"):
        mine = by_case.get(row["case"], rows.iloc[:0])
        numbers += [_inside(float(row[what]), mine[what].to_numpy(np.float64)) for what in READ]
        if numbers[len(numbers) - len(READ) + READ.index("heads")] is not None:
            far.append(abs(np.log(mine["heads"].median() / row["heads"])))
    return {**_counted(patterns, "patterns"), **_counted(numbers, "numbers"), "heads_off": float(np.mean(far)) if far else None}


def _counted(inside: Sequence[bool | None], name: str) -> dict[str, object]:
    known = [one for one in inside if one is not None]
    return {name: len(known), f"{name}_inside": sum(known)}


def _inside(seen: float, values: Floats) -> bool | None:
    """Whether the interval holds what was seen; None where either is missing."""
    known = values[~np.isnan(values)]
    if np.isnan(seen) or len(known) < FEWEST:
        return None
    low, _, high = np.quantile(known, BOUNDS)
    return bool(low <= seen <= high)
