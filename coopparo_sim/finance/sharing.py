"""Exact shares of money: whole cents in, whole cents out, and a rule for the cent that is left over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MILLION = 1_000_000


def share_down(amount: int, share: float) -> int:
    """Give ``share`` (0-1, to the millionth) of an ``amount`` in cents, rounded down to the cent: for what must not be exceeded.

    Examples
    --------
    >>> share_down(1001, 0.03)
    30
    """
    return amount * round(share * MILLION) // MILLION


def share_up(amount: int, share: float) -> int:
    """Give ``share`` (0-1, to the millionth) of an ``amount`` in cents, rounded up to the cent: for what must be reached.

    Examples
    --------
    >>> share_up(1001, 0.3)
    301
    """
    return -share_down(-amount, share)


def share_near(amount: int, share: float) -> int:
    """Give ``share`` (0-1, to the millionth) of an ``amount`` in cents, to the nearest cent; a half cent goes up."""
    return (2 * amount * round(share * MILLION) + MILLION) // (2 * MILLION)


def shared_out(amount: int, claims: Ints) -> Ints:
    """Share ``amount`` out in proportion to ``claims``, in whole cents that add up to it exactly.

    Every claim gets its part rounded down; the cents left over go, one each, to the greatest parts of a cent cut off, and among
    equals to who comes first. No claim gets more than itself as long as the amount is not more than all claims together.

    Parameters
    ----------
    amount
        Cents, >= 0.
    claims
        Shape (n,): cents, hours or EUR of exchange, whole numbers >= 0.

    Returns
    -------
    Cents, shape (n,); all 0 where nobody claims anything.

    Raises
    ------
    ValueError
        If the amount or a claim is negative.

    Examples
    --------
    >>> shared_out(100, np.array([1, 1, 1])).tolist()
    [34, 33, 33]
    """
    if amount < 0 or (len(claims) and claims.min() < 0):
        raise ValueError(f"amount(={amount}) and claims must be >= 0")
    whole = [int(claim) for claim in claims]
    total = sum(whole)
    if total == 0:
        return np.zeros(len(whole), dtype=np.int64)
    parts = [divmod(amount * claim, total) for claim in whole]
    given = np.array([part for part, _ in parts], dtype=np.int64)
    by_rest = sorted(range(len(parts)), key=lambda k: -parts[k][1])
    given[by_rest[: amount - int(given.sum())]] += 1
    return given
