"""Who comes to an assembly: exact chances of three members, and what real assemblies look like."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopparo_sim.governance.attendance import (
    AttendanceFactors,
    AttendanceParameters,
    attendance_probability,
    attends,
    meeting_factor,
    usual_attendance,
)

USUAL = AttendanceParameters()
THREE = AttendanceFactors(
    trust=np.array([0.5, 0.9, 0.5]),
    attended_last=np.array([0.0, 1.0, 0.0]),
    stake=np.array([0.0, 0.0, 0.6]),
    company=np.array([0.0, 0.0, 0.4]),
)


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_three_members_come_with_the_chances_worked_out_by_hand() -> None:
    got = attendance_probability(THREE, 200, False, 1.0, USUAL)
    expected = [logistic(-1.97), logistic(-1.97 + 0.4 + 2.0), logistic(-1.97 + 0.5 * 0.6 + 0.25 * 0.4)]
    assert got == pytest.approx(expected, abs=1e-12)


def test_four_times_as_many_members_lower_the_odds_as_declared() -> None:
    got = attendance_probability(THREE, 800, False, 1.0, USUAL)
    assert got[0] == pytest.approx(logistic(-1.97 - 0.6 * math.log(4)), abs=1e-12)


def test_the_first_year_raises_the_odds_as_declared() -> None:
    assert attendance_probability(THREE, 200, True, 1.0, USUAL)[0] == pytest.approx(logistic(-1.97 + 0.8), abs=1e-12)


def test_a_meeting_of_factor_two_doubles_the_odds_of_all() -> None:
    one, two = (attendance_probability(THREE, 200, False, factor, USUAL) for factor in (1.0, 2.0))
    assert two / (1 - two) == pytest.approx(2 * one / (1 - one))


@pytest.mark.parametrize(("normal", "factor"), [(0.0, 1.0), (1.0, math.exp(0.57)), (-2.0, math.exp(-1.14))])
def test_the_factor_of_a_meeting_is_lognormal_around_one(normal: float, factor: float) -> None:
    assert meeting_factor(normal, USUAL) == pytest.approx(factor)


def test_who_draws_below_the_chance_comes() -> None:
    assert attends(np.array([0.2, 0.2, 1.0, 0.0]), np.array([0.19, 0.2, 0.999, 0.0])).tolist() == [True, False, True, False]


@pytest.mark.parametrize(("members", "share"), [(50, 0.45), (200, 0.19), (1000, 0.07)])
def test_habit_settles_at_the_attendance_of_real_assemblies(members: int, share: float) -> None:
    assert usual_attendance(members, USUAL) == pytest.approx(share, abs=0.015)


def test_the_share_who_come_falls_with_size_while_their_number_rises() -> None:
    sizes = np.array([24, 50, 100, 200, 500, 1000, 3000])
    shares = np.array([usual_attendance(int(m), USUAL) for m in sizes])
    assert (np.diff(shares) < 0).all()
    assert (np.diff(shares * sizes) > 0).all()


def test_assemblies_followed_one_by_one_settle_where_the_formula_says() -> None:
    chance = np.random.default_rng(3)
    n, came, seen = 20_000, np.zeros(20_000), []
    for _ in range(60):
        factors = AttendanceFactors(np.full(n, 0.43), came, np.full(n, 0.09), np.full(n, 0.1 * came.mean()))
        came = attends(attendance_probability(factors, 200, False, 1.0, USUAL), chance.random(n)).astype(float)
        seen.append(came.mean())
    assert np.mean(seen[30:]) == pytest.approx(usual_attendance(200, USUAL), abs=0.005)


def test_who_lives_farther_than_usual_comes_less_and_who_lives_next_door_more() -> None:
    nothing = np.zeros(3)
    got = attendance_probability(
        AttendanceFactors(nothing + 0.5, nothing, nothing, nothing, np.array([9.0, 19.0, 0.0])), 200, False, 1.0, USUAL
    )
    assert got == pytest.approx([logistic(-1.97), logistic(-1.97 - 0.3), logistic(-1.97 + 0.27)], abs=1e-12)


def test_members_called_to_assemblies_of_different_size_come_by_the_size_of_their_own() -> None:
    each = attendance_probability(THREE, np.array([50, 200, 50]), False, 1.0, USUAL)
    small, large = (attendance_probability(THREE, n, False, 1.0, USUAL) for n in (50, 200))
    assert each.tolist() == [small[0], large[1], small[2]] and small[0] > large[0]


@pytest.mark.parametrize("name", ["trust", "attended_last", "stake", "company"])
def test_more_of_anything_that_brings_members_never_keeps_them_away(name: str) -> None:
    low = AttendanceFactors(*(np.zeros(3),) * 4)
    high = AttendanceFactors(**{**low.__dict__, name: np.ones(3)})
    lower, higher = (attendance_probability(f, 200, False, 1.0, USUAL) for f in (low, high))
    assert (higher > lower).all()
