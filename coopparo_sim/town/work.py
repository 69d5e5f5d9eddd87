"""Who works, in which sector, and who has what income; and where the firms are."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.town.population import apportion
from coopparo_sim.town.tables import TownTables

Floats = NDArray[np.float64]
Small = NDArray[np.int8]


def draw_sectors(age: Small, tables: TownTables, rng: np.random.Generator) -> Small:
    """Draw the sector of each adult, shape (adults,); -1 for who has no job.

    Parameters
    ----------
    age
        Shape (adults,), years.
    tables
        The town.
    rng
        Source of chance.
    """
    works = rng.random(len(age)) < tables.employment.by_age(int(age.max()))[age]
    edges = np.cumsum([s.share for s in tables.sectors])[:-1]
    sector = np.searchsorted(edges, rng.random(len(age)), side="right")
    return np.where(works, sector, -1).astype(np.int8)


def lognormal_sd(gini: float) -> float:
    """Standard deviation of the logarithm of lognormal incomes of a given Gini: sqrt(2) * quantile((1 + gini) / 2).

    Examples
    --------
    >>> round(lognormal_sd(0.36), 4)
    0.6614
    """
    return sqrt(2) * NormalDist().inv_cdf((1 + gini) / 2)


def draw_incomes(age: Small, sector: Small, tables: TownTables, gini: float, rng: np.random.Generator) -> Floats:
    """Draw the personal income of each adult, EUR a year, shape (adults,); 0 for who has none.

    As many adults have an income as the town has taxpayers: first who works or has reached pension age, then others at random.

    Parameters
    ----------
    age, sector
        Shape (adults,): years; index of the sector, -1 without a job.
    tables
        The town.
    gini
        Gini coefficient among who has an income.
    rng
        Source of chance.
    """
    n = len(age)
    n_taxpayers = min(round(tables.taxpayers_per_100_residents / 100 * tables.residents), n)
    later = (sector < 0) & (age < tables.pension_age)
    turn = np.argsort(rng.random(n) + later, kind="stable")
    sd = lognormal_sd(gini)
    income = tables.mean_taxable_income_eur * np.exp(sd * rng.standard_normal(n) - 0.5 * sd**2)
    income[turn[n_taxpayers:]] = 0
    return income


def place_firms(tables: TownTables) -> tuple[Small, Small]:
    """Put the firms of each sector into the places: the share of the main town there, the rest by population.

    Returns
    -------
    place, sector
        Shape (firms,) each: indices.
    """
    rest = tables.population.astype(np.float64)
    rest[tables.main_place] = 0
    rest /= max(rest.sum(), 1)
    counts = []
    for sector in tables.sectors:
        weight = (1 - sector.main_town_share) * rest
        weight[tables.main_place] = sector.main_town_share
        counts.append(apportion(sector.n_firms, weight))
    count = np.array(counts)
    sectors, places = np.indices(count.shape, dtype=np.int8)
    return np.repeat(places.ravel(), count.ravel()), np.repeat(sectors.ravel(), count.ravel())
