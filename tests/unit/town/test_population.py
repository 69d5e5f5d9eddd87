from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.kernel.arrays import gini
from coopparo_sim.town.population import apportion, band_shares
from coopparo_sim.town.tables import TownTables
from coopparo_sim.town.town import Town
from coopparo_sim.town.work import draw_incomes, lognormal_sd


@given(st.integers(0, 10_000), st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_parts_sum_to_the_whole_and_are_within_one_of_their_quota(total: int, weight: list[float]) -> None:
    parts = apportion(total, np.array(weight))
    assert parts.sum() == total
    if sum(weight) > 1e-6:
        assert (np.abs(parts - total * np.array(weight) / sum(weight)) <= 1 + 1e-6).all()


def test_ten_seats_for_weights_one_one_two_are_three_two_five() -> None:
    assert apportion(10, np.array([1.0, 1.0, 2.0])).tolist() == [3, 2, 5]


def test_shares_by_age_differ_between_places_by_the_points_of_the_table_and_average_to_the_town(copparo: TownTables) -> None:
    shares = band_shares(copparo)
    older = np.array(copparo.age_bands.from_age) >= 65
    extra = shares[:, older].sum(axis=1) - shares[copparo.main_place, older].sum()
    assert extra == pytest.approx([p.older_extra for p in copparo.places])
    assert shares.sum(axis=1) == pytest.approx(1)
    assert np.average(shares, axis=0, weights=copparo.population) == pytest.approx(copparo.age_bands.share)


def test_every_place_has_exactly_its_residents(town: Town) -> None:
    assert np.bincount(town.residents.place).tolist() == town.tables.population.tolist()


def test_age_bands_are_those_of_the_table_to_a_thousandth(town: Town) -> None:
    bands = town.tables.age_bands
    band = np.searchsorted(bands.from_age, town.residents.age, side="right") - 1
    assert np.bincount(band) / len(band) == pytest.approx(bands.share, abs=0.001)


def test_hamlets_are_older_than_the_main_town(town: Town) -> None:
    older = np.bincount(town.residents.place, weights=town.residents.age >= 65) / town.tables.population
    extra = older - older[town.tables.main_place]
    assert extra == pytest.approx([p.older_extra for p in town.tables.places], abs=0.004)


def test_households_have_the_sizes_of_the_table_to_two_points(town: Town) -> None:
    size = np.bincount(town.residents.household)
    share = np.bincount(size)[1:] / len(size)
    assert share[:4] == pytest.approx(town.tables.household_share[:4], abs=0.02)
    assert size.mean() == pytest.approx(2.1, abs=0.05)


def test_people_live_alone_as_often_as_the_table_says_for_their_age(town: Town) -> None:
    size, table = np.bincount(town.residents.household), town.tables.living_alone
    for low, high, share in zip(table.from_age, table.to_age, table.share, strict=True):
        band = (town.residents.age >= low) & (town.residents.age <= high)
        assert (size[town.residents.household[band]] == 1).mean() == pytest.approx(share, abs=0.03)


def test_every_minor_lives_with_an_adult_and_every_household_in_one_place(town: Town) -> None:
    r = town.residents
    adults = np.bincount(r.household, weights=r.age >= 18)
    assert (adults >= 1).all()
    first_place = np.full(r.household.max() + 1, 127)
    np.minimum.at(first_place, r.household, r.place)
    assert (first_place[r.household] == r.place).all()


def test_parents_are_a_generation_older_than_the_youngest_minor(town: Town) -> None:
    r = town.residents
    youngest, oldest = np.full(r.household.max() + 1, 99), np.zeros(r.household.max() + 1)
    np.minimum.at(youngest, r.household, r.age)
    np.maximum.at(oldest, r.household, r.age)
    gap = (oldest - youngest)[youngest < 18]
    assert 25 < np.median(gap) < 42
    assert np.quantile(gap, 0.01) > 16


def test_adults_with_minors_are_exactly_those_of_their_households(town: Town) -> None:
    minors = np.bincount(town.residents.household, weights=town.residents.age < 18)
    assert (town.adults.with_minors == (minors[town.adults.household] > 0)).all()
    assert town.adults.n == (town.residents.age >= 18).sum()


def test_sectors_and_jobs_are_close_to_the_tables(town: Town) -> None:
    sector = town.adults.sector
    share = np.bincount(sector[sector >= 0]) / (sector >= 0).sum()
    assert share == pytest.approx([s.share for s in town.tables.sectors], abs=0.02)
    expected = town.tables.employment.by_age(int(town.adults.age.max()))[town.adults.age].mean()
    assert (sector >= 0).mean() == pytest.approx(expected, abs=0.015)


def test_taxpayers_are_as_many_as_the_table_says_and_have_its_mean_income_and_inequality(town: Town) -> None:
    income = town.adults.income_eur[town.adults.income_eur > 0]
    assert len(income) == round(town.tables.taxpayers_per_100_residents / 100 * town.tables.residents)
    assert income.mean() == pytest.approx(town.tables.mean_taxable_income_eur, rel=0.03)
    assert gini(income) == pytest.approx(0.36, abs=0.015)


def test_who_works_has_an_income_before_who_neither_works_nor_has_a_pension(copparo: TownTables) -> None:
    n = 2 * round(copparo.taxpayers_per_100_residents / 100 * copparo.residents)
    sector = np.where(np.arange(n) % 2 == 0, 0, -1).astype(np.int8)
    income = draw_incomes(np.full(n, 40, dtype=np.int8), sector, copparo, 0.36, np.random.default_rng(1))
    assert ((income > 0) == (sector == 0)).all()


def test_no_inequality_means_no_spread_of_incomes() -> None:
    assert lognormal_sd(0.0) == pytest.approx(0)
    assert lognormal_sd(0.36) == pytest.approx(0.6614, abs=1e-4)


def test_firms_of_each_sector_are_as_many_as_the_table_says_and_stand_in_the_main_town_as_it_says(town: Town) -> None:
    for index, sector in enumerate(town.tables.sectors):
        place = town.firms.place[town.firms.sector == index]
        assert len(place) == sector.n_firms
        assert (place == town.tables.main_place).sum() == pytest.approx(sector.n_firms * sector.main_town_share, abs=1)
    assert town.firms.n == 1_400
