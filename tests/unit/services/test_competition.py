"""With whom the cooperative competes: three places, three services, three traders."""

from __future__ import annotations

import numpy as np

from coopparo_sim.services.competition import rival_places, rivals, selling
from coopparo_sim.services.demand import DemandParameters

RULE = DemandParameters(felt_share=0.1, rival_share=0.5)
NAMES = ["home_care", "shop", "food_boxes"]
TARGET = np.full((3, 3, 1), 100.0)


def using(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float64)[:, :, None]


def test_only_open_services_that_sell_groceries_compete_with_traders() -> None:
    assert selling(NAMES, np.array([True, True, False])).tolist() == [False, True, False]


def test_a_shop_is_felt_where_it_takes_enough_of_those_it_aims_at() -> None:
    felt = rival_places(using([50, 50, 50], [30, 10, 9.9], [0, 0, 50]), TARGET, np.array([False, True, False]), RULE)
    assert felt.tolist() == [True, True, False]


def test_nothing_that_sells_is_felt_nowhere() -> None:
    assert not rival_places(using([50, 50, 50], [0, 0, 0], [0, 0, 0]), TARGET, np.zeros(3, dtype=bool), RULE).any()


def test_a_place_at_which_nobody_is_aimed_is_not_felt() -> None:
    assert not rival_places(using([0], [0], [0]), np.zeros((3, 1, 1)), np.array([False, True, True]), RULE).any()


def test_of_the_traders_of_places_where_it_is_felt_as_many_count_as_sell_the_same() -> None:
    place, in_trade = np.array([0, 0, 1]), np.array([True, True, True])
    assert rivals(place, in_trade, np.array([True, False]), RULE) == 1.0
    assert rivals(place, np.array([True, False, True]), np.array([True, False]), RULE) == 0.5
    assert rivals(place, in_trade, np.array([False, False]), RULE) == 0.0
