"""The synthetic associations, their members, and who volunteers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.town.population import apportion
from coopparo_sim.town.tables import TownTables
from coopparo_sim.town.town import Associations

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]


def draw_associations(place: Small, age_group: Small, tables: TownTables, size_sd: float, rng: np.random.Generator) -> Associations:
    """Draw the associations and their members.

    The associations of a kind differ in size and together have the members of the table. A member is drawn with the weight of
    the age group: from the place of a local association, from the whole town for the others.

    Parameters
    ----------
    place, age_group
        Shape (adults,), sorted by place.
    tables
        The town.
    size_sd
        Standard deviation of the logarithm of the size.
    rng
        Source of chance.
    """
    n = len(place)
    kind = np.repeat(np.arange(len(tables.association_kinds)), [k.number for k in tables.association_kinds])
    seat = np.searchsorted(np.cumsum(tables.population) / tables.residents, rng.random(len(kind)), side="right")
    seat = np.minimum(seat, tables.n_places - 1).astype(np.int64)
    size = _sizes(tables, np.exp(size_sd * rng.standard_normal(len(kind))))
    edges = np.searchsorted(place, np.arange(tables.n_places + 1))
    keys = [np.empty(0, dtype=np.int64)]
    for k, about in enumerate(tables.association_kinds):
        which = np.flatnonzero(kind == k)
        low, high = (edges[seat[which]], edges[seat[which] + 1]) if about.local else (0 * which, 0 * which + n)
        keys.append(_draw_members(which, size[which], low, high, np.asarray(about.age_weight)[age_group], rng))
    key = np.unique(np.concatenate(keys))
    association, member = np.divmod(key, n)
    indptr = np.searchsorted(association, np.arange(len(kind) + 1)).astype(np.int32)
    return Associations(kind.astype(np.int8), seat.astype(np.int8), indptr, member.astype(np.int32))


def _sizes(tables: TownTables, weight: Floats) -> Ints:
    parts, start = [np.empty(0, dtype=np.int64)], 0
    for kind in tables.association_kinds:
        total = round(kind.number * kind.mean_members)
        parts.append(apportion(total, weight[start : start + kind.number]))
        start += kind.number
    sizes: Ints = np.maximum(np.concatenate(parts), 1)
    return sizes


def _draw_members(which: Ints, size: Ints, low: Ints, high: Ints, weight: Floats, rng: np.random.Generator) -> Ints:
    """Draw the members of associations ``which`` among adults ``low`` to ``high``; gives association * n + adult, with repeats.

    As who is drawn twice counts once, more are drawn: -a log(1 - size/a) for ``size`` of ``a`` people, at most half of them.
    """
    n = len(weight)
    total = np.concatenate(([0.0], np.cumsum(weight)))
    mass = total[high] - total[low]
    people = np.maximum(_people_at_stake(low, high, weight), 1)
    draws = np.where(mass > 0, np.ceil(-people * np.log1p(-np.minimum(size / people, 0.5))), 0).astype(np.int64)
    target = np.repeat(total[low], draws) + rng.random(int(draws.sum())) * np.repeat(mass, draws)
    adult = np.searchsorted(total, target, side="right") - 1
    adult = np.clip(adult, np.repeat(low, draws), np.repeat(high - 1, draws))
    keys: Ints = np.repeat(which, draws) * n + adult
    return keys


def _people_at_stake(low: Ints, high: Ints, weight: Floats) -> Floats:
    """Number of equally likely people that are as hard to draw twice: (sum of weights)^2 / sum of squares."""
    first = np.concatenate(([0.0], np.cumsum(weight)))
    second = np.concatenate(([0.0], np.cumsum(weight**2)))
    squares = second[high] - second[low]
    people: Floats = np.divide((first[high] - first[low]) ** 2, squares, out=np.zeros(len(low)), where=squares > 0)
    return people


def draw_volunteers(age: Small, is_member: Bools, tables: TownTables, ratio: float, draws: Floats) -> Bools:
    """Tell who volunteers, shape (adults,).

    Among people of one age band the share is that of the table; members of associations are ``ratio`` times as likely as others.

    Parameters
    ----------
    age, is_member
        Shape (adults,): years; belongs to an association.
    tables
        The town.
    ratio
        Chance of a member over the chance of who is none.
    draws
        Shape (adults,), in [0, 1).
    """
    oldest = int(age.max())
    band = np.searchsorted(tables.volunteering.from_age, np.arange(oldest + 1), side="right")[age]
    members = np.bincount(band, weights=is_member) / np.maximum(np.bincount(band), 1)
    level = tables.volunteering.by_age(oldest)[age] / (1 + (ratio - 1) * members[band])
    chance: Bools = draws < np.where(is_member, ratio, 1.0) * level
    return chance
