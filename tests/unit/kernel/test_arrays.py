"""Small functions over arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coopparo_sim.kernel.arrays import expit, gini, wilson


def test_the_logistic_function_at_known_points() -> None:
    assert expit(np.array([0.0, np.log(3.0), -np.log(4.0)])) == pytest.approx([0.5, 0.75, 0.2])


def test_the_logistic_function_overflows_nowhere() -> None:
    with np.errstate(all="raise"):
        assert expit(np.array([-1e9, 1e9])).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1, 1, 1], 0), ([0, 0, 1], 2 / 3), ([1, 2, 3], 2 / 9), ([3, 1, 2], 2 / 9), ([0, 0], 0), ([], 0), ([7], 0)],
)
def test_the_gini_coefficient_of_a_few_people(values: list[float], expected: float) -> None:
    assert gini(np.array(values, dtype=np.float64)) == pytest.approx(expected, abs=1e-12)


def test_the_wilson_interval_of_a_textbook_case() -> None:
    # 8 of 10: (.8 + .19207 -+ 1.95996 * sqrt(.016 + .0096036)) / 1.38415
    assert wilson(8, 10) == pytest.approx((0.49016, 0.94332), abs=1e-5)


def test_the_wilson_interval_of_none_and_of_all_and_of_nothing() -> None:
    assert wilson(0, 10) == pytest.approx((0.0, 0.27753), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((0.72247, 1.0), abs=1e-5)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_wilson_interval_holds_the_share_and_lies_within_bounds(tried: tuple[int, int]) -> None:
    low, high = wilson(*tried)
    share = tried[0] / tried[1] if tried[1] else 0.5
    assert 0 <= low <= share + 1e-12 and share - 1e-12 <= high <= 1 and low < high


@given(st.integers(1, 60).flatmap(lambda n: arrays(np.float64, n, elements=st.floats(0, 1e6))), st.floats(0.1, 1000))
def test_inequality_lies_between_none_and_all_and_knows_no_currency(values: Any, rate: float) -> None:
    measured = gini(values)
    assert -1e-9 <= measured <= 1 - 1 / len(values) + 1e-9
    if values.sum() > 1e-6:
        assert gini(values * rate) == pytest.approx(measured, abs=1e-9)


@given(st.floats(-500, 500))
def test_the_logistic_function_is_a_chance_and_odd_about_a_half(x: float) -> None:
    up, down = expit(np.array([x, -x]))
    assert 0 <= up <= 1 and up + down == pytest.approx(1)
