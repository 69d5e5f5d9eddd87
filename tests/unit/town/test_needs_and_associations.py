from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coopparo_sim.town.associations import draw_volunteers
from coopparo_sim.town.build import road_distances
from coopparo_sim.town.needs import adult_needs, firm_needs
from coopparo_sim.town.schema import NEEDS
from coopparo_sim.town.tables import TownTables
from coopparo_sim.town.town import Town


def three_needs(copparo: TownTables, noise: float = 0.0, sd: float = 0.18) -> np.ndarray:
    """A mother of 40 in the main town, a man of 80 at Cesta, a young man there without children."""
    place = np.array([copparo.place_index("copparo"), copparo.place_index("cesta"), copparo.place_index("cesta")], dtype=np.int8)
    group, minors = np.array([1, 3, 0], dtype=np.int8), np.array([True, False, False])
    return adult_needs(place, group, minors, copparo, sd, np.full((3, len(NEEDS)), noise))


def test_families_raise_a_need_only_where_theirs_is_greater(copparo: TownTables) -> None:
    mother = three_needs(copparo)[0]
    assert mother[NEEDS.index("childcare")] == pytest.approx(0.60)
    assert mother[NEEDS.index("home_care")] == pytest.approx(0.20)


def test_the_place_multiplies_the_four_local_needs_and_no_other(copparo: TownTables) -> None:
    mother, old, _ = three_needs(copparo)
    assert mother[NEEDS.index("shop")] == pytest.approx(0.35 * 0.8)
    assert old[NEEDS.index("transport")] == pytest.approx(0.60 * 1.5)
    assert old[NEEDS.index("home_care")] == pytest.approx(0.60)
    assert {need.id for need in copparo.needs if need.local} == {"shop", "transport", "digital_desk", "sociality"}


def test_a_need_stays_between_none_and_full(copparo: TownTables) -> None:
    assert three_needs(copparo, noise=9)[1].max() == 1
    assert three_needs(copparo, noise=-9)[1].min() == 0
    assert three_needs(copparo, noise=1, sd=0.1)[2, NEEDS.index("jobs")] == pytest.approx(0.7)


def test_firms_feel_the_mean_of_firms_times_the_place(copparo: TownTables) -> None:
    need = firm_needs(np.array([copparo.place_index("cesta")], dtype=np.int8), copparo, 0.18, np.zeros((1, len(NEEDS))))
    assert need[0, NEEDS.index("energy")] == pytest.approx(0.55)
    assert need[0, NEEDS.index("shop")] == pytest.approx(0.15 * 1.5)


def test_about_a_third_of_older_people_strongly_needs_transport(town: Town) -> None:
    strong = town.adults.need[:, NEEDS.index("transport")] > 0.6
    older, oldest = town.adults.age >= 65, town.adults.age >= 75
    assert 0.2 < strong[older].mean() < 0.45
    assert strong[oldest].mean() > strong[older].mean()


def test_memberships_are_as_many_as_the_table_says_to_three_per_cent(town: Town) -> None:
    kinds, count = town.tables.association_kinds, np.diff(town.associations.indptr)
    assert town.associations.n == 96
    assert np.bincount(town.associations.kind).tolist() == [k.number for k in kinds]
    assert count.sum() == pytest.approx(sum(k.number * k.mean_members for k in kinds), rel=0.03)


def test_members_of_an_association_are_sorted_and_counted_once(town: Town) -> None:
    a = town.associations
    for k in range(a.n):
        members = a.members[a.indptr[k] : a.indptr[k + 1]]
        assert (np.diff(members) > 0).all()
    assert (np.bincount(a.members, minlength=town.adults.n) == town.adults.n_associations).all()


def test_members_of_a_local_association_live_in_its_place_and_those_of_a_town_wide_one_do_not_all(town: Town) -> None:
    a, p = town.associations, town.adults.place
    home = p[a.members] == np.repeat(a.place, np.diff(a.indptr))
    local = np.array([k.local for k in town.tables.association_kinds])[np.repeat(a.kind, np.diff(a.indptr))]
    assert home[local].all()
    assert home[~local].mean() < 0.7


def test_the_young_do_sport_more_than_the_old(town: Town) -> None:
    a = town.associations
    group = town.adults.age_group[a.members[np.repeat(a.kind, np.diff(a.indptr)) == 0]]
    rate = np.bincount(group, minlength=4) / np.bincount(town.adults.age_group)
    weight = town.tables.association_kinds[0].age_weight
    assert rate / rate[0] == pytest.approx(np.array(weight) / weight[0], abs=0.12)


def test_volunteers_are_close_to_the_table_at_each_age(town: Town) -> None:
    table = town.tables.volunteering
    for low, high, share in zip(table.from_age, table.to_age, table.share, strict=True):
        band = (town.adults.age >= low) & (town.adults.age <= high)
        assert town.adults.volunteers[band].mean() == pytest.approx(share, abs=0.03)


def test_members_volunteer_twice_as_often_and_the_mean_stays_that_of_the_table(copparo: TownTables) -> None:
    age, member = np.full(4000, 50, dtype=np.int8), np.arange(4000) < 1000
    draws = np.tile((np.arange(1000) + 0.5) / 1000, 4)
    volunteers = draw_volunteers(age, member, copparo, 2.0, draws)
    assert volunteers.mean() == pytest.approx(0.11, abs=0.001)
    assert volunteers[member].mean() == pytest.approx(2 * volunteers[~member].mean(), abs=0.002)


def test_roads_are_longer_than_the_straight_line_by_their_factor(copparo: TownTables) -> None:
    km = road_distances(copparo, 1.0)
    one, other = copparo.place_index("copparo"), copparo.place_index("tamara")
    assert km[one, other] == pytest.approx(4.9, abs=0.1)
    assert road_distances(copparo, 1.25) == pytest.approx(1.25 * km)
    assert (km == km.T).all() and not km.diagonal().any()


def test_one_degree_of_latitude_is_111_km(copparo: TownTables) -> None:
    places = tuple(replace(p, lat=45.0 + i, lon=11.0) for i, p in enumerate(copparo.places[:2]))
    assert road_distances(replace(copparo, places=places), 1.0)[0, 1] == pytest.approx(111.19, abs=0.01)
