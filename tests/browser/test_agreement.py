"""The whole way: plan, simulations, page, a plan chosen on it and taken home, and what comes of simulating that."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from coopparo_sim.live.grid import grid_within
from coopparo_sim.live.levers import levers_of
from coopparo_sim.live.making import Making
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.sweeps.futures import run_futures
from tests.browser.conftest import Visit
from tests.browser.test_table_page import MOVE

pytestmark = pytest.mark.browser
PLAN = """title = "Due frazioni"
town = "two_hamlets"
months = 20
mix = ["home_care"]
behaviour.promoting.from_meeting = 1.0
[process]
months = 3
meetings = [{ month = 1, kind = "citizens", count = 4 }, { month = 2, kind = "volunteer_associations" }]
[campaign]
deadline_months = 8
relaunch = false
target_members = 40
target_capital_eur = 9000
"""
FUTURES, AGAIN = 8, 120
SURE = 2.6
"""Standard errors within which 99 results in 100 lie."""


def test_a_plan_taken_home_and_simulated_agrees_with_the_page_within_the_error_it_states(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    plan = load_scenario(tmp_path / "plan.toml")
    making = Making(plan, grid_within(levers_of(plan), 64), FUTURES, 1, tmp_path / "sweep", jobs=2, fresh_points=8)
    making.sweep_grid()
    making.sweep_fresh()
    measured = making.measured()
    (tmp_path / "page.html").write_text(making.page(measured, "en"), encoding="utf-8")
    page = visit.to(tmp_path / "page.html")
    page.evaluate(MOVE, ["price", 90])
    page.evaluate(MOVE, ["grant", 4000])
    with page.expect_download() as waiting:
        page.locator("#download").click()
    waiting.value.save_as(tmp_path / "home.toml")
    page.locator("summary").first.click()
    page.locator("details").first.locator("td").first.wait_for()
    born, closed = (int(cell.inner_text()) for cell in page.locator("details").first.locator("td").all()[:2])
    again = run_futures(load_scenario(tmp_path / "home.toml"), AGAIN, seed=7, jobs=2).futures["founded"].mean()
    chance = SURE * math.sqrt(max(again * (1 - again), 1 / AGAIN) / AGAIN)
    half_a_house = 0.05
    assert 0 < born + closed <= 10
    assert abs((born + closed) / 10 - again) <= measured.trial.total_most / 10 + chance + half_a_house
