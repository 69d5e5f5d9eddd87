"""Symmetric ties between people in compressed sparse row form, and sums along them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Singles = NDArray[np.float32]
AnyFloats = Floats | Singles
AnyInts = NDArray[np.int32] | NDArray[np.int64]

_KEY_BITS = 63
_TIES_AT_ONCE = 2**18
"""How many ties are unpacked at a time: few enough for what lies in between to be small beside the ties themselves."""
_PEOPLE_AT_ONCE = 2**16
"""How many people's ties are summed along at a time."""


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
        Shape (2 * ties,), float32: strength of each tie, the same in both directions. Whole numbers keep sums exact.
    """

    indptr: Ints
    indices: Ints
    strength: Singles

    @classmethod
    def from_pairs(cls, n: int, first: AnyInts, second: AnyInts, strength: AnyFloats | None = None) -> Ties:
        """Build from a list of pairs; pairs named twice are kept once with the greatest strength, self-ties are dropped.

        Parameters
        ----------
        n
            Number of people.
        first, second
            Shape (pairs,): both ends of each pair, in any order.
        strength
            Shape (pairs,); 1 for all if not given.

        Raises
        ------
        ValueError
            If there are too many people and different strengths for one 63-bit key.

        Notes
        -----
        Both directions of a pair become whole numbers (row, column, rank of the strength from the greatest down) packed in 63
        bits, so that one plain sort orders them, brings equal pairs together, and puts the greatest strength first.
        """
        levels, rank = _ranks(strength)
        n_bits, level_bits = n.bit_length(), (len(levels) - 1).bit_length()
        if 2 * n_bits + level_bits > _KEY_BITS:
            raise ValueError(f"n(={n}) people and {len(levels)} different strengths must fit in {_KEY_BITS} bits")
        key = _packed(first, second, rank, n_bits, level_bits)
        key.sort()
        key = _first_of_each(key, level_bits)
        strengths, indices = np.empty(len(key), dtype=np.float32), np.empty(len(key), dtype=np.int32)
        for part in _blocks(len(key), _TIES_AT_ONCE):
            strengths[part] = levels[key[part] & ((1 << level_bits) - 1)]
            indices[part] = (key[part] >> level_bits) & ((1 << n_bits) - 1)
        key >>= level_bits + n_bits
        indptr = np.zeros(n + 1, dtype=np.int32)
        np.cumsum(np.bincount(key, minlength=n), out=indptr[1:])
        return cls(indptr, indices, strengths)

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

    @cached_property
    def _whole(self) -> Any:
        return self._matrix(slice(0, self.n))

    def _matrix(self, rows: slice) -> Any:
        """Give the strengths of the ties of some people, who follow each other, as a sparse matrix (people, n)."""
        from scipy.sparse import csr_array

        starts = self.indptr[rows.start : rows.stop + 1]
        ties = slice(starts[0], starts[-1])
        data = self.strength[ties].astype(np.float64), self.indices[ties], starts - starts[0]
        return csr_array(data, shape=(len(starts) - 1, self.n))

    def sum(self, values: Floats) -> Floats:
        """Sum of ``values`` (n,) over each person's ties, times their strength, shape (n,).

        The matrix of a small town is held ready; that of a large one, which would take much memory, is made anew block by block.
        """
        if self.n <= _PEOPLE_AT_ONCE:
            return np.asarray(self._whole @ values)
        return np.concatenate([self._matrix(rows) @ values for rows in _blocks(self.n, _PEOPLE_AT_ONCE)])

    def sum_from(self, who: AnyInts, values: Floats) -> Floats:
        """Sum of the values (people,) of ``who`` alone, times the strength of the tie, at each person's end, shape (n,).

        The same as :meth:`sum` of values that are 0 for all others; only the ties of ``who`` are touched.
        """
        tie = ties_of(who, self.indptr)
        weight = self.strength[tie] * np.repeat(values, self.degree[who])
        return np.bincount(self.indices[tie], weights=weight, minlength=self.n).astype(np.float64, copy=False)

    def mean(self, values: Floats) -> Floats:
        """Mean of ``values`` (n,) over each person's ties, weighted by strength, shape (n,); 0 for a person without ties."""
        return self.share(self.sum(values))

    def share(self, strength_sum: Floats) -> Floats:
        """Divide a sum of strengths (n,) by each person's total strength; 0 for a person without ties."""
        return np.divide(strength_sum, self.total_strength, out=np.zeros(self.n), where=self.total_strength > 0)

    def spread_strength(self, who: AnyInts, total: Floats, sign: int = 1) -> None:
        """Add (``sign`` 1) or take away (-1) the strength of each tie of ``who`` at its other end, in ``total`` (n,), in place.

        Only the ties of ``who`` are touched: what counts ties to people of a kind changes only when someone changes kind.
        """
        tie = ties_of(who, self.indptr)
        total += sign * np.bincount(self.indices[tie], weights=self.strength[tie], minlength=self.n)

    def spread_count(self, who: AnyInts, total: Floats, sign: int = 1) -> None:
        """Add or take away 1 for each tie of ``who`` at its other end, in ``total`` (n,), in place."""
        total += sign * np.bincount(self.indices[ties_of(who, self.indptr)], minlength=self.n)


def row_sums(values: AnyFloats, indptr: Ints) -> Floats:
    """Sum ``values`` within each row of a CSR layout, shape (n,); 0 for an empty row."""
    filled = np.flatnonzero(np.diff(indptr))
    sums = np.zeros(len(indptr) - 1)
    if len(filled):
        sums[filled] = np.add.reduceat(values, indptr[filled])
    return sums


def ties_of(who: AnyInts, indptr: Ints) -> NDArray[np.int64]:
    """Give the positions of all ties of the people in ``who``, one after the other."""
    start = indptr[who].astype(np.int64)
    count = indptr[who + 1].astype(np.int64) - start
    if not len(count):
        return np.empty(0, dtype=np.int64)
    before = np.concatenate(([0], np.cumsum(count)[:-1]))
    return np.repeat(start - before, count) + np.arange(count.sum())


def _ranks(strength: AnyFloats | None) -> tuple[Singles, NDArray[np.int8]]:
    """Give the different strengths from the greatest down, and the place of each strength among them."""
    if strength is None or not len(strength):
        return np.ones(1, dtype=np.float32), np.zeros(1, dtype=np.int8)
    rising = np.unique(strength)
    kind = np.int8 if len(rising) <= np.iinfo(np.int8).max else np.int64
    return rising[::-1].astype(np.float32), (len(rising) - 1 - np.searchsorted(rising, strength)).astype(kind)


def _blocks(n: int, size: int) -> list[slice]:
    """Cut ``n`` places into slices of at most ``size``."""
    return [slice(at, min(at + size, n)) for at in range(0, n, size)]


def _first_of_each(key: NDArray[np.int64], level_bits: int) -> NDArray[np.int64]:
    """Keep the first of the sorted keys (keys,) alike but for the last ``level_bits`` bits, moved to the front in place."""
    kept, before = 0, -1
    for part in _blocks(len(key), _TIES_AT_ONCE):
        pair = key[part] >> level_bits
        new = key[part][np.diff(pair, prepend=before) != 0]
        before = int(pair[-1])
        key[kept : kept + len(new)] = new
        kept += len(new)
    return key[:kept]


def _packed(one: AnyInts, other: AnyInts, rank: NDArray[Any], n_bits: int, level_bits: int) -> NDArray[np.int64]:
    """Pack both directions of each real pair in one whole number: row, column, rank."""
    real = one != other
    one, other = one[real], other[real]
    rank = rank[real] if len(rank) > 1 else rank
    key = np.concatenate((one, other), dtype=np.int64)
    for column, half in ((other, slice(len(one))), (one, slice(len(one), None))):
        key[half] <<= n_bits
        key[half] |= column
        key[half] <<= level_bits
        key[half] |= rank
    return key
