"""How much futures that share a draw of behaviour are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.analysis.clusters import effective_size, spread

DRAWS = np.repeat(np.arange(3), 2)


def test_the_textbook_analysis_of_variance_is_met() -> None:
    # Means 2, 4, 9 and deviations of 1: mean square within 2, between (9 + 1 + 16) * 2 / 2 = 26; (26 - 2) / 2 = 12.
    found = spread(np.array([1.0, 3, 3, 5, 8, 10]), DRAWS)
    assert found is not None
    assert found.within == pytest.approx(2)
    assert found.between == pytest.approx(12)
    assert found.chance_share == pytest.approx(2 / 14)


def test_groups_of_unequal_size_get_the_mean_size_of_searle() -> None:
    # n0 = (6 - (16 + 4) / 6) / 1 with groups of 4 and 2.
    found = spread(np.array([1.0, 2, 3, 4, 7, 8]), np.array([0, 0, 0, 0, 1, 1]))
    assert found is not None
    assert found.group_size == pytest.approx(6 - 20 / 6)


def test_what_differs_within_draws_alone_is_all_chance() -> None:
    found = spread(np.array([0.0, 1, 0, 1, 0, 1]), DRAWS)
    assert found is not None
    assert found.chance_share == 1


def test_what_differs_between_draws_alone_is_all_unknown_behaviour() -> None:
    found = spread(np.array([0.0, 0, 1, 1, 2, 2]), DRAWS)
    assert found is not None
    assert found.chance_share == 0


@pytest.mark.parametrize("draws", [[0, 0, 0, 0], [0, 1, 2, 3]], ids=["one draw", "one future a draw"])
def test_without_two_draws_and_a_repetition_nothing_can_be_told(draws: list[int]) -> None:
    assert spread(np.array([0.0, 1, 0, 1]), np.array(draws)) is None


def test_where_nothing_varies_there_is_nothing_to_share_out() -> None:
    found = spread(np.ones(6), DRAWS)
    assert found is not None
    assert found.chance_share is None


def test_draws_that_decide_everything_are_worth_as_many_futures_as_draws() -> None:
    assert effective_size(np.array([0.0, 0, 1, 1, 1, 1]), DRAWS) == 3


def test_futures_that_differ_by_chance_alone_are_worth_themselves() -> None:
    assert effective_size(np.array([0.0, 1, 0, 1, 0, 1]), DRAWS) == 6


def test_half_alike_futures_follow_the_design_effect_of_kish() -> None:
    values = np.array([1.0, 3, 3, 5, 8, 10])
    assert effective_size(values, DRAWS) == pytest.approx(max(6 / (1 + 12 / 14), 3))


def test_where_nothing_varies_the_draws_are_counted() -> None:
    assert effective_size(np.zeros(6), DRAWS) == 3


@given(st.lists(st.integers(0, 1), min_size=8, max_size=40))
def test_an_effective_size_lies_between_draws_and_futures(founded: list[int]) -> None:
    draws = np.arange(len(founded)) // 4
    assert len(set(draws)) <= effective_size(np.array(founded, dtype=float), draws) <= len(founded)
