"""What assemblies vote on, who comes to them, and what happens where nobody would govern, on a village that is sure to found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopparo_sim.agents import Stage
from coopparo_sim.government import Government
from coopparo_sim.model import CooperativeModel
from coopparo_sim.phases import agenda
from coopparo_sim.phases.agenda import Item, decide
from coopparo_sim.phases.hall import Hall, _called, hall_of
from tests.model.test_life import BOLD, CALM, lived, plan
from tests.model.test_register import founded

TIRED = {"board": {"stepping_down": 1.0, "carrying_on": 0.0, "readiness": 0.0}}
WILLING = {"board": {"stepping_down": 0.5, "strained": 1.0, "carrying_on": 1.0, "readiness": 1.0}}
NO_NOISE = {"proposals": {"noise": 0.0, "place_weight": 0.0}}


def after_a_year(behaviour: dict[str, Any] | None = None, **sections: Any) -> CooperativeModel:
    """Run to the end of the first year of the cooperative."""
    model = founded(plan({**CALM, **(behaviour or {})}, **sections))
    while not model.world.is_year_end:
        model.step()
    return model


def full_hall(model: CooperativeModel) -> Hall:
    return hall_of(model.world, np.zeros(model.world.town.adults.n), np.random.default_rng(0), everybody=True)


def item_of(model: CooperativeModel, members_gain: float, others_gain: float) -> tuple[Item, list[int]]:
    """An item with two options: the first gives each member and each other adult what is said, the second a tenth of it."""
    members, done = model.world.people.members, []
    first = np.where(members, members_gain, others_gain)
    return Item(["first", "second"], np.stack([first, first / 10], axis=1), done.append), done


def put(model: CooperativeModel, item: Item) -> str:
    return agenda._decide_item(model.world, full_hall(model), item, 0, np.random.default_rng(0))


def test_what_is_good_for_all_who_vote_is_proposed_passes_and_is_carried_out() -> None:
    model = after_a_year(NO_NOISE)
    item, done = item_of(model, 0.2, 0.1)
    model.world.government.distance_members.clear()
    model.world.government.distance_residents.clear()
    assert put(model, item) == "first" and done == [0]
    assert model.world.government.distance_members == [0.0] and model.world.government.distance_residents == [0.0]


def test_what_harms_members_is_not_proposed_and_that_too_is_a_decision() -> None:
    model = after_a_year(NO_NOISE)
    item, done = item_of(model, -0.2, 0.9)
    model.world.government.distance_members.clear()
    model.world.government.distance_residents.clear()
    assert put(model, item) == "" and done == []
    assert model.world.government.distance_members == [0.0]
    assert model.world.government.distance_residents == [1.0]


@pytest.mark.parametrize(("proposer", "chosen"), [("board", "second"), ("members", "first")])
def test_the_board_proposes_what_it_likes_best_and_members_what_the_one_in_the_middle_does(proposer: str, chosen: str) -> None:
    model = after_a_year(NO_NOISE, statute={"agenda": proposer})
    world = model.world
    worth = np.tile([0.2, 0.1], (world.town.adults.n, 1))
    worth[world.government.board] = [0.1, 0.2]
    assert put(model, Item(["first", "second"], worth, lambda option: None)) == chosen


def test_a_surplus_can_be_put_to_another_use_which_then_holds() -> None:
    model = after_a_year(NO_NOISE)
    world = model.world
    assert world.enterprise is not None and world.statute.surplus_policy == "reserve"
    world.surplus_eur, world.enterprise.month_costs_eur = 10_000.0, 0.0
    world.people.last_used[:] = world.month
    item = agenda._surplus(world)
    assert item.names == ["surplus:ristorno", "surplus:dividend", "surplus:lower_prices"]
    item.carry_out(1)
    assert world.statute.surplus_policy == "dividend" and world.plan.statute.surplus_policy == "reserve"
    assert "surplus:dividend" not in agenda._surplus(world).names and "surplus:reserve" in agenda._surplus(world).names


def test_the_use_of_a_surplus_is_weighed_against_the_present_one() -> None:
    model = after_a_year(statute={"surplus_policy": "dividend"})
    world = model.world
    assert world.enterprise is not None
    world.surplus_eur, world.enterprise.month_costs_eur = 10_000.0, 0.0
    world.people.last_used[:] = world.month
    ristorno, dividend, all_uses = 1, 2, agenda._worth_of_surplus(world)
    item = agenda._surplus(world)
    assert all_uses[:, dividend].any() and all_uses[:, ristorno].any()
    compared = item.worth[:, item.names.index("surplus:ristorno")]
    assert compared == pytest.approx(all_uses[:, ristorno] - all_uses[:, dividend])


@pytest.mark.parametrize("change", ["deficit", "no_money_to_spare", "not_the_end_of_a_year"])
def test_without_a_surplus_to_spare_nothing_is_said_about_it(change: str) -> None:
    model = after_a_year()
    world = model.world
    assert world.enterprise is not None
    world.surplus_eur, world.enterprise.month_costs_eur = 10_000.0, 0.0
    assert agenda._surplus(world).names
    if change == "deficit":
        world.surplus_eur = -1.0
    elif change == "no_money_to_spare":
        world.enterprise.month_costs_eur = 1e9
    else:
        world.month += 1
    assert agenda._surplus(world).names == []


def test_a_service_that_loses_money_can_be_closed_only_while_another_one_stays() -> None:
    model = after_a_year(mix=["home_care", "social_transport"], campaign={"target_members": 20, "target_capital_eur": 90_000})
    world = model.world
    assert world.enterprise is not None
    world.mix.opens[:2], world.enterprise.closed[:] = 1, False
    world.mix.opens[2:] = -1
    world.month = 100
    world.enterprise.results_eur[:2] = (-300.0, 50.0)
    item = agenda._services(world)
    place = item.names.index("close:home_care")
    assert "close:social_transport" not in item.names
    item.carry_out(place)
    assert world.enterprise.closed[0] and world.happenings[-1].kind == "service_closed:home_care"
    world.enterprise.results_eur[1] = -300.0
    assert not [name for name in agenda._services(world).names if name.startswith("close:")]


def test_closing_is_worth_the_money_it_saves_less_the_need_it_no_longer_meets() -> None:
    model = after_a_year(mix=["home_care", "social_transport"], campaign={"target_members": 20, "target_capital_eur": 90_000})
    world = model.world
    assert world.enterprise is not None
    world.mix.opens[:2], world.mix.opens[2:], world.month = 1, -1, 100
    world.enterprise.closed[:], world.enterprise.month_costs_eur = False, 1000.0
    world.enterprise.results_eur[:2] = (-250.0, 50.0)
    item = agenda._services(world)
    closing = item.worth[:, item.names.index("close:home_care")]
    nothing = np.zeros(len(world.is_open), dtype=bool)
    without = agenda._gain(world, agenda._switched(world, 0))
    kept = agenda._gain(world, agenda._switched(world, 0)) - agenda._gain(world, nothing)
    assert closing == pytest.approx(without + 0.25 * kept)
    assert (without <= 0).all() and (kept >= 0).all() and kept.any()


def test_prices_can_go_up_a_step_at_a_time_as_far_as_a_crisis_would_raise_them_and_down_only_with_money_to_spare() -> None:
    model = after_a_year()
    world, work = model.world, model.world.enterprise
    assert work is not None
    work.served[world.is_open], work.price_level, world.surplus_eur = 10.0, 1.0, -1.0
    item = agenda._prices(world)
    assert item.names == ["prices:up"]
    item.carry_out(0)
    assert work.price_level == pytest.approx(1.05)
    work.price_level, world.surplus_eur, work.month_costs_eur = 1.1, 10_000.0, 0.0
    assert agenda._prices(world).names == ["prices:down"]
    agenda._prices(world).carry_out(0)
    assert work.price_level == pytest.approx(1.1 * 0.95)


def test_several_points_of_an_agenda_are_written_down_together() -> None:
    model = after_a_year(NO_NOISE | {"proposals": {"noise": 5.0}})
    world = model.world
    assert world.enterprise is not None
    world.surplus_eur, world.enterprise.month_costs_eur = 1e7, 0.0
    world.people.last_used[:] = world.month
    voted = decide(world, full_hall(model), np.random.default_rng(0), changes_quorum=False).split(";")
    assert sum("surplus:" in name for name in voted) == 1 and all(voted)


def test_each_goes_to_the_assembly_of_the_own_place_where_they_are_separate() -> None:
    one = founded(plan(CALM)).world
    who = np.flatnonzero(one.people.members)
    place = one.town.adults.place[who]
    called, km = _called(one, who)
    assert (called == len(who)).all() and km.tolist() == one.km_to_seat[place].tolist()
    many = founded(plan(CALM, statute={"separate_assemblies": True})).world
    called, km = _called(many, who)
    assert called.tolist() == [(place == p).sum() for p in place] and not km.any()


def test_separate_assemblies_bring_more_members_out() -> None:
    def present(separate: bool) -> int:
        world = lived(plan(CALM, statute={"separate_assemblies": separate})).world
        return sum(s.present for s in world.government.sittings if s.kind == "ordinary")

    assert present(True) > present(False)


def test_where_nobody_would_govern_members_are_called_again_and_in_a_year_it_ends() -> None:
    model = founded(plan(CALM | TIRED))
    world = model.world
    while world.cooperative.stage == Stage.OPERATING:
        model.step()
    since = world.cooperative.month_founded + 1
    assert world.cooperative.exit == "no_board"
    calls = [s.month - since for s in world.government.sittings if s.kind == "ordinary"]
    assert calls == [3, 6, 9, 11]
    assert world.happenings[-1].kind == "dissolved" and world.happenings[-1].month == since + 11


def test_a_board_found_at_the_last_call_saves_the_cooperative() -> None:
    model = founded(plan(CALM | TIRED))
    world = model.world
    while world.government.months_without_board < 11:
        model.step()
    willing = world.behaviour.board.model_copy(update={"readiness": 1.0, "stepping_down": 0.0})
    world.behaviour = world.behaviour.model_copy(update={"board": willing})
    model.step()
    assert world.is_year_end and world.government.months_without_board == 12
    assert len(world.government.board) >= 3 and world.cooperative.stage == Stage.OPERATING
    model.step()
    assert world.government.months_without_board == 0


def test_where_everybody_would_govern_a_board_is_found_each_time() -> None:
    world = lived(plan(CALM | WILLING)).world
    assert world.cooperative.exit != "no_board" and world.government.months_without_board < 4
    assert sum(h.kind == "directors_step_down" for h in world.happenings) > 1


def test_nobody_steps_down_where_nobody_tires() -> None:
    world = lived(plan(CALM | {"board": {"stepping_down": 0.0, "strained": 1.0}})).world
    assert "directors_step_down" not in {h.kind for h in world.happenings}


def test_members_go_on_joining_for_longer_where_news_stays_fresh() -> None:
    slow = {"joining": {"base": 0.0, "never": 0.0, "revision": 0.1, "revision_after": 0.5}}
    grown = []
    for half_life in (1.0, 100.0):
        behaviour = {**slow, "joining": {**slow["joining"], "news_half_life": half_life}}
        grown.append(lived(plan(behaviour, management=BOLD | {"overhead_eur_year": 0.0}, months=36)).world)
    joined = [(w.people.joined_month > w.cooperative.month_founded).sum() for w in grown]
    assert joined[0] < joined[1]


def test_months_without_news_count_from_the_last_service_that_opened() -> None:
    world = after_a_year().world
    opened = world.mix.opens[world.mix.open_in(world.month)]
    assert world.months_since_news == world.month - max(world.cooperative.month_founded, *opened.tolist())
    world.mix.opens[:] = -1
    assert world.months_since_news == 12
    assert Government().months_without_board == 0
