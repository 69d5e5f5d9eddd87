"""The shipped scenarios of government, shares, seats and shocks: each says one thing, and goes with every mix and engagement."""

from __future__ import annotations

import math
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.load import load_scenario, read_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.services.benefit import BenefitParameters, access, travelling_km
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.town.tables import find_town, read_town
from coopparo_sim.world import World

FOLDER = Path(__file__).parents[3] / "scenarios"
BASELINE = FOLDER / "copparo-baseline.toml"
OTHERS = [*sorted(FOLDER.glob("mix-*.toml")), *sorted(FOLDER.glob("engagement-*.toml"))]
CLOSURE = {"month": 38, "kind": "plant_closure", "sector": "industry", "size": 0.075}
CUT = {"month": 8, "kind": "grant_cut", "size": 0.5}
SMALL = {
    "statute.form": "small", "statute.board_size": 3, "statute.set_up_cost_eur": 3500,
    "campaign.target_members": 8, "campaign.target_capital_eur": 10_000,
}  # fmt: skip
FUNDERS = [
    {"name": "Fondo mutualistico", "kind": "mutual_fund", "amount_eur": 5000, "when_progress": 0.4, "approval": 0.7},
    {
        "name": "Bando regionale", "kind": "regional_call", "amount_eur": 7000, "when_progress": 0.5, "approval": 0.5,
        "cost_share": 0.7, "first_share": 0.5, "report_months": 12, "months_kept": 36,
    },
]  # fmt: skip
CHANGES: dict[str, dict[str, Any]] = {
    "life-five-years": {"months": 96},
    "quorum-strict": {"statute.quorum_second": 0.5, "statute.statute_quorum": 0.5},
    "separate-assemblies": {"statute.separate_assemblies": True},
    "reserved-seats": {"statute.reserved_seats_by_place": True, "statute.board_size": 7},
    "members-agenda": {"statute.agenda": "members"},
    "board-by-lot": {"statute.board_choice": "lot"},
    "share-25": {"campaign.share_price_eur": 25},
    "share-100": {"campaign.share_price_eur": 100},
    "share-250": {"campaign.share_price_eur": 250},
    "small-form": SMALL,
    "strict-recognition": {"campaign.target_members": 473},
    "seat-ambrogio": {},
    "seat-main-town": {"seat": "copparo"},
    "seat-travelling": {"seat": "travelling"},
    "grant-on-report": {"funders": FUNDERS},
    "shock-plant-closure": {"months": 96, "events": [CLOSURE]},
    "shock-grant-cut": {"events": [CUT]},
}


def _file(name: str) -> Path:
    return FOLDER / f"{name}.toml"


def _world(**levers: Any) -> World:
    return CooperativeModel(with_levers(load_scenario(BASELINE), levers), rng=1).world


@pytest.mark.parametrize("name", CHANGES)
def test_each_file_changes_what_it_says_and_nothing_else(name: str) -> None:
    differences = read_scenario(BASELINE, [_file(name)]).differences
    assert {key: here for key, here, _ in differences} == CHANGES[name]


@pytest.mark.parametrize("name", CHANGES)
def test_each_file_loads_alone_and_says_why(name: str) -> None:
    assert load_scenario(_file(name)).title
    assert "Perché" in _file(name).read_text(encoding="utf-8")


@cache
def _alone(path: Path) -> Scenario:
    return load_scenario(path)


@pytest.mark.parametrize(("name", "other"), list(product(CHANGES, OTHERS)), ids=str)
def test_each_file_goes_with_every_mix_and_every_engagement_in_either_order(name: str, other: Path) -> None:
    before, after = load_scenario(BASELINE, [_file(name), other]), load_scenario(BASELINE, [other, _file(name)])
    assert before.process == after.process
    assert before.mix == _alone(other if other.stem.startswith("mix-") else BASELINE).mix


def test_the_index_names_every_file() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(FOLDER.glob("*.toml")) if index.count(f"`{path.name}`") != 1] == []


def test_strict_recognition_asks_for_three_in_a_hundred_residents() -> None:
    asked = load_scenario(_file("strict-recognition")).campaign.target_members
    assert asked == math.ceil(read_town(find_town("copparo")).residents * 3 / 100)


def test_the_plant_closes_in_october_2024() -> None:
    plan = load_scenario(BASELINE, [_file("shock-plant-closure")])
    year, month = map(int, plan.start.split("-"))
    later = (month - 1) + plan.events[0].month - 1
    assert (year + later // 12, later % 12 + 1) == (2024, 10)


def test_services_that_go_round_are_reached_alike_from_every_place_and_those_that_come_home_stay_as_they_were() -> None:
    services = list(catalogue().values())
    rounds, stays = _world(seat="travelling"), _world(seat="tamara")
    reached, to_go_to = rounds.reached(services), np.array([s.reach == "seat" for s in services])
    assert reached[:, to_go_to] == pytest.approx(rounds.behaviour.benefit.travelling_access)
    assert reached[:, ~to_go_to] == pytest.approx(stays.reached(services)[:, ~to_go_to])
    assert np.ptp(stays.reached(services)[:, to_go_to], axis=0).min() > 0


def test_a_seat_in_a_place_is_as_far_as_the_roads_say() -> None:
    world = _world(seat="tamara")
    assert np.array_equal(world.km_to_seat, world.town.road_km[:, world.town.tables.place_index("tamara")])


def test_where_services_go_round_every_place_is_as_far_as_half_the_access_is() -> None:
    km = _world(seat="travelling").km_to_seat
    assert km == pytest.approx(np.full(len(km), 6 * math.log(2)))


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 1.0])
def test_the_equivalent_distance_gives_back_the_declared_access(share: float) -> None:
    rule = BenefitParameters(access_km=4.0, travelling_access=share)
    assert access([catalogue()["shop"]], np.full((1, 1), travelling_km(rule)), rule) == pytest.approx(share)


def test_a_travelling_seat_may_be_named_in_italian_and_a_slip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text('seat = "Itinerante"\n', encoding="utf-8")
    assert load_scenario(path).seat == "travelling"
    path.write_text('seat = "travelin"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert [fault.values["near"] for fault in caught.value.diagnostics] == ["travelling"]


def test_no_meeting_is_held_in_a_travelling_place(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text('[[process.meetings]]\nkind = "citizens"\nplace = "travelling"\n', encoding="utf-8")
    with pytest.raises(InputError):
        load_scenario(path)
