"""Approximate Bayesian computation: which draws of the unknown numbers give what was observed, and how far to move them.

Three published steps, each a few lines. Ridge regression of each unknown number on the statistics gives one summary for each, its
expected value (Fearnhead & Prangle 2012, doi 10.1111/j.1467-9868.2011.01010.x). The draws whose summaries lie nearest to the
observed ones are kept, weighted by nearness (Epanechnikov). A weighted linear regression takes out what is left of the distance
(Beaumont, Zhang & Balding 2002, Genetics 162: 2025). All of it happens in normal scores, so no value can leave its range.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RIDGE = 5.0
"""Weight of the ridge, in draws: so many draws that say nothing are added to each regression."""
SMOOTHING = 0.3
"""Deviation of the noise added to a kept draw, over the deviation of the fit."""
REACH = (0.01, 0.99)
"""Quantiles of the simulated statistics to which an observed one is drawn back: beyond them nothing was tried."""


@dataclass(frozen=True)
class Fit:
    """What an observation says of the unknown numbers.

    Attributes
    ----------
    kept
        Shape (kept,): numbers of the draws kept.
    weight
        Shape (kept,), sum 1.
    scores
        Shape (kept, unknowns): normal scores of the draws, moved to the observation where the statistics see the number.
    """

    kept: Ints
    weight: Floats
    scores: Floats

    @property
    def effective(self) -> float:
        """Number of equally weighted draws that would say as much: 1 / sum of squared weights."""
        return float(1 / np.square(self.weight).sum())


def standardised(simulated: Floats, seen: Floats) -> tuple[Floats, Floats]:
    """Bring statistics to mean 0 and deviation 1 over the draws; what is missing counts as the mean.

    Parameters
    ----------
    simulated
        Shape (draws, statistics).
    seen
        Shape (statistics,): the observed ones.

    Returns
    -------
    simulated, seen
        Same shapes; ``seen`` drawn back to what the draws reach.
    """
    known = ~np.isnan(simulated)
    with np.errstate(invalid="ignore"):
        filled = np.where(known, simulated, 0.0)
        count = np.maximum(known.sum(axis=0), 1)
        mean = filled.sum(axis=0) / count
        deviation = np.sqrt((np.where(known, simulated - mean, 0.0) ** 2).sum(axis=0) / count)
    scale = np.where(deviation > 0, deviation, 1.0)
    table = np.where(known, (simulated - mean) / scale, 0.0)
    low, high = np.quantile(table, REACH, axis=0)
    target = np.where(np.isnan(seen), 0.0, (seen - mean) / scale)
    return table, np.clip(target, low, high)


def unreachable(simulated: Floats, seen: Floats) -> NDArray[np.bool_]:
    """Say which observed statistics lie beyond what (nearly) all draws give, shape (statistics,)."""
    known = ~np.isnan(simulated).all(axis=0) & ~np.isnan(seen)
    low, high = np.full(len(seen), -np.inf), np.full(len(seen), np.inf)
    low[known], high[known] = np.nanquantile(simulated[:, known], REACH, axis=0)
    return np.asarray((seen < low) | (seen > high))


def fit(scores: Floats, simulated: Floats, seen: Floats, adjusted: Ints, keep: int) -> Fit:
    """Fit unknown numbers to observed statistics.

    Parameters
    ----------
    scores
        Shape (draws, unknowns): normal scores of the draws.
    simulated
        Shape (draws, statistics); NaN where a draw gives none.
    seen
        Shape (statistics,): what was observed.
    adjusted
        Shape (adjusted,): columns of ``scores`` that the statistics see; the others are only weighted.
    keep
        Draws to keep.

    Raises
    ------
    ValueError
        If there are fewer draws than should be kept.
    """
    if not 0 < keep <= len(scores):
        raise ValueError(f"keep(={keep}) must be between 1 and the {len(scores)} draws")
    table, target = standardised(simulated, seen)
    everyone = np.full(len(scores), 1.0)
    summary = _slopes(table, scores[:, adjusted], everyone)
    spread = np.maximum((table @ summary).std(axis=0), np.finfo(float).eps)
    far = np.sqrt(np.square((table - target) @ summary / spread).mean(axis=1)) if len(adjusted) else np.zeros(len(scores))
    kept = np.sort(np.argsort(far, kind="stable")[:keep])
    edge = far[kept].max() * (1 + 1 / keep)
    weight = 1 - np.square(far[kept] / edge) if edge > 0 else np.ones(keep)
    weight /= weight.sum()
    moved = scores[kept].copy()
    moved[:, adjusted] -= (table[kept] - target) @ _slopes(table[kept], moved[:, adjusted], weight * keep)
    return Fit(kept, weight, moved)


def smoothed(found: Fit, adjusted: Ints, fresh: Floats) -> Floats:
    """Draw as many new points as wanted from a fit, equally weighted, with its mean and covariance.

    Each takes a kept draw by weight, pulls it a little to the mean and adds noise of the fit's own covariance, so that spread stays
    the same (Liu & West 2001, in: Sequential Monte Carlo Methods in Practice). Numbers that the statistics do not see are as fresh.

    Parameters
    ----------
    found
        The fit.
    adjusted
        Shape (adjusted,): columns that were fitted.
    fresh
        Shape (points, unknowns), standard normal.

    Returns
    -------
    Normal scores, shape (points, unknowns).
    """
    at = (np.arange(len(fresh)) + 0.5) / len(fresh)
    picked = np.minimum(np.searchsorted(np.cumsum(found.weight), at), len(found.kept) - 1)
    known = found.scores[:, adjusted]
    mean = np.average(known, axis=0, weights=found.weight)
    covariance = np.atleast_2d(np.cov(known, rowvar=False, aweights=found.weight))
    root = np.linalg.cholesky(covariance + np.finfo(float).eps * len(fresh) * np.eye(len(adjusted)))
    shrunk = np.sqrt(1 - SMOOTHING**2)
    points = fresh.copy()
    points[:, adjusted] = shrunk * known[picked] + (1 - shrunk) * mean + SMOOTHING * fresh[:, adjusted] @ root.T
    return points


def _slopes(table: Floats, wanted: Floats, weight: Floats) -> Floats:
    """Slopes of a weighted ridge regression with a free level, shape (statistics, columns of ``wanted``)."""
    mean = np.average(table, axis=0, weights=weight)
    x, y = table - mean, wanted - np.average(wanted, axis=0, weights=weight)
    gram = (x * weight[:, None]).T @ x + RIDGE * np.eye(table.shape[1])
    return np.asarray(np.linalg.solve(gram, (x * weight[:, None]).T @ y))


def weighted_quantiles(values: Floats, weight: Floats, at: Floats) -> Floats:
    """Quantiles of weighted values, shape (at,).

    Parameters
    ----------
    values, weight
        Shape (n,).
    at
        Shape (at,), 0-1.

    Examples
    --------
    >>> weighted_quantiles(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 8.0]), np.array([0.5])).tolist()
    [3.0]
    """
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weight[order]) / weight.sum()
    return np.asarray(values[order][np.minimum(np.searchsorted(reached, at), len(values) - 1)])


def recovery(scores: Floats, simulated: Floats, adjusted: Ints, keep: int, tries: int, levels: tuple[float, ...]) -> Floats:
    """Take draws for observations in turn: how often the interval of each level holds the number that was drawn.

    Parameters
    ----------
    scores, simulated, adjusted
        As in :func:`fit`.
    keep
        Draws to keep each time.
    tries
        How many draws are taken for observations: the first ones.
    levels
        Nominal coverages, 0-1.

    Returns
    -------
    Shape (levels, adjusted): the share of tries in which the interval held.
    """
    held = np.zeros((len(levels), len(adjusted)))
    others = np.ones(len(scores), dtype=bool)
    for number in range(tries):
        others[:] = True
        others[number] = False
        found = fit(scores[others], simulated[others], simulated[number], adjusted, min(keep, len(scores) - 1))
        for column, unknown in enumerate(adjusted.tolist()):
            tails = np.array([[(1 - level) / 2, (1 + level) / 2] for level in levels]).ravel()
            bounds = weighted_quantiles(found.scores[:, unknown], found.weight, tails).reshape(-1, 2)
            held[:, column] += (bounds[:, 0] <= scores[number, unknown]) & (scores[number, unknown] <= bounds[:, 1])
    return np.asarray(held / tries)
