"""Summaries of many futures against answers that are known."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy import stats

from coopparo_sim.analysis.ensembles import PERCENTILES, members_by_place, outcomes_json, summarise, wilson_interval
from coopparo_sim.record.indicators import INDICATORS
from tests.unit.analysis.conftest import Make

NAN = float("nan")


def test_the_interval_is_wilsons(make: Make) -> None:
    known = stats.binomtest(7, 20).proportion_ci(0.95, method="wilson")
    assert wilson_interval(7 / 20, 20) == pytest.approx((known.low, known.high))


def test_independent_futures_are_all_counted(make: Make) -> None:
    founded = summarise(make([1] * 7 + [0] * 13, uncertainty="none"))["founded"]
    known = stats.binomtest(7, 20).proportion_ci(0.95, method="wilson")
    assert (founded.probability, founded.n) == (0.35, 20)
    assert (founded.low, founded.high) == pytest.approx((known.low, known.high))
    assert founded.chance_share is None


def test_futures_that_their_draw_decides_count_as_one(make: Make) -> None:
    founded = summarise(make([1] * 8 + [0] * 12))["founded"]
    known = stats.binomtest(2, 5).proportion_ci(0.95, method="wilson")
    assert (founded.low, founded.high) == pytest.approx((known.low, known.high))
    assert founded.chance_share == 0


def test_where_nothing_is_ever_founded_the_interval_has_a_width_and_starts_at_0(make: Make) -> None:
    founded = summarise(make([0] * 40))["founded"]
    assert founded.low == 0
    assert founded.high == pytest.approx(stats.binomtest(0, 10).proportion_ci(0.95, method="wilson").high)
    assert founded.chance_share is None


def test_a_quantity_has_its_mean_and_percentiles(make: Make) -> None:
    values = [float(x) for x in range(41)]
    found = summarise(make([0] * 41, promoters=values))["promoters"]
    assert (found.mean, found.p05, found.p25, found.p50, found.p75, found.p95, found.n) == (20, 2, 10, 20, 30, 38, 41)


def test_what_exists_only_where_it_is_founded_is_summed_up_over_those_futures(make: Make) -> None:
    # The third future says 99 although it is not founded: it must not count.
    found = summarise(make([1, 1, 0, 0], members_at_founding=[10.0, 20.0, 99.0, NAN]))["members_at_founding"]
    assert (found.n, found.mean) == (2, 15)


def test_what_never_exists_has_no_numbers(make: Make) -> None:
    found = summarise(make([0, 0], month_founded=[NAN, NAN]))["month_founded"]
    assert (found.n, found.mean, found.p50, found.chance_share) == (0, None, None, None)


def test_members_by_place_count_futures_without_a_cooperative_as_0(make: Make) -> None:
    found = members_by_place(make([1, 0], members_upper=[8.0, 0.0], members_lower=[4.0, 0.0]))
    assert {place: outcome.mean for place, outcome in found.items()} == {"upper": 4, "lower": 2}


def test_chance_and_unknown_behaviour_are_told_apart(make: Make) -> None:
    rng = np.random.default_rng(5)
    drawn, lucky = np.repeat(rng.normal(0, 3, 400), 4), rng.normal(0, 4, 1600)
    share = summarise(make([0] * 1600, promoters=list(drawn + lucky)))["promoters"].chance_share
    assert share == pytest.approx(16 / 25, abs=0.05)


def test_the_json_object_has_what_was_promised_and_no_nan(make: Make) -> None:
    data = outcomes_json(make([0, 0], title="A plan", month_founded=[NAN, NAN], members_upper=[0.0, 0.0]), ["plan.toml"])
    again = json.loads(json.dumps(data, allow_nan=False))
    assert again["scenario"] == {"title": "A plan", "files": ["plan.toml"]}
    assert (again["seed"], again["futures"], again["calibrated"], again["uncertainty"]) == (1, 2, False, "parameters")
    assert {"probability", "low", "high"} <= set(again["outcomes"]["founded"])
    assert {"mean", *PERCENTILES, "n"} <= set(again["outcomes"]["month_founded"])
    assert again["outcomes"]["month_founded"]["mean"] is None
    assert set(again["outcomes"]["members_by_place"]) == {"upper"}


def test_every_declared_indicator_that_the_table_holds_is_summed_up(make: Make) -> None:
    columns = {indicator.name: [0.0, 1.0] for indicator in INDICATORS if indicator.name != "founded"}
    assert list(summarise(make([0, 1], **columns))) == [indicator.name for indicator in INDICATORS]
