"""Ties, trust that spreads along them, and inequality."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from coopparo_sim.engagement.trust import TrustParameters, averaged_with_ties
from coopparo_sim.kernel.arrays import gini as gini_of
from coopparo_sim.kernel.csr import Ties
from coopparo_sim.town import ties as rules
from coopparo_sim.verification.decisions import Floats, chance_or_fixed


def giant_component(n: int, mean_degree: float, rng: np.random.Generator | None = None) -> float:
    """Share of people in the largest group that ties hold together, on a random network.

    Parameters
    ----------
    n
        Number of people.
    mean_degree
        Mean number of ties.
    rng
        Source of chance; always the same one if not given.

    Notes
    -----
    Erdos & Renyi 1960: the share is S = 1 - exp(-z S).
    """
    return rules.largest_component(rules.random_ties(n, mean_degree, chance_or_fixed(rng))) / n


def small_world(n: int, k: int, rewiring: float, rng: np.random.Generator | None = None) -> float:
    """Clustering of a ring of ``k`` near ties of which a share jumps.

    Parameters
    ----------
    n
        Number of people.
    k
        Ties of each, even.
    rewiring
        Share of ties whose far end is anyone.
    rng
        Source of chance; always the same one if not given.

    Notes
    -----
    Watts & Strogatz 1998, Nature 393: 440; about 3 (k - 2) / (4 (k - 1)) * (1 - rewiring)^3.
    """
    return rules.clustering(rules.small_world(n, k, rewiring, chance_or_fixed(rng)))


def trust_consensus(ties: Ties, start: ArrayLike, averaging: float = 0.5, months: int = 2000) -> Floats:
    """Trust of people who know of the idea, all of them, after they have long listened to each other.

    Parameters
    ----------
    ties
        Who listens to whom.
    start
        Shape (n,): trust at the start, 0-1.
    averaging
        Weight of one's ties, a month, 0-1.
    months
        Length of the run.

    Returns
    -------
    Trust of each in the end, shape (n,): on a connected network all at the mean of the start, weighted by strength of ties.

    Notes
    -----
    DeGroot 1974, J. Am. Stat. Assoc. 69: 118.
    """
    trust, rule = np.asarray(start, dtype=np.float64), TrustParameters(averaging=averaging)
    everybody = np.ones(ties.n, dtype=bool)
    for _ in range(months):
        trust = averaged_with_ties(trust, everybody, ties.total_strength, ties, rule)
    return trust


def gini(x: ArrayLike) -> float:
    """Gini coefficient of ``x`` (n,), values >= 0, as the model works it out."""
    return gini_of(np.asarray(x, dtype=np.float64))
