"""The board: few contests, lawful make-up, and how well it stands for the members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.governance.board import (
    Ballot,
    BoardParameters,
    candidates,
    elected,
    gumbel,
    number_of_candidates,
    ready_to_stand,
    standing_score,
    steps_down,
    votes_by_candidate,
)
from coopparo_sim.governance.law import law
from coopparo_sim.governance.representation import (
    composition_distance,
    deciding_share,
    least_deciders,
    representation_distance,
    turnout,
    unrepresented_share,
)

USUAL = BoardParameters()
CHOICES = st.sampled_from(["vote", "lists_by_place", "lot"])
MIDDLE = float(np.exp(-1))
"""A draw whose Gumbel noise is 0."""


def test_three_members_are_as_ready_to_stand_as_declared() -> None:
    score = standing_score(
        np.array([0.5, 0.5, 1.0]), np.array([0.0, 1.0, 0.0]), np.array([True, False, False]), np.full(3, MIDDLE), USUAL
    )
    assert score == pytest.approx([2.5, 1.5, 1.0])


def test_some_of_those_present_and_most_of_those_in_office_are_ready_and_nobody_who_stayed_at_home() -> None:
    present, in_office = np.array([True, True, False, False]), np.array([False, True, True, False])
    for draw, ready in ((0.0, [True, True, True, False]), (0.2, [False, True, True, False]), (0.75, [False] * 4)):
        assert ready_to_stand(present, in_office, np.full(4, draw), USUAL).tolist() == ready


def test_a_year_of_months_takes_its_share_of_directors_and_twice_as_many_while_money_is_short() -> None:
    for strained, gone in ((False, 0.1), (True, 0.2)):
        month = 1 - (1 - gone) ** (1 / 12)
        just = np.array([month - 1e-9, month + 1e-9])
        assert steps_down(just, strained, USUAL).tolist() == [True, False]


def test_noise_is_finite_for_every_draw_and_grows_with_it() -> None:
    noise = gumbel(np.array([0.0, 0.1, 0.5, 1 - 2**-53]))
    assert np.isfinite(noise).all() and (np.diff(noise) > 0).all()


def test_the_readiest_of_those_who_may_stand_are_the_candidates() -> None:
    score, allowed = np.array([0.3, 0.9, 0.5, 0.7]), np.array([True, False, True, True])
    assert candidates(score, allowed, 2).tolist() == [3, 2]
    assert candidates(score, allowed, 9).tolist() == [3, 2, 0]


@pytest.mark.parametrize(("seats", "draw", "number"), [(5, 0.25, 5), (5, 0.9, 5), (5, 0.2, 9), (1, 0.0, 2), (3, 0.1, 6)])
def test_mostly_there_are_as_many_candidates_as_seats(seats: int, draw: float, number: int) -> None:
    assert number_of_candidates(seats, draw, USUAL) == number


def test_voters_prefer_their_own_place_and_give_all_votes_they_carry() -> None:
    votes = votes_by_candidate(
        np.array([0, 0, 1]), np.array([1, 3, 1]), np.array([0, 1]), np.zeros(2), np.full((3, 2), MIDDLE), USUAL
    )
    assert votes.tolist() == [4, 1]
    assert (
        votes_by_candidate(np.array([0]), np.array([1]), np.zeros(0, dtype=int), np.zeros(0), np.zeros((1, 0)), USUAL).tolist()
        == []
    )


def test_a_candidate_known_everywhere_wins_in_every_place() -> None:
    votes = votes_by_candidate(
        np.array([0, 1]), np.ones(2, dtype=int), np.array([0, 1]), np.array([2.5, 0.0]), np.full((2, 2), MIDDLE), USUAL
    )
    assert votes.tolist() == [2, 0]


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    n = draw(st.integers(0, 15))
    return Ballot(
        votes=np.array(draw(st.lists(st.integers(0, 9), min_size=n, max_size=n)), dtype=np.int64),
        place=np.array(draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)), dtype=np.int64),
        cooperator=np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)), dtype=bool),
        lot=np.linspace(0, 0.9, n),
    )


@given(ballots(), st.integers(3, 9), CHOICES, st.booleans())
def test_however_it_is_chosen_nobody_sits_twice_and_cooperators_are_the_majority(
    ballot: Ballot, seats: int, choice: str, reserved: bool
) -> None:
    board = elected(ballot, seats, choice, np.array([40, 30, 20, 10]), reserved, law())  # type: ignore[arg-type]
    assert len(set(board.tolist())) == len(board) <= seats
    assert not len(board) or 2 * ballot.cooperator[board].sum() > len(board)
    assert len(board) == min(seats, len(ballot.place)) or (~ballot.cooperator).any()


@given(ballots(), st.integers(4, 9))
def test_reserved_seats_give_every_place_with_a_candidate_a_seat_as_far_as_they_go(ballot: Ballot, seats: int) -> None:
    all_ordinary = Ballot(ballot.votes, ballot.place, np.ones(len(ballot.place), dtype=bool), ballot.lot)
    board = elected(all_ordinary, seats, "vote", np.array([40, 30, 20, 10]), True, law())
    assert set(ballot.place[board].tolist()) == set(ballot.place.tolist())


@given(ballots(), st.integers(3, 9))
def test_a_contest_of_equals_is_decided_by_lot_whatever_the_order_of_the_names(ballot: Ballot, seats: int) -> None:
    turn = np.arange(len(ballot.place))[::-1]
    turned = Ballot(ballot.votes[turn], ballot.place[turn], ballot.cooperator[turn], ballot.lot[turn])
    members = np.array([40, 30, 20, 10])
    assert (
        turn[elected(turned, seats, "vote", members, False, law())].tolist()
        == elected(ballot, seats, "vote", members, False, law()).tolist()
    )


def test_a_board_of_one_place_is_far_from_members_of_two() -> None:
    members = np.array([0, 0, 0, 1])
    assert representation_distance(np.array([0, 0, 0]), members, 2) == pytest.approx(0.25)
    assert representation_distance(np.array([1, 1, 1]), members, 2) == pytest.approx(0.75)
    assert representation_distance(members, members, 2) == 0
    assert representation_distance(np.zeros(0, dtype=int), members, 2) == 1


def test_members_of_a_place_without_a_director_are_not_represented() -> None:
    assert unrepresented_share(np.array([0, 0]), np.array([0, 1, 1, 2]), 3) == 0.75
    assert unrepresented_share(np.array([0]), np.zeros(0, dtype=int), 3) == 0


def test_the_distance_between_money_and_need_does_not_depend_on_units() -> None:
    need, money = np.array([0.2, 0.3, 0.5]), np.array([5000.0, 0.0, 5000.0])
    assert composition_distance(need, money) == pytest.approx(0.3)
    assert composition_distance(need * 7, money / 3) == pytest.approx(0.3)
    assert composition_distance(np.zeros(3), np.zeros(3)) == 0


@pytest.mark.parametrize(
    ("votes", "few"),
    [([1, 1, 1, 1, 1], 3), ([1, 1, 1, 1], 3), ([3, 1, 1], 1), ([2, 1, 1], 2), ([5, 1, 1, 1, 1, 1], 2), ([0, 0], 0)],
)
def test_the_least_who_decide_hold_more_than_half_of_the_votes_cast(votes: list[int], few: int) -> None:
    assert least_deciders(np.array(votes)) == few


def test_thirty_in_a_room_of_two_hundred_members_can_be_ruled_by_sixteen() -> None:
    assert deciding_share(np.ones(30, dtype=int), 200) == 16 / 200
    assert turnout(30, 6, 200) == (0.15, 0.18)
    assert deciding_share(np.zeros(0, dtype=int), 0) == 0 and turnout(0, 0, 0) == (0, 0)
