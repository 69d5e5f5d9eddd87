"""Who lives with whom: people alone, couples, and couples with children of any age."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.town.checks import ADULT_AGE, COUPLE
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.tables import TownTables

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]


def form_households(place: Small, age: Small, tables: TownTables, parameters: TownParameters, rng: np.random.Generator) -> Ints:
    """Give each resident a household.

    People live alone as the table says for their age. The others form households of the sizes of the table: two people of about
    the same age, and where there are more, the youngest people of the place as their children, younger children with younger
    couples. Minors therefore always live with an adult.

    Parameters
    ----------
    place, age
        Shape (residents,), sorted by place; age in years.
    tables, parameters
        The town.
    rng
        Source of chance.

    Returns
    -------
    household
        Shape (residents,): number of the household; numbers rise from place to place and are in random order within a place.
    """
    alone = rng.random(len(age)) < tables.living_alone.by_age(int(age.max()))[age]
    alone &= age >= ADULT_AGE
    share = np.asarray(tables.household_share)
    household = np.empty(len(age), dtype=np.int64)
    first = 0
    for index in range(tables.n_places):
        low, high = np.searchsorted(place, [index, index + 1])
        local = _place_households(age[low:high], alone[low:high], share, parameters, rng)
        household[low:high] = first + local
        first += int(local.max()) + 1
    return household


def _place_households(age: Small, alone: Bools, share: Floats, parameters: TownParameters, rng: np.random.Generator) -> Ints:
    others = np.flatnonzero(~alone)
    if len(others) and not (age[others] >= ADULT_AGE).any():
        others = np.arange(len(age))
    number = np.full(len(age), -1, dtype=np.int64)
    if len(others):
        number[others] = _live_together(age[others], share, parameters, rng)
    n_together = int(number.max()) + 1
    single = number < 0
    number[single] = n_together + np.arange(int(single.sum()))
    result: Ints = rng.permutation(int(number.max()) + 1)[number]
    return result


def _live_together(age: Small, share: Floats, parameters: TownParameters, rng: np.random.Generator) -> Ints:
    n = len(age)
    blurred = age + parameters.age_spread * rng.standard_normal(n)
    adult = age >= ADULT_AGE
    by_age = np.argsort(np.where(adult, np.maximum(blurred, ADULT_AGE), age), kind="stable")
    couples = _n_couples(n, int(adult.sum()), share)
    n_children = max(n - COUPLE * couples, 0)
    children, heads = by_age[:n_children], by_age[n_children:]
    heads = heads[np.argsort(blurred[heads], kind="stable")] if n_children >= n - int(adult.sum()) else heads
    household = np.empty(n, dtype=np.int64)
    household[heads] = np.arange(len(heads)) // COUPLE
    children_each = rng.permutation(_children(couples, n_children, share))
    children_each = children_each[children_each > 0]
    oldest = np.maximum(blurred[heads[::COUPLE]], ADULT_AGE)
    distance = np.abs(oldest - parameters.parents_age) + parameters.parents_age_spread * rng.standard_normal(len(oldest))
    near = np.argsort(distance, kind="stable")[: len(children_each)]
    children = children[np.argsort(blurred[children], kind="stable")]
    household[children] = np.repeat(np.sort(near), children_each)
    return household


def _n_couples(n: int, n_adults: int, share: Floats) -> int:
    """Number of households of two and more for ``n`` people, so that they have the mean size of the table and enough adults."""
    more = share[1:]
    if not more.sum():
        return max(n_adults // COUPLE, 1)
    mean = float(np.dot(np.arange(COUPLE, COUPLE + len(more)), more) / more.sum())
    return max(min(round(n / mean), n_adults // COUPLE), 1)


def _children(couples: int, n_children: int, share: Floats) -> Ints:
    """Split ``n_children`` over the households of two and more in the proportions of their sizes, shape (couples,)."""
    more = share[1:] if share[1:].sum() else np.ones(1)
    edges = np.round(np.cumsum(more) / more.sum() * couples).astype(np.int64)
    each = np.repeat(np.arange(len(more)), np.diff(edges, prepend=0))
    excess = int(each.sum()) - n_children
    while excess > 0:
        where = np.flatnonzero(each)[:excess]
        each[where] -= 1
        excess -= len(where)
    missing = -excess
    each += missing // couples
    each[couples - missing % couples :] += 1
    return each
