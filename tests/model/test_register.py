"""The members' book after founding: who waits, who is refused, who is struck off, on a village that is sure to found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopparo_sim.agents import Stage
from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.scenario.schema import Scenario
from tests.model.test_life import BOLD, RUINOUS, lived, plan

SLOW = {"joining": {"base": 2.0, "never": 0.0, "revision": 0.05, "revision_after": 1.0}}
MOBILE = {"leaving": {"moving_hazard": 0.1, "base_hazard": 0.0, "unused_hazard": 0.0, "disappointed_hazard": 0.0}}


def founded(scenario: Scenario) -> CooperativeModel:
    """Run up to the founding, checked every month."""
    model = CooperativeModel(scenario, rng=3, check=True)
    while model.world.cooperative.stage != Stage.OPERATING:
        model.step()
    return model


def last_amount(model: CooperativeModel, kind: str) -> float:
    return sum(h.amount for h in model.world.happenings if h.kind.startswith(kind))


def test_who_asks_to_join_is_no_member_until_the_board_meets_and_the_money_is_owed_back_until_then() -> None:
    model = founded(plan(SLOW, statute={"board_meets_months": 2}))
    world, waited = model.world, 0
    for _ in range(12):
        model.step()
        waiting = world.government.applicants
        assert (world.people.status[waiting] == Status.PLEDGED).all()
        if world.months_since_founding % 2 == 0:
            assert not len(waiting)
        elif len(waiting):
            waited += len(waiting)
            owed = 50 * 100 * int(world.people.shares[waiting].sum())
            assert world.cooperative.books.ledger.balance("shares_to_repay") >= owed
    assert waited > 0


def test_months_in_the_book_count_from_admission() -> None:
    model = founded(plan(SLOW, statute={"board_meets_months": 2}))
    for _ in range(12):
        model.step()
    world = model.world
    later = world.people.members & (world.people.joined_month > world.cooperative.month_founded)
    assert later.any()
    assert ((world.people.joined_month[later] - world.cooperative.month_founded) % 2 == 0).all()


def test_a_trader_is_refused_where_the_shop_takes_his_customers_and_gets_his_money_back() -> None:
    shop: dict[str, Any] = {"mix": ["shop"], "campaign": {"target_members": 20, "target_capital_eur": 60_000}}
    rivalry = {"demand": {"rival_share": 1.0, "felt_share": 0.01}}
    open_to_all = lived(plan(SLOW | {"demand": {"felt_share": 1.0}}, **shop)).world
    strict = lived(plan(SLOW | rivalry, **shop)).world
    assert open_to_all.government.refused == 0
    assert strict.government.refused > 0
    refused = sum(h.amount for h in strict.happenings if h.kind == "refused:competes")
    assert refused == strict.government.refused
    outside = np.flatnonzero(strict.people.status == Status.OUTSIDE)
    assert not strict.people.shares[outside].any()


def test_who_moves_away_is_struck_off_and_owed_the_share() -> None:
    model = founded(plan(SLOW | MOBILE, management=BOLD))
    world = model.world
    world.enterprise.queue.clear()  # type: ignore[union-attr]
    before, excluded = world.people.members.copy(), world.government.excluded
    model.step()
    gone = before & (world.people.status == Status.LEFT)
    assert gone.any() and world.government.excluded - excluded == int(gone.sum())
    assert {claim.member for claim in world.enterprise.queue} == set(np.flatnonzero(gone).tolist())  # type: ignore[union-attr]


def test_where_the_statute_keeps_who_moved_they_fill_the_book_but_not_the_room() -> None:
    model = founded(plan(SLOW | MOBILE, statute={"strikes_off": False}))
    for _ in range(12):
        model.step()
    world = model.world
    assert world.government.excluded == 0 and len(world.government.away) > 0
    assert world.people.members[world.government.away].all()
    assert not world.people.attended_last[world.government.away].any() and world.people.attended_last.any()


def test_who_does_not_pay_the_shares_of_a_call_is_excluded_when_the_time_is_over() -> None:
    half = {"funding": {"paid_share": 0.5}, "leaving": {"base_hazard": 0.0, "moving_hazard": 0.0, "unused_hazard": 0.0}}
    world = lived(plan(half, management=RUINOUS, statute={"payment_months": 1})).world
    called = [h.month for h in world.happenings if h.kind == "capital_called"]
    out = [(h.month, h.amount) for h in world.happenings if h.kind == "excluded:unpaid"]
    assert out and out[0][0] == called[0] + 1
    assert world.government.excluded == sum(amount for _, amount in out)


@pytest.mark.parametrize("statute", [{"strikes_off": False}, {"payment_months": 12}, {"board_meets_months": 2}])
def test_a_rule_on_members_is_idle_while_nobody_moves_joins_or_owes(statute: dict[str, Any]) -> None:
    still = {"leaving": {"moving_hazard": 0.0}, "joining": {"base": 60.0, "never": 0.0, "revision_after": 0.0}}
    one, other = (
        lived(plan(still, months=30, **given)).datacollector.get_model_vars_dataframe() for given in ({}, {"statute": statute})
    )
    assert one.equals(other)


def test_a_board_with_too_few_directors_left_is_chosen_anew_before_its_term_is_over() -> None:
    fast = {"leaving": {"moving_hazard": 0.04, "base_hazard": 0.0, "unused_hazard": 0.0}}
    model = founded(plan(SLOW | fast, statute={"board_size": 3}))
    world, first = model.world, model.world.government.board_since
    for _ in range(13):
        model.step()
        assert world.people.members[world.government.board].all()
    assert first < world.government.board_since <= first + 12


def test_most_of_those_late_pay_at_last_and_then_hold_the_shares_they_took() -> None:
    calm = {"leaving": {"base_hazard": 0.0, "moving_hazard": 0.0, "unused_hazard": 0.0, "disappointed_hazard": 0.0}}
    model = founded(plan(calm | {"funding": {"paid_share": 0.5}}, management=RUINOUS, statute={"payment_months": 2}))
    world = model.world
    while not world.government.unpaid:
        model.step()
    owed, held = dict(world.government.unpaid), world.people.shares.copy()
    while world.government.unpaid:
        model.step()
    paid = [who for who in owed if world.people.members[who]]
    assert 0 < len(paid) < len(owed)
    assert all(world.people.shares[who] == held[who] + owed[who][1] for who in paid)
