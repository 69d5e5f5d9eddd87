"""Small functions over arrays that every room may use."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def expit(x: Floats) -> Floats:
    """Logistic function 1 / (1 + exp(-x)), without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(x, dtype=np.float64)))


def gini(x: Floats) -> float:
    """Gini coefficient of ``x`` (n,), values >= 0: 0 if all have the same, near 1 if one has everything.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0, 1.0]))
    0.0
    """
    ordered = np.sort(np.asarray(x, dtype=np.float64))
    n, total = len(ordered), float(ordered.sum())
    if n == 0 or total <= 0:
        return 0.0
    rank = np.arange(1, n + 1)
    return float(2.0 * np.dot(rank, ordered) / (n * total) - (n + 1) / n)


def wilson(successes: int, trials: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson score interval of a share (95 % with the default ``z``); (0, 1) where nothing was tried.

    Source: Wilson 1927, J. Am. Stat. Assoc. 22: 209.
    """
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    centre = share + z * z / (2 * trials)
    half = z * float(np.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)))
    scale = 1 + z * z / trials
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)
