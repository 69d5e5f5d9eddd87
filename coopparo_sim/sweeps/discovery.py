"""Under which unknown conditions a cooperative is founded: boxes in the space of behaviour, found by PRIM (extra ``discovery``)."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.sweeps.results import SweepResults

BEHAVIOUR = "behaviour."
COLUMNS = ["name", "low", "high", "values", "coverage", "density", "mass"]
LEAST_MASS = 0.05
"""Least share of the cases in a box."""
LEAST_DENSITY = 0.5
"""Share of founded cases that a box should reach."""


def discover_box(results: SweepResults, outcome: str = "founded", threshold: float = 0.5) -> pd.DataFrame:
    """Find the box of unknown conditions in which an outcome reaches ``threshold`` most purely.

    Cases are pairs of a point and a draw of behaviour; the outcome of a case is the mean over its futures.

    Parameters
    ----------
    outcome
        Declared indicator.
    threshold
        What counts as reached, in the unit of the outcome.

    Returns
    -------
    A row a restricted condition: ``name``, ``low``, ``high`` (``values`` for words), and the same in each row: ``coverage`` (share
    of the cases of interest inside), ``density`` (share of those inside that are of interest), ``mass`` (share of all cases
    inside). Empty where no box is better than all cases together.

    Raises
    ------
    ImportError
        If EMA Workbench is not installed.

    Notes
    -----
    Sources: Friedman & Fisher 1999; Bryant & Lempert 2010.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

    cases, reached = cases_of(results, outcome, threshold)
    if reached.all() or not reached.any():
        return pd.DataFrame(columns=COLUMNS)
    box = prim.Prim(cases, reached, threshold=LEAST_DENSITY, mass_min=LEAST_MASS).find_box()
    if box is None:
        return pd.DataFrame(columns=COLUMNS)
    limits = box.box_lims[-1]
    kept = [name for name in cases.columns if name in box.qp[-1]]
    about = {"coverage": float(box.coverage), "density": float(box.density), "mass": float(box.mass)}
    rows = [{"name": name, **_limits(limits[name]), **about} for name in kept]
    return pd.DataFrame(rows, columns=COLUMNS)


def _limits(column: pd.Series[Any]) -> dict[str, object]:
    """Give the ends of a range, or the values allowed where they are words."""
    low, high = column.iloc[0], column.iloc[1]
    if isinstance(low, set):
        return {"low": None, "high": None, "values": ", ".join(sorted(str(value) for value in low))}
    return {"low": float(low), "high": float(high), "values": ""}


def cases_of(results: SweepResults, outcome: str, threshold: float) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """Give the conditions of each case, a column each, and whether the outcome is reached in it, shape (cases,)."""
    runs = results.runs
    varied = [factor.name for factor in results.design.factors]
    drawn = [name for name in runs.columns if name.startswith(BEHAVIOUR) and name not in varied]
    grouped = runs.groupby(["point", "draw"], sort=True)
    conditions = grouped[varied + drawn].first().reset_index(drop=True)
    conditions = conditions.loc[:, conditions.nunique() > 1]
    measured = conditions.select_dtypes("number").columns
    conditions = conditions.astype(dict.fromkeys(measured, np.float64))  # ends of a box lie between the values seen
    reached = np.asarray(grouped[outcome].mean().to_numpy(np.float64) >= threshold, dtype=np.bool_)
    return conditions, reached
