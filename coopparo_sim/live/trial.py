"""How far the page is from fresh simulations: by interpolation, by the luck of its futures, and by both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.live.blending import blended, corners
from coopparo_sim.live.grid import Grid
from coopparo_sim.live.readings import Layout, ensemble_like, row_of
from coopparo_sim.presentation.readings import BORN
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.sweeps.results import SweepResults

Floats = NDArray[np.float64]
TEN = 10
MOST = 0.9
"""Share of the fresh plans within the greater error that is told."""
MEDIAN = 5
"""Place of the middle among the members told."""


@dataclass(frozen=True)
class Trial:
    """What the trial of a page found; errors in futures out of ten.

    Attributes
    ----------
    plans, runs
        Fresh plans and fresh simulations.
    interpolation, interpolation_most
        Page against the same futures simulated at the plan itself: mean, and what nine plans in ten stay within.
    luck
        The same plan in two sets of as many futures as the page has: mean difference.
    total, total_most
        Page against futures with luck of their own: mean, and what nine plans in ten stay within.
    members
        Members where it is founded, the middle future: mean difference of interpolation, people.
    """

    plans: int
    runs: int
    interpolation: float
    interpolation_most: float
    luck: float
    total: float
    total_most: float
    members: float


def tried(rows: Floats, layout: Layout, grid: Grid, fresh: SweepResults, pattern: Ensemble) -> Trial:
    """Measure a page on fresh plans.

    Parameters
    ----------
    rows
        Row of each point of the grid, shape (points, width).
    layout
        Where its numbers stand.
    grid
        The grid.
    fresh
        Sweep of :func:`coopparo_sim.live.grid.fresh_design`.
    pattern
        Futures of the plan itself.
    """
    half = fresh.design.futures // 2
    months = dict(iter(fresh.months(["members", "pledged"]).groupby("point")))
    page: list[Floats] = []
    same: list[Floats] = []
    other: list[Floats] = []
    for point, runs in fresh.runs.groupby("point"):
        page.append(blended(rows, layout, corners(grid, _setting(grid, runs.iloc[0]))))
        for first, into in ((True, same), (False, other)):
            into.append(_half_row(pattern, runs, months[point], layout, half, first))
    return _measured(np.array(page), np.array(same), np.array(other), layout, len(fresh.runs))


def _half_row(
    pattern: Ensemble, runs: pd.DataFrame, months: pd.DataFrame, layout: Layout, half: int, first: bool
) -> Floats:  # fmt: skip
    chosen = [table[(table["future"] < half) == first] for table in (runs, months)]
    return row_of(ensemble_like(pattern, chosen[0], chosen[1]), layout)


def _setting(grid: Grid, run: pd.Series) -> dict[str, object]:
    return {lever.id: run[lever.parameter or lever.id] for lever in grid.levers}


def _measured(page: Floats, same: Floats, other: Floats, layout: Layout, runs: int) -> Trial:
    """Compare rows of the fresh plans, each shape (plans, width)."""
    born = slice(0, len(BORN))
    p, q, r = (TEN * rows[:, born].sum(axis=1) for rows in (page, same, other))
    members = layout.block("members").start + MEDIAN
    both = (p > 0) & (q > 0)
    apart = np.abs(page[both, members] - same[both, members])
    return Trial(
        plans=len(page), runs=runs, interpolation=float(np.abs(p - q).mean()),
        interpolation_most=float(np.quantile(np.abs(p - q), MOST)), luck=float(np.abs(q - r).mean()),
        total=float(np.abs(p - r).mean()), total_most=float(np.quantile(np.abs(p - r), MOST)),
        members=float(apart.mean()) if len(apart) else 0.0,
    )  # fmt: skip
