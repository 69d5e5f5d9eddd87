"""Between the points of the grid the page mixes what lies around."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.live.blending import blended, corners
from coopparo_sim.live.grid import Grid
from coopparo_sim.live.levers import Choice, Lever
from coopparo_sim.live.readings import Layout, layout_of
from coopparo_sim.live.trial import _measured

SEAT = Lever("seat", {}, choices=(Choice("a", {}, {}), Choice("b", {}, {})))
PRICE = Lever("price", {}, parameter="price", levels=(100.0, 0.0, 40.0), start=40.0)
DEADLINE = Lever("deadline", {}, parameter="deadline", levels=(4.0, 8.0), start=4.0)
GRID = Grid((SEAT, PRICE, DEADLINE), (2, 3, 2))
LAYOUT = layout_of(2, ["here"], ["care"])


def rows(layout: Layout = LAYOUT) -> np.ndarray:
    """Give rows of nothing but zeros, one a point."""
    return np.zeros((GRID.points, layout.width))


def at(seat: str, price: float, deadline: float) -> dict[str, object]:
    return {"seat": seat, "price": price, "deadline": deadline}


def test_at_a_point_only_that_point_counts() -> None:
    assert corners(GRID, at("b", 40.0, 8.0)) == [(1 * 6 + 1 * 2 + 1, 1.0)]


def test_between_levels_the_nearer_one_weighs_more() -> None:
    assert corners(GRID, at("a", 10.0, 4.0)) == [(0, 0.75), (2, 0.25)]
    assert dict(corners(GRID, at("a", 70.0, 5.0))) == pytest.approx({2: 0.375, 3: 0.125, 4: 0.375, 5: 0.125})


def test_beyond_the_ends_the_ends_are_taken() -> None:
    assert corners(GRID, at("a", 500.0, -3.0)) == [(4, 1.0)]


@given(st.floats(0, 100), st.floats(4, 8))
def test_weights_add_up_to_one_and_give_back_straight_lines(price: float, deadline: float) -> None:
    around = corners(GRID, at("a", price, deadline))
    prices, deadlines = [0.0, 40.0, 100.0], [4.0, 8.0]
    assert sum(weight for _, weight in around) == pytest.approx(1)
    assert sum(w * prices[p // 2] for p, w in around) == pytest.approx(price)
    assert sum(w * deadlines[p % 2] for p, w in around) == pytest.approx(deadline)


def test_members_count_by_how_often_the_cooperative_is_founded_there() -> None:
    found, ends, members = rows(), LAYOUT.block("ends").start, LAYOUT.block("members").start
    found[0, [ends, members]] = 0.9, 10.0
    found[2, [ends, members]] = 0.1, 50.0
    mixed = blended(found, LAYOUT, [(0, 0.5), (2, 0.5)])
    assert mixed[ends] == pytest.approx(0.5)
    assert mixed[members] == pytest.approx(0.9 * 10 + 0.1 * 50)


def test_where_nothing_is_ever_founded_nothing_breaks() -> None:
    assert np.isfinite(blended(rows(), LAYOUT, [(0, 0.5), (2, 0.5)])).all()


def test_single_futures_are_those_of_the_nearest_point() -> None:
    found, single = rows(), LAYOUT.block("singles").start
    found[0, single], found[2, single] = 5.0, 7.0
    assert blended(found, LAYOUT, [(0, 0.4), (2, 0.6)])[single] == 7.0


def test_errors_are_told_in_futures_out_of_ten() -> None:
    page, same, other = (np.zeros((2, LAYOUT.width)) for _ in range(3))
    page[:, 0], same[:, 0], other[:, 0] = 0.5, [0.6, 0.5], [0.5, 0.9]
    trial = _measured(page, same, other, LAYOUT, runs=80)
    assert (trial.plans, trial.runs) == (2, 80)
    assert (trial.interpolation, trial.luck, trial.total) == pytest.approx((0.5, 2.5, 2.0))
    assert trial.interpolation_most == pytest.approx(0.9)


def test_members_are_compared_only_where_both_are_founded() -> None:
    page, same = np.zeros((2, LAYOUT.width)), np.zeros((2, LAYOUT.width))
    middle = LAYOUT.block("members").start + 5
    page[:, 0], page[:, middle] = 0.5, 40.0
    same[0, 0], same[0, middle] = 0.5, 43.0
    assert _measured(page, same, same, LAYOUT, runs=2).members == pytest.approx(3)
