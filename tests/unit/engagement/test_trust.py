"""Three citizens in a row, one knows two, trust and listen to each other."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.engagement.trust import Bools, Floats, TrustParameters, averaged_with_ties, toward_one, trust_at_start
from coopparo_sim.kernel.csr import Ties

ROW = Ties.from_pairs(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, 3.0]))
RULE = TrustParameters(averaging=0.5)


def averaged(trust: Floats, aware: Bools, ties: Ties, rule: TrustParameters) -> Floats:
    """One month, with the ties to those who know counted afresh."""
    return averaged_with_ties(trust, aware, ties.sum(aware.astype(np.float64)), ties, rule)


def test_trust_moves_part_of_the_way_to_full() -> None:
    assert toward_one(np.array([0.0, 0.5, 1.0]), 0.2) == pytest.approx([0.2, 0.6, 1.0])
    assert toward_one(np.array([0.0, 0.5, 1.0]), np.array([1.0, 0.0, 0.5])) == pytest.approx([1.0, 0.5, 1.0])


def test_each_moves_toward_the_mean_of_ties_weighted_by_their_strength() -> None:
    # the middle one sees (1 * 0 + 3 * 1) / 4 = .75, both others see .4
    moved = averaged(np.array([0.0, 0.4, 1.0]), np.ones(3, dtype=bool), ROW, RULE)
    assert moved == pytest.approx([0.2, 0.575, 0.7])


def test_only_those_who_know_of_the_idea_listen_and_are_listened_to() -> None:
    moved = averaged(np.array([0.0, 0.4, 1.0]), np.array([True, True, False]), ROW, RULE)
    assert moved == pytest.approx([0.2, 0.2, 1.0])


def test_one_whose_ties_know_nothing_keeps_his_trust() -> None:
    moved = averaged(np.array([0.3, 0.4, 1.0]), np.array([True, False, True]), ROW, RULE)
    assert moved == pytest.approx([0.3, 0.4, 1.0])


def test_all_move_at_once_from_the_old_state() -> None:
    pair = Ties.from_pairs(2, np.array([0]), np.array([1]))
    full = TrustParameters(averaging=1.0)
    assert averaged(np.array([0.1, 0.9]), np.ones(2, dtype=bool), pair, full) == pytest.approx([0.9, 0.1])


def test_trust_at_the_start_has_the_declared_mean_raised_by_the_municipality() -> None:
    rule = TrustParameters(start_mean=0.4, start_concentration=6.0, municipal_support=0.06)
    without, with_full = (trust_at_start(s, rule, np.random.default_rng(1), 50_000) for s in (0.0, 1.0))
    assert without.mean() == pytest.approx(0.4, abs=0.005)
    assert with_full.mean() == pytest.approx(0.46, abs=0.005)
    assert without.var() == pytest.approx(0.4 * 0.6 / 7, rel=0.03)


def test_municipal_support_changes_trust_and_not_luck() -> None:
    rule = TrustParameters(start_mean=0.4, municipal_support=0.06)
    without, with_half = (trust_at_start(s, rule, np.random.default_rng(1), 3) for s in (0.0, 0.5))
    assert with_half == pytest.approx(without + 0.05 * (1 - without))


def test_trust_at_the_start_never_exceeds_what_can_be() -> None:
    most = TrustParameters(start_mean=0.9, municipal_support=0.5)
    assert trust_at_start(1.0, most, np.random.default_rng(1), 100) == pytest.approx(np.ones(100))
