"""Under which unknown conditions a cooperative is founded: boxes in the space of behaviour, found by PRIM (extra ``discovery``)."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.analysis.ensembles import wilson_interval
from coopparo_sim.sweeps.results import SweepResults

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

BEHAVIOUR = "behaviour."
COLUMNS = ["name", "low", "high", "values", "coverage", "density", "mass", "share"]
LEAST_MASS = 0.05
"""Least share of the cases in a box."""
LEAST_DENSITY = 0.5
"""Share of founded cases that a box should reach."""
MOST_CONDITIONS = 4
"""Conditions of a box at most: what is to be told must be short, and each further one fits chance better."""
Limits = dict[str, "pd.Series[Any]"]


def discover_box(results: SweepResults, outcome: str = "founded", threshold: float = 0.5) -> pd.DataFrame:
    """Find the box of unknown conditions in which an outcome reaches ``threshold`` most purely.

    Cases are pairs of a point and a draw of behaviour; the outcome of a case is the mean over its futures. With a hundred unknowns
    and some tens of draws, a pure box can always be found; so it is sought in every other draw (or point, where behaviour is not
    drawn) and counted in the rest. It is kept only if it is better there than all cases of the rest together, by the 95 % interval
    of the draws inside it.

    Parameters
    ----------
    outcome
        Declared indicator.
    threshold
        What counts as reached, in the unit of the outcome.

    Returns
    -------
    A row a restricted condition: ``name``, ``low``, ``high`` (``values`` for words), and the same in each row, counted in the half
    not used for finding: ``coverage`` (share of the cases of interest inside), ``density`` (share of those inside that are of
    interest), ``mass`` (share of all cases inside), ``share`` (share of all cases that are of interest). Empty where no box is
    found that is better than all cases together.

    Raises
    ------
    ImportError
        If EMA Workbench is not installed.

    Notes
    -----
    Sources: Friedman & Fisher 1999; Bryant & Lempert 2010, who also ask that a box be found again in other samples.
    """
    cases, reached, units = cases_of(results, outcome, threshold)
    sought = units % 2 == 0
    limits = _sought(cases[sought].reset_index(drop=True), reached[sought])
    rest, there = cases[~sought], reached[~sought]
    if not limits or not there.any():
        return pd.DataFrame(columns=COLUMNS)
    inside = _inside(rest, limits)
    draws = len(np.unique(units[~sought][inside]))
    if not draws or wilson_interval(float(there[inside].mean()), draws)[0] <= there.mean():
        return pd.DataFrame(columns=COLUMNS)
    about = {
        "coverage": float(there[inside].sum() / there.sum()), "density": float(there[inside].mean()),
        "mass": float(inside.mean()), "share": float(there.mean()),
    }  # fmt: skip
    return pd.DataFrame([{"name": name, **_limits(limits[name]), **about} for name in limits], columns=COLUMNS)


def _sought(cases: pd.DataFrame, reached: Bools) -> Limits:
    """Seek a box by PRIM: of those with few conditions the purest, its limits by name; none where there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        if reached.all() or not reached.any():
            return {}
        box = prim.Prim(cases, reached, mass_min=LEAST_MASS, **_threshold(prim.Prim)).find_box()
    if box is None:
        return {}
    path = box.peeling_trajectory
    short = path[path["res_dim"].between(1, MOST_CONDITIONS) & (path["density"] >= LEAST_DENSITY)]
    if short.empty:
        return {}
    best = int(np.flatnonzero(path.index == short["density"].idxmax())[0])
    whole, limits = box.box_lims[0], box.box_lims[best]
    return {name: limits[name] for name in cases.columns if not limits[name].equals(whole[name])}


def _threshold(kind: type) -> dict[str, float]:
    """Give the least density as the workbench asks for it up to version 2; from version 3 on it asks for none."""
    return {"threshold": LEAST_DENSITY} if "threshold" in inspect.signature(kind).parameters else {}


def _inside(cases: pd.DataFrame, limits: Limits) -> Bools:
    """Which cases are in a box, shape (cases,)."""
    inside = np.ones(len(cases), dtype=np.bool_)
    for name, column in limits.items():
        low, high = column.iloc[0], column.iloc[1]
        inside &= (cases[name].isin(low) if isinstance(low, set) else cases[name].between(low, high)).to_numpy(np.bool_)
    return inside


def _limits(column: pd.Series[Any]) -> dict[str, object]:
    """Give the ends of a range, or the values allowed where they are words."""
    low, high = column.iloc[0], column.iloc[1]
    if isinstance(low, set):
        return {"low": None, "high": None, "values": ", ".join(sorted(str(value) for value in low))}
    return {"low": float(low), "high": float(high), "values": ""}


def cases_of(results: SweepResults, outcome: str, threshold: float) -> tuple[pd.DataFrame, Bools, Ints]:
    """Lay out the cases of a sweep.

    Returns
    -------
    The conditions of each case, a column each; whether the outcome is reached in it, shape (cases,); and which independent unit it
    belongs to, shape (cases,), counted from 0: its draw of behaviour, or, where behaviour is not drawn, its point. Points of one
    trajectory of Morris' design, or of one base sample of Sobol's, share most of their values and count as one.
    """
    runs = results.runs
    varied = [factor.name for factor in results.design.factors]
    drawn = [name for name in runs.columns if name.startswith(BEHAVIOUR) and name not in varied]
    grouped = runs.groupby(["point", "draw"], sort=True)
    conditions = grouped[varied + drawn].first()
    unit = "draw" if results.design.uncertainty != "none" and runs["draw"].nunique() > 1 else "point"
    alike = len(results.points) // results.design.samples if unit == "point" and results.design.kind in ("sobol", "morris") else 1
    units = np.unique(conditions.index.get_level_values(unit) // alike, return_inverse=True)[1].astype(np.int64)
    conditions = conditions.loc[:, conditions.nunique() > 1].reset_index(drop=True)
    measured = conditions.select_dtypes("number").columns
    conditions = conditions.astype(dict.fromkeys(measured, np.float64))  # ends of a box lie between the values seen
    reached = np.asarray(grouped[outcome].mean().to_numpy(np.float64) >= threshold, dtype=np.bool_)
    return conditions, reached, units
