"""The yearbook: accounts by year, assemblies and seats of a founded cooperative, out of one future and out of many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.finance.solvency import free_money
from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.record.cash_flow import CASH_FLOWS
from coopparo_sim.record.result import ACCOUNT_COLUMNS, SEAT_COLUMNS, SITTING_COLUMNS
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.futures import run_futures
from coopparo_sim.yearbook import accounts_table, seats_table, sittings_table

LASTING = {"overhead_eur_year": 0.0, "accepted_loss_eur_month": 100_000.0}
"""Services are begun whatever is planned: a village is too small for them to pay."""
RUINOUS = LASTING | {"overhead_eur_year": 90_000.0, "idle_overhead_share": 1.0}
INCOME, COSTS = ["sales", "fees", "grant_income"], ["goods", "wages", "fixed_costs", "depreciation", "interest", "liquidation_loss"]


def plan(**sections: Any) -> Scenario:
    """A village in which everybody joins and there is money for a first service."""
    data: dict[str, Any] = {
        "town": "two_hamlets",
        "months": 60,
        "mix": ["home_care"],
        "process": {"meetings": [{"month": 1, "kind": "citizens", "count": 4}, {"month": 2, "kind": "volunteer_associations"}]},
        "campaign": {"target_members": 20, "target_capital_eur": 30_000},
        "management": LASTING,
        "behaviour": {
            "joining": {"base": 60.0, "never": 0.0}, "promoting": {"from_meeting": 1.0}, "funding": {"paid_share": 1.0},
        },
    }  # fmt: skip
    return Scenario.model_validate(data | sections)


def lived(scenario: Scenario) -> CooperativeModel:
    model = CooperativeModel(scenario, rng=3)
    model.result()
    return model


@pytest.mark.parametrize("management", [LASTING, RUINOUS], ids=["lasting", "ruined"])
def test_both_sides_of_every_balance_sheet_add_up_to_the_same(management: dict[str, float]) -> None:
    accounts = accounts_table(lived(plan(management=management)).world)
    assert len(accounts)
    assert np.allclose(accounts["total_assets"], accounts["total_liabilities"], atol=1e-6)
    assert np.allclose(accounts["result"], accounts[INCOME].sum(axis=1) - accounts[COSTS].sum(axis=1), atol=1e-6)


def test_the_result_of_each_whole_year_is_the_one_the_books_were_closed_with() -> None:
    world = lived(plan()).world
    whole = accounts_table(world).query("months == 12")
    closed = {h.month: h.amount for h in world.happenings if h.kind == "year_closed"}
    assert dict(zip(whole["month"], whole["result"], strict=True)) == pytest.approx(closed)


def test_the_last_year_ends_with_the_simulation_and_holds_the_money_there_is() -> None:
    world = lived(plan(months=40)).world
    last = accounts_table(world).iloc[-1]
    assert last["month"] == world.month
    assert last["bank"] == pytest.approx(world.cooperative.books.ledger.cash_eur)
    assert last["months"] == (world.months_since_founding - 1) % 12 + 1


def test_accounts_end_with_the_cooperative() -> None:
    world = lived(plan(management=RUINOUS)).world
    accounts, ended = accounts_table(world), next(h.month for h in world.happenings if h.kind == "dissolved")
    assert accounts["month"].iloc[-1] == ended < world.month
    assert accounts["bank"].iloc[-1] == 0


@pytest.mark.parametrize("management", [LASTING, RUINOUS], ids=["lasting", "ruined"])
def test_the_cash_flow_of_each_year_leads_from_the_money_before_to_the_money_after(management: dict[str, float]) -> None:
    accounts = accounts_table(lived(plan(management=management)).world)
    before = accounts["bank"].shift(1, fill_value=0.0)
    assert np.allclose(accounts[list(CASH_FLOWS)].sum(axis=1), accounts["bank"] - before, atol=1e-6)
    assert np.allclose(accounts["total_cash"], accounts["bank"] - before, atol=1e-6)


def test_the_lowest_money_of_each_year_is_the_least_that_was_free_at_the_end_of_a_month() -> None:
    model = CooperativeModel(plan(months=40), rng=3)
    free: dict[int, int] = {}
    while model.running:
        model.step()
        free[model.world.month] = free_money(model.world.cooperative.books.ledger)
    first = model.world.cooperative.month_founded
    for row in accounts_table(model.world).itertuples():
        year = {month: cents for month, cents in free.items() if first <= month <= row.month}
        assert row.lowest_free == min(year.values()) / 100 and year[row.lowest_free_month] == min(year.values())
        first = row.month + 1


def test_each_assembly_has_its_row_and_its_year_of_life() -> None:
    world = lived(plan()).world
    sittings = sittings_table(world)
    assert len(sittings) == len(world.government.sittings)
    assert sittings["year"].tolist()[0] == 0 and sittings["kind"].tolist()[0] == "founding"
    ordinary = sittings[sittings["kind"] == "ordinary"]
    assert ((ordinary["month"] - world.cooperative.month_founded) == 12 * ordinary["year"]).all()


def test_seats_and_members_by_place_are_those_of_the_day_the_board_was_elected() -> None:
    model = CooperativeModel(plan(statute={"board_size": 5}), rng=7)
    while not model.world.cooperative.founded:
        model.step()
    world, place = model.world, model.world.town.adults.place
    table = seats_table(world)
    n = world.town.tables.n_places
    assert table["members"].tolist() == np.bincount(place[world.people.members], minlength=n).tolist()
    assert table["seats"].tolist() == np.bincount(place[world.government.board], minlength=n).tolist()
    world.people.status[np.flatnonzero(world.people.members)[:3]] = Status.LEFT
    assert seats_table(world).equals(table)


def test_a_future_in_which_nothing_is_founded_has_tables_without_rows() -> None:
    result = lived(plan(campaign={"target_members": 5000, "target_capital_eur": 9_000_000})).result()
    for table, columns in ((result.accounts, ACCOUNT_COLUMNS), (result.sittings, SITTING_COLUMNS), (result.seats, SEAT_COLUMNS)):
        assert len(table) == 0 and tuple(table.columns) == columns


def test_many_futures_carry_the_tables_of_those_founded_alike_in_one_process_and_in_two() -> None:
    one, two = (run_futures(plan(months=40), 8, seed=3, jobs=jobs) for jobs in (1, 2))
    for name in ("futures", "months", "events", "needs"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name), check_exact=True)
    founded = set(one.futures.loc[one.futures["founded"] == 1, "future"])
    assert founded
    for name in ("accounts", "sittings", "seats"):
        table = getattr(one, name)
        assert table.columns[0] == "future" and set(table["future"]) <= founded
        pd.testing.assert_frame_equal(table, getattr(two, name), check_exact=True)
    assert set(one.sittings["future"]) == founded
