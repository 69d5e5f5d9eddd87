"""Indices with known values, choices whose worth is known, and futures that are enough by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.analysis.robustness import choice_table, choices_of, first_shares, makes_a_difference, where_it_works
from coopparo_sim.analysis.sensitivity import NotAnalysable, futures_needed, sensitivity
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.design import Design, Factor, Option
from coopparo_sim.sweeps.points import design_points
from coopparo_sim.sweeps.results import SweepResults

MEMBERS = "members_month_36"
ISHIGAMI_FIRST, ISHIGAMI_TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
"""With a = 7 and b = 0.1: Ishigami & Homma 1990."""


def results_of(design: Design, runs: pd.DataFrame) -> SweepResults:
    return SweepResults(Path(), {"runs": len(runs)}, design, design_points(design), runs, pd.DataFrame())


def ranges(n: int, low: float, high: float) -> tuple[Factor, ...]:
    names = ("behaviour.joining.base", "behaviour.joining.norm", "behaviour.joining.trust")
    return tuple(Factor(name=name, role="uncertainty", low=low, high=high) for name in names[:n])


def sampled(kind: str, samples: int, factors: tuple[Factor, ...], values: object) -> SweepResults:
    design = Design(base={}, kind=kind, samples=samples, factors=factors, futures=1)  # type: ignore[arg-type]
    points = design_points(design)
    outcome = values(*(points[f.name].to_numpy() for f in factors))  # type: ignore[operator]
    return results_of(design, points.assign(future=0, draw=0, **{MEMBERS: outcome}))


def ishigami(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    return np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def test_sobol_indices_of_ishigamis_function_lie_within_their_intervals() -> None:
    table = sensitivity(sampled("sobol", 2048, ranges(3, -math.pi, math.pi), ishigami), MEMBERS).set_index("factor")
    for factor, first, total in zip(ranges(3, 0, 1), ISHIGAMI_FIRST, ISHIGAMI_TOTAL, strict=True):
        row = table.loc[factor.name]
        assert row["first_low"] - 0.01 <= first <= row["first_high"] + 0.01
        assert row["low"] - 0.01 <= total <= row["high"] + 0.01
        assert row["high"] - row["low"] < 0.2


def test_morris_effects_of_a_straight_line_are_its_slopes_over_the_range() -> None:
    table = sensitivity(sampled("morris", 10, ranges(3, 2, 4), lambda x, y, z: 3 * x - 5 * y + 0 * z), MEMBERS)
    assert table["factor"].tolist() == [f.name for f in (ranges(3, 0, 1)[1], ranges(3, 0, 1)[0], ranges(3, 0, 1)[2])]
    assert table["index"].tolist() == pytest.approx([10, 6, 0])
    assert table["mu"].tolist() == pytest.approx([-10, 6, 0])
    assert table["sigma"].tolist() == pytest.approx([0, 0, 0], abs=1e-9)


def test_delta_ranks_what_matters_first() -> None:
    table = sensitivity(sampled("lhs", 100, ranges(2, 0, 1), lambda x, y: x + 0.05 * y), MEMBERS)
    assert table["factor"][0] == "behaviour.joining.base"
    assert table["index"][0] > 3 * table["index"][1]


@pytest.mark.parametrize("spoil", ["constant", "missing"])
def test_an_outcome_that_is_missing_or_never_changes_has_no_indices(spoil: str) -> None:
    results = sampled("lhs", 20, ranges(2, 0, 1), lambda x, y: x + y)
    runs = results.runs.assign(**{MEMBERS: 1.0}) if spoil == "constant" else results.runs.iloc[1:]
    with pytest.raises(NotAnalysable):
        sensitivity(replace(results, runs=runs), MEMBERS)


def levers(name: str, *labels: str) -> Factor:
    return Factor(name=name, role="lever", options=tuple(Option(label=label, changes={}) for label in labels))


def two_levers(worth: dict[tuple[str, str], list[float]], outcome: str = MEMBERS) -> SweepResults:
    """Four choices with the given outcomes in futures 0-7, four to a draw of behaviour."""
    design = Design(base={}, factors=(levers("mix", "shop", "care"), levers("engagement", "none", "all")), futures=8)
    points = design_points(design)
    rows = [
        {**point, "future": future, "draw": future // 4, outcome: value}
        for point in points.to_dict("records")
        for future, value in enumerate(worth[point["mix"], point["engagement"]])
    ]
    return results_of(design, pd.DataFrame(rows))


WORTH = {
    ("shop", "none"): [10.0] * 4 + [20.0] * 4,
    ("shop", "all"): [30.0] * 4 + [10.0] * 4,
    ("care", "none"): [0.0] * 4 + [40.0] * 4,
    ("care", "all"): [10.0] * 4 + [10.0] * 4,
}


def test_regret_is_what_the_best_choice_of_each_state_would_have_given_more() -> None:
    choices = choices_of(two_levers(WORTH), MEMBERS)
    assert choices is not None
    table = choice_table(choices, MEMBERS).set_index("choice")
    assert table["mean"].to_dict() == {"shop · none": 15, "shop · all": 20, "care · none": 20, "care · all": 10}
    assert table["regret_mean"].to_dict() == {"shop · none": 20, "shop · all": 15, "care · none": 15, "care · all": 25}
    assert table["regret_worst"].to_dict() == {"shop · none": 20, "shop · all": 30, "care · none": 30, "care · all": 30}
    assert table["best_share"].to_dict() == {"shop · none": 0, "shop · all": 0.5, "care · none": 0.5, "care · all": 0}
    assert table["rank"].to_dict() == {"shop · none": 3, "shop · all": 1, "care · none": 1, "care · all": 4}
    assert table.loc["shop · all", "difference"] == 5


def test_good_enough_is_half_of_the_futures_of_a_state() -> None:
    worth = {key: [1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0] for key in WORTH}
    choices = choices_of(two_levers(worth, "founded"), "founded")
    assert choices is not None
    assert choice_table(choices, "founded")["satisficing"].tolist() == [0.5] * 4


def test_less_is_better_where_the_indicator_says_so() -> None:
    choices = choices_of(two_levers(WORTH, "unheard_share"), "unheard_share")
    assert choices is not None
    table = choice_table(choices, "unheard_share").set_index("choice")
    assert table["rank"].to_dict() == {"shop · none": 2, "shop · all": 3, "care · none": 3, "care · all": 1}
    assert table.loc["care · all", "regret_mean"] == 5


def test_where_it_works_has_a_cell_for_each_pair_in_the_order_of_the_design() -> None:
    choices = choices_of(two_levers(WORTH), MEMBERS)
    assert choices is not None
    where = where_it_works(choices, "mix", "engagement")
    assert where.index.tolist() == ["shop", "care"]
    assert where.columns.tolist() == ["none", "all"]
    assert where.to_numpy().tolist() == [[15, 20], [20, 10]]


def test_a_choice_that_wins_every_draw_is_first_in_every_resample_and_equals_share() -> None:
    draws = np.repeat(np.arange(5), 4)
    worth = np.column_stack([np.arange(20.0), np.arange(20.0) + 1, np.arange(20.0) + 1])
    assert first_shares(worth, draws).tolist() == [0.0, 0.5, 0.5]


def test_futures_needed_follow_from_the_spread_between_draws() -> None:
    needed = futures_needed(two_levers(WORTH), MEMBERS, half_width=5.0)
    spread = np.var([0, 40], ddof=1)
    assert needed["for_value"] == math.ceil(4 * spread * (1.959963984540054 / 5) ** 2)


def test_the_same_luck_needs_fewer_futures_for_a_difference() -> None:
    luck = np.random.default_rng(1).normal(50, 10, 8)
    worth = {key: list(np.repeat(luck[:2], 4) + 3 * n + 0.1 * luck) for n, key in enumerate(WORTH)}
    needed = futures_needed(two_levers(worth), MEMBERS, half_width=1.0)
    assert needed["for_difference"] < needed["for_difference_apart"] / 100


def test_a_box_of_conditions_finds_the_corner_where_it_works() -> None:
    pytest.importorskip("ema_workbench")
    from coopparo_sim.sweeps.discovery import discover_box

    results = sampled("lhs", 500, ranges(2, 0, 1), lambda x, y: ((x > 0.6) & (y < 0.5)).astype(float))
    box = discover_box(results, MEMBERS).set_index("name")
    assert box.loc["behaviour.joining.base", "low"] == pytest.approx(0.6, abs=0.05)
    assert box.loc["behaviour.joining.norm", "high"] == pytest.approx(0.5, abs=0.05)
    assert box["density"].iloc[0] > 0.95


def test_conditions_of_a_box_are_wide_enough_for_ends_between_the_values_seen() -> None:
    from coopparo_sim.sweeps.discovery import cases_of

    results = sampled("lhs", 40, ranges(2, 0, 1), lambda x, y: (x > 0.6).astype(float))
    results.runs["behaviour.joining.base"] = (results.runs["behaviour.joining.base"] * 100).astype("int64")
    results.runs["behaviour.joining.norm"] = results.runs["behaviour.joining.norm"].astype("float32")
    conditions, _, _ = cases_of(results, MEMBERS, 0.5)
    assert {str(kind) for kind in conditions.dtypes} == {"float64"}


def test_no_box_is_told_where_the_outcome_hangs_on_luck_alone() -> None:
    pytest.importorskip("ema_workbench")
    from coopparo_sim.sweeps.discovery import discover_box

    for seed in range(5):
        chance = np.random.default_rng(seed)
        names = [f"behaviour.unknown_{n}" for n in range(40)]
        draws = pd.DataFrame(chance.random((80, len(names))), columns=names)
        runs = draws.assign(point=0, future=range(80), draw=range(80), **{MEMBERS: (chance.random(80) < 0.4).astype(float)})
        results = SweepResults(Path(), {"runs": 80}, Design(base={}, factors=()), runs[["point"]].head(1), runs, pd.DataFrame())
        assert discover_box(results, MEMBERS).empty


@pytest.mark.parametrize(("kind", "samples", "alike"), [("morris", 6, 3), ("sobol", 4, 4), ("lhs", 12, 1)])
def test_points_that_share_values_by_design_are_one_unit(kind: str, samples: int, alike: int) -> None:
    from coopparo_sim.sweeps.discovery import cases_of

    results = sampled(kind, samples, ranges(2, 0, 1), lambda x, y: x + y)
    assert cases_of(results, MEMBERS, 0.5)[2].tolist() == [n // alike for n in range(samples * alike)]


def test_a_box_is_counted_in_the_draws_in_which_it_was_not_sought() -> None:
    pytest.importorskip("ema_workbench")
    from coopparo_sim.sweeps.discovery import discover_box

    results = sampled("lhs", 400, ranges(2, 0, 1), lambda x, y: (x > 0.5).astype(float))
    runs = results.runs
    other = runs["point"].mod(2).eq(1) & runs["behaviour.joining.base"].gt(0.75)
    runs.loc[other, MEMBERS] = 0.0
    assert discover_box(results, MEMBERS)["density"].iloc[0] == pytest.approx(0.5, abs=0.06)


NOWHERE = [math.nan] * 8
PARTLY = {**WORTH, ("shop", "none"): NOWHERE, ("shop", "all"): [math.nan] * 4 + [10.0] * 4}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("outcome", [MEMBERS, "unheard_share"])
def test_a_choice_under_which_an_outcome_never_exists_comes_last_and_never_first(outcome: str) -> None:
    choices = choices_of(two_levers(PARTLY, outcome), outcome)
    assert choices is not None
    table = choice_table(choices, outcome).set_index("choice")
    assert table.loc["shop · none", "rank"] == 4
    assert table.loc["shop · none", "first_share"] == 0
    assert table.loc["shop · none", ["mean", "regret_mean", "satisficing", "best_share"]].isna().all()
    assert table["first_share"].sum() == pytest.approx(1)


@pytest.mark.filterwarnings("error")
def test_resamples_in_which_an_outcome_exists_under_no_choice_do_not_count() -> None:
    worth = np.full((8, 2), math.nan)
    worth[0] = (1.0, 2.0)
    assert first_shares(worth, np.arange(8)).tolist() == [0.0, 1.0]


@pytest.mark.filterwarnings("error")
def test_not_to_exist_is_a_difference_and_to_exist_nowhere_is_none() -> None:
    same = {key: [1.0, 2.0] * 4 for key in WORTH}
    for worth, differs in ((same, False), (dict.fromkeys(WORTH, NOWHERE), False), (same | {("care", "all"): NOWHERE}, True)):
        choices = choices_of(two_levers(worth), MEMBERS)
        assert choices is not None
        assert makes_a_difference(choices) == differs


@pytest.mark.filterwarnings("error")
def test_where_all_futures_are_alike_nobody_knows_how_many_are_needed() -> None:
    for worth in ({key: [3.0] * 8 for key in WORTH}, dict.fromkeys(WORTH, NOWHERE)):
        assert math.isnan(futures_needed(two_levers(worth), MEMBERS)["for_value"])


def test_a_scenario_of_a_toy_design_is_the_default_one() -> None:
    assert Design(base={}, factors=()).base_scenario == Scenario()
