"""Choices that follow others by degrees: a logit choice with a linear norm, in one place or in two."""

from __future__ import annotations

import numpy as np

from coopparo_sim.verification.decisions import chance_by_norm, chance_or_fixed, single_consideration

_SETTLED_PARTS = 3


def two_places(
    n: int,
    cross_share: float,
    a: float,
    g: float,
    start: tuple[float, float],
    months: int = 300,
    rng: np.random.Generator | None = None,
) -> tuple[float, float]:
    """Share of members in each of two places of equal size whose people look at their own place and at the other.

    Everybody decides anew every month, with chance expit(a + g * share seen).

    Parameters
    ----------
    n
        Number of adults in both places together.
    cross_share
        Weight of the other place in what one sees, 0-1.
    a, g
        Base inclination and weight of the norm, logit.
    start
        Share of members in each place at the start.
    months
        Length of the run; the mean over its last third is given back, to take chance out.
    rng
        Source of chance; always the same one if not given.

    Notes
    -----
    Brock & Durlauf 2001, Rev. Econ. Studies 68: 235.
    """
    chance = chance_or_fixed(rng)
    rule = single_consideration(base=a, norm=g, norm_form="linear")
    size = np.array([n - n // 2, n // 2])
    share = np.array(start, dtype=np.float64)
    history = np.empty((months, 2))
    for month in range(months):
        joins = chance_by_norm((1 - cross_share) * share + cross_share * share[::-1], rule)
        share = np.array([(chance.random(people) < own).mean() for people, own in zip(size, joins, strict=True)])
        history[month] = share
    first, second = history[-max(months // _SETTLED_PARTS, 1) :].mean(axis=0)
    return float(first), float(second)


def logit_share(
    n: int,
    a: float,
    g: float,
    start: float,
    months: int = 300,
    rng: np.random.Generator | None = None,
    runs: int = 4,
) -> float:
    """Share of members where everyone sees everyone and decides anew every month, with chance expit(a + g * share).

    Parameters
    ----------
    n
        Number of adults.
    a, g
        Base inclination and weight of the norm, logit.
    start
        Share of members at the start.
    months
        Length of a run; the mean over its last third is taken, to take chance out.
    rng
        Source of chance; always the same one if not given.
    runs
        Runs of which the mean is given back.

    Notes
    -----
    Brock & Durlauf 2001, Rev. Econ. Studies 68: 235.
    """
    chance = chance_or_fixed(rng)
    rule = single_consideration(base=a, norm=g, norm_form="linear")
    share, history = np.full((runs, 1), float(start)), np.empty((months, runs))
    for month in range(months):
        share = (chance.random((runs, n)) < chance_by_norm(share, rule)).mean(axis=1, keepdims=True)
        history[month] = share[:, 0]
    return float(history[-max(months // _SETTLED_PARTS, 1) :].mean())
