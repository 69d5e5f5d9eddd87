"""Whole seats, votes or delegates shared out in proportion."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def apportioned(claims: Ints, seats: int) -> Ints:
    """Share ``seats`` out in proportion to ``claims`` by greatest remainders (Hamilton), shape (claims,); exact.

    Among equal remainders the one named first is served first. All get 0 where nobody claims anything.

    Parameters
    ----------
    claims
        Shape (n,): votes, members or heads, whole numbers >= 0.
    seats
        Seats to give, >= 0.

    Raises
    ------
    ValueError
        If a claim or the number of seats is negative.

    Examples
    --------
    >>> apportioned(np.array([6, 3, 1]), 5).tolist()
    [3, 2, 0]
    """
    if seats < 0 or (len(claims) and claims.min() < 0):
        raise ValueError(f"seats(={seats}) and claims must be >= 0")
    total = int(claims.sum())
    if total == 0:
        return np.zeros(len(claims), dtype=np.int64)
    given, rest = np.divmod(claims.astype(np.int64) * seats, total)
    greatest = np.argsort(-rest, kind="stable")[: seats - int(given.sum())]
    given[greatest] += 1
    return given
