"""Grants and the municipality after founding: report, second part, money back, support that moves with what is delivered."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pandas as pd
import pytest

from coopparo_sim.finance.ledger import CENTS
from coopparo_sim.model import CooperativeModel
from coopparo_sim.outcomes import outcomes_of
from coopparo_sim.phases.tally import agreed_share
from tests.model.test_life import BOLD, CALM, RUINOUS, lived, plan

GRANT = {"name": "bando", "kind": "regional_call", "amount_eur": 6000.0, "when_progress": 0.0, "approval": 1.0}
FINE = CALM | {"experience": {"expected_quality": 0.0}}
POOR = CALM | {"experience": {"expected_quality": 1.0}}


def given(behaviour: dict[str, Any] | None = None, management: dict[str, Any] | None = None, **conditions: Any) -> CooperativeModel:
    """One life with one grant; each is lived once for all tests, which only look at it."""
    return _lived(json.dumps([behaviour, management, conditions]))


@cache
def _lived(wanted: str) -> CooperativeModel:
    behaviour, management, conditions = json.loads(wanted)
    sections = {"funders": [GRANT | conditions], "management": BOLD | {"overhead_eur_year": 0.0} | (management or {})}
    return lived(plan(behaviour or CALM, months=40, **sections))


def amounts(model: CooperativeModel, kind: str) -> list[tuple[int, float]]:
    founded = model.world.cooperative.month_founded
    return [(h.month - founded, h.amount) for h in model.world.happenings if h.kind == kind]


def test_the_rest_of_a_grant_is_paid_at_the_report_to_a_cooperative_that_delivers() -> None:
    model = given(first_share=0.4, report_months=12)
    assert model.world.cooperative.books.grants_eur == 2400
    assert amounts(model, "grant_paid") == [(12, 3600.0)]
    assert model.world.cooperative.books.ledger.balanced


def test_without_an_open_service_the_rest_is_never_paid() -> None:
    timid = {"accepted_loss_eur_month": 0.0}
    assert not amounts(given(management=timid, first_share=0.4), "grant_paid")


def test_what_was_not_spent_is_given_back() -> None:
    model = given(management={"accepted_loss_eur_month": 0.0}, cost_share=0.7, report_months=6)
    assert amounts(model, "grant_due_back") == [(6, 6000 - 0.7 * 5000)]
    ledger = model.world.cooperative.books.ledger
    assert sum(e.amount for e in ledger.entries if e.debit == "grants_to_repay") == 2500 * CENTS


def test_a_grant_is_due_back_once_for_the_months_to_come_when_members_become_too_few() -> None:
    model = given(months_kept=40, least_members=10_000)
    assert amounts(model, "grant_due_back") == [(1, 6000 * 39 / 40)]


def test_the_end_within_the_term_makes_a_grant_due_back_and_after_it_not() -> None:
    early, late = (given(management=RUINOUS, months_kept=months) for months in (60, 1))
    ended = early.world.happenings[-1].month if early.world.cooperative.exit else 0
    assert early.world.cooperative.exit == "insolvent" and ended
    months = next(h.month for h in early.world.happenings if h.kind == "dissolved") - early.world.cooperative.month_founded
    assert amounts(early, "grant_due_back") == [(months, 6000 * CENTS * (60 - months) // 60 / CENTS)]
    assert not amounts(late, "grant_due_back")


def test_public_money_counts_public_calls_and_not_what_was_given_back() -> None:
    def public(model: CooperativeModel) -> float:
        return float(outcomes_of(model.world, 0, {})["public_money_eur"])

    other = given(kind="other")
    assert public(given()) - public(other) == 6000
    back = given(management={"accepted_loss_eur_month": 0.0}, cost_share=0.7, report_months=6)
    assert public(back) - public(other) == 3500


@pytest.mark.parametrize("conditions", [{"report_months": 3}, {"months_kept": 12}, {"cost_share": 0.9}])
def test_conditions_that_are_met_are_idle(conditions: dict[str, Any]) -> None:
    one, other = (given(**c).datacollector.get_model_vars_dataframe() for c in ({}, conditions))
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_the_municipality_supports_more_what_delivers_and_less_what_does_not() -> None:
    fine, poor, idle = given(FINE), given(POOR), given(FINE, management={"accepted_loss_eur_month": 0.0, "idle_months": 120})
    assert fine.world.municipality.support > 0.7 > poor.world.municipality.support
    assert [amount for _, amount in amounts(poor, "municipal_support")][:2] == pytest.approx([0.7 * 0.8, 0.7 * 0.8**2])
    assert idle.world.municipality.support < 0.7


def test_agreements_fall_with_support_and_never_exceed_the_usual() -> None:
    fine, poor = given(FINE), given(POOR)
    assert agreed_share(fine.world) == 1.0
    assert agreed_share(poor.world) == pytest.approx(poor.world.municipality.support / 0.7)
