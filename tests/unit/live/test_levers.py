"""What can be moved at a table follows from the plan itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopparo_sim.live.grid import fresh_design, grid_design, grid_within, least_points
from coopparo_sim.live.levers import levers_of
from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.sweeps.points import design_points

ROOT = Path(__file__).resolve().parents[3]
BASELINE = load_scenario(ROOT / "scenarios" / "copparo-baseline.toml")
MIXES: list[str | list[str]] = [["shop"], BASELINE.mix, "from_listening", ["culture_club"]]


def test_the_six_levers_start_at_the_plan() -> None:
    found = {lever.id: lever for lever in levers_of(BASELINE, MIXES)}
    assert list(found) == ["mix", "listening", "price", "grant", "deadline", "seat"]
    starts = {name: lever.start for name, lever in found.items() if not lever.choices}
    assert starts == {"price": 50, "grant": 0, "deadline": 12}
    first = {name: lever.choices[0].changes for name, lever in found.items() if lever.choices}
    assert (first["mix"], first["seat"]) == ({"mix": BASELINE.mix}, {"seat": "ambrogio"})
    assert with_levers(BASELINE, first["listening"]).process.meetings == BASELINE.process.meetings


def test_a_mix_that_is_the_plans_own_is_offered_once() -> None:
    mix = next(lever for lever in levers_of(BASELINE, MIXES) if lever.id == "mix")
    assert [choice.changes["mix"] for choice in mix.choices] == [BASELINE.mix, ["shop"], ["culture_club"], "from_listening"]


def test_one_meeting_in_every_place_reaches_every_place_and_is_paid_for() -> None:
    listening = next(lever for lever in levers_of(BASELINE) if lever.id == "listening")
    changes = {choice.id: choice.changes for choice in listening.choices}
    plan = with_levers(BASELINE, changes["every_place"])
    assert len({m.place for m in plan.process.meetings if m.kind == "citizens"}) == 11
    assert max(m.month for m in plan.process.meetings) <= plan.process.months
    assert plan.process.cost_eur <= plan.process.budget_eur
    assert {m.kind for m in with_levers(BASELINE, changes["institutions"]).process.meetings}.isdisjoint({"citizens", "interviews"})
    assert with_levers(BASELINE, changes["none"]).process.meetings == []


def test_a_plan_without_meetings_starts_from_none() -> None:
    listening = next(lever for lever in levers_of(with_levers(BASELINE, {"process.meetings": []})) if lever.id == "listening")
    assert [choice.id for choice in listening.choices] == ["none", "every_place"]


def test_a_poor_plan_gets_the_money_for_more_meetings() -> None:
    poor = with_levers(BASELINE, {"process.budget_eur": BASELINE.process.cost_eur})
    listening = next(lever for lever in levers_of(poor) if lever.id == "listening")
    plan = with_levers(poor, next(choice.changes for choice in listening.choices if choice.id == "every_place"))
    assert plan.process.cost_eur <= plan.process.budget_eur


def test_the_deadline_ends_before_the_simulation() -> None:
    short = with_levers(BASELINE, {"months": 20})
    deadline = next(lever for lever in levers_of(short) if lever.id == "deadline")
    assert max(deadline.levels) + short.process.months <= 20


@pytest.mark.parametrize(
    "changes", [{}, {"months": 9, "campaign.deadline_months": 3}, {"campaign.share_price_eur": 500.0}], ids=str
)
def test_every_number_has_levels_on_its_steps_around_the_plan(changes: dict[str, object]) -> None:
    for lever in levers_of(with_levers(BASELINE, changes)):
        if not lever.choices:
            assert min(lever.levels) <= lever.start <= max(lever.levels)
            assert len(set(lever.levels)) == len(lever.levels) >= 2


@pytest.mark.parametrize("points", [64, 100, 480, 5000])
def test_a_grid_is_no_larger_than_asked_and_grows_with_what_is_asked(points: int) -> None:
    grid = grid_within(levers_of(BASELINE, MIXES), points)
    assert least_points(grid.levers) <= grid.points <= points
    assert grid.points <= grid_within(grid.levers, 2 * points).points
    assert len(design_points(grid_design(BASELINE, grid, 2, 1))) == grid.points


def test_every_point_and_every_fresh_plan_is_a_plan() -> None:
    grid = grid_within(levers_of(BASELINE, MIXES), 64)
    for design in (grid_design(BASELINE, grid, 2, 1), fresh_design(BASELINE, grid, 20, 2, 1)):
        for row in design_points(design).drop(columns="point").to_dict("records"):
            plan = design.scenario_at(row)  # raises for what is no plan
            assert plan.campaign.share_price_eur == pytest.approx(row["campaign.share_price_eur"], abs=0.005)


def test_fresh_plans_lie_within_the_grid() -> None:
    grid = grid_within(levers_of(BASELINE, MIXES), 480)
    table = design_points(fresh_design(BASELINE, grid, 50, 3, 1))
    for number, lever in enumerate(grid.levers):
        if lever.choices:
            assert set(table[lever.id]) <= {choice.id for choice in lever.choices[: grid.sizes[number]]}
        else:
            assert table[lever.parameter].between(min(grid.levels(number)), max(grid.levels(number))).all()
