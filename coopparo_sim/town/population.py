"""How many residents of each age every place has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.town.tables import TownTables

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]

OLDER_AGE = 65
"""Age from which statistics count people as older, years."""


def apportion(total: int, weight: Floats) -> Ints:
    """Split ``total`` whole units in proportion to ``weight`` by largest remainders; the parts sum to ``total``.

    Parameters
    ----------
    total
        Units to split, >= 0.
    weight
        Shape (parts,), >= 0; equal parts where all are 0.

    Examples
    --------
    >>> apportion(10, np.array([1.0, 1.0, 2.0])).tolist()
    [3, 2, 5]
    """
    weight = np.asarray(weight, dtype=np.float64)
    sum_ = weight.sum()
    quota = total * (weight / sum_ if sum_ > 0 else np.full(len(weight), 1 / max(len(weight), 1)))
    parts: Ints = np.floor(quota).astype(np.int64)
    left = total - int(parts.sum())
    parts[np.argsort(parts - quota, kind="stable")[:left]] += 1
    return parts


def band_shares(tables: TownTables) -> Floats:
    """Give the share of each age band in each place, shape (places, bands).

    The older bands of a place are raised or lowered together so that its share of older people differs from the main town's as
    its row says, while the town as a whole keeps the table of ages.
    """
    share = np.asarray(tables.age_bands.share)
    older = np.asarray(tables.age_bands.from_age) >= OLDER_AGE
    town_older = share[older].sum()
    extra = np.array([p.older_extra for p in tables.places])
    place_older = np.clip(town_older + extra - np.average(extra, weights=tables.population), 0, 1)
    if not 0 < town_older < 1:
        return np.tile(share, (tables.n_places, 1))
    factor = np.where(older, place_older[:, None] / town_older, (1 - place_older[:, None]) / (1 - town_older))
    result: Floats = share * factor
    return result


def draw_ages(tables: TownTables, rng: np.random.Generator) -> tuple[Small, Small]:
    """Draw the residents place by place: exact numbers by place, nearly exact by age band, years within a band at random.

    Parameters
    ----------
    tables
        The town.
    rng
        Source of chance.

    Returns
    -------
    place, age
        Shape (residents,) each, sorted by place; age in years.
    """
    n_bands = len(tables.age_bands.share)
    shares = band_shares(tables)
    count = np.concatenate([apportion(int(n), s) for n, s in zip(tables.population, shares, strict=True)])
    band = np.repeat(np.tile(np.arange(n_bands), tables.n_places), count)
    place = np.repeat(np.arange(tables.n_places, dtype=np.int8), tables.population)
    start = np.asarray(tables.age_bands.from_age)
    width = np.asarray(tables.age_bands.to_age) - start + 1
    age = start[band] + np.floor(rng.random(len(band)) * width[band])
    return place, age.astype(np.int8)
