"""What three speakers tell moves the map of needs."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.engagement.listening import (
    ListeningParameters,
    NeedsMap,
    first_guess,
    listen,
    map_error,
    told_needs,
    unheard_share,
)


def guess() -> NeedsMap:
    return first_guess(3, 2, ListeningParameters(prior_need=0.3, prior_sd=0.2))


def test_the_first_guess_is_the_same_for_everybody() -> None:
    assert guess().mean.tolist() == [[0.3, 0.3]] * 3
    assert guess().variance == pytest.approx([0.04] * 3)
    assert guess().heard.tolist() == [0, 0, 0]


def test_what_is_told_is_the_need_with_an_error_and_is_not_cut() -> None:
    told = told_needs(np.array([[0.5], [0.9], [0.1]]), np.array([[1.0], [1.0], [-1.0]]), 0.2)
    assert told == pytest.approx(np.array([[0.7], [1.1], [-0.1]]))


def test_the_map_is_cut_to_what_a_need_can_be_only_where_it_is_read() -> None:
    # precision 25 and 25: (.3 + 2) / 2 = 1.15 and (.3 - 1) / 2 = -.35
    after = listen(guess(), np.array([0]), np.array([[2.0, -1.0]]), 0.2)
    assert after.mean[0] == pytest.approx([1.15, -0.35])
    assert after.believed[0].tolist() == [1.0, 0.0]
    assert map_error(after, np.array([[1.0, 0.0], [0.3, 0.3], [0.3, 0.3]]), np.ones(3)) == pytest.approx(0.0)


def test_many_who_need_everything_are_believed_at_last() -> None:
    """Cut reports would be too low on average by what is cut off, however many speak."""
    told = told_needs(np.full((4000, 1), 0.98), np.random.default_rng(1).standard_normal((4000, 1)), 0.25)
    after = listen(first_guess(1, 1, ListeningParameters()), np.zeros(4000, dtype=np.int64), told, 0.25)
    assert after.believed[0, 0] == pytest.approx(0.98, abs=0.015)


def test_a_report_as_precise_as_the_guess_moves_it_half_way() -> None:
    after = listen(guess(), np.array([1]), np.array([[0.5, 0.1]]), 0.2)
    assert after.mean == pytest.approx(np.array([[0.3, 0.3], [0.4, 0.2], [0.3, 0.3]]))
    assert after.variance == pytest.approx([0.04, 0.02, 0.04])


def test_more_precise_reports_weigh_more() -> None:
    # precision of the guess 25, of a report with an error of .1: 100; so the mean is (25 * .3 + 100 * .8) / 125 = .7
    after = listen(guess(), np.array([0]), np.array([[0.8, 0.3]]), 0.1)
    assert after.mean[0] == pytest.approx([0.7, 0.3])
    assert after.variance[0] == pytest.approx(1 / 125)


def test_speakers_of_one_group_weigh_together() -> None:
    # precision 25 and twice 25: (.3 + .6 + .9) / 3
    after = listen(guess(), np.array([2, 2]), np.array([[0.6, 0.0], [0.9, 0.0]]), 0.2)
    assert after.mean[2] == pytest.approx([0.6, 0.1])
    assert after.heard.tolist() == [0, 0, 2]


def test_listening_in_two_turns_is_listening_once() -> None:
    told = np.array([[0.6, 0.1], [0.9, 0.2], [0.2, 0.4]])
    once = listen(guess(), np.array([0, 0, 1]), told, 0.3)
    twice = listen(listen(guess(), np.array([0]), told[:1], 0.3), np.array([0, 1]), told[1:], 0.3)
    assert twice.mean == pytest.approx(once.mean)
    assert twice.variance == pytest.approx(once.variance)


def test_hearsay_moves_the_map_but_nobody_is_heard_by_it() -> None:
    after = listen(guess(), np.array([0]), np.array([[0.5, 0.5]]), 0.2, first_hand=False)
    assert after.mean[0] == pytest.approx([0.4, 0.4])
    assert after.heard.tolist() == [0, 0, 0]


def test_the_error_of_the_map_weighs_groups_by_their_people() -> None:
    # squared errors .01 and .09 in means over needs; (30 * .05 + 10 * 0) / 40 = .0375
    true = np.array([[0.4, 0.6], [0.3, 0.3], [0.9, 0.9]])
    assert map_error(guess(), true, np.array([30.0, 10.0, 0.0])) == pytest.approx(np.sqrt(0.0375))


def test_those_are_unheard_for_whom_nobody_has_spoken() -> None:
    after = listen(guess(), np.array([0, 0]), np.full((2, 2), 0.5), 0.2)
    assert unheard_share(after, np.array([40.0, 30.0, 30.0])) == pytest.approx(0.6)
