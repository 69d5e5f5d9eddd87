"""Ratios, exponents and verdicts are what they say."""

from __future__ import annotations

import pytest

from benchmarks.month_by_phase import phases
from benchmarks.report import Row
from benchmarks.timing import Measured, exponent, interleaved


def test_ratios_are_taken_within_a_round_so_that_a_slow_round_slows_both() -> None:
    ours, theirs = Measured((1.0, 4.0, 1.0)), Measured((10.0, 40.0, 10.0))
    assert theirs.over(ours) == (10.0, 10.0, 10.0)


def test_the_exponent_of_a_square_is_two() -> None:
    assert exponent([10, 100, 1000], [3e2, 3e4, 3e6]) == pytest.approx(2.0)


@pytest.mark.slow  # loads every library that the forms are written with
def test_every_form_is_prepared_anew_and_runs_in_every_round() -> None:
    made: list[str] = []

    def form(name: str) -> object:
        def prepare() -> object:
            made.append(name)
            return lambda: None

        return prepare

    times = interleaved({"one": form("one"), "other": form("other")}, rounds=3)  # type: ignore[dict-item]
    assert len(times["one"].rounds) == len(times["other"].rounds) == 3 and {"one", "other"} == set(made)


@pytest.mark.parametrize(("value", "verdict"), [(0.02, "aim"), (0.1, "floor"), (0.2, "BELOW"), (None, "")])
def test_a_time_under_the_aim_reaches_it(value: float | None, verdict: str) -> None:
    assert Row("part", "town", value, "s", floor=0.15, aim=0.03).verdict == verdict


def test_a_ratio_over_the_aim_reaches_it() -> None:
    assert Row("part", "core", 500.0, "x", floor=200, aim=400, more_is_better=True).verdict == "aim"


def test_the_phases_are_those_that_the_schedule_names() -> None:
    found = phases()
    assert found[0] == "shocks_and_events" and {"awareness", "membership", "campaign"} <= set(found)
