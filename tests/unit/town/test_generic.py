"""A place of any size can be made up, and is used wherever a town is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.town.build import build_town
from coopparo_sim.town.generic import generic, generic_name, town_named
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.tables import TownTables


@pytest.mark.parametrize("population", [100, 101, 470, 5373, 100_000])
def test_a_place_of_any_size_has_its_residents_adults_who_know_each_other_and_associations(population: int) -> None:
    town = build_town(generic(population), TownParameters(), np.random.default_rng(1))
    assert len(town.residents.place) == population
    assert 0.8 < town.adults.n / population < 0.95
    assert 6 < town.ties.degree.mean() < 14
    assert town.associations.n == max(round(96 * population / 15_750), 1)
    assert np.diff(town.associations.indptr).max() <= population / 2


def test_associations_and_firms_per_head_are_those_of_the_shipped_town(copparo: TownTables) -> None:
    made_up = generic(copparo.residents)
    assert sum(kind.number for kind in made_up.association_kinds) == sum(kind.number for kind in copparo.association_kinds)
    assert [sector.n_firms for sector in made_up.sectors] == [sector.n_firms for sector in copparo.sectors]


def test_the_farther_the_next_shop_the_less_of_the_need_is_met_already() -> None:
    met = [
        sum(one.met_share for one in generic(700, shop_km=km).incumbents if one.need == 0 and one.place < 0)
        for km in (0.0, 6.0, 20.0)
    ]
    assert met[0] == pytest.approx(0.75)
    assert met[1] == pytest.approx(0.75 / np.e)
    assert met[2] < met[1]


def test_a_smaller_place_feels_the_needs_more_that_depend_on_what_is_nearby() -> None:
    assert generic(330).places[0].need_multiplier == pytest.approx(1.5)
    assert generic(9100).places[0].need_multiplier == pytest.approx(0.8)
    assert generic(330).places[0].need_multiplier > generic(1500).places[0].need_multiplier > 0.8


def test_older_people_are_as_many_as_asked_for() -> None:
    bands = generic(1000, older_share=0.2).age_bands
    assert sum(share for start, share in zip(bands.from_age, bands.share, strict=True) if start >= 65) == pytest.approx(0.2)
    assert sum(bands.share) == pytest.approx(1)


def test_several_places_lie_apart_from_the_main_one() -> None:
    town = build_town(generic([800, 300, 200], apart_km=4), TownParameters(), np.random.default_rng(1))
    assert town.road_km[0, 1:] == pytest.approx([5.0, 5.0], rel=1e-3)  # 4 km in a straight line, roads a quarter longer
    assert np.bincount(town.residents.place).tolist() == [800, 300, 200]


@pytest.mark.parametrize("population", [99, 100_001, [], [200, 0]])
def test_a_size_out_of_range_is_refused(population: int | list[int]) -> None:
    with pytest.raises(ValueError, match="population"):
        generic(population)


def test_a_name_asks_for_a_made_up_place() -> None:
    assert town_named("generic-700") == generic(700)
    assert town_named(generic_name(650, 2.5)) == generic(650, shop_km=2.5)
    assert town_named("copparo").name == "copparo"


def test_a_scenario_of_a_made_up_place_runs_and_has_a_digest_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "village.toml"
    file.write_text('town = "generic-470-3km"\nmix = ["shop"]\nmonths = 18\n', encoding="utf-8")
    plan = load_scenario(file)
    model = CooperativeModel(plan, rng=1)
    assert model.world.town.tables.residents == 470
    assert not np.isnan(model.result().outcomes["aware_share"])
    assert scenario_digest(plan) != scenario_digest(plan.model_copy(update={"town": "generic-471-3km"}))
    assert scenario_digest(Scenario()) == scenario_digest(Scenario(town="copparo"))
