"""Who uses a service: three groups in two places, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.services.demand import (
    DemandParameters,
    catchment,
    demand_surprise,
    left_by_incumbents,
    need_pull,
    price_effect,
    ramp_up,
    target_people,
    units_wanted,
    users,
)

RULE = DemandParameters(price_elasticity=1.0, need_elasticity=1.0, first_share=0.1, plan_ratio=0.9, plan_spread=0.3)
PEOPLE = np.array([[100.0, 50.0], [20.0, 30.0]])


def test_use_fades_with_distance_only_where_one_must_go_there() -> None:
    reached = catchment(np.array([[0.0, 0.0], [2.0, 9.0]]), np.array([True, False]), np.array([2.0, 2.0]), RULE)
    assert reached == pytest.approx(np.array([[1, 1], [np.exp(-1), 1]]))
    wider = DemandParameters(catchment_factor=2.0)
    assert catchment(np.array([[4.0]]), np.array([True]), np.array([2.0]), wider) == pytest.approx(np.array([[np.exp(-1)]]))


def test_the_target_counts_as_many_as_stand_behind_each_adult() -> None:
    target = target_people(PEOPLE, np.array([[0.5, 0.5], [0.0, 1.0]]))
    assert target.tolist() == [[[50, 25], [10, 15]], [[0, 50], [0, 30]]]


def test_who_needs_twice_as_much_is_drawn_twice_as_strongly() -> None:
    need = np.array([[[0.2, 0.9], [0.4, 0.9]]])  # one place, two ages, two needs; only the first is covered
    pull = need_pull(need, np.array([[0.5, 0.0]]), np.array([[[10.0, 10.0]]]), RULE)
    assert pull[0, 0].tolist() == pytest.approx([2 / 3, 4 / 3])


def test_the_mean_pull_over_the_target_is_one_and_nobody_without_need_is_drawn() -> None:
    target = target_people(PEOPLE, np.array([[0.5, 1.0]]))
    need = np.array([[[0.1], [0.6]], [[0.3], [0.0]]])
    pull = need_pull(need, np.array([[0.6]]), target, RULE)
    assert (pull * target).sum() / target.sum() == pytest.approx(1.0)
    assert pull[0, 1, 1] == 0
    assert need_pull(0 * need, np.array([[0.6]]), target, RULE).tolist() == np.zeros((1, 2, 2)).tolist()


def test_incumbents_take_their_part_of_what_a_service_covers() -> None:
    met = np.array([[0.5, 0.0], [0.0, 0.2]])
    assert left_by_incumbents(met, np.array([[0.6, 0.2]])).tolist() == [pytest.approx([1 - 0.3 / 0.8, 1 - 0.04 / 0.8])]
    assert left_by_incumbents(met, np.zeros((1, 2))).tolist() == [[1, 1]]


def test_a_service_becomes_known_along_a_logistic_curve() -> None:
    months = np.array([-1.0, 0.0, 9.0, 18.0, 60.0])
    reached = ramp_up(months, np.full(5, 18.0), RULE)
    assert reached[:4] == pytest.approx([0.0, 0.1, 0.5, 0.9])
    assert reached[4] == pytest.approx(1.0, abs=1e-3)
    assert ramp_up(np.array([-1.0, 0.0]), np.zeros(2), RULE).tolist() == [0.0, 1.0]


def test_a_dearer_service_is_used_less_and_a_free_one_more_but_not_without_end() -> None:
    effect = price_effect(np.array([10.0, 11.0, 0.0, 5.0]), np.array([10.0, 10.0, 10.0, 0.0]), RULE)
    assert effect == pytest.approx([1.0, np.exp(-0.1), np.e, 1.0])


def test_real_demand_lies_around_nine_tenths_of_plan() -> None:
    assert demand_surprise(np.array([0.0, 1.0, -1.0]), RULE) == pytest.approx([0.9, 0.9 * np.exp(0.3), 0.9 * np.exp(-0.3)])


def test_users_are_the_target_times_share_access_and_what_incumbents_leave() -> None:
    target = np.full((1, 2, 1), 100.0)
    using = users(target, np.ones((1, 2, 1)), np.array([[1.0], [0.5]]), np.array([[1.0, 0.8]]), np.array([0.3]))
    assert using[0, :, 0] == pytest.approx([30.0, 12.0])
    assert users(target, np.full((1, 2, 1), 9.0), np.ones((2, 1)), np.ones((1, 2)), np.array([0.5])).max() == 100.0


def test_units_are_those_of_users_and_of_contracts() -> None:
    using = np.array([[[10.0, 5.0]], [[0.0, 0.0]]])
    assert units_wanted(using, np.array([2.0, 1.0]), np.array([0.0, 95.0]), np.array([1.0, 0.5])) == pytest.approx([30.0, 47.5])


@given(st.integers(0, 2**20))
def test_more_access_or_need_never_lowers_use_and_use_never_exceeds_the_target(seed: int) -> None:
    luck = np.random.default_rng(seed)
    target, pull = luck.random((2, 3, 4)) * 100, luck.random((2, 3, 4)) * 3
    reached, left, share = luck.random((3, 2)), luck.random((2, 3)), luck.random(2)
    using = users(target, pull, reached, left, share)
    assert ((using >= 0) & (using <= target)).all()
    assert (users(target, pull, np.sqrt(reached), left, share) >= using).all()
    assert (users(target, 1.5 * pull, reached, left, share) >= using).all()
    order = luck.permutation(3)
    assert users(target[:, order], pull[:, order], reached[order], left[:, order], share) == pytest.approx(using[:, order])
