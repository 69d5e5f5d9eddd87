"""What observed statistics say of the unknown numbers: a linear emulator in normal scores, and Bayes' rule for it, wave after wave.

Around the draws tried, each statistic is taken to be linear in the normal scores of the unknown numbers, with the luck of one set
of campaigns as noise: a ridge regression gives level, slopes and the covariance of what is left over. With a bell as prior in
normal scores the numbers given the observation are then a bell too, worked out at once (a synthetic likelihood, Wood 2010, Nature
466: 1102, with a linear mean; Bayes linear emulation, Craig et al. 1997, in: Case Studies in Bayesian Statistics III). Since
nothing is linear far off, the next wave of draws is taken around the result, twice as wide, and the emulator made anew there with
all draws so far, since the luck of a set is large (waves of history matching, Vernon et al. 2010, Bayesian Analysis 5: 619). Where
the statistics contradict each other, or the form of the model, more than luck explains, all are trusted less by one factor (Birge's
ratio, Birge 1932, Physical Review 40: 207). In normal scores no value can leave its range.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RIDGE = 30.0
"""Weight of the ridge, in draws: so many draws that say nothing are added to each regression."""
WIDER = 2.0
"""Variance of the draws of a wave over the variance of what the wave before left open."""
FEWEST = 8
"""Draws that must give a statistic before it is emulated."""
REACH = (0.01, 0.99)
"""Quantiles of the simulated statistics to which an observed one is drawn back: beyond them nothing was tried."""
INDEPENDENT = 0.1
"""By how much correlations of what is left over are drawn to 0, so that their matrix can be inverted."""


@dataclass(frozen=True)
class Bell:
    """A normal distribution of normal scores: mean, shape (unknowns,), and covariance, shape (unknowns, unknowns)."""

    mean: Floats
    covariance: Floats

    @property
    def deviation(self) -> Floats:
        """Deviation of each, shape (unknowns,)."""
        return np.sqrt(np.diag(self.covariance))

    def wider(self) -> Bell:
        """Give the bell that the next wave of draws is taken from."""
        return Bell(self.mean, WIDER * self.covariance)

    def points(self, fresh: Floats) -> Floats:
        """Turn independent standard normal numbers into draws of this bell, same shape (points, unknowns)."""
        return np.asarray(self.mean + fresh @ np.linalg.cholesky(self.covariance).T)


def prior(unknowns: int) -> Bell:
    """What is known before: independent, mean 0, deviation 1."""
    return Bell(np.zeros(unknowns), np.eye(unknowns))


@dataclass(frozen=True)
class Emulator:
    """Statistics as linear in the normal scores of the fitted numbers.

    Attributes
    ----------
    known
        Shape (statistics,): which are emulated, because enough draws give them.
    level, slope
        Shape (known,) and (known, unknowns).
    noise
        Shape (known, known): covariance of what is left over, by the luck of a set of campaigns and by what is not linear.
    low, high
        Shape (known,): between which values the draws reach.
    """

    known: NDArray[np.bool_]
    level: Floats
    slope: Floats
    noise: Floats
    low: Floats
    high: Floats


def emulate(scores: Floats, simulated: Floats) -> Emulator:
    """Fit the emulator to some draws.

    Parameters
    ----------
    scores
        Shape (draws, unknowns): normal scores of the fitted numbers.
    simulated
        Shape (draws, statistics); NaN where a draw gives none.
    """
    present = ~np.isnan(simulated)
    known = present.sum(axis=0) >= FEWEST
    level, slope, left, deviation = [], [], [], []
    for column in np.flatnonzero(known):
        rows = present[:, column]
        intercept, steep, free = _ridge(scores[rows], simulated[rows, column])
        rest = np.zeros(len(scores))
        rest[rows] = simulated[rows, column] - intercept - scores[rows] @ steep
        level.append(intercept)
        slope.append(steep)
        left.append(rest)
        # Inside the draws the rest is too small by what the slopes took up; outside it is larger by what they are off.
        deviation.append(np.sqrt(np.square(rest).sum() / free * (2 - free / rows.sum())))
    rests, spread = np.reshape(left, (-1, len(scores))), np.maximum(deviation, np.finfo(float).eps)
    rests = rests / np.maximum(np.linalg.norm(rests, axis=1, keepdims=True), np.finfo(float).eps)
    together = np.where(np.eye(len(rests), dtype=bool), 1.0, (1 - INDEPENDENT) * rests @ rests.T)
    low, high = np.nanquantile(simulated[:, known], REACH, axis=0) if known.any() else np.empty((2, 0))
    slopes = np.reshape(slope, (-1, scores.shape[1]))
    return Emulator(known, np.array(level), slopes, together * np.outer(spread, spread), low, high)


def shifted(emulator: Emulator, scores: Floats, difference: Floats) -> Emulator:
    """Give the emulator of another form of the model, from what changes in it for the same draws with the same luck.

    Parameters
    ----------
    emulator
        That of the model as it is.
    scores
        Shape (draws, unknowns): draws that were tried in both.
    difference
        Shape (draws, statistics): statistics of the other form less those of the model as it is.
    """
    other = emulate(scores, difference)
    level, slope = np.zeros(len(emulator.known)), np.zeros((len(emulator.known), scores.shape[1]))
    level[other.known], slope[other.known] = other.level, other.slope
    return replace(emulator, level=emulator.level + level[emulator.known], slope=emulator.slope + slope[emulator.known])


def _ridge(x: Floats, y: Floats) -> tuple[float, Floats, float]:
    """Level and slopes of a ridge regression, and the draws that are left free by them."""
    centre = x.mean(axis=0)
    around = x - centre
    gram = around.T @ around
    inverse = np.linalg.inv(gram + RIDGE * np.eye(x.shape[1]))
    slopes = inverse @ (around.T @ (y - y.mean()))
    free = len(y) - 1 - float(np.trace(inverse @ gram))
    return float(y.mean() - centre @ slopes), slopes, max(free, 1.0)


@dataclass(frozen=True)
class Fit:
    """What an observation says of the unknown numbers.

    Attributes
    ----------
    bell
        The fitted numbers, as normal scores.
    misfit
        Squared distance of the statistics from what was expected before, over what luck and the unknown numbers explain, a
        statistic: about 1 if the form of the model is right.
    """

    bell: Bell
    misfit: float


def fit(emulator: Emulator, seen: Floats, before: Bell) -> Fit:
    """Fit unknown numbers to observed statistics.

    Parameters
    ----------
    emulator
        The emulator.
    seen
        Shape (statistics,): what was observed; NaN where it was not.
    before
        What is known of the numbers without the observation.
    """
    target = np.clip(seen[emulator.known], emulator.low, emulator.high)
    told = ~np.isnan(target)
    if not told.any():
        return Fit(before, 0.0)
    slope, noise = emulator.slope[told], emulator.noise[np.ix_(told, told)]
    gap = target[told] - emulator.level[told] - slope @ before.mean
    misfit = float(gap @ np.linalg.solve(noise + slope @ before.covariance @ slope.T, gap)) / len(gap)
    noise = noise * max(misfit, 1.0)
    gain = np.linalg.solve(noise + slope @ before.covariance @ slope.T, slope @ before.covariance).T
    left = before.covariance - gain @ slope @ before.covariance
    return Fit(Bell(before.mean + gain @ gap, (left + left.T) / 2), misfit)


def unreachable(simulated: Floats, seen: Floats) -> NDArray[np.bool_]:
    """Say which observed statistics lie beyond what (nearly) all draws give, shape (statistics,)."""
    known = ~np.isnan(simulated).all(axis=0) & ~np.isnan(seen)
    low, high = np.full(len(seen), -np.inf), np.full(len(seen), np.inf)
    low[known], high[known] = np.nanquantile(simulated[:, known], REACH, axis=0)
    return np.asarray((seen < low) | (seen > high))


def recovery(scores: Floats, simulated: Floats, before: Bell, tried: Ints, levels: tuple[float, ...]) -> Floats:
    """Take draws for observations in turn: how often the interval of each level holds the number that was drawn.

    Parameters
    ----------
    scores, simulated
        As in :func:`emulate`.
    before
        What the draws that are taken for observations were drawn from.
    tried
        Shape (tried,): their rows.
    levels
        Nominal coverages, 0-1.

    Returns
    -------
    Shape (levels, unknowns): the share of tries in which the interval held.
    """
    held = np.zeros((len(levels), scores.shape[1]))
    reach = ndtri((1 + np.array(levels)) / 2)
    for number in tried.tolist():
        others = np.arange(len(scores)) != number
        found = fit(emulate(scores[others], simulated[others]), simulated[number], before).bell
        off = np.abs(scores[number] - found.mean) / found.deviation
        held += off[None, :] <= reach[:, None]
    return np.asarray(held / len(tried))
