from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coopparo_sim.kernel.csr import Ties
from coopparo_sim.kernel.rng import generator
from coopparo_sim.town.build import build_town
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.tables import TownTables, find_town, read_town
from coopparo_sim.town.ties import (
    clustering,
    household_pairs,
    largest_component,
    lonely_pairs,
    random_ties,
    ring_pairs,
    small_world,
    work_pairs,
)
from coopparo_sim.town.town import Town


def within_place(town: Town) -> float:
    row = np.repeat(np.arange(town.adults.n), town.ties.degree)
    return float((town.adults.place[row] == town.adults.place[town.ties.indices]).mean())


def test_people_know_eight_to_fourteen_others_and_nobody_is_alone(town: Town) -> None:
    assert 8 <= town.ties.degree.mean() <= 14
    assert town.ties.degree.min() >= 1
    assert town.ties.degree.max() < 60


def test_most_ties_stay_within_a_place(town: Town) -> None:
    assert 0.6 <= within_place(town) <= 0.8


def test_friends_of_friends_are_often_friends(town: Town) -> None:
    assert 0.15 <= clustering(town.ties) <= 0.35


def test_everybody_can_be_reached(town: Town) -> None:
    assert largest_component(town.ties) > 0.99 * town.adults.n


def test_who_lives_together_is_tied_with_the_strength_of_the_household(town: Town) -> None:
    row = np.repeat(np.arange(town.adults.n), town.ties.degree)
    together = town.adults.household[row] == town.adults.household[town.ties.indices]
    size = np.bincount(town.adults.household)
    assert together.sum() == (size * (size - 1)).sum()
    assert (town.ties.strength[together] == 3).all()
    assert set(np.unique(town.ties.strength[~together])) == {1.0, 2.0}


def test_ties_are_the_same_in_both_directions(town: Town) -> None:
    row = np.repeat(np.arange(town.ties.n), town.ties.degree)
    there = np.lexsort((town.ties.indices, row))
    back = np.lexsort((row, town.ties.indices))
    assert (row[there] == town.ties.indices[back]).all()
    assert (town.ties.strength[there] == town.ties.strength[back]).all()


def test_more_long_ties_mean_fewer_within_the_place(copparo: TownTables) -> None:
    shares = [within_place(build_town(copparo, TownParameters(long_tie_share=s), generator(1, 0, 0))) for s in (0.1, 0.28)]
    assert shares[0] > shares[1] + 0.1


def test_the_same_seed_gives_the_same_town_and_another_seed_another(copparo: TownTables) -> None:
    one, same, other = (build_town(copparo, TownParameters(), generator(seed, 0, 0)) for seed in (5, 5, 6))
    for room in ("residents", "adults", "associations", "firms", "ties"):
        for name, values in vars(getattr(one, room)).items():
            assert np.array_equal(values, getattr(getattr(same, room), name)), f"{room}.{name}"
    assert not np.array_equal(one.adults.need, other.adults.need)


@pytest.mark.parametrize("population", [(2, 1), (1, 1), (40, 3), (1000, 7)])
def test_even_the_smallest_town_can_be_drawn(population: tuple[int, int]) -> None:
    tables = read_town(find_town("two_hamlets"))
    tables = replace(tables, places=tuple(replace(p, population=n) for p, n in zip(tables.places, population, strict=True)))
    for seed in range(20):
        town = build_town(tables, TownParameters(), generator(seed, 0, 0))
        assert len(town.residents.age) == sum(population)
        adults = np.bincount(town.residents.household, weights=town.residents.age >= 18)
        assert (adults >= 1).all() or min(population) == 1
        assert town.adults.n < 2 or town.ties.degree.min() >= 1


def test_a_regular_ring_has_two_thirds_of_its_triangles() -> None:
    ties = small_world(2000, 10, 0.0, generator(1, 0, 0))
    assert (ties.degree == 10).all()
    assert clustering(ties) == pytest.approx(2 / 3)


def test_a_tenth_of_jumps_brings_clustering_to_about_486() -> None:
    ties = small_world(5000, 10, 0.1, generator(1, 0, 0))
    assert clustering(ties) == pytest.approx(0.486, abs=0.02)
    assert ties.degree.mean() == pytest.approx(10, abs=0.05)


def test_random_ties_are_poisson_and_hardly_clustered() -> None:
    ties = random_ties(20_000, 4.0, generator(1, 0, 0))
    assert ties.degree.mean() == pytest.approx(4, abs=0.02)
    assert ties.degree.var() == pytest.approx(4, abs=0.15)
    assert (ties.degree == 0).mean() == pytest.approx(np.exp(-4), abs=0.004)
    assert clustering(ties) < 0.002


def test_an_odd_number_of_ties_is_met_on_average() -> None:
    first, second = ring_pairs(np.array([4000]), 3.0, 0.0, generator(1, 0, 0))
    assert 2 * len(first) / 4000 == pytest.approx(3, abs=0.1)
    assert set((second - first) % 4000) == {1, 2}


def test_rings_never_leave_their_group() -> None:
    first, second = ring_pairs(np.array([50, 3, 1, 200]), 6, 0.5, generator(1, 0, 0))
    group = np.repeat([0, 1, 2, 3], [50, 3, 1, 200])
    assert (group[first] == group[second]).all()


def test_three_adults_of_a_household_are_three_pairs() -> None:
    first, second = household_pairs(np.array([0, 1, 1, 1, 2], dtype=np.int32))
    assert {*zip(first.tolist(), second.tolist(), strict=True)} == {(1, 2), (2, 3), (1, 3)}


def test_colleagues_have_the_same_sector_and_are_mostly_near() -> None:
    place = np.repeat(np.arange(4, dtype=np.int8), 250)
    sector = (np.arange(1000) % 3 - 1).astype(np.int8)
    first, second = work_pairs(place, sector, 4, 0.2, generator(1, 0, 0))
    assert (sector[first] == sector[second]).all() and (sector[first] >= 0).all()
    assert (place[first] == place[second]).mean() > 0.7


def test_who_has_no_tie_gets_one_with_the_next() -> None:
    first, second = lonely_pairs(4, [(np.array([0, 3]), np.array([1, 3]))])
    assert first.tolist() == [2, 3] and second.tolist() == [3, 2]


def test_clustering_of_a_triangle_with_a_tail_is_seven_twelfths() -> None:
    ties = Ties.from_pairs(4, np.array([0, 1, 0, 2], dtype=np.int32), np.array([1, 2, 2, 3], dtype=np.int32))
    assert clustering(ties) == pytest.approx((1 + 1 + 1 / 3 + 0) / 4)


def test_the_largest_component_counts_its_people() -> None:
    first, second = np.array([0, 1, 2, 5], dtype=np.int32), np.array([1, 2, 3, 6], dtype=np.int32)
    assert largest_component(Ties.from_pairs(8, first, second)) == 4
    assert largest_component(small_world(3000, 2, 0.0, generator(1, 0, 0))) == 3000
    assert largest_component(Ties.from_pairs(0, first[:0], second[:0])) == 0
