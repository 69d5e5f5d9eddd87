"""Who knows whom: rings of near neighbours with a few jumps, pairs at random, and measures of the result."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.csr import Ties, ties_of
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.tables import TownTables
from coopparo_sim.town.town import Associations

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]
Small = NDArray[np.int8]
Pairs = tuple[Ints, Ints]

_BLOCK = 2**16


def small_world(n: int, k: int, rewiring: float, rng: np.random.Generator) -> Ties:
    """Tie ``n`` people on one ring to their ``k`` nearest, then let some ties jump; the rule that ties neighbours in a town.

    Parameters
    ----------
    n
        Number of people.
    k
        Mean number of ties; even for a regular ring.
    rewiring
        Share of ties whose far end is anyone.
    rng
        Source of chance.

    Notes
    -----
    Watts & Strogatz 1998, Nature 393: 440.
    """
    return Ties.from_pairs(n, *ring_pairs(np.array([n]), k, rewiring, rng))


def random_ties(n: int, mean_degree: float, rng: np.random.Generator) -> Ties:
    """Tie ``n`` people at random, so that the number of ties of a person is Poisson; the rule that ties places in a town.

    Parameters
    ----------
    n
        Number of people.
    mean_degree
        Mean number of ties of a person.
    rng
        Source of chance.
    """
    return Ties.from_pairs(n, *random_pairs(n, round(n * mean_degree / 2), rng))


def ring_pairs(sizes: Ints, mean_ties: float, rewiring: float, rng: np.random.Generator) -> Pairs:
    """Lay one ring in each group and tie everybody to the nearest on it.

    Parameters
    ----------
    sizes
        Shape (groups,): members of each group, who stand one after the other in the order of the ring.
    mean_ties
        Mean number of ties of a member; where it is no even number, ties of the next even ring are left out at random.
    rewiring
        Share of ties whose far end is drawn from the whole group.
    rng
        Source of chance.

    Returns
    -------
    first, second
        Shape (pairs,) each: positions among all members; a pair may come twice, or hold one member twice, in very small groups.
    """
    half, n = ceil(mean_ties / 2), int(sizes.sum())
    here = np.arange(n)
    size = np.repeat(sizes, sizes)
    start = np.repeat(np.cumsum(sizes) - sizes, sizes)
    draws = rng.random((half, n))
    jump = 1 + np.floor(draws * ((size - 1) / rewiring)).astype(np.int64) if rewiring > 0 else np.zeros((half, n), dtype=np.int64)
    step = np.where(draws < rewiring, jump, np.arange(1, half + 1)[:, None])
    second = (start + (here - start + step) % size).ravel()
    first = np.tile(here, half)
    if mean_ties == 2 * half:
        return first, second
    kept = rng.random(len(first)) < mean_ties / (2 * half)
    return first[kept], second[kept]


def random_pairs(n: int, n_pairs: int, rng: np.random.Generator) -> Pairs:
    """Draw pairs of two different people out of ``n``, all equally likely; shape (pairs,) each, none where n < 2."""
    if n < 2:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    first = np.floor(rng.random(n_pairs) * n).astype(np.int64)
    second = (first + 1 + np.floor(rng.random(n_pairs) * (n - 1)).astype(np.int64)) % n
    return first, second


def household_pairs(household: Ints32) -> Pairs:
    """Tie all adults of a household; ``household`` (adults,) is sorted."""
    firsts, seconds = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    here = np.arange(len(household))
    for distance in range(1, len(household)):
        here = here[here + distance < len(household)]
        here = here[household[here] == household[here + distance]]
        if not len(here):
            break
        firsts.append(here)
        seconds.append(here + distance)
    return np.concatenate(firsts), np.concatenate(seconds)


def work_pairs(place: Small, sector: Small, mean_ties: float, rewiring: float, rng: np.random.Generator) -> Pairs:
    """Tie people of one sector in a ring that goes through the places one by one, so that colleagues are mostly near."""
    works = np.flatnonzero(sector >= 0)
    key = sector[works].astype(np.int64) * (int(place.max()) + 1) + place[works]
    turn = works[np.argsort(key + rng.random(len(works)), kind="stable")]
    first, second = ring_pairs(np.bincount(sector[works]), mean_ties, rewiring, rng)
    return turn[first], turn[second]


def cross_place_pairs(place: Small, n_pairs: int, rng: np.random.Generator) -> Pairs:
    """Tie people of different places at random, about ``n_pairs`` pairs; none in a town of one place."""
    share = np.bincount(place) / len(place)
    different = 1 - float(np.dot(share, share))
    if different <= 1 / len(place):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    first, second = random_pairs(len(place), round(n_pairs / different), rng)
    apart = place[first] != place[second]
    return first[apart], second[apart]


def lonely_pairs(n: int, laid: Sequence[Pairs]) -> Pairs:
    """Tie who would have no tie at all to the next person in the list, who lives near."""
    tied = np.zeros(n, dtype=bool)
    for first, second in laid:
        real = first != second
        tied[first[real]] = True
        tied[second[real]] = True
    lonely = np.flatnonzero(~tied)
    return lonely, np.where(lonely + 1 < n, lonely + 1, lonely - 1) if n > 1 else lonely


def lay_ties(
    place: Small,
    household: Ints32,
    sector: Small,
    associations: Associations,
    tables: TownTables,
    parameters: TownParameters,
    rng: np.random.Generator,
) -> Ties:
    """Lay the layers of ties among the adults: household, neighbourhood, work, associations, between places.

    Parameters
    ----------
    place, household, sector
        Shape (adults,); sorted by place, then household.
    associations
        The associations and their members.
    tables, parameters
        The town: mean number of ties of each layer, share that jumps, strengths.
    rng
        Source of chance.
    """
    p = parameters
    strengths = (p.household_strength, p.near_strength, p.near_strength, p.far_strength, p.far_strength, p.near_strength)
    layers = _layers(place, household, sector, associations, tables, parameters, rng)
    strength = np.repeat(np.array(strengths, dtype=np.float32), [len(layer[0]) for layer in layers])
    first, second = (np.concatenate([layer[end] for layer in layers], dtype=np.int32) for end in (0, 1))
    del layers  # some hundred bytes an adult
    return Ties.from_pairs(len(place), first, second, strength)


def _layers(
    place: Small, household: Ints32, sector: Small, associations: Associations, tables: TownTables, parameters: TownParameters,
    rng: np.random.Generator,
) -> list[Pairs]:  # fmt: skip
    """Lay each layer: household, neighbourhood, associations, work, between places, and a tie for who would have none."""
    p, mean = parameters, tables.mean_ties
    ring, inside = ring_pairs, associations.members.astype(np.int64)
    home = household_pairs(household)
    street = ring(np.bincount(place, minlength=tables.n_places), mean["neighbourhood"], p.neighbourhood_rewiring, rng)
    work = work_pairs(place, sector, mean["work"], p.work_rewiring, rng)
    fellows = ring(np.diff(associations.indptr).astype(np.int64), mean["association"], p.association_rewiring, rng)
    club = inside[fellows[0]], inside[fellows[1]]
    n_near = sum(len(layer[0]) for layer in (street, work, club))
    far = cross_place_pairs(place, round(n_near * p.long_tie_share / (1 - p.long_tie_share)), rng)
    layers = [home, street, club, work, far]
    return [*layers, lonely_pairs(len(place), layers)]


def clustering(ties: Ties) -> float:
    """Mean over all people of the share of pairs of their ties who are tied to each other; 0 for who has fewer than two.

    Notes
    -----
    Watts & Strogatz 1998, Nature 393: 440.
    """
    n, degree = ties.n, ties.degree.astype(np.int64)
    row = np.repeat(np.arange(n), degree)
    key = row * n + ties.indices
    closed = np.zeros(n)
    for at in range(0, len(key), _BLOCK):
        ends, start = ties.indices[at : at + _BLOCK], row[at : at + _BLOCK]
        origin = np.repeat(start, degree[ends])
        wanted = origin * n + ties.indices[ties_of(ends, ties.indptr)]
        found = key[np.minimum(np.searchsorted(key, wanted), len(key) - 1)] == wanted
        closed += np.bincount(origin[found], minlength=n)
    pairs = degree * (degree - 1)
    return float(np.divide(closed, pairs, out=np.zeros(n), where=pairs > 0).mean()) if n else 0.0


def largest_component(ties: Ties) -> int:
    """Number of people in the largest group whose members reach each other along ties."""
    if not ties.n:
        return 0
    label = np.arange(ties.n)
    row = np.repeat(label, ties.degree)
    while True:
        one, other = label[row], label[ties.indices]
        if (one == other).all():
            return int(np.bincount(label).max())
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while (label != label[label]).any():
            label = label[label]
