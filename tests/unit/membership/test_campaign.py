"""Promoters, targets and payment, for three citizens."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.membership.campaign import (
    PromotingParameters,
    pledges_paid,
    progress_share,
    promoting_probability,
    targets_reached,
)

RULE = PromotingParameters(from_meeting=0.1, from_volunteers=0.004)


def test_those_take_the_lead_who_met_or_volunteer_and_trust() -> None:
    chance = promoting_probability(np.array([1.0, 0.0, 2.0]), np.array([False, True, True]), np.array([0.5, 0.25, 1.0]), RULE)
    assert chance == pytest.approx([0.1, 0.002, 0.408])


def test_the_chance_to_take_the_lead_stays_within_one() -> None:
    chance = promoting_probability(np.array([8.0, 0.0, 0.0]), np.array([True, False, True]), np.array([1.0, 1.0, 0.0]), RULE)
    assert chance.tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("members", "capital", "share"),
    [(30, 8000.0, 0.5), (30, 4000.0, 0.25), (6, 16_000.0, 0.1), (60, 16_000.0, 1.0), (90, 99_000.0, 1.0), (0, 0.0, 0.0)],
)
def test_progress_is_that_of_the_target_farther_away(members: int, capital: float, share: float) -> None:
    assert progress_share(members, capital, 60, 16_000.0) == pytest.approx(share)


def test_a_target_of_nothing_is_reached_at_once() -> None:
    assert progress_share(0, 0.0, 0, 0.0) == 1.0
    assert progress_share(5, 0.0, 10, 0.0) == 0.5


@pytest.mark.parametrize(
    ("members", "capital", "minimum", "founded"),
    [
        (60, 20_000.0, 9, True),
        (59, 20_000.0, 9, False),
        (60, 19_999.99, 9, False),
        (60, 20_000.0, 61, False),
        (61, 20_000.0, 61, True),
    ],
)
def test_it_is_founded_with_enough_members_by_plan_and_law_and_enough_capital(
    members: int, capital: float, minimum: int, founded: bool
) -> None:
    assert targets_reached(members, capital, 60, 20_000.0, minimum) is founded


def test_those_pay_who_pledged_and_are_lucky() -> None:
    paid = pledges_paid(np.array([True, True, False]), np.array([0.84, 0.85, 0.0]), 0.85)
    assert paid.tolist() == [True, False, False]
