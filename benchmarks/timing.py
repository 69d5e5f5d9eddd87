"""Times taken side by side: all forms in turn, round after round, so that a machine that slows down slows all of them.

What runs in one process is timed by the processor time of that process, so that other programs disturb little; what starts
processes is timed by the clock on the wall.
"""

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
FINE_S = 1e-3
Clock = Callable[[], float]


def own_clock() -> Clock:
    """Give the clock of this process's processor time; the one on the wall where that is coarse, as on Windows."""
    return time.process_time if time.get_clock_info("process_time").resolution < FINE_S else time.perf_counter


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


def seconds(work: Callable[[], object], clock: Clock | None = None) -> float:
    """Time ``work`` once, s, with the collector of garbage at rest; by processor time if no clock is given."""
    read = clock or own_clock()
    gc.collect()
    gc.disable()
    try:
        start = read()
        work()
        return read() - start
    finally:
        gc.enable()


def interleaved(
    forms: Mapping[str, Callable[[], Callable[[], object]]], rounds: int, clock: Clock | None = None
) -> dict[str, Measured]:
    """Time every form in every round.

    Parameters
    ----------
    forms
        By name, what prepares a run; only the run itself is timed.
    rounds
        How many rounds.
    clock
        Processor time of this process if not given.
    """
    times: dict[str, list[float]] = {name: [] for name in forms}
    for number in range(rounds):
        order = list(forms) if number % 2 == 0 else list(reversed(forms))
        for name in order:
            times[name].append(_one_round(forms[name], clock))
    return {name: Measured(tuple(values)) for name, values in times.items()}


def _one_round(prepare: Callable[[], Callable[[], object]], clock: Clock | None) -> float:
    taken: list[float] = []
    while not taken or (sum(taken) < LEAST_ROUND_S and len(taken) < MOST_RUNS):
        taken.append(seconds(prepare(), clock))
    return float(np.median(taken))


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Exponent k of time ~ size^k, by least squares on logarithms.

    Examples
    --------
    >>> round(exponent([10, 100, 1000], [1, 10, 100]), 6)
    1.0
    """
    return float(np.polyfit([math.log(n) for n in sizes], [math.log(t) for t in times], 1)[0])
