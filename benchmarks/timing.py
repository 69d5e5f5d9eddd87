"""Times taken side by side: all forms in turn, round after round, so that a machine that slows down slows all of them."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LEAST_ROUND_S = 0.3
"""A quick form is run again within a round until so much time has passed, and its median counts."""
MOST_RUNS = 15


@dataclass(frozen=True)
class Measured:
    """Seconds of one form: a value a round."""

    rounds: tuple[float, ...]

    @property
    def median_s(self) -> float:
        """Median over the rounds, s."""
        return float(np.median(self.rounds))

    @property
    def spread(self) -> float:
        """Greatest over smallest round, less 1."""
        return max(self.rounds) / min(self.rounds) - 1

    def over(self, other: Measured) -> tuple[float, float, float]:
        """How many times longer than ``other``, compared within each round: median, least, most."""
        ratios = [mine / theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True)]
        return float(np.median(ratios)), min(ratios), max(ratios)


def seconds(work: Callable[[], object]) -> float:
    """Time ``work`` once, s, with the collector of garbage at rest."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def interleaved(forms: Mapping[str, Callable[[], Callable[[], object]]], rounds: int) -> dict[str, Measured]:
    """Time every form in every round.

    Parameters
    ----------
    forms
        By name, what prepares a run; only the run itself is timed.
    rounds
        How many rounds.
    """
    times: dict[str, list[float]] = {name: [] for name in forms}
    for number in range(rounds):
        order = list(forms) if number % 2 == 0 else list(reversed(forms))
        for name in order:
            times[name].append(_one_round(forms[name]))
    return {name: Measured(tuple(values)) for name, values in times.items()}


def _one_round(prepare: Callable[[], Callable[[], object]]) -> float:
    taken: list[float] = []
    while not taken or (sum(taken) < LEAST_ROUND_S and len(taken) < MOST_RUNS):
        taken.append(seconds(prepare()))
    return float(np.median(taken))


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Exponent k of time ~ size^k, by least squares on logarithms.

    Examples
    --------
    >>> round(exponent([10, 100, 1000], [1, 10, 100]), 6)
    1.0
    """
    return float(np.polyfit([math.log(n) for n in sizes], [math.log(t) for t in times], 1)[0])
