"""Three citizens, a free rider, a conditional and an unconditional cooperator, put money and time in."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.membership.funding import (
    CONDITIONAL_COOPERATOR,
    FREE_RIDER,
    UNCONDITIONAL_COOPERATOR,
    FundingParameters,
    contribution_share,
    contribution_types,
    hours_given,
    loans_offered,
    shares_bought,
    updated_belief,
    willingness,
)

RULE = FundingParameters(
    willingness_eur=100.0, willingness_spread=1.0, income_elasticity=0.5, free_riders=0.2, unconditional=0.1,
    conditional_slope=0.75, belief_adjustment=0.4, volunteer_hours=18.0, hours_to_cooperative=0.2, lenders=0.1, lender_trust=0.6,
)  # fmt: skip
KINDS = np.array([FREE_RIDER, CONDITIONAL_COOPERATOR, UNCONDITIONAL_COOPERATOR])


def test_luck_sorts_people_into_types_by_their_shares() -> None:
    draws = np.array([0.0, 0.19, 0.2, 0.89, 0.9, 0.99])
    assert contribution_types(draws, RULE).tolist() == [0, 0, 1, 1, 2, 2]


def test_only_conditional_cooperators_follow_what_they_think_of_others() -> None:
    assert contribution_share(KINDS, np.full(3, 0.4), RULE) == pytest.approx([0, 0.3, 1])
    assert contribution_share(KINDS, np.full(3, 0.8), RULE) == pytest.approx([0, 0.6, 1])


def test_nobody_gives_more_than_he_could() -> None:
    steep = RULE.model_copy(update={"conditional_slope": 2.0})
    assert contribution_share(KINDS, np.full(3, 0.9), steep).tolist() == [0, 1, 1]


def test_belief_moves_part_of_the_way_to_what_is_seen() -> None:
    belief = updated_belief(np.array([0.5, 0.5, 0.2]), np.array([1.0, 0.0, 0.2]), RULE)
    assert belief == pytest.approx([0.7, 0.3, 0.2])


def test_what_one_would_pay_grows_with_income_less_than_in_proportion() -> None:
    pay = willingness(np.zeros(3), np.array([5000.0, 20_000.0, 80_000.0]), RULE)
    assert pay == pytest.approx([50, 100, 200])


def test_what_one_would_pay_differs_by_a_lognormal_factor() -> None:
    pay = willingness(np.array([-1.0, 0.0, 1.0]), np.full(3, 20_000.0), RULE)
    assert pay == pytest.approx([100 / np.e, 100, 100 * np.e])


def test_one_without_income_is_no_division_by_nothing() -> None:
    assert np.isfinite(willingness(np.zeros(3), np.zeros(3), RULE)).all()


def test_shares_are_whole_at_least_one_and_at_most_what_the_law_lets_hold() -> None:
    assert shares_bought(np.array([0.0, 0.5, 1.0]), np.array([900.0, 399.0, 9000.0]), 50.0, 1000.0).tolist() == [1, 3, 20]


def test_a_share_dearer_than_the_greatest_holding_is_still_one_share() -> None:
    assert shares_bought(np.ones(3), np.full(3, 900.0), 500.0, 100.0).tolist() == [1, 1, 1]


def test_only_volunteers_give_hours() -> None:
    # 18 hours in 4 weeks are 4.5 a week and 19.5 a month of 52/12 weeks; a fifth of them is 3.9
    assert hours_given(np.array([True, False, True]), RULE) == pytest.approx([3.9, 0, 3.9])


def test_those_lend_whole_euros_who_trust_enough_and_are_drawn() -> None:
    lent = loans_offered(np.array([99.9, 99.9, 99.9]), np.array([0.6, 0.59, 0.9]), np.array([0.05, 0.05, 0.1]), RULE)
    assert lent.tolist() == [99, 0, 0]
