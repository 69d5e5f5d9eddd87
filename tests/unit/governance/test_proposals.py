"""Proposals: who says yes, what the board dares to propose, what the members would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.governance.proposals import (
    NOTHING,
    ProposalParameters,
    board_proposal,
    median_worth,
    members_proposal,
    place_benefit,
    proposal,
    setter_choice,
    support_utility,
    votes_yes,
    yes_probability,
)

CERTAIN = ProposalParameters(noise=0, place_weight=0.5)
ALL = np.ones(3, dtype=bool)
POINT = st.floats(-10, 10)


def test_three_members_weigh_their_own_good_and_half_of_that_of_their_place() -> None:
    own, place = np.array([0.3, -0.1, -0.2]), np.array([0, 0, 1])
    of_place = place_benefit(own, place, 3)
    assert of_place == pytest.approx([0.1, -0.2, 0.0])
    assert support_utility(own, of_place[place], CERTAIN) == pytest.approx([0.35, -0.05, -0.3])


def test_without_noise_who_gains_says_yes_and_what_changes_nothing_is_voted_down() -> None:
    assert yes_probability(np.array([0.01, 0.0, -0.01]), CERTAIN).tolist() == [1, 0, 0]


def test_with_noise_the_chance_of_yes_is_logistic_in_the_utility() -> None:
    judging = ProposalParameters(noise=0.1)
    got = yes_probability(np.array([0.0, 0.1, -0.1]), judging)
    assert got == pytest.approx([0.5, 1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))])
    assert votes_yes(got, np.array([0.5, 0.73, 0.26])).tolist() == [False, True, True]


def test_the_board_proposes_what_it_likes_best_among_what_passes() -> None:
    worth, support = np.array([0.9, 0.4, 0.6]), np.array([0.4, 0.8, 0.51])
    assert board_proposal(worth, support, ALL, 0.5) == 2
    assert board_proposal(worth, support, ALL, 0.6667) == 1
    assert board_proposal(worth, support, np.array([True, True, False]), 0.5) == 1


def test_half_of_the_votes_is_not_a_majority_for_the_board_either() -> None:
    assert board_proposal(np.array([1.0]), np.array([0.5]), np.ones(1, dtype=bool), 0.5) == NOTHING


def test_a_board_that_likes_nothing_better_than_what_is_proposes_nothing() -> None:
    assert board_proposal(np.array([-0.1, 0.0, -3.0]), np.ones(3), ALL, 0.5) == NOTHING
    assert board_proposal(np.zeros(0), np.zeros(0), np.zeros(0, dtype=bool), 0.5) == NOTHING


def test_the_members_bring_forward_what_the_one_in_the_middle_wants() -> None:
    worth = np.array([[0.9, 0.1, -1.0], [-0.1, 0.2, -1.0], [-0.2, 0.3, 5.0]])
    assert median_worth(worth) == pytest.approx([-0.1, 0.2, -1.0])
    assert members_proposal(median_worth(worth), ALL) == 1
    assert members_proposal(median_worth(worth), np.array([True, False, True])) == NOTHING
    assert median_worth(np.zeros((0, 3))).tolist() == [0, 0, 0]


def test_who_sets_the_agenda_decides_between_two_things_that_both_pass() -> None:
    board, median, support = np.array([1.0, 0.1]), np.array([0.1, 1.0]), np.array([0.6, 0.9])
    feasible = np.ones(2, dtype=bool)
    assert proposal("board", board, median, support, feasible, 0.5) == 0
    assert proposal("members", board, median, support, feasible, 0.5) == 1


@given(POINT, POINT, POINT)
def test_no_setter_can_leave_the_member_in_the_middle_worse_off(setter: float, median: float, status_quo: float) -> None:
    chosen = setter_choice(setter, median, status_quo)
    assert abs(chosen - median) <= abs(status_quo - median) + 1e-9
    assert abs(chosen - setter) <= abs(status_quo - setter) + 1e-9


@given(POINT, POINT)
def test_the_worse_the_status_quo_the_more_a_setter_far_out_gets(median: float, gap: float) -> None:
    far = median + 100
    assert setter_choice(far, median, median - abs(gap)) == pytest.approx(median + abs(gap))
