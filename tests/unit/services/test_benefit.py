"""What services are worth to three citizens in two places."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.services.benefit import BenefitParameters, access, best_mix, need_met, personal_benefit, promised_quality
from coopparo_sim.services.catalogue import Service

RULE = BenefitParameters(access_km=6.0, quality=0.8, delivery_belief=0.5)
SHOP = Service("shop", "Bottega", "Shop", 40_000.0, 0.25, 6, "seat")
CARE = Service("care", "Assistenza", "Care", 8000.0, 0.0, 4, "home")
ENERGY = Service("energy", "Energia", "Energy", 10_000.0, 0.0, 4, "grid")


def test_only_what_one_must_go_to_gets_worse_with_distance() -> None:
    reached = access([SHOP, CARE, ENERGY], np.array([[0.0] * 3, [6.0] * 3]), RULE)
    assert reached == pytest.approx(np.array([[1, 1, 1], [np.exp(-1), 1, 1]]))


def test_services_that_meet_one_need_leave_less_to_each_other() -> None:
    coverage = np.array([[0.5, 0.0], [0.5, 1.0]])
    met = need_met(coverage, np.array([[1.0, 1.0], [0.5, 0.0]]), np.array([1.0, 0.8]))
    # place 0: 1 - .5 * .6 = .7 and .8; place 1: .25 and 0
    assert met == pytest.approx(np.array([[0.7, 0.8], [0.25, 0.0]]))


def test_no_service_meets_no_need() -> None:
    assert need_met(np.zeros((0, 2)), np.zeros((3, 0)), np.zeros(0)).tolist() == [[0, 0]] * 3


def test_promises_beyond_the_money_within_reach_are_believed_less() -> None:
    # costs add up to 10, 20, 40 thousand; 20 can be raised; quality .8 times belief .5
    assert promised_quality(np.array([10_000.0, 10_000.0, 20_000.0]), 20_000.0, RULE) == pytest.approx([0.4, 0.4, 0.2])


def test_a_benefit_is_need_met_over_the_mean_need_of_all() -> None:
    need = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]])
    met = np.array([[0.5, 0.0], [0.2, 0.4]])
    assert personal_benefit(need, met, np.array([0, 1, 0])) == pytest.approx([0.5, 0.3, 0.0])
    assert personal_benefit(0.5 * need, met, np.array([0, 1, 0])) == pytest.approx([0.5, 0.3, 0.0])


def test_where_nobody_needs_anything_nothing_is_of_benefit() -> None:
    assert personal_benefit(np.zeros((3, 2)), np.ones((1, 2)), np.zeros(3, dtype=np.int64)).tolist() == [0, 0, 0]
    assert personal_benefit(np.zeros((0, 2)), np.ones((1, 2)), np.zeros(0, dtype=np.int64)).tolist() == []


def mix(capital: float) -> list[int]:
    """Give the mix of three services that meet a need each, of sizes 10, 6 and 1, at 10, 3 and 1 thousand EUR."""
    return best_mix(
        np.array([[10.0, 6.0, 1.0]]), np.eye(3), np.ones((1, 3)), np.array([10_000.0, 3000.0, 1000.0]), capital, quality=1.0
    )


@pytest.mark.parametrize(("capital", "chosen"), [(999, []), (1000, [2]), (3000, [1]), (4000, [1, 2]), (14_000, [1, 0, 2])])
def test_the_mix_takes_what_meets_most_need_per_euro(capital: float, chosen: list[int]) -> None:
    assert mix(capital) == chosen


def test_one_great_service_beats_many_small_ones_that_are_cheaper_per_need() -> None:
    assert mix(10_000) == [0]


def test_a_service_that_adds_nothing_is_left_out() -> None:
    twice = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert best_mix(np.array([[5.0, 0.0]]), twice, np.ones((1, 2)), np.array([1000.0, 2000.0]), 9000.0, quality=1.0) == [0]
