"""Named streams of chance: one generator per (seed, future, decision), never shared between decisions.

The scenario is not part of the key. Two scenarios run with the same seed therefore meet the same luck, person by person
and month by month, and differ only where the choice makes them: common random numbers.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def generator(seed: int, future: int, stream: int, point: int = 0, sub: int = 0) -> np.random.Generator:
    """Build the generator of one stream.

    Parameters
    ----------
    seed
        Seed of the whole experiment, >= 0.
    future
        Number of the future (or of the draw of behaviour), >= 0.
    stream
        Number of the decision; numbers are only ever added, never reused.
    point
        Turn among several alike, or point of a design, for what must differ between them.
    sub
        Month, for what happens at irregular times.

    Raises
    ------
    ValueError
        If any of the numbers is negative.
    """
    if min(seed, future, stream, point, sub) < 0:
        raise ValueError(f"key(={(seed, future, stream, point, sub)}) must have no negative number")
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(future, stream, point, sub))
    return np.random.Generator(np.random.PCG64DXSM(sequence))


class Streams:
    """The streams of one future, each built at its first use.

    Parameters
    ----------
    seed, future
        As in :func:`generator`.
    """

    def __init__(self, seed: int, future: int) -> None:
        self.seed = seed
        self.future = future
        self._regular: dict[int, np.random.Generator] = {}

    def monthly(self, stream: IntEnum, n: int, wanted: bool = True) -> Floats:
        """Draw the next whole block, shape (n,), in [0, 1): for what is decided every month.

        Where nobody decides by it this month (``wanted`` is false) the block is passed over, and an empty one given.
        """
        running = self._running(stream)
        if wanted:
            return running.random(n)
        bits = running.bit_generator
        assert isinstance(bits, np.random.PCG64DXSM)
        bits.advance(n)
        return np.empty(0)

    def _running(self, stream: IntEnum) -> np.random.Generator:
        if stream not in self._regular:
            self._regular[stream] = generator(self.seed, self.future, int(stream))
        return self._regular[stream]

    def at(self, stream: IntEnum, month: int, turn: int = 0) -> np.random.Generator:
        """Give the generator of an irregular event, keyed by its month (0 for the start) and by its turn among several alike."""
        return generator(self.seed, self.future, int(stream), point=turn, sub=month)
