from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coopparo_sim.presentation.behaviour_readings import chance_of, clear_influences, rank_correlation
from coopparo_sim.record.ensemble import Ensemble
from tests.unit.presentation.ensembles import make_ensemble


def with_behaviour(trust_matters: bool, n: int = 400) -> Ensemble:
    """Draw two declared numbers a hundred times; the first decides about the founding, or neither does."""
    made, rng = make_ensemble(n), np.random.default_rng(3)
    draws = n // 4
    trust, benefit = (np.repeat(rng.uniform(0.5, 2.5, draws), 4) for _ in range(2))
    born = trust > 1.5 if trust_matters else rng.random(n) < 0.5
    columns = {"behaviour.joining.trust": trust, "behaviour.joining.benefit": benefit, "founded": born.astype(float)}
    return replace(made, futures=made.futures.assign(**columns))


def test_a_number_that_decides_is_named_with_how_often_it_is_founded_at_both_ends() -> None:
    (found,) = clear_influences(with_behaviour(trust_matters=True))
    assert found.declared.name == "behaviour.joining.trust"
    assert (found.low_share, found.high_share) == (0.0, 1.0)
    assert 0.5 < found.low_value < 1.2 and 1.8 < found.high_value < 2.5


def test_nothing_is_named_where_chance_explains_all() -> None:
    assert clear_influences(with_behaviour(trust_matters=False)) == []


def test_few_draws_one_outcome_or_fixed_behaviour_say_nothing() -> None:
    assert clear_influences(with_behaviour(trust_matters=True, n=40)) == []
    always = with_behaviour(trust_matters=True)
    assert clear_influences(replace(always, futures=always.futures.assign(founded=1.0))) == []
    assert clear_influences(make_ensemble()) == []


def test_rank_correlation_looks_at_order_only() -> None:
    assert rank_correlation(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 10.0, 100.0, 1e6])) == 1.0
    assert rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0])) == -1.0
    # Ranks 1 2 3 4 5 and 2 1 4 3 5 differ by 1 1 1 1 0: 1 - 6 * 4 / (5 * 24) = 0.8.
    assert rank_correlation(np.arange(5.0), np.array([2.0, 1.0, 4.0, 3.0, 5.0])) == pytest.approx(0.8)


def test_chance_is_that_of_students_t() -> None:
    # r = .632 of 10 pairs is the tabled two-sided 5 % point.
    assert chance_of(0.632, 10) == pytest.approx(0.05, abs=5e-4)
    assert chance_of(0.0, 10) == pytest.approx(1.0)
    assert chance_of(-1.0, 10) == 0.0
