"""Life after founding: money, services, assemblies and endings, on a village that is sure to found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.agents import Stage
from coopparo_sim.finance.ledger import CENTS
from coopparo_sim.finance.statements import yearly_statements
from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.phases.assembly import assembly
from coopparo_sim.phases.hall import hall_of
from coopparo_sim.scenario.schema import Scenario

EAGER = {"joining": {"base": 60.0, "never": 0.0}, "promoting": {"from_meeting": 1.0}, "funding": {"paid_share": 1.0}}
CALM = {"joining": {"base": 60.0, "never": 0.0, "revision_after": 0.0}, "leaving": {"base_hazard": 0.0, "unused_hazard": 0.0}}

BOLD = {"accepted_loss_eur_month": 100_000.0}
"""Services are begun whatever is planned: a village is too small for them to pay."""
RUINOUS = {"overhead_eur_year": 90_000.0, "idle_overhead_share": 1.0} | BOLD


def plan(behaviour: dict[str, Any] | None = None, **sections: Any) -> Scenario:
    """A village in which everybody joins and there is money for a first service."""
    data: dict[str, Any] = {
        "town": "two_hamlets",
        "months": 60,
        "mix": ["home_care"],
        "process": {"meetings": [{"month": 1, "kind": "citizens", "count": 4}, {"month": 2, "kind": "volunteer_associations"}]},
        "campaign": {"target_members": 20, "target_capital_eur": 30_000},
        "management": {"overhead_eur_year": 0.0} | BOLD,
        "behaviour": {**EAGER, **(behaviour or {})},
    }
    return Scenario.model_validate(data | sections)


def lived(scenario: Scenario, future: int = 0) -> CooperativeModel:
    """Run one future to its end, checked every month."""
    model = CooperativeModel(scenario, rng=3, future=future, check=True)
    model.result()
    return model


@pytest.mark.parametrize("future", range(4))
def test_a_long_life_keeps_the_invariants_under_drawn_behaviour(future: int) -> None:
    scenario = plan().model_copy(update={"behaviour": Scenario().behaviour})
    CooperativeModel(scenario, rng=5, future=future, uncertainty="parameters", check=True).result()


def test_the_books_balance_and_each_year_is_closed_once() -> None:
    world = lived(plan()).world
    years = [h.month - world.cooperative.month_founded for h in world.happenings if h.kind == "year_closed"]
    assert years and all(y % 12 == 0 for y in years) and len(years) == len(set(years))
    assert world.cooperative.books.ledger.balanced


def test_the_balance_sheet_of_every_year_balances() -> None:
    world = lived(plan()).world
    sheets = yearly_statements(world.cooperative.books.ledger.entries, world.cooperative.month_founded + 1, world.month)
    assert sheets
    for _, sheet in sheets:
        values = sheet.values_eur()
        assert values


def test_the_founders_sit_in_the_first_assembly_and_choose_a_board_of_the_size_of_the_statute() -> None:
    model = CooperativeModel(plan(statute={"board_size": 7}), rng=3)
    while not model.world.cooperative.founded:
        model.step()
    first = model.world.government.sittings[0]
    assert first.kind == "founding" and first.present == first.members == model.world.cooperative.members_at_founding
    assert len(model.world.government.board) == 7
    assert model.world.people.members[model.world.government.board].all()


def test_members_meet_once_a_year() -> None:
    world = lived(plan()).world
    months = [s.month - world.cooperative.month_founded for s in world.government.sittings if s.kind == "ordinary"]
    assert months and all(m % 12 == 0 for m in months)


def test_a_strict_quorum_leaves_assemblies_void() -> None:
    strict = lived(plan(statute={"quorum_second": 0.9})).world.government.sittings
    loose = lived(plan()).world.government.sittings
    assert any(s.call == 0 for s in strict if s.kind != "founding")
    assert all(s.call > 0 for s in loose)


def test_turnout_does_not_depend_on_what_the_quorum_asks() -> None:
    strict = lived(plan(CALM, statute={"quorum_second": 0.9})).world.government.sittings
    loose = lived(plan(CALM)).world.government.sittings
    assert [s.present for s in strict][:2] == [s.present for s in loose][:2]


def test_without_money_it_is_wound_up_and_members_lose_at_most_their_shares() -> None:
    world = lived(plan(management=RUINOUS)).world
    assert world.cooperative.exit == "insolvent" and world.cooperative.stage == Stage.ENDED
    assert (world.people.status != Status.MEMBER).all() and not world.people.shares.any()
    books = world.cooperative.books
    put_in = sum(e.amount for e in books.ledger.entries if e.credit == "share_capital") / CENTS
    assert 0 < books.money_lost_eur <= put_in
    assert world.cooperative.books.ledger.balance("bank") == 0


def test_a_called_assembly_comes_before_the_end() -> None:
    world = lived(plan(management=RUINOUS)).world
    kinds = [h.kind for h in world.happenings]
    assert kinds.index("capital_called") < kinds.index("dissolved")


def test_a_service_serves_no_more_than_it_can_and_grows_only_if_wanted() -> None:
    model = CooperativeModel(plan(), rng=3)
    while model.running:
        model.step()
        work = model.world.enterprise
        if work is not None and model.world.cooperative.stage == Stage.OPERATING:
            assert (work.served <= work.able + 1e-9).all() and (work.served <= work.wanted + 1e-9).all()
            assert ((work.quality >= 0) & (work.quality <= 1)).all() and (work.scale >= 1).all()
            assert work.closed.any() or not work.served[~model.world.is_open].any()


def test_tired_volunteers_stop() -> None:
    calm = lived(plan({"operation": {"burnout_year": 0.08}})).world.people
    worn = lived(plan({"operation": {"burnout_year": 0.999}})).world.people
    assert worn.hours.sum() < calm.hours.sum()


def test_bad_service_costs_trust_and_good_service_gains_it() -> None:
    poor = lived(plan({"experience": {"expected_quality": 1.0, "felt": 0.5}})).world
    fine = lived(plan({"experience": {"expected_quality": 0.0, "felt": 0.5}})).world
    used = (poor.people.last_used > 0) & (fine.people.last_used > 0)
    assert used.any()
    assert poor.people.trust[used].mean() < fine.people.trust[used].mean() - 0.1


def test_openness_alone_changes_nothing_for_those_who_use_the_services() -> None:
    shut, wide = (lived(plan(management=BOLD | {"openness": o})).world for o in (0.0, 1.0))
    assert not np.array_equal(shut.people.trust, wide.people.trust)


def test_a_policy_on_surplus_is_idle_as_long_as_there_is_none() -> None:
    poor = BOLD | {"overhead_eur_year": 60_000.0, "idle_overhead_share": 1.0}
    one, other = (
        lived(plan(management=poor, statute={"surplus_policy": p, "member_loans": False})) for p in ("reserve", "ristorno")
    )
    pd.testing.assert_frame_equal(
        one.datacollector.get_model_vars_dataframe(), other.datacollector.get_model_vars_dataframe(), check_exact=True
    )


def test_a_lottery_gives_another_board_than_a_vote() -> None:
    vote, lot = (lived(plan(statute={"board_choice": c})).world.government.board for c in ("vote", "lot"))
    assert set(vote.tolist()) != set(lot.tolist())


def test_below_the_legal_minimum_for_a_year_it_is_dissolved() -> None:
    leaving = {"leaving": {"base_hazard": 0.9}, "joining": {"base": 60.0, "never": 0.0, "revision_after": 0.0}}
    world = lived(plan(leaving)).world
    assert world.cooperative.exit in ("under_legal_minimum", "insolvent")
    ended = next(h.month for h in world.happenings if h.kind == "dissolved")
    assert ended - world.cooperative.month_founded >= 3


def test_two_void_assemblies_lead_to_a_vote_on_the_quorum_itself() -> None:
    world = lived(plan(statute={"quorum_second": 0.9}, months=84)).world
    kinds = [(s.call, s.decision) for s in world.government.sittings if s.kind == "ordinary"]
    third = kinds[2]
    assert [call for call, _ in kinds[:2]] == [0, 0]
    assert third[0] == 0 or third[1].endswith("quorum_second")


def test_legal_persons_have_the_votes_that_the_statute_gives_them() -> None:
    halls = {}
    for votes in (1, 5):
        model = CooperativeModel(plan(statute={"legal_person_votes": votes}), rng=3)
        while not model.world.cooperative.founded:
            model.step()
        hall = hall_of(model.world, np.zeros(model.world.town.adults.n), np.random.default_rng(0), everybody=True)
        halls[votes] = hall
    assert len(halls[1].legal_votes) >= 1 and (halls[1].legal_votes == 1).all() and (halls[5].legal_votes == 5).all()
    assert halls[5].held - halls[1].held == 4 * len(halls[1].legal_votes)


def test_short_money_raises_prices_once_to_the_level_of_the_plan() -> None:
    for rise in (0.0, 0.2):
        world = lived(plan(management=RUINOUS | {"solvency": {"price_rise": rise}})).world
        assert world.enterprise is not None and world.enterprise.price_level == 1 + rise


@pytest.mark.parametrize(("months_dry", "remembered"), [(0, 0), (1, 1)])
def test_a_crisis_is_forgotten_at_the_end_of_a_year_that_ends_with_money(months_dry: int, remembered: int) -> None:
    model = CooperativeModel(plan(CALM), rng=3)
    while not model.world.is_year_end:
        model.step()
    assert model.world.enterprise is not None
    model.world.government.crises, model.world.enterprise.months_dry = 1, months_dry
    assembly(model.world)
    assert model.world.government.crises == remembered


CAUTIOUS = {"overhead_eur_year": 0.0, "accepted_loss_eur_month": 0.0, "idle_months": 60}


@pytest.mark.parametrize("mix", [["after_school"], ["hospitality", "after_school"]])
def test_members_vote_for_what_pays_where_no_promised_service_that_pays_is_waiting(mix: list[str]) -> None:
    rich = {"target_members": 20, "target_capital_eur": 90_000}
    world = lived(plan(mix=mix, management=CAUTIOUS, campaign=rich)).world
    assert world.enterprise is not None
    opened = {h.kind.split(":")[1] for h in world.happenings if h.kind.startswith("service_open:")}
    points = {name.removeprefix("no:") for s in world.government.sittings for name in s.decision.split(";") if name}
    put_to_vote = {name for name in points if ":" not in name}
    pays = {s.id for s, fine in zip(world.mix.services, world.enterprise.pays(0.0), strict=True) if fine}
    assert "after_school" not in pays and opened and opened <= pays
    assert put_to_vote and put_to_vote <= pays


@pytest.mark.parametrize("apart", [0, 12])
def test_a_further_service_is_begun_only_some_months_after_the_last_one(apart: int) -> None:
    rich = {"target_members": 20, "target_capital_eur": 90_000}
    patient = CAUTIOUS | {"months_between_services": apart}
    world = lived(plan(mix=["hospitality", "green_maintenance"], management=patient, campaign=rich)).world
    begun = [h.month for h in world.happenings if h.kind.startswith("service_begun")]
    assert len(begun) >= 2 and (np.diff(begun) >= max(apart, 1)).all()
    assert begun[1] == begun[0] + max(apart, 1)


def test_services_are_begun_in_the_order_of_the_mix_and_never_out_of_turn() -> None:
    dear_first = lived(plan(mix=["energy_community", "hospitality"], management=CAUTIOUS | {"credit": {"own_share": 1.0}})).world
    begun = [h.kind for h in dear_first.happenings if h.kind.startswith("service_begun")]
    assert "service_begun:hospitality" not in begun
    rich = {"target_members": 20, "target_capital_eur": 90_000}
    both = lived(plan(mix=["hospitality", "green_maintenance"], management=CAUTIOUS, campaign=rich)).world
    begun = [h.kind for h in both.happenings if h.kind.startswith("service_begun")]
    assert begun[:2] == ["service_begun:hospitality", "service_begun:green_maintenance"]
