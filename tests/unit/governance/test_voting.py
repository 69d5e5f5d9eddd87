"""Votes: exact on three members, and never beyond the caps of the law whatever the numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.governance.apportionment import apportioned
from coopparo_sim.governance.law import law
from coopparo_sim.governance.statute import Statute
from coopparo_sim.governance.voting import (
    NOBODY,
    Outcome,
    Seat,
    capped_funding_votes,
    decisions,
    delegates_votes,
    proxies_given,
    quorums,
    votes_held,
    votes_in_hand,
    votes_needed,
)

SEATS = st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=40)
VOTES = st.integers(1, 5)


def whole(values: list[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


@given(SEATS, VOTES, VOTES, st.randoms(use_true_random=False))
def test_funding_members_never_hold_more_than_a_third_of_all_votes(
    seats: list[int], legal: int, funding: int, luck: object
) -> None:
    entitled = np.array([luck.random() < 0.8 for _ in seats])  # type: ignore[attr-defined]
    statute = Statute(legal_person_votes=legal, funding_member_votes=funding)
    votes = votes_held(whole(seats), entitled, statute, law())
    funded = int(votes[whole(seats) == Seat.FUNDING].sum())
    assert 3 * funded <= votes.sum()
    assert (votes[whole(seats) == Seat.PERSON] <= 1).all() and votes.max() <= 5
    assert (votes[~entitled] == 0).all()


@given(st.lists(st.integers(0, 5), max_size=20), st.integers(0, 60))
def test_the_cap_leaves_as_many_votes_as_the_law_allows_and_no_more(wanted: list[int], others: int) -> None:
    kept = capped_funding_votes(whole(wanted), others, law())
    assert (kept <= whole(wanted)).all()
    assert kept.sum() == min(sum(wanted), others // 2)


@given(st.lists(st.tuples(st.integers(-1, 9), st.booleans()), min_size=10, max_size=10), st.integers(0, 3), st.integers(0, 99))
def test_no_vote_is_cast_twice_and_nobody_carries_too_many_proxies(people: list[tuple[int, bool]], most: int, seed: int) -> None:
    asked = whole([a if a != k else NOBODY for k, (a, _) in enumerate(people)])
    present = np.array([p for _, p in people])
    holder = proxies_given(asked, present, np.random.default_rng(seed).random(10), most)
    votes = np.ones(10, dtype=np.int64)
    hand = votes_in_hand(votes, present, holder)
    assert hand.sum() <= votes.sum() and (hand[~present] == 0).all()
    assert np.bincount(holder[holder >= 0], minlength=10).max() <= most
    assert (holder[present] == NOBODY).all()


def test_relabelled_members_give_relabelled_proxies() -> None:
    chance = np.random.default_rng(5)
    asked, present, draws = chance.integers(0, 30, 30), chance.random(30) < 0.4, chance.random(30)
    turn = chance.permutation(30)
    back = np.argsort(turn)
    holder = proxies_given(asked, present, draws, 1)
    turned = proxies_given(back[asked[turn]], present[turn], draws[turn], 1)
    assert (turned == np.where(holder[turn] == NOBODY, NOBODY, back[holder[turn]])).all()


def test_among_three_the_one_present_votes_for_who_asked_first() -> None:
    holder = proxies_given(whole([-1, 0, 0]), np.array([True, False, False]), np.array([0.0, 0.7, 0.2]), 1)
    assert holder.tolist() == [-1, -1, 0]
    assert votes_in_hand(whole([1, 5, 1]), np.array([True, False, False]), holder).tolist() == [2, 0, 0]


@given(st.integers(0, 5000), st.fractions(0, Fraction(9, 10), max_denominator=100))
def test_the_votes_needed_are_the_least_that_exceed_the_share(total: int, share: Fraction) -> None:
    needed = votes_needed(total, share)
    assert needed > share * total >= needed - 1


def test_three_proposals_are_decided_at_once() -> None:
    outcome = decisions(whole([10, 10, 4]), 5, whole([6, 5, 4]), whole([4, 5, 0]), 0.5)
    assert outcome.tolist() == [Outcome.PASSED, Outcome.REJECTED, Outcome.NO_DECISION]


def test_a_change_of_the_statute_asks_for_more_than_an_ordinary_decision() -> None:
    plain, change = quorums(Statute()), quorums(Statute(), statute_change=True)
    assert (plain.first, plain.second, plain.majority) == (Fraction(1, 2), 0, Fraction(1, 2))
    assert (change.first, change.second, change.majority) == (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3))


@pytest.mark.parametrize("strict", [0.4, 0.6])
def test_a_strict_quorum_holds_for_changes_of_the_statute_too(strict: float) -> None:
    assert quorums(Statute(quorum_second=strict), statute_change=True).second == Fraction(strict).limit_denominator(10)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.integers(0, 50))
def test_seats_shared_out_add_up_and_stay_within_one_of_the_exact_part(claims: list[int], seats: int) -> None:
    given_out = apportioned(whole(claims), seats)
    total = sum(claims)
    assert given_out.sum() == (seats if total else 0)
    assert all(abs(Fraction(int(g)) - Fraction(c * seats, max(total, 1))) < 1 for g, c in zip(given_out, claims, strict=True))


@pytest.mark.parametrize(("claims", "seats"), [([1, -1], 2), ([1, 1], -1)])
def test_negative_claims_and_seats_are_refused_by_name(claims: list[int], seats: int) -> None:
    with pytest.raises(ValueError, match="must be >= 0"):
        apportioned(whole(claims), seats)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 90)), min_size=1, max_size=11), st.integers(1, 60))
def test_all_delegates_vote_when_some_place_voted(places: list[tuple[int, int, int]], delegates: int) -> None:
    yes, no, members = (whole(list(column)) for column in zip(*places, strict=True))
    for_it, against = delegates_votes(yes, no, members, delegates)
    assert for_it + against == (delegates if (yes + no).any() else 0)
    assert for_it == 0 or yes.any()


def test_separate_assemblies_can_turn_a_vote_of_all_around() -> None:
    yes, no, members = whole([30, 4]), whole([0, 20]), whole([40, 160])
    assert yes.sum() > no.sum()
    assert delegates_votes(yes, no, members, 10) == (3, 7)
