"""Which of the numbers that nobody has measured matter for whether the cooperative is founded, read from the futures themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr
from scipy.stats import rankdata

from coopparo_sim.kernel.parameter import Declaration
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.documentation import all_declarations

Floats = NDArray[np.float64]
PREFIX = "behaviour."
LEAST_DRAWS = 12
"""Draws of behaviour below which nothing is said about what matters."""
LEVEL = 0.05
"""Chance, at most, that anything at all is named though nothing matters."""
THIRDS = (1 / 3, 2 / 3)


@dataclass(frozen=True)
class Influence:
    """How often the cooperative is founded where an unknown number is low, and where it is high.

    Attributes
    ----------
    declared
        The number.
    low_value, high_value
        Middle of the lowest and of the highest third of the values drawn, in its unit.
    low_share, high_share
        Share of the futures of each third in which the cooperative is founded, 0-1.
    correlation
        Rank correlation between the number and the share founded, over draws, -1 to 1.
    """

    declared: Declaration
    low_value: float
    high_value: float
    low_share: float
    high_share: float
    correlation: float


def clear_influences(ensemble: Ensemble) -> list[Influence]:
    """Give the unknown numbers that clearly go with the founding, strongest first; none where chance could explain them all.

    Futures of one draw of behaviour are one observation. A number is named where Spearman's rank correlation over draws is beyond
    chance even for the strongest of so many numbers (two-sided t, Bonferroni's correction at :data:`LEVEL`).

    Parameters
    ----------
    ensemble
        Futures of one scenario with drawn behaviour.
    """
    drawn = _drawn_numbers(ensemble)
    by_draw = ensemble.futures.groupby("draw")[["founded", *drawn]].mean()
    founded = by_draw["founded"].to_numpy(dtype=float)
    if len(by_draw) < LEAST_DRAWS or not drawn or founded.min() == founded.max():
        return []
    found = []
    for name in drawn:
        numbers = by_draw[name].to_numpy(dtype=float)
        correlation = rank_correlation(numbers, founded)
        if chance_of(correlation, len(by_draw)) * len(drawn) < LEVEL:
            found.append(_influence(name, numbers, founded, correlation))
    return sorted(found, key=lambda influence: -abs(influence.correlation))


def _drawn_numbers(ensemble: Ensemble) -> list[str]:
    """Columns of numbers that were drawn: those that differ between futures."""
    columns = [str(name) for name in ensemble.futures if str(name).startswith(PREFIX)]
    known = {declared.name for declared in all_declarations()}
    return [name for name in columns if name in known and ensemble.futures[name].nunique() > 1]


def rank_correlation(one: Floats, other: Floats) -> float:
    """Spearman's rank correlation of two samples, shapes (n,), neither of them all alike.

    Examples
    --------
    >>> rank_correlation(np.array([1.0, 2.0, 9.0]), np.array([0.1, 0.2, 0.3]))
    1.0
    """
    ranks = np.corrcoef(rankdata(one), rankdata(other))
    return float(np.clip(ranks[0, 1], -1.0, 1.0).round(12))


def chance_of(correlation: float, n: int) -> float:
    """Chance that ``n`` > 2 pairs without any tie correlate at least so strongly, two-sided, by Student's t."""
    if abs(correlation) >= 1:
        return 0.0
    t = abs(correlation) * np.sqrt((n - 2) / (1 - correlation**2))
    return float(2 * stdtr(n - 2, -t))


def _influence(name: str, numbers: Floats, founded: Floats, correlation: float) -> Influence:
    declared = next(d for d in all_declarations() if d.name == name)
    lower, upper = np.quantile(numbers, THIRDS)
    low, high = numbers <= lower, numbers >= upper
    return Influence(
        declared,
        float(np.median(numbers[low])),
        float(np.median(numbers[high])),
        float(founded[low].mean()),
        float(founded[high].mean()),
        correlation,
    )
