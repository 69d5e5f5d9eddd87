"""Who leaves, which associations take a stand, which firms join: three of each."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.membership.leaving import LeavingParameters, leaving_probability, moves_away
from coopparo_sim.membership.stances import (
    StanceParameters,
    agreements_kept,
    endorsing_probability,
    firm_joining_probability,
    support_after_year,
)

LOG3 = float(np.log(3.0))
STANCE = StanceParameters(
    endorsing_base=-LOG3, endorsing_trust=2 * LOG3, endorsing_heard=LOG3, firm_base=-LOG3, firm_benefit=LOG3, firm_informed=LOG3
)


def test_disappointed_members_without_trust_leave_soonest() -> None:
    rule = LeavingParameters(base_hazard=0.003, disappointed_hazard=0.04)
    assert leaving_probability(np.array([0.5, 0.5, 0.0]), np.array([0.0, 1.0, 1.0]), rule) == pytest.approx([0.003, 0.023, 0.043])


def test_nobody_leaves_with_more_than_certainty() -> None:
    rule = LeavingParameters(base_hazard=0.9, disappointed_hazard=0.9)
    assert leaving_probability(np.zeros(3), np.ones(3), rule).tolist() == [1, 1, 1]


def test_who_draws_less_than_the_hazard_moves_away() -> None:
    assert moves_away(np.array([0.0, 0.0099, 0.01]), LeavingParameters(moving_hazard=0.01)).tolist() == [True, True, False]


def test_an_association_weighs_the_trust_of_its_members_and_having_been_heard() -> None:
    # expit(-log 3) = 1/4, expit(0) = 1/2, expit(log 3) = 3/4
    chance = endorsing_probability(np.array([0.5, 1.0, 1.0]), np.ones(3), np.array([False, False, True]), 0.4, STANCE)
    assert chance == pytest.approx([0.1, 0.2, 0.3])


def test_what_nobody_knows_of_is_not_discussed_unless_the_association_was_at_a_table() -> None:
    chance = endorsing_probability(np.full(3, 0.5), np.array([0.0, 0.5, 0.0]), np.array([False, False, True]), 0.4, STANCE)
    assert chance == pytest.approx([0.0, 0.05, 0.2])


def test_a_firm_weighs_what_it_gets_and_the_word_of_its_trade_association() -> None:
    chance = firm_joining_probability(np.array([0.0, 1.0, 1.0]), np.array([False, False, True]), 0.4, STANCE)
    assert chance == pytest.approx([0.1, 0.2, 0.3])


def test_support_moves_by_its_share_toward_one_after_a_good_year_and_toward_zero_after_a_bad_one() -> None:
    rule = StanceParameters(support_gain=0.1, support_loss=0.2)
    assert support_after_year(0.5, True, rule) == pytest.approx(0.55)
    assert support_after_year(0.5, False, rule) == pytest.approx(0.4)
    assert support_after_year(1.0, True, rule) == 1.0 and support_after_year(0.0, False, rule) == 0.0


def test_agreements_are_kept_as_far_as_support_is() -> None:
    assert [agreements_kept(now, 0.8) for now in (0.0, 0.4, 0.8, 1.0)] == pytest.approx([0.0, 0.5, 1.0, 1.0])
    assert agreements_kept(0.3, 0.0) == 1.0
