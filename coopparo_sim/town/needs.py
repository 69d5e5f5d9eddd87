"""How strongly each person and firm feels each need."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.town.tables import TownTables

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Small = NDArray[np.int8]


def place_factor(tables: TownTables) -> Floats:
    """Give the factor on each need in each place, shape (places, needs): 1 for the needs that do not depend on what is nearby."""
    multiplier = np.array([p.need_multiplier for p in tables.places])
    local = np.array([need.local for need in tables.needs])
    return np.where(local, multiplier[:, None], 1.0)


def mean_needs(tables: TownTables) -> Floats:
    """Give the mean intensity, shape (places, 2, age groups, needs); the second axis is 1 for who lives with minors.

    With minors a need is the greater of the age group's and the families'; then comes the factor of the place.
    """
    group = np.array([need.by_age for need in tables.needs]).T
    families = np.maximum(group, [need.families for need in tables.needs])
    result: Floats = place_factor(tables)[:, None, None, :] * np.stack([group, families])
    return result


def adult_needs(place: Small, age_group: Small, with_minors: Bools, tables: TownTables, sd: float, noise: Floats) -> Floats:
    """Give the intensity of each need of each adult, 0-1, shape (adults, needs): mean of people alike + sd * noise, clipped.

    Parameters
    ----------
    place, age_group, with_minors
        Shape (adults,).
    tables
        The town.
    sd
        Standard deviation among people alike.
    noise
        Shape (adults, needs), standard normal.
    """
    mean = mean_needs(tables)
    n_groups, n_needs = mean.shape[2:]
    row = (place.astype(np.int64) * 2 + with_minors) * n_groups + age_group
    return _spread(mean.reshape(-1, n_needs), row, sd, noise)


def firm_needs(place: Small, tables: TownTables, sd: float, noise: Floats) -> Floats:
    """Give the intensity of each need of each firm, 0-1, shape (firms, needs); arguments as in :func:`adult_needs`."""
    mean = place_factor(tables) * np.array([need.firms for need in tables.needs])
    return _spread(mean, place.astype(np.int64), sd, noise)


def _spread(mean: Floats, row: NDArray[np.int64], sd: float, noise: Floats) -> Floats:
    need = mean[row]
    need += sd * noise
    return np.clip(need, 0, 1, out=need).astype(np.float32)
