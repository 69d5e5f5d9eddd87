"""Set-ups other than those of the table, against what theory gives for them, worked out here on its own."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import expit
from scipy.stats import binom, norm, poisson

from coopparo_sim import verification
from coopparo_sim.kernel.csr import Ties
from coopparo_sim.verification import (
    cascade,
    cascade_window,
    contribution_decay,
    diffusion,
    founding_month,
    giant_component,
    gini,
    granovetter,
    logit_share,
    membership_balance,
    paired_runs,
    provision_point,
    ring_contagion,
    small_world,
    trust_consensus,
    two_places,
)


def rng(number: int = 0) -> np.random.Generator:
    return np.random.default_rng(2024 + number)


@pytest.mark.parametrize(
    ("thresholds", "adopters", "rounds"),
    [
        ([], 0, 0),
        ([1, 1], 0, 0),
        ([0], 1, 1),
        ([0, 0, 2, 2, 9], 4, 2),
        ([-1, 1, 1, 3], 4, 3),
        ([0, 3, 3, 3, 3], 1, 1),
        ([0, 0.5, 1.5, 2.5], 4, 4),
    ],
)
def test_a_crowd_joins_as_far_as_its_thresholds_carry_it(thresholds: list[float], adopters: int, rounds: int) -> None:
    assert granovetter(thresholds=thresholds) == (adopters, rounds)


@pytest.mark.parametrize("n", [3, 7, 10, 49, 1000])
def test_a_ladder_of_thresholds_is_climbed_to_the_top_at_any_size(n: int) -> None:
    assert granovetter(list(range(n))) == (n, n)


def _first_fixed_point(mean: float, sd: float, seeds: float) -> float:
    share = seeds
    for _ in range(20_000):
        share = seeds + (1 - seeds) * norm.cdf(share, mean, sd)
    return share


@pytest.mark.parametrize(("mean", "sd", "seeds"), [(0.3, 0.1, 0.0), (0.25, 0.2, 0.0), (0.4, 0.15, 0.1), (0.5, 0.1, 0.3)])
def test_a_cascade_among_all_stops_where_thresholds_and_share_meet(mean: float, sd: float, seeds: float) -> None:
    reached = cascade(n=100_000, mean_degree=0, threshold_mean=mean, threshold_sd=sd, seed_share=seeds, complete=True, rng=rng())
    assert reached == pytest.approx(_first_fixed_point(mean, sd, seeds), abs=0.004)


def _gleeson_cahalane(z: float, threshold: float, seeds: float) -> float:
    """Final share on a Poisson network where all have one threshold: the recursion of Gleeson & Cahalane 2007."""
    degrees = np.arange(0, 60)
    weight = poisson.pmf(degrees, z)

    def after(q: float, tied: int) -> float:
        needed = np.ceil(threshold * (degrees + tied) - 1e-12)
        joins = np.where(degrees + tied > 0, binom.sf(needed - 1, degrees, q), 0.0)
        return float(seeds + (1 - seeds) * (weight @ joins))

    q = seeds
    for _ in range(300):
        q = after(q, 1)
    return after(q, 0)


@pytest.mark.parametrize(("z", "threshold", "seeds"), [(6, 0.18, 0.03), (3, 0.25, 0.02), (8, 0.25, 0.05), (5, 0.2, 0.01)])
def test_a_cascade_on_a_network_follows_the_recursion_of_gleeson_and_cahalane(z: float, threshold: float, seeds: float) -> None:
    runs = [
        cascade(n=20_000, mean_degree=z, threshold_mean=threshold, threshold_sd=0.0, seed_share=seeds, complete=False, rng=rng(i))
        for i in range(5)
    ]
    assert np.mean(runs) == pytest.approx(_gleeson_cahalane(z, threshold, seeds), abs=0.008)


@pytest.mark.parametrize(("threshold", "most"), [(0.18, 5), (0.25, 4), (0.1, 10), (0.2, 5), (0.05, 20), (0.125, 8), (0.15, 6)])
def test_the_window_of_cascades_solves_the_condition_of_watts_at_both_ends(threshold: float, most: int) -> None:
    window = cascade_window(threshold=threshold)
    assert window is not None
    assert all(z * poisson.cdf(most - 2, z) == pytest.approx(1, abs=1e-6) for z in window)
    assert window[0] < window[1]


@pytest.mark.parametrize("threshold", [0.26, 1 / 3, 0.5, 0.9, 2.0])
def test_high_thresholds_leave_no_window(threshold: float) -> None:
    assert cascade_window(threshold=threshold) is None


def test_a_window_without_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match=r"threshold\(=0\)"):
        cascade_window(0)


def test_a_network_without_mean_degree_is_refused() -> None:
    with pytest.raises(ValueError, match="mean_degree"):
        cascade(n=100)


@pytest.mark.parametrize(
    ("n", "neighbours", "threshold", "seeds", "adopters", "rounds"),
    [
        (100, 2, 2, 2, 100, 49), (101, 2, 2, 2, 101, 49), (60, 1, 1, 1, 60, 30), (60, 1, 2, 2, 2, 0), (90, 3, 3, 3, 90, 43),
        (90, 3, 4, 3, 3, 0), (60, 1, 2, [0, 2], 3, 1), (60, 2, 1, 1, 60, 15),
    ],
)  # fmt: skip
def test_on_a_ring_a_wave_moves_on_both_sides(
    n: int, neighbours: int, threshold: float, seeds: int | list[int], adopters: int, rounds: int
) -> None:
    assert ring_contagion(n=n, neighbours=neighbours, threshold=threshold, seeds=seeds) == (adopters, rounds)


@pytest.mark.parametrize(("p", "q"), [(0.01, 0.1), (0.005, 0.0), (0.0025, 0.06), (0.02, 0.3)])
def test_word_of_mouth_follows_the_difference_equation_of_bass(p: float, q: float) -> None:
    share, expected = 0.0, []
    for _ in range(48):
        share += (1 - share) * (p + q * share)
        expected.append(share)
    reached = diffusion(n=16_000, p=p, q=q, months=48, rng=rng(), runs=20)
    assert reached.shape == (48,)
    assert np.abs(reached - expected).max() < 0.006


def test_word_of_mouth_beyond_certainty_is_refused() -> None:
    with pytest.raises(ValueError, match="must be <= 1"):
        diffusion(n=10, p=0.6, q=0.6, months=1)


def _rest(a: float, g: float, low: float, high: float) -> float:
    return float(brentq(lambda s: expit(a + g * s) - s, low, high))


@pytest.mark.parametrize(
    ("a", "g", "start", "low", "high"),
    [
        (-3.5, 7, 0.2, 0, 0.3),
        (-3.5, 7, 0.8, 0.7, 1),
        (-1, 0, 0.5, 0, 1),
        (1, -4, 0.9, 0, 1),
        (-5, 9, 0.05, 0, 0.2),
        (-5, 9, 0.95, 0.8, 1),
    ],
)
def test_a_choice_that_follows_others_rests_at_the_fixed_point_of_its_basin(
    a: float, g: float, start: float, low: float, high: float
) -> None:
    reached = logit_share(n=16_000, a=a, g=g, start=start, months=200, rng=rng())
    assert reached == pytest.approx(_rest(a, g, low, high), abs=0.004)


@pytest.mark.parametrize(
    ("cross", "a", "g", "start"),
    [
        (0.0, -4, 7, (0.9, 0.05)),
        (0.05, -4, 8, (0.9, 0.05)),
        (0.05, -5, 10, (0.05, 0.9)),
        (0.3, -4, 8, (0.9, 0.05)),
        (1.0, -3, 5, (0.2, 0.1)),
    ],
)
def test_two_places_rest_at_their_joint_fixed_point(cross: float, a: float, g: float, start: tuple[float, float]) -> None:
    x, y = start
    for _ in range(5000):
        x, y = expit(a + g * ((1 - cross) * x + cross * y)), expit(a + g * ((1 - cross) * y + cross * x))
    reached = two_places(n=16_000, cross_share=cross, a=a, g=g, start=start, months=200, rng=rng())
    assert reached == pytest.approx((x, y), abs=0.01)


@pytest.mark.parametrize("z", [0.5, 1.2, 2.5, 6.0])
def test_the_giant_group_has_the_size_that_theory_gives(z: float) -> None:
    expected = brentq(lambda s: s - 1 + np.exp(-z * s), 1e-6, 1) if z > 1 else 0.0
    assert giant_component(n=100_000, mean_degree=z, rng=rng()) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("n", "price", "needed"), [(50, 40, 28), (200, 10, 185), (20, 75, 8), (10, 20, 11)])
def test_with_money_back_those_pledge_to_whom_it_is_worth_the_price(n: int, price: float, needed: int) -> None:
    expected = binom.sf(needed - 1, n, 1 - price / 100)
    reached, belief = provision_point(n=n, price=price, needed=needed, refund=True, belief=0.3, runs=20_000, rng=rng())
    assert reached == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / 20_000) + 1e-9)
    assert belief == reached


@pytest.mark.parametrize(
    ("n", "price", "needed", "belief"),
    [(100, 20, 70, 0.95), (100, 20, 70, 0.5), (60, 30, 35, 1.0), (60, 30, 35, 0.0), (40, 50, 22, 1.0)],
)
def test_without_money_back_belief_comes_to_rest_where_it_is_confirmed(n: int, price: float, needed: int, belief: float) -> None:
    expected = belief
    for _ in range(5000):
        expected = binom.sf(needed - 1, n, max(0.0, 1 - price / 100 / max(expected, 1e-12)))
    reached, held = provision_point(n=n, price=price, needed=needed, refund=False, belief=belief, runs=20_000, rng=rng())
    assert reached == pytest.approx(expected, abs=0.01)
    assert held == reached


def test_money_back_never_lowers_the_chance_of_success() -> None:
    chances = [
        provision_point(n=60, price=30, needed=35, refund=refund, belief=0.9, runs=2000, rng=rng())[0] for refund in (True, False)
    ]
    assert chances[0] > chances[1]


@pytest.mark.parametrize(("n", "hazard", "needed"), [(2000, 0.005, 60), (500, 0.05, 250), (100, 0.2, 1)])
def test_the_month_of_founding_is_an_order_statistic(n: int, hazard: float, needed: int) -> None:
    months = founding_month(n=n, hazard=hazard, needed=needed, runs=2000, rng=rng())
    assert months.shape == (2000,)
    within = np.arange(0, 200)
    by_then = binom.sf(needed - 1, n, 1 - (1 - hazard) ** within)
    median = int(within[by_then >= 0.5][0])
    share = by_then[median]
    assert (months <= median).mean() == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 2000) + 1e-9)
    assert months.mean() == pytest.approx((1 - by_then).sum(), abs=4 * months.std() / np.sqrt(2000) + 1e-9)


@pytest.mark.parametrize(("hazard", "needed"), [(0.1, 11), (0.0, 1)])
def test_a_target_that_cannot_be_reached_is_refused(hazard: float, needed: int) -> None:
    with pytest.raises(ValueError, match="needed"):
        founding_month(n=10, hazard=hazard, needed=needed, runs=1)


@pytest.mark.parametrize(("join", "leave"), [(0.05, 0.01), (0.002, 0.0), (0.2, 0.3)])
def test_members_settle_between_joining_and_leaving(join: float, leave: float) -> None:
    months = np.arange(1, 37)
    expected = join / (join + leave) * (1 - (1 - join - leave) ** months)
    reached = membership_balance(n=16_000, join=join, leave=leave, months=36, rng=rng())
    assert np.abs(reached - expected).max() < 0.004


@pytest.mark.parametrize(
    ("share", "slope", "adjust", "start"), [(0.6, 0.75, 0.4, 8), (0.5, 1.0, 1.0, 20), (1.0, 0.9, 0.0, 5), (0.3, 0.5, 0.5, 40)]
)
def test_giving_decays_by_the_same_factor_every_month(share: float, slope: float, adjust: float, start: float) -> None:
    factor = 1 - adjust + adjust * share * slope
    expected = share * slope * start * factor ** np.arange(10)
    reached = contribution_decay(share=share, slope=slope, adjust=adjust, start=start, months=10)
    assert reached == pytest.approx(expected, abs=1e-9)


def test_trust_settles_at_the_mean_weighted_by_strength_of_ties() -> None:
    ties = Ties.from_pairs(4, np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([3.0, 1.0, 2.0]))
    start = np.array([0.9, 0.1, 0.4, 0.2])
    expected = (3 * 0.9 + 4 * 0.1 + 3 * 0.4 + 2 * 0.2) / 12
    assert trust_consensus(ties, start, averaging=0.3, months=5000) == pytest.approx(np.full(4, expected), abs=1e-9)


@pytest.mark.parametrize(("k", "rewiring"), [(4, 0.0), (6, 0.2), (12, 0.05), (8, 0.5)])
def test_clustering_falls_with_the_cube_of_ties_that_stay(k: int, rewiring: float) -> None:
    expected = 3 * (k - 2) / (4 * (k - 1)) * (1 - rewiring) ** 3
    assert small_world(n=20_000, k=k, rewiring=rewiring, rng=rng()) == pytest.approx(expected, abs=0.02)


def test_inequality_of_known_distributions_is_found() -> None:
    assert gini(rng().exponential(size=200_000)) == pytest.approx(0.5, abs=0.005)
    assert gini([0.0, 0.0, 0.0, 1.0]) == pytest.approx(0.75)


def test_common_luck_makes_the_difference_of_two_plans_steadier() -> None:
    paired, independent = paired_runs(outcome="trust_mean", futures=6, seed=3)
    assert 0 < paired < independent


def test_every_case_can_be_had_from_the_front_of_the_room() -> None:
    assert all(callable(getattr(verification, name)) for name in verification.__all__)
    assert dir(verification) == verification.__all__
    with pytest.raises(AttributeError, match="'forecast'"):
        _ = verification.forecast


def test_without_a_generator_a_case_gives_the_same_number_every_time() -> None:
    assert giant_component(2000, 2.0) == giant_component(2000, 2.0)
