"""Futures that share a draw of behaviour are alike: how much, and how many independent futures they are worth.

The futures of one ensemble come in groups. Those of one group share their numbers of behaviour and differ by chance alone, so
that a further future of a known group tells less than one of a new group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Spread:
    """Where the spread of an outcome comes from.

    Attributes
    ----------
    within
        Variance between futures of one draw: chance. In squared units of the outcome.
    between
        Variance between draws beyond what chance explains: unknown behaviour. In squared units of the outcome.
    group_size
        Futures per draw, a mean that gives groups of unequal size their due.
    """

    within: float
    between: float
    group_size: float

    @property
    def chance_share(self) -> float | None:
        """Share of the variance due to chance, 0-1; None where nothing varies."""
        total = self.within + self.between
        return self.within / total if total > 0 else None


def spread(values: Floats, draws: Ints) -> Spread | None:
    """Split a variance by a one-way random-effects analysis of variance over draws of behaviour.

    ``within`` is the mean square within draws; ``between`` is (mean square between - mean square within) / group size, and 0 where
    that is negative. None where there are fewer than two draws, or no draw has two futures.

    Parameters
    ----------
    values
        Outcome by future, shape (futures,), without gaps.
    draws
        Draw of behaviour of each future, shape (futures,).

    Notes
    -----
    Source: Searle, Casella & McCulloch 1992, *Variance Components*, chapter 3.
    """
    sizes, means, inverse = grouped(values, draws)
    n, groups = len(values), len(sizes)
    if groups < 2 or n == groups:
        return None
    within = float(((values - means[inverse]) ** 2).sum()) / (n - groups)
    between_square = float((sizes * (means - values.mean()) ** 2).sum()) / (groups - 1)
    group_size = (n - float((sizes**2).sum()) / n) / (groups - 1)
    return Spread(within, max(0.0, (between_square - within) / group_size), group_size)


def grouped(values: Floats, draws: Ints) -> tuple[Floats, Floats, Ints]:
    """Give the size and the mean of each group, shape (groups,), and the group of each value, shape (futures,)."""
    _, inverse = np.unique(draws, return_inverse=True)
    sizes = np.bincount(inverse).astype(np.float64)
    return sizes, np.bincount(inverse, weights=values) / sizes, inverse


def effective_size(values: Floats, draws: Ints) -> float:
    """Give the number of independent futures that ``values`` are worth, from the number of draws to the number of futures.

    The number of futures over the design effect 1 + (futures per draw - 1) * correlation within a draw. Where nothing varies the
    correlation is unknown, and the draws alone are counted: twelve draws in which nothing was ever founded are twelve
    observations, however often each was repeated.

    Parameters
    ----------
    values
        Outcome by future, shape (futures,), without gaps.
    draws
        Draw of behaviour of each future, shape (futures,); all different where the futures are independent.

    Notes
    -----
    Source: Kish 1965, *Survey Sampling*, section 5.4.
    """
    n, groups = len(values), len(np.unique(draws))
    parts = spread(values, draws)
    if parts is None or parts.chance_share is None:
        return float(groups)
    effect = 1 + (n / groups - 1) * (1 - parts.chance_share)
    return float(np.clip(n / effect, groups, n))


def paired_interval(gap: Floats, units: Ints, pseudo_units: int = 0) -> tuple[float | None, float | None]:
    """Student's t interval (95 %) of a mean difference, whose independent units are draws of behaviour and not futures.

    The variance of the mean is units / (units - 1) * sum over units of (sum of (gap - mean))^2 / futures^2; with as many futures in
    every unit this is the paired t interval of the means of the units. (None, None) where there are fewer than two units.

    Yes-or-no outcomes are given two pseudo-units of average size before that: half a unit each in which only A says yes and only B
    does, and one in which they agree. Without them the interval has no width where the futures seen all agree, however few.

    Parameters
    ----------
    gap
        A - B by future, shape (futures,).
    units
        Independent unit of each future, shape (futures,).
    pseudo_units
        Pseudo-units added, 0 or 2.

    Notes
    -----
    Source: Cochran 1977, *Sampling Techniques*, section 9A (ratio of cluster totals); without clusters Student 1908. Pseudo-units:
    Agresti & Min 2005, *Statistics in Medicine* 24, 729-740, for matched pairs; that a unit is a draw of several futures is ours.
    """
    from scipy.stats import t

    sizes, means, _ = grouped(gap, units)
    count = len(sizes)
    if count < 2:
        return None, None
    size = float(sizes.mean())
    total = len(gap) + pseudo_units * size
    mean = float(gap.sum()) / total
    around = float((sizes**2 * (means - mean) ** 2).sum())
    if pseudo_units:
        around += size**2 * ((1 - mean) ** 2 / 2 + (1 + mean) ** 2 / 2 + mean**2)
    count += pseudo_units
    half = float(t.ppf(0.5 + CONFIDENCE / 2, count - 1)) * (count / (count - 1) * around) ** 0.5 / total
    return mean - half, mean + half
