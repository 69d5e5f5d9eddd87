from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.presentation.figures.dots import Scale, dot_width, quantile_dots, scale_for, stacked, tallest
from coopparo_sim.presentation.figures.months_axis import month_ticks

AXIS = Scale(0.0, 100.0, 0.0, 5.0, (0.0, 50.0, 100.0))


def test_dots_are_values_that_occur_one_for_each_equal_share() -> None:
    assert quantile_dots(np.arange(1.0, 11.0), 5).tolist() == [1, 3, 5, 7, 9]


def test_dots_of_one_value_stand_on_one_another() -> None:
    assert [rank for _, rank in stacked(np.full(4, 30.0), AXIS, 0.2, 0.0)] == [0, 1, 2, 3]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.floats(0, 100))
def test_dots_below_a_threshold_stand_left_of_it_and_the_others_right(values: list[float], threshold: float) -> None:
    for (x, _), value in zip(stacked(np.array(values), AXIS, 0.2, threshold), values, strict=True):
        if abs(value - threshold) > 1e-6 and 2 < value < 98:
            assert (x > AXIS.at(threshold)) == (value > threshold)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_no_stack_is_higher_than_its_room(values: list[float]) -> None:
    sample = np.array(values)
    diameter = dot_width([sample], AXIS, 1.9, 0.0)
    assert tallest([sample], AXIS, diameter, 0.0) <= 1.9 + 1e-9


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_an_axis_holds_all_values_and_has_few_round_numbers(one: float, other: float) -> None:
    low, high = sorted((one, other))
    scale = scale_for(low, high, 1.0, 4.0)
    assert scale.low <= low + 1e-9 * high and high <= scale.high + 1e-9 * high
    assert 2 <= len(scale.ticks) <= 8
    assert 1.0 - 1e-6 <= scale.at(low) <= scale.at(high) <= 5.0 + 1e-6


def test_months_are_written_every_half_year_or_the_like() -> None:
    assert month_ticks(36) == [1, 6, 12, 18, 24, 30, 36]
    assert month_ticks(5) == [1, 2, 3, 4, 5]
    assert month_ticks(1) == [1]
    assert len(month_ticks(120)) <= 9
