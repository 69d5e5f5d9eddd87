"""Joining that follows others: thresholds among all, on random networks and on a ring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import pdtr

from coopparo_sim.kernel.csr import Ties
from coopparo_sim.town.ties import random_ties
from coopparo_sim.town.ties import small_world as ring
from coopparo_sim.verification.decisions import Bools, Floats, chance_by_norm, chance_or_fixed, thresholds_only

Ints = NDArray[np.int64]
_CAUTION = 2
_FAR = 4
_FAR_DEGREE = 40


def would_join(share: Floats, threshold: Floats) -> Bools:
    """Say who joins at this ``share`` (n,) of others who have, with a personal ``threshold`` share (n,)."""
    return np.asarray(chance_by_norm(share, thresholds_only(), half=threshold) > 0.5)


def spread_among_all(threshold: Floats, seeds: Bools) -> tuple[int, int]:
    """Let people who see everybody join, round by round, until nobody else does.

    Parameters
    ----------
    threshold
        Shape (n,): share of all from which each joins; at 0 or less without anybody.
    seeds
        Shape (n,): has joined from the start.

    Returns
    -------
    People who have joined in the end, and rounds in which somebody did.
    """
    waiting, rounds = threshold[~seeds], 0
    while len(waiting):
        joined = (len(threshold) - len(waiting)) / len(threshold)
        stays = ~would_join(np.array([joined]), waiting)
        if stays.all():
            break
        waiting, rounds = waiting[stays], rounds + 1
    return len(threshold) - len(waiting), rounds


def spread_along_ties(ties: Ties, threshold: Floats, seeds: Bools) -> tuple[Bools, int]:
    """Let people who see their ties join, round by round, until nobody else does.

    Parameters
    ----------
    ties
        Who sees whom.
    threshold
        Shape (n,): share of one's ties from which each joins.
    seeds
        Shape (n,): has joined from the start.

    Returns
    -------
    Who has joined in the end, shape (n,), and rounds in which somebody did.
    """
    joined, total, rounds = seeds.copy(), np.zeros(ties.n), 0
    new = seeds
    while True:
        ties.spread_strength(np.flatnonzero(new).astype(np.int32), total)
        new = ~joined & would_join(ties.share(total), threshold)
        if not new.any():
            return joined, rounds
        joined |= new
        rounds += 1


def granovetter(thresholds: ArrayLike) -> tuple[int, int]:
    """Count who joins where everyone sees everyone and waits for a number of others.

    Parameters
    ----------
    thresholds
        Shape (n,): how many others must have joined before each person does.

    Returns
    -------
    Adopters, and rounds in which somebody joined.

    Notes
    -----
    Granovetter 1978, Am. J. Sociology 83: 1420.
    """
    counts = np.asarray(thresholds, dtype=np.float64)
    return spread_among_all(counts / max(len(counts), 1), np.zeros(len(counts), dtype=bool))


def cascade(
    n: int,
    mean_degree: float | None = None,
    threshold_mean: float = 0.25,
    threshold_sd: float = 0.0,
    seed_share: float = 0.0,
    complete: bool = False,
    rng: np.random.Generator | None = None,
) -> float:
    """Share of people who have joined in the end, with thresholds from a normal distribution that is not cut off.

    Parameters
    ----------
    n
        Number of people.
    mean_degree
        Mean number of ties on a random network; not looked at where everyone sees everyone.
    threshold_mean, threshold_sd
        Share of those one sees who must have joined.
    seed_share
        Share of people who have joined from the start.
    complete
        Whether everyone sees everyone.
    rng
        Source of chance; always the same one if not given.

    Raises
    ------
    ValueError
        If a network is asked for without a mean degree.

    Notes
    -----
    Granovetter 1978 for all seeing all; Gleeson & Cahalane 2007, Phys. Rev. E 75: 056103 for networks.
    """
    chance = chance_or_fixed(rng)
    threshold = threshold_mean + threshold_sd * chance.standard_normal(n)
    seeds = np.zeros(n, dtype=bool)
    seeds[chance.permutation(n)[: round(n * seed_share)]] = True
    if complete:
        return spread_among_all(threshold, seeds)[0] / n
    if mean_degree is None:
        raise ValueError(f"mean_degree(={mean_degree}) must be a number >= 0 unless complete is true")
    return float(spread_along_ties(random_ties(n, mean_degree, chance), threshold, seeds)[0].mean())


def cascade_jump(n: int, threshold_mean: float, low: float, high: float, steps: int, rng: np.random.Generator) -> float:
    """Spread of thresholds at which nearly nobody joining turns into nearly all joining, with everyone seeing everyone.

    Parameters
    ----------
    n
        Number of people.
    threshold_mean
        Mean threshold, share of all.
    low, high
        Spreads between which the jump lies; halved ``steps`` times.
    steps
        How often to halve.
    rng
        Source of chance; the same thresholds but for their spread are tried each time.

    Notes
    -----
    Granovetter 1978.
    """
    normal, nobody = rng.standard_normal(n), np.zeros(n, dtype=bool)
    for _ in range(steps):
        middle = (low + high) / 2
        most_join = spread_among_all(threshold_mean + middle * normal, nobody)[0] > n / 2
        low, high = (low, middle) if most_join else (middle, high)
    return (low + high) / 2


def followers_of_one(threshold: float) -> int:
    """Greatest number of ties with which one joined tie is enough to join.

    Raises
    ------
    ValueError
        If the threshold is not above 0: then any number will do.
    """
    if threshold <= 0:
        raise ValueError(f"threshold(={threshold}) must be > 0")
    ties = np.arange(1, int(1 / threshold) + 1 + _CAUTION)
    follows = would_join(1 / ties, np.full(len(ties), threshold))
    return int(ties[follows].max(initial=0))


def cascade_window(threshold: float) -> tuple[float, float] | None:
    """Mean numbers of ties between which a single person can set off a cascade on a random network; None where there are none.

    Solves z P(Poisson(z) <= k - 2) = 1, with k the greatest number of ties with which one joined tie is enough.

    Parameters
    ----------
    threshold
        Share of ties from which everybody joins, > 0.

    Raises
    ------
    ValueError
        If the threshold is not above 0.

    Notes
    -----
    Watts 2002, PNAS 99: 5766.
    """
    most = followers_of_one(threshold)
    if most < _CAUTION:
        return None
    far = _FAR * most + _FAR_DEGREE

    def excess(z: float) -> float:
        return float(z * pdtr(most - _CAUTION, z) - 1)

    peak = float(minimize_scalar(lambda z: -excess(z), bounds=(0, most + 1), method="bounded", options={"xatol": 1e-9}).x)
    if excess(peak) <= 0:
        return None
    return float(brentq(excess, 0, peak)), float(brentq(excess, peak, far))


def ring_contagion(n: int, neighbours: int, threshold: float, seeds: int | Sequence[int]) -> tuple[int, int]:
    """Count who joins on a ring where everyone sees the nearest on both sides.

    Parameters
    ----------
    n
        Number of people.
    neighbours
        How many one sees on each side.
    threshold
        How many of them must have joined.
    seeds
        How many neighbouring people have joined from the start, or their positions.

    Returns
    -------
    Adopters, seeds included, and rounds in which somebody joined.

    Notes
    -----
    Centola & Macy 2007, Am. J. Sociology 113: 702.
    """
    ties = ring(n, 2 * neighbours, 0.0, chance_or_fixed(None))
    joined = np.zeros(n, dtype=bool)
    joined[np.arange(seeds) if isinstance(seeds, int | np.integer) else np.asarray(seeds)] = True
    needed = np.full(n, float(threshold)) / np.maximum(ties.degree, 1)
    reached, rounds = spread_along_ties(ties, needed, joined)
    return int(reached.sum()), rounds
