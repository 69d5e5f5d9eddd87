"""What an outcome depends on most: Sobol' indices, Morris' elementary effects, Borgonovo's delta; and how many futures are enough.

The outcome of a point is the mean over its futures. All points meet the same futures, so that luck adds no noise between them. Each
factor varies evenly over its range, whatever shape the model's own draws have: an index says what matters within those ranges.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.analysis.clusters import grouped
from coopparo_sim.record.indicators import BY_NAME
from coopparo_sim.sweeps.design import Design
from coopparo_sim.sweeps.points import POINT, design_points, unit_problem, unit_sample
from coopparo_sim.sweeps.results import SweepResults
from coopparo_sim.sweeps.tables import DRAW, FUTURE

Floats = NDArray[np.float64]
RESAMPLES = 1000
"""Bootstrap samples behind each interval."""
CONFIDENCE = 0.95
FACTOR, INDEX, LOW, HIGH = "factor", "index", "low", "high"
MOST_PAIRS = 500
"""Pairs of points looked at."""
_NORMAL = 1.959963984540054


class NotAnalysable(Exception):
    """An outcome or a sweep that a method cannot be used on; says why in English, for Python users."""


def point_means(results: SweepResults, outcome: str) -> Floats:
    """Mean of an outcome over the futures of each point, shape (points,), in the unit of the outcome.

    Raises
    ------
    NotAnalysable
        If the outcome does not exist in every point, or runs are missing.
    """
    means = results.runs.groupby(POINT)[outcome].mean().reindex(results.points[POINT]).to_numpy(np.float64)
    if np.isnan(means).any() or not results.complete:
        raise NotAnalysable(f"{outcome} is missing at {int(np.isnan(means).sum())} points of {len(means)}")
    return means


def sensitivity(results: SweepResults, outcome: str) -> pd.DataFrame:
    """Rank the factors of a sampled design for one outcome, most important first.

    Returns
    -------
    A row a factor; columns ``factor``; ``index`` with its 95 % bootstrap interval ``low`` and ``high``; then what the method adds.
    ``sobol``: index is the total index S_T (share of the variance that is lost if the factor is known last), ``first`` the
    first-order index S_1 with ``first_low`` and ``first_high``. ``morris``: index is mu*, the mean size of an elementary effect
    over the whole range, in the unit of the outcome; ``mu`` keeps its sign and ``sigma`` tells of bends and interplay. ``lhs``:
    index is delta, 0-1, how far knowing the factor moves the distribution of the outcome.

    Raises
    ------
    NotAnalysable
        If the design is not a sampled one, its points are not those it would give now, or the outcome never varies.

    Notes
    -----
    Sources: Saltelli et al. 2010; Morris 1991 with mu* of Campolongo et al. 2007; Borgonovo 2007.
    """
    design, values = results.design, point_means(results, outcome)
    if np.ptp(values) == 0:
        raise NotAnalysable(f"{outcome} is the same at every point")
    methods = {"sobol": _sobol, "morris": _morris, "lhs": _delta}
    if design.kind not in methods:
        raise NotAnalysable(f"a design of kind {design.kind} is no sample")
    if not design_points(design).equals(results.points):
        raise NotAnalysable("the points are not those that this design gives with the installed versions of SALib and SciPy")
    table = methods[design.kind](design, values)
    return table.sort_values(INDEX, ascending=False, kind="stable", ignore_index=True)


def _sobol(design: Design, values: Floats) -> pd.DataFrame:
    from SALib.analyze import sobol

    found: dict[str, Any] = sobol.analyze(
        unit_problem(design), values, calc_second_order=design.second_order, num_resamples=RESAMPLES, conf_level=CONFIDENCE,
        seed=design.seed % 2**32,
    )  # fmt: skip
    total, first = found["ST"], found["S1"]
    return pd.DataFrame(
        {
            FACTOR: [factor.name for factor in design.factors], INDEX: total,
            LOW: total - found["ST_conf"],
            HIGH: total + found["ST_conf"],

            "first": first, "first_low": first - found["S1_conf"], "first_high": first + found["S1_conf"],
        }
    )  # fmt: skip


def _morris(design: Design, values: Floats) -> pd.DataFrame:
    from SALib.analyze import morris

    found: dict[str, Any] = morris.analyze(
        unit_problem(design), unit_sample(design), values, num_resamples=RESAMPLES, conf_level=CONFIDENCE, num_levels=design.levels,
        seed=design.seed % 2**32,
    )  # fmt: skip
    size = np.asarray(found["mu_star"], dtype=np.float64)
    half = np.asarray(found["mu_star_conf"], dtype=np.float64)
    return pd.DataFrame(
        {
            FACTOR: [factor.name for factor in design.factors], INDEX: size, LOW: np.maximum(size - half, 0), HIGH: size + half,
            "mu": np.asarray(found["mu"]), "sigma": np.asarray(found["sigma"]),
        }
    )  # fmt: skip


def _delta(design: Design, values: Floats) -> pd.DataFrame:
    from SALib.analyze import delta

    found: dict[str, Any] = delta.analyze(
        unit_problem(design), unit_sample(design), values, num_resamples=RESAMPLES // 10, conf_level=CONFIDENCE,
        seed=design.seed % 2**32,
    )  # fmt: skip
    size, half = np.asarray(found["delta_balanced"]), np.asarray(found["delta_balanced_conf"])
    return pd.DataFrame(
        {
            FACTOR: [factor.name for factor in design.factors], INDEX: size, LOW: np.maximum(size - half, 0), HIGH: size + half,
            "first": np.asarray(found["S1"]),
        }
    )  # fmt: skip


def least_width(outcome: str, values: Floats) -> float:
    """Half width of an interval that is narrow enough to be told: 0.05 for a probability, else a tenth of the mean."""
    return 0.05 if BY_NAME[outcome].kind == "yes_no" else 0.1 * abs(float(pd.Series(values).mean()))


def futures_needed(results: SweepResults, outcome: str, half_width: float | None = None) -> dict[str, float]:
    """Futures needed for a wanted precision, from the spread that this sweep shows.

    A draw of behaviour, not a future, is the independent unit; its futures come in a group. n = group * (1.96 sd / half width)^2.

    Parameters
    ----------
    outcome
        Declared indicator.
    half_width
        Wanted half width of the 95 % interval, in the unit of the outcome; :func:`least_width` if not given.

    Returns
    -------
    ``half_width``; ``for_value``, futures for the mean of the point where it is hardest; ``for_difference``, futures for the
    difference between neighbouring points of the design on the same luck, median over those that differ; ``for_difference_apart``,
    the same with luck of their own. NaN where there are too few draws or points, or nothing varies: that futures were alike so far
    does not say how many are enough.
    """
    table = results.runs.pivot(index=FUTURE, columns=POINT, values=outcome).dropna()
    by_draw = results.design.uncertainty != "none"
    draws = results.runs.drop_duplicates(FUTURE).set_index(FUTURE)[DRAW].reindex(table.index).to_numpy(np.int64)
    units = draws if by_draw else table.index.to_numpy(np.int64)
    width = half_width or least_width(outcome, results.runs[outcome].to_numpy(np.float64))
    values = table.to_numpy(np.float64)
    nothing = {"half_width": width, "for_value": math.nan, "for_difference": math.nan, "for_difference_apart": math.nan}
    if len(np.unique(units)) < 2 or width <= 0:
        return nothing
    found = nothing | {"for_value": max(_needed(column, units, width) for column in values.T) or math.nan}
    pairs = [pair for pair in pairwise(values.T) if not np.array_equal(*pair)][:MOST_PAIRS]
    if pairs:
        found["for_difference"] = float(np.median([_needed(b - a, units, width) for a, b in pairs]))
        apart = [_needed(a, units, width) + _needed(b, units, width) for a, b in pairs]
        found["for_difference_apart"] = float(np.median(apart))
    return found


def _needed(values: Floats, units: NDArray[np.int64], width: float) -> float:
    sizes, means, _ = grouped(values, units)
    return float(np.ceil(sizes.mean() * means.var(ddof=1) * (_NORMAL / width) ** 2))
