"""Symmetric ties between people in compressed sparse row form, and sums along them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Ties:
    """Who is tied to whom; every tie is stored in both directions.

    Attributes
    ----------
    indptr
        Shape (n + 1,), int32: the ties of person i are ``indices[indptr[i]:indptr[i + 1]]``.
    indices
        Shape (2 * ties,), int32: the other end.
    strength
        Shape (2 * ties,), float64: strength of each tie, the same in both directions. Whole numbers keep sums exact.
    """

    indptr: Ints
    indices: Ints
    strength: Floats

    @classmethod
    def from_pairs(cls, n: int, first: Ints, second: Ints, strength: Floats | None = None) -> Ties:
        """Build from a list of pairs; pairs named twice are kept once with the greatest strength, self-ties are dropped.

        Parameters
        ----------
        n
            Number of people.
        first, second
            Shape (pairs,): both ends of each pair, in any order.
        strength
            Shape (pairs,); 1 for all if not given.
        """
        s = np.ones(len(first)) if strength is None else np.asarray(strength, dtype=np.float64)
        low, high = np.minimum(first, second).astype(np.int64), np.maximum(first, second).astype(np.int64)
        real = low != high
        low, high, s = low[real], high[real], s[real]
        key = low * n + high
        order = np.lexsort((-s, key))
        once = np.ones(len(order), dtype=bool)
        once[1:] = np.diff(key[order]) != 0
        kept = order[once]
        return cls._from_unique(n, low[kept], high[kept], s[kept])

    @classmethod
    def _from_unique(cls, n: int, low: NDArray[np.int64], high: NDArray[np.int64], s: Floats) -> Ties:
        key = np.concatenate((low * n + high, high * n + low))
        order = np.argsort(key, kind="stable")
        indptr = np.zeros(n + 1, dtype=np.int32)
        np.cumsum(np.bincount(low, minlength=n) + np.bincount(high, minlength=n), out=indptr[1:])
        return cls(indptr, (key[order] % n).astype(np.int32), np.concatenate((s, s))[order])

    @property
    def n(self) -> int:
        """Number of people."""
        return len(self.indptr) - 1

    @cached_property
    def degree(self) -> Ints:
        """Number of ties of each person, shape (n,)."""
        return np.diff(self.indptr).astype(np.int32)

    @cached_property
    def total_strength(self) -> Floats:
        """Strength of all ties of each person together, shape (n,)."""
        return row_sums(self.strength, self.indptr)

    def mean(self, values: Floats) -> Floats:
        """Mean of ``values`` (n,) over each person's ties, weighted by strength, shape (n,); 0 for a person without ties."""
        return self.share(row_sums(self.strength * values[self.indices], self.indptr))

    def share(self, strength_sum: Floats) -> Floats:
        """Divide a sum of strengths (n,) by each person's total strength; 0 for a person without ties."""
        return np.divide(strength_sum, self.total_strength, out=np.zeros(self.n), where=self.total_strength > 0)

    def spread_strength(self, who: Ints, total: Floats, sign: int = 1) -> None:
        """Add (``sign`` 1) or take away (-1) the strength of each tie of ``who`` at its other end, in ``total`` (n,), in place.

        Only the ties of ``who`` are touched: what counts ties to people of a kind changes only when someone changes kind.
        """
        tie = ties_of(who, self.indptr)
        np.add.at(total, self.indices[tie], sign * self.strength[tie])

    def spread_count(self, who: Ints, total: Floats, sign: int = 1) -> None:
        """Add or take away 1 for each tie of ``who`` at its other end, in ``total`` (n,), in place."""
        np.add.at(total, self.indices[ties_of(who, self.indptr)], sign)


def row_sums(values: Floats, indptr: Ints) -> Floats:
    """Sum ``values`` within each row of a CSR layout, shape (n,); 0 for an empty row."""
    filled = np.flatnonzero(np.diff(indptr))
    sums = np.zeros(len(indptr) - 1)
    if len(filled):
        sums[filled] = np.add.reduceat(values, indptr[filled])
    return sums


def ties_of(who: Ints, indptr: Ints) -> NDArray[np.int64]:
    """Give the positions of all ties of the people in ``who``, one after the other."""
    start = indptr[who].astype(np.int64)
    count = indptr[who + 1].astype(np.int64) - start
    if not len(count):
        return np.empty(0, dtype=np.int64)
    before = np.concatenate(([0], np.cumsum(count)[:-1]))
    return np.repeat(start - before, count) + np.arange(count.sum())
