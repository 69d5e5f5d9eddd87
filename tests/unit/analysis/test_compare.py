"""Comparisons of two plans against answers that are known."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coopparo_sim.analysis.compare import Difference, compare_ensembles, comparison_json, difference_of, verdict_of
from coopparo_sim.record.indicators import BY_NAME
from tests.unit.analysis.conftest import Make

NAN = float("nan")
FOUNDED = BY_NAME["founded"]
YES_OR_NO = {name for name, indicator in BY_NAME.items() if indicator.kind == "yes_no"}
PROMOTERS = BY_NAME["promoters"]
DRAWS = np.repeat(np.arange(10), 4)


def _differing(name: str, gap: list[float]) -> Difference:
    """Compare with a plan that gives 0, one value a draw."""
    draws = np.arange(len(gap))
    return difference_of(BY_NAME[name], np.array(gap, dtype=float), np.zeros(len(gap)), draws)


def test_the_interval_is_the_paired_t_interval_of_the_means_of_the_draws() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(5, 2, 40), rng.normal(4, 2, 40)
    found = difference_of(PROMOTERS, a, b, DRAWS)
    means = (a - b).reshape(10, 4).mean(axis=1)
    known = stats.ttest_1samp(means, 0).confidence_interval(0.95)
    assert found.difference == pytest.approx((a - b).mean())
    assert (found.low, found.high) == pytest.approx((known.low, known.high))


def test_where_nothing_is_drawn_the_future_is_the_unit() -> None:
    rng = np.random.default_rng(4)
    a, b = rng.normal(5, 2, 12), rng.normal(4, 2, 12)
    found = difference_of(PROMOTERS, a, b, np.arange(12), "none")
    known = stats.ttest_rel(a, b).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((known.low, known.high))


def test_futures_that_all_agree_do_not_make_sure_that_the_next_will() -> None:
    # 10 draws of 4 and two pseudo-units: variance of the mean 12 / 11 * 1 / 12^2, t of 11 degrees of freedom 2.201
    found = difference_of(FOUNDED, np.ones(40), np.ones(40), DRAWS)
    half = 2.200985 * (12 / 11 / 144) ** 0.5
    assert (found.difference, found.low, found.high) == (0, pytest.approx(-half), pytest.approx(half))
    few = difference_of(FOUNDED, np.ones(8), np.ones(8), DRAWS[:8])
    assert few.high is not None and few.high > half


def test_how_often_can_differ_by_all_at_most() -> None:
    found = difference_of(FOUNDED, np.ones(8), np.zeros(8), DRAWS[:8])
    assert (found.difference, found.high) == (1, 1)
    assert found.low is not None and -1 < found.low < 1
    shares = difference_of(BY_NAME["aware_share"], np.array([1.0, 1, 0, 0]), np.array([0.0, 0, 1, 0]), np.array([0, 0, 1, 1]))
    assert (shares.low, shares.high) == (-1, 1)


@given(st.lists(st.integers(-1, 1), min_size=2, max_size=60))
def test_the_interval_of_how_often_holds_the_difference_and_stays_within_what_can_be(gap: list[int]) -> None:
    a, b = np.maximum(gap, 0).astype(float), np.maximum(-np.array(gap), 0).astype(float)
    found = difference_of(FOUNDED, a, b, np.arange(len(gap)) // 2 + (np.arange(len(gap)) == len(gap) - 1))
    if found.low is not None and found.high is not None:
        assert -1 <= found.low <= float(np.mean(gap)) <= found.high <= 1
        assert found.low < found.high


def test_where_behaviour_is_not_drawn_there_are_no_draws_to_win() -> None:
    found = difference_of(PROMOTERS, np.arange(12.0) + 2, np.arange(12.0), np.arange(12), "none")
    assert (found.a_beats_b, found.b_beats_a, found.tied, found.verdict) == (None, None, None, "a_better")


def test_the_variance_reduction_is_that_of_pairing() -> None:
    rng = np.random.default_rng(6)
    luck = rng.normal(0, 3, 40)
    a, b = luck + 1 + rng.normal(0, 1, 40), luck + rng.normal(0, 1, 40)
    found = difference_of(PROMOTERS, a, b, DRAWS)
    assert found.variance_reduction == pytest.approx((a.var(ddof=1) + b.var(ddof=1)) / (a - b).var(ddof=1))
    assert found.variance_reduction is not None
    assert found.variance_reduction > 3


def test_draws_are_won_by_their_mean() -> None:
    a = np.array([3.0, -1, 0, 0, 1, -1, -1, -1])
    found = difference_of(PROMOTERS, a, np.zeros(8), np.repeat([0, 1, 2, 3], 2))
    assert (found.a_beats_b, found.b_beats_a, found.tied) == (0.25, 0.25, 0.5)


def test_less_is_better_where_the_indicator_says_so() -> None:
    found = _differing("engagement_cost_eur", [-5.0, -4, -6, -5, -5])
    assert (found.a_beats_b, found.verdict) == (1, "a_better")


def test_where_neither_is_better_the_verdict_only_says_which_has_more() -> None:
    assert _differing("loans_eur", [5.0, 4, 6, 5, 5]).verdict == "a_more"
    assert _differing("loans_eur", [-5.0, -4, -6, -5, -5]).verdict == "b_more"


def test_a_clear_mean_that_hangs_on_few_draws_is_no_clear_difference() -> None:
    # 7 draws of 10 won by much, 3 lost by little: the interval leaves 0 out, but 7 is under 8 of 10.
    found = _differing("promoters", [10.0, 10, 10, 10, 10, 10, 10, -1, -1, -1])
    assert found.low is not None
    assert found.low > 0
    assert found.verdict == "no_clear_difference"


def test_draws_that_come_out_the_same_do_not_stand_against_the_better_plan() -> None:
    found = _differing("promoters", [1.0] * 9 + [0.0] * 11)
    assert (found.a_beats_b, found.tied) == (0.45, 0.55)
    assert found.verdict == "a_better"


def test_winning_most_draws_within_the_interval_of_chance_is_no_clear_difference() -> None:
    found = _differing("promoters", [1.0, 1, 1, 1, -3])
    assert found.a_beats_b == 0.8
    assert found.verdict == "no_clear_difference"


def test_four_of_five_decided_draws_are_enough_and_fewer_are_not() -> None:
    assert verdict_of(0.1, 0.5, wins=0.4, losses=0.1) == "a_better"
    assert verdict_of(0.1, 0.5, wins=0.39, losses=0.1) == "no_clear_difference"
    assert verdict_of(-0.5, -0.1, wins=0.1, losses=0.4) == "b_better"


def test_a_mean_that_points_against_most_draws_makes_nobody_better() -> None:
    assert verdict_of(0.1, 0.5, wins=0.1, losses=0.9) == "no_clear_difference"


def test_one_draw_alone_proves_nothing() -> None:
    found = difference_of(PROMOTERS, np.ones(4), np.zeros(4), np.zeros(4, dtype=int))
    assert (found.low, found.high, found.verdict) == (None, None, "no_clear_difference")


def test_the_same_difference_everywhere_is_clear() -> None:
    found = _differing("promoters", [2.0] * 6)
    assert (found.low, found.high, found.variance_reduction, found.verdict) == (2, 2, None, "a_better")


def test_a_plan_compared_with_itself_differs_in_nothing(make: Make) -> None:
    plan = make([0, 1, 1, 0, 1, 1, 0, 0], promoters=[1.0, 2, 3, 4, 5, 6, 7, 8], members_upper=[0.0] * 8)
    comparison = compare_ensembles(plan, plan)
    for found in (*comparison.outcomes.values(), *comparison.members_by_place.values()):
        assert (found.difference, found.tied) == (0, 1)
        assert found.low is not None and found.high is not None and found.low == pytest.approx(-found.high)
        assert found.name in YES_OR_NO or found.high == 0
        assert found.verdict == "no_clear_difference"
        assert found.variance_reduction is None


def test_only_futures_in_which_both_exist_are_paired(make: Make) -> None:
    a = make([1, 1, 0, 1], month_founded=[10.0, 12, NAN, 20])
    b = make([1, 0, 1, 1], month_founded=[8.0, NAN, 9, 10])
    found = compare_ensembles(a, b).outcomes["month_founded"]
    assert (found.n, found.a, found.b, found.difference) == (2, 15, 9, 6)


def test_an_interrupted_run_is_compared_over_the_futures_of_both(make: Make) -> None:
    comparison = compare_ensembles(make([1, 0, 1, 0, 1, 1]), make([1, 1, 1, 0]))
    assert comparison.pairs == 4
    assert comparison.outcomes["founded"].difference == -0.25


def test_an_outcome_that_never_exists_on_both_sides_has_no_numbers(make: Make) -> None:
    found = compare_ensembles(make([1], month_founded=[3.0]), make([0], month_founded=[NAN])).outcomes["month_founded"]
    assert (found.n, found.difference, found.a_beats_b, found.verdict) == (0, None, None, "no_clear_difference")


@pytest.mark.parametrize("other", [{"seed": 2}, {"uncertainty": "none"}], ids=str)
def test_runs_on_different_luck_are_not_compared(make: Make, other: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(other))):
        compare_ensembles(make([1, 0]), make([1, 0], **other))


@pytest.mark.parametrize(("language", "words"), [("it", "Nessuna differenza chiara"), ("en", "No clear difference")])
def test_the_verdict_is_said_in_words(make: Make, language: str, words: str) -> None:
    data = json.loads(json.dumps(comparison_json(compare_ensembles(make([1, 0]), make([0, 1])), language), allow_nan=False))
    assert data["verdict"]["code"] == "no_clear_difference"
    assert data["verdict"]["words"].startswith(words)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=8, max_size=40))
def test_swapping_the_plans_swaps_the_answer(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    draws = np.arange(len(pairs)) // 4
    there, back = difference_of(PROMOTERS, a, b, draws), difference_of(PROMOTERS, b, a, draws)
    swapped = {"a_better": "b_better", "b_better": "a_better", "no_clear_difference": "no_clear_difference"}
    assert there.difference == pytest.approx(-(back.difference or 0))
    assert (there.a_beats_b, there.b_beats_a) == (back.b_beats_a, back.a_beats_b)
    assert there.verdict == swapped[back.verdict]
    assert there.low == pytest.approx(-(back.high or 0))
