"""The month: invariants in every month, luck that depends on no choice, and what each exit means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.phases.tally import grants_eur, legal_persons_eur
from coopparo_sim.record.indicators import INDICATORS, member_column
from coopparo_sim.record.invariants import BrokenInvariant
from coopparo_sim.record.result import EVENT_COLUMNS, MONTH_COLUMNS, RunResult
from coopparo_sim.scenario.behaviour import behaviour_of, drawn_behaviour, triangular_quantile, uncertainties
from coopparo_sim.scenario.schema import Behaviour, Scenario

MEETINGS = [
    {"month": 1, "kind": "institutions"},
    {"month": 2, "kind": "trade_associations"},
    {"month": 2, "kind": "volunteer_associations"},
    {"month": 2, "kind": "interviews", "count": 2},
    {"month": 3, "kind": "stakeholders"},
    {"month": 4, "kind": "citizens", "count": 3},
]
EAGER = {"joining": {"base": 60.0, "never": 0.0}, "promoting": {"from_meeting": 1.0}, "funding": {"paid_share": 1.0}}
NOBODY = {"joining": {"base": -60.0}, "promoting": {"from_meeting": 1.0}}


def plan(behaviour: dict[str, Any] | None = None, **sections: Any) -> Scenario:
    """A small village with a full process; sections replace or add."""
    data: dict[str, Any] = {
        "town": "two_hamlets",
        "months": 30,
        "process": {"meetings": MEETINGS},
        "campaign": {"target_members": 20, "target_capital_eur": 2000},
        "behaviour": behaviour or {},
    }
    return Scenario.model_validate(data | sections)


def result(scenario: Scenario, future: int = 0, uncertainty: str = "none") -> RunResult:
    """One checked future."""
    return CooperativeModel(scenario, rng=7, future=future, uncertainty=uncertainty, check=True).result()


@pytest.mark.parametrize("future", range(6))
def test_every_month_of_every_future_keeps_the_invariants(future: int) -> None:
    done = result(plan(), future, "parameters")
    assert tuple(done.months.columns) == MONTH_COLUMNS and tuple(done.events.columns) == EVENT_COLUMNS
    assert list(done.months["month"]) == list(range(1, 31))
    assert {i.name for i in INDICATORS} <= set(done.outcomes)


def test_a_broken_count_is_noticed() -> None:
    model = CooperativeModel(plan(), rng=7, check=True)
    model.step()
    model.world.people.informed_ties[0] += 1
    with pytest.raises(BrokenInvariant, match="informed ties"):
        model.step()


def test_the_same_seed_gives_the_same_future_to_the_last_bit() -> None:
    first, second = result(plan(), 3, "parameters"), result(plan(), 3, "parameters")
    pd.testing.assert_frame_equal(first.months, second.months, check_exact=True)
    assert first.parameters == second.parameters


def test_another_future_has_other_luck() -> None:
    assert not result(plan(), 0).months.equals(result(plan(), 1).months)


@pytest.mark.parametrize(
    "idle",
    [
        {"municipality": {"premises_eur": 1.0}},
        {"note": "a note"},
        {"events": [{"month": 12, "kind": "leader_leaves", "size": 0.0}]},
        {"process": {"meetings": MEETINGS, "budget_eur": 900_000}},
        {"municipality": {"grant_eur": 0}},
    ],
)
def test_an_idle_lever_changes_nothing_to_the_last_bit(idle: dict[str, Any]) -> None:
    pd.testing.assert_frame_equal(result(plan()).months, result(plan(**idle)).months, check_exact=True)


def beliefs(scenario: Scenario, months: int) -> NDArray[np.float64]:
    """The map of needs after so many months."""
    model = CooperativeModel(scenario, rng=7)
    for _ in range(months):
        model.step()
    return model.world.needs_map.mean


def test_the_order_in_which_meetings_are_written_changes_nothing() -> None:
    turned = plan(process={"meetings": MEETINGS[::-1]})
    assert_array_equal(beliefs(turned, 4), beliefs(plan(), 4))
    pd.testing.assert_frame_equal(result(turned).months, result(plan()).months, check_exact=True)


def test_one_more_meeting_changes_nothing_of_what_is_told_at_the_others() -> None:
    """Interviews in one hamlet move the map there as before, whoever else meets in the other that month."""
    places = [place.id for place in CooperativeModel(plan(), rng=7).world.town.tables.places]
    one: list[dict[str, Any]] = [{"month": 2, "kind": "interviews", "place": places[1]}]
    other: list[dict[str, Any]] = [{"month": 2, "kind": "interviews", "place": places[0]}]
    alone, both = beliefs(plan(process={"meetings": one}), 2), beliefs(plan(process={"meetings": other + one}), 2)
    ages = len(CooperativeModel(plan(), rng=7).world.town.tables.age_groups)
    there = slice(ages, 2 * ages)
    assert_array_equal(both[there], alone[there])
    assert (alone[there] != 0.3).any() and (both[:ages] != alone[:ages]).any()


def test_a_choice_leaves_the_luck_of_what_comes_before_it_alone() -> None:
    cheap = result(plan(EAGER, campaign={"share_price_eur": 25, "target_members": 20, "target_capital_eur": 2000})).months
    dear = result(plan(EAGER, campaign={"share_price_eur": 250, "target_members": 20, "target_capital_eur": 2000})).months
    listening = cheap["stage"] == "listening"
    pd.testing.assert_frame_equal(cheap[listening], dear[listening], check_exact=True)
    assert not cheap.equals(dear)


def test_one_more_meeting_leaves_the_luck_of_the_others_alone() -> None:
    more = [*MEETINGS, {"month": 4, "kind": "stakeholders"}]
    few, many = result(plan()).events, result(plan(process={"meetings": more})).events
    came = few[(few["kind"] == "meeting_citizens")]["amount"].tolist()
    assert came == many[many["kind"] == "meeting_citizens"]["amount"].tolist()


def test_everybody_eager_founds_with_what_they_pledged() -> None:
    model = CooperativeModel(plan(EAGER), rng=7, check=True)
    done = model.result()
    assert done.outcomes["founded"] == 1 and done.outcomes["members_at_founding"] == done.outcomes["pledged_peak"] >= 20
    founding = done.events[done.events["kind"] == "founded"]["month"].item()
    assert done.outcomes["month_founded"] == founding
    assert done.outcomes["capital_citizens_eur"] % 50 == 0
    assert model.world.cooperative.books.ledger.balanced


def test_a_campaign_that_runs_to_its_deadline_founds_then_and_takes_in_more_than_it_asked_for() -> None:
    goal = {"target_members": 20, "target_capital_eur": 2000, "deadline_months": 8}
    at_once = result(plan(EAGER, campaign=goal)).outcomes
    at_end = result(plan(EAGER, campaign={**goal, "closing": "at_deadline"})).outcomes
    opened = result(plan(EAGER, campaign=goal)).events.query("kind == 'campaign_opened'")["month"].item()
    assert at_end["month_founded"] == opened + 8 > at_once["month_founded"]
    assert at_end["members_at_founding"] > at_once["members_at_founding"] >= 20


def test_a_campaign_that_runs_to_its_deadline_fails_there_where_too_few_pledged() -> None:
    goal = {"target_members": 500, "deadline_months": 4, "closing": "at_deadline", "relaunch": False}
    failed = result(plan(NOBODY, campaign=goal)).events.query("kind == 'campaign_failed'")
    early = result(plan(NOBODY, campaign={**goal, "closing": "at_target"})).events.query("kind == 'campaign_failed'")
    assert failed["month"].tolist() == early["month"].tolist() and len(failed) == 1


def test_nobody_willing_fails_twice_and_only_promoters_pledge() -> None:
    done = result(plan(NOBODY, campaign={"target_members": 500, "deadline_months": 4, "relaunch_after_months": 2}))
    failures = done.events[done.events["kind"] == "campaign_failed"]
    assert len(failures) == 2 and done.outcomes["exit_campaign_failed"] == 1 and done.outcomes["founded"] == 0
    assert done.outcomes["pledged_peak"] == done.outcomes["promoters"]


def test_without_relaunch_it_fails_once() -> None:
    done = result(plan(NOBODY, campaign={"target_members": 500, "deadline_months": 4, "relaunch": False}))
    assert (done.events["kind"] == "campaign_failed").sum() == 1


def test_without_promoters_no_campaign_opens() -> None:
    done = result(plan({"promoting": {"from_meeting": 0.0, "from_volunteers": 0.0}}))
    assert done.outcomes["exit_no_promoters"] == 1 and "campaign_opened" not in set(done.events["kind"])


def test_the_exits_are_exclusive_and_complete() -> None:
    for future in range(6):
        o = result(plan(), future, "parameters").outcomes
        assert o["founded"] + o["exit_no_promoters"] + o["exit_campaign_failed"] + o["undecided"] == 1


def test_money_is_lost_only_without_refund() -> None:
    failing = {"target_members": 500, "deadline_months": 4, "relaunch": False}
    kept = result(plan(EAGER, campaign={**failing, "target_capital_eur": 10_000_000}))
    lost = result(plan(EAGER, campaign={**failing, "target_capital_eur": 10_000_000, "refund": False}))
    assert kept.outcomes["money_lost_eur"] == 0 < lost.outcomes["money_lost_eur"]


def failed_once(**campaign: Any) -> tuple[CooperativeModel, dict[str, float], float]:
    """A model in the month in which its first campaign failed, what legal persons had promised, and what grants."""
    bodies = {"stances": {"firm_base": 50.0, "association_joining": 1.0, "endorsing_base": 50.0}}
    funders = [{"amount_eur": 1000, "approval": 1.0, "when_progress": 0.0}]
    goal = {"target_members": 500, "target_capital_eur": 10_000_000, "deadline_months": 4, **campaign}
    model = CooperativeModel(plan({**NOBODY, **bodies}, campaign=goal, funders=funders), rng=7)
    while "campaign_failed" not in {h.kind for h in model.world.happenings}:
        promised, granted = legal_persons_eur(model.world), grants_eur(model.world)
        model.step()
    return model, promised, granted


def test_promises_of_firms_associations_and_funders_fall_with_the_campaign() -> None:
    model, promised, granted = failed_once()
    assert promised["firms"] > 0 and promised["associations"] > 0 and granted >= 1000
    left = legal_persons_eur(model.world)
    assert left["firms"] == left["associations"] == left["funders"] == 0
    assert grants_eur(model.world) == granted - 1000
    assert model.world.cooperative.books.money_lost_eur == 0


def test_without_refund_what_firms_and_associations_promised_is_lost_too() -> None:
    model, promised, _ = failed_once(refund=False)
    pledged = model.world.happenings[-1].amount
    lost = model.world.cooperative.books.money_lost_eur - promised["firms"] - promised["associations"]
    assert lost >= pledged * 50 > 0 and lost % 50 == 0


def test_a_second_campaign_asks_them_again() -> None:
    model, _, _ = failed_once(relaunch_after_months=1)
    for _ in range(3):
        model.step()
    again = legal_persons_eur(model.world)
    assert again["firms"] > 0 and again["associations"] > 0 and model.world.funders[0].committed_eur == 1000


def test_a_municipality_that_turns_against_it_gives_nothing_and_one_that_turns_to_it_does() -> None:
    against = plan(EAGER, events=[{"month": 5, "kind": "election", "size": 0.0}])
    assert result(plan(EAGER)).outcomes["capital_public_eur"] == 2500
    assert result(against).outcomes["capital_public_eur"] == 0
    gained = plan(EAGER, municipality={"support": 0.0}, events=[{"month": 5, "kind": "election", "size": 0.8}])
    assert result(gained).outcomes["capital_public_eur"] == 2500


def test_leaders_can_leave_twice_in_a_month_and_other_events_do_not_meddle() -> None:
    def promoters(*events: dict[str, Any]) -> int:
        model = CooperativeModel(plan(EAGER, events=list(events)), rng=7)
        for _ in range(6):
            model.step()
        return int(model.world.people.promoter.sum())

    leave: dict[str, Any] = {"month": 6, "kind": "leader_leaves", "size": 0.5}
    closure: dict[str, Any] = {"month": 6, "kind": "plant_closure", "size": 0.0}
    once = promoters(leave)
    assert promoters(leave, leave) < once < promoters()
    assert promoters(closure, leave) == once


def test_those_let_down_trust_less_and_others_do_not() -> None:
    model = CooperativeModel(plan(NOBODY, campaign={"target_members": 500, "deadline_months": 4, "relaunch": False}), rng=7)
    while not (model.world.happenings and model.world.happenings[-1].kind == "campaign_failed"):
        before = model.world.people.trust.copy()
        pledged = model.world.people.status == Status.PLEDGED
        model.step()
    settings = model.world.behaviour.trust
    drop = before - model.world.people.trust
    assert drop[pledged].mean() == pytest.approx(settings.failed_campaign, abs=0.05)
    assert abs(drop[~pledged].mean()) < 0.02


def test_the_small_form_is_founded_by_three_and_without_legal_persons() -> None:
    done = result(plan(EAGER, statute={"form": "small"}, campaign={"target_members": 3, "target_capital_eur": 0}))
    ordinary = result(plan(EAGER, campaign={"target_members": 9, "target_capital_eur": 0}))
    assert done.outcomes["founded"] == ordinary.outcomes["founded"] == 1
    assert ordinary.outcomes["capital_public_eur"] == 2500


def test_nobody_who_would_never_join_does() -> None:
    model = CooperativeModel(plan({**EAGER, "joining": {"base": 60.0, "never": 0.5}}), rng=7)
    while not model.world.cooperative.month_founded:
        model.step()
    assert model.world.people.joined.any() and not (model.world.people.joined & model.world.people.never).any()


def test_meetings_inform_and_listening_betters_the_map() -> None:
    with_meetings, without = result(plan()), result(plan(process={"meetings": []}))
    assert with_meetings.outcomes["aware_share"] > without.outcomes["aware_share"]
    assert with_meetings.outcomes["needs_map_error"] < without.outcomes["needs_map_error"]
    assert without.outcomes["unheard_share"] == 1 and without.outcomes["engagement_cost_eur"] == 0


def test_the_mix_chosen_by_listening_is_within_reach_and_not_empty() -> None:
    model = CooperativeModel(plan(EAGER, mix="from_listening", campaign={"target_members": 9, "target_capital_eur": 30_000}), rng=7)
    while not model.world.happenings or model.world.happenings[-1].kind != "campaign_opened":
        model.step()
    assert 0 < model.world.mix.costs_eur.sum() <= 30_000 + model.world.expected_grants_eur


def test_a_service_opens_after_its_months_and_no_more_is_spent_than_there_is() -> None:
    bold = {"accepted_loss_eur_month": 100_000.0}
    model = CooperativeModel(plan(EAGER, mix=["home_care"], months=40, management=bold), rng=7, check=True)
    done = model.result()
    begun = done.events[done.events["kind"] == "service_begun:home_care"]["month"].item()
    assert done.events[done.events["kind"] == "service_open:home_care"]["month"].item() == begun + 4
    assert model.world.cooperative.books.ledger.cash_eur >= 0


def test_behaviour_set_by_the_plan_is_not_drawn_and_leaves_the_other_draws_alone() -> None:
    free = behaviour_of(plan(), 7, 2, "parameters")
    fixed = behaviour_of(plan({"joining": {"trust": 3.3}}), 7, 2, "parameters")
    assert fixed.joining.trust == 3.3 != free.joining.trust
    assert fixed.model_copy(update={"joining": fixed.joining.model_copy(update={"trust": free.joining.trust})}) == free


def test_drawn_behaviour_stays_in_its_range_and_reaches_both_ends() -> None:
    n = len(uncertainties())
    low, high = drawn_behaviour(Behaviour(), np.zeros(n)), drawn_behaviour(Behaviour(), np.ones(n) - 1e-12)
    for declared in uncertainties():
        group, name = declared.name.split(".")
        assert declared.plausible is not None
        assert getattr(getattr(low, group), name) == pytest.approx(declared.plausible[0])
        assert getattr(getattr(high, group), name) == pytest.approx(declared.plausible[1], abs=1e-3, rel=1e-5)


def test_the_triangle_has_its_known_quantiles() -> None:
    u = np.random.default_rng(1).random(20_000)
    drawn = np.array([triangular_quantile(float(x), 0.0, 1.0, 4.0) for x in u])
    assert drawn.mean() == pytest.approx(5 / 3, abs=0.02) and (drawn < 1).mean() == pytest.approx(0.25, abs=0.01)


def test_people_of_one_place_are_counted_there() -> None:
    model = CooperativeModel(plan(EAGER), rng=7)
    done = model.result()
    places = [member_column(place.id) for place in model.world.town.tables.places]
    assert sum(done.outcomes[c] for c in places) == done.outcomes["members_month_36"]
    assert_array_equal(np.unique(model.world.people.status) <= Status.LEFT, True)
