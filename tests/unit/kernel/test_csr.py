from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopparo_sim.kernel.csr import Ties, row_sums, ties_of

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from([0.5, 1.0, 2.0, 3.0])), max_size=40)


def ties(*pairs: tuple[int, int, float], n: int = 3) -> Ties:
    first, second = (np.array([p[i] for p in pairs], dtype=np.int32) for i in (0, 1))
    return Ties.from_pairs(n, first, second, np.array([p[2] for p in pairs], dtype=np.float64))


def test_a_pair_named_twice_is_one_tie_with_the_greatest_strength() -> None:
    t = ties((0, 1, 1), (1, 0, 3), (0, 1, 2), (1, 2, 1))
    assert t.indices.tolist() == [1, 0, 2, 1]
    assert t.strength.tolist() == [3, 3, 1, 1]
    assert t.degree.tolist() == [1, 2, 1]


def test_nobody_is_tied_to_oneself() -> None:
    assert ties((1, 1, 2), (0, 2, 1)).degree.tolist() == [1, 0, 1]


def test_without_strengths_every_tie_counts_one() -> None:
    t = Ties.from_pairs(3, np.array([0], dtype=np.int32), np.array([2], dtype=np.int32))
    assert t.total_strength.tolist() == [1, 0, 1]


def test_a_town_without_ties_is_allowed() -> None:
    t = ties(n=3)
    assert t.n == 3 and t.degree.tolist() == [0, 0, 0]
    assert t.mean(np.ones(3)).tolist() == [0, 0, 0]


@given(PAIRS)
def test_ties_are_those_of_a_plain_dictionary(pairs: list[tuple[int, int, float]]) -> None:
    expected: dict[tuple[int, int], float] = {}
    for one, other, strength in pairs:
        for key in ((one, other), (other, one)) if one != other else ():
            expected[key] = max(strength, expected.get(key, 0))
    t = ties(*pairs, n=7)
    row = np.repeat(np.arange(7), t.degree)
    found = dict(zip(zip(row.tolist(), t.indices.tolist(), strict=True), t.strength.tolist(), strict=True))
    assert found == expected
    assert list(found) == sorted(expected)


def test_the_mean_over_ties_is_weighted_by_strength() -> None:
    t = ties((0, 1, 3), (0, 2, 1))
    assert t.mean(np.array([0.0, 1.0, 0.0])).tolist() == [0.75, 0, 0]


def test_spreading_strength_reaches_the_other_ends_and_can_be_taken_back() -> None:
    t, total = ties((0, 1, 3), (0, 2, 1), (1, 2, 2)), np.zeros(3)
    t.spread_strength(np.array([0, 1], dtype=np.int32), total)
    assert total.tolist() == [3, 3, 3]
    t.spread_strength(np.array([0, 1], dtype=np.int32), total, -1)
    assert total.tolist() == [0, 0, 0]


def test_sums_of_empty_rows_are_zero() -> None:
    assert row_sums(np.array([1.0, 2.0]), np.array([0, 0, 2, 2], dtype=np.int32)).tolist() == [0, 3, 0]


def test_positions_of_the_ties_of_some_people_follow_each_other() -> None:
    assert ties_of(np.array([2, 0], dtype=np.int32), np.array([0, 2, 2, 5], dtype=np.int32)).tolist() == [2, 3, 4, 0, 1]


def test_too_many_people_for_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="must fit in 63 bits"):
        Ties.from_pairs(2**32, np.array([0], dtype=np.int64), np.array([1], dtype=np.int64))


@given(PAIRS, st.lists(st.integers(0, 6), unique=True))
def test_summing_from_a_few_is_summing_from_all_with_nothing_for_the_others(
    pairs: list[tuple[int, int, float]], who: list[int]
) -> None:
    t, some = ties(*pairs, n=7), np.array(who, dtype=np.int64)
    values = np.zeros(7)
    values[some] = some + 0.5
    assert t.sum_from(some, values[some]) == pytest.approx(t.sum(values))


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_ties_laid_a_few_at_a_time_are_those_laid_all_at_once(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    rng = np.random.default_rng(5)
    first, second, strength = rng.integers(0, 9, 60), rng.integers(0, 9, 60), rng.integers(1, 4, 60).astype(np.float32)
    whole = Ties.from_pairs(9, first, second, strength)
    monkeypatch.setattr("coopparo_sim.kernel.csr._TIES_AT_ONCE", at_once)
    parts = Ties.from_pairs(9, first, second, strength)
    for name in ("indptr", "indices", "strength"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))


@pytest.mark.parametrize("at_once", [1, 4, 50])
def test_a_sum_along_the_ties_of_a_few_people_at_a_time_is_the_same_to_the_last_bit(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    rng = np.random.default_rng(6)
    ties = Ties.from_pairs(50, rng.integers(0, 50, 300), rng.integers(0, 50, 300), rng.random(300).astype(np.float32))
    values = rng.random(50)
    whole = ties.sum(values)
    monkeypatch.setattr("coopparo_sim.kernel.csr._PEOPLE_AT_ONCE", at_once)
    assert ties.sum(values).tolist() == whole.tolist()
