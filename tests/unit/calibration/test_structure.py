"""Other forms of the model, countries left out, and the answers that hold in all of them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.choices import BASELINE, QUESTIONS, foundings, plans_in, ranking, same_answer, settling_most
from coopparo_sim.calibration.draws import names, unknowns
from coopparo_sim.calibration.fitting import prior
from coopparo_sim.calibration.holdout import OTHERS, countries_left_out, group_of, told_of
from coopparo_sim.calibration.posterior import Task, fit_to, posterior_of, scores_of, values_of, variant_of
from coopparo_sim.calibration.simulation import COLUMNS
from coopparo_sim.calibration.variants import DECLARED, VARIANTS, in_variant
from coopparo_sim.calibration.work import Points
from coopparo_sim.scenario.schema import Behaviour, Campaign, Scenario

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def test_a_variant_sets_its_form_and_nothing_else() -> None:
    plain = Behaviour()
    assert in_variant(plain, DECLARED) == plain
    assert in_variant(plain, "norm_linear").joining.norm_form == "linear"
    assert math.isinf(in_variant(plain, "norm_threshold").joining.norm_exponent)
    assert in_variant(plain, "two_classes").joining.inclination_form == "two_classes"
    short, long = (in_variant(plain, variant).town for variant in ("ties_short", "ties_long"))
    assert short.long_tie_share < 0.1 < 0.28 < long.long_tie_share  # between places, beyond the declared range
    assert short.neighbourhood_rewiring == 0 and long.neighbourhood_rewiring > 0.15  # and within one
    for variant in VARIANTS:
        changed = in_variant(plain, variant).model_dump()
        assert {group for group, numbers in changed.items() if numbers != plain.model_dump()[group]} == set(VARIANTS[variant])


def test_countries_with_few_cases_are_left_out_together() -> None:
    assert [group_of(Case("x", country=country)) for country in ("UK", "IT", "SE", "")] == ["UK", "IT", OTHERS, OTHERS]


def _table(heads: float, cases: int = 3) -> pd.DataFrame:
    row = dict.fromkeys(COLUMNS, math.nan) | {"share_offer": True, "building": False, "founded": True, "opened": True, "trial": 0}
    rows = [row | {"case": f"c{k}", "alike": True, "heads": heads, "population": 500.0, "years_tried": 1.0} for k in range(cases)]
    return pd.DataFrame(rows)


def test_what_is_told_of_a_country_is_how_its_cases_lie_among_the_simulated_ones() -> None:
    cases = [Case(f"c{k}", country="UK", outcome="founded", population=500, members=100, counted="close") for k in range(3)]
    off, on = told_of(cases, [_table(20.0)] * 10), told_of(cases, [_table(80.0)] * 10)  # of 100 members some 80 live there
    assert (off["numbers"], off["numbers_inside"], on["numbers_inside"]) == (3, 0, 3)
    assert (off["patterns_inside"], on["patterns_inside"]) == (0, 1)
    assert (off["heads_off"], on["heads_off"]) == pytest.approx((math.log(4), 0.0))


def test_a_variant_tries_draws_of_the_last_wave_and_a_country_left_out_teaches_nothing(tmp_path: Path) -> None:
    cases = [Case(f"{land}{k}", country=land, service="pub", building=True, outcome="founded", population=150, target_eur=4000,
                  members=40, counted="close") for land in ("UK", "DE") for k in range(2)]  # fmt: skip
    task = Task(tmp_path, cases, np.array([names().index("joining.base"), names().index("offer.urgency")]), jobs=0)
    plain = posterior_of(task, (9, 8), 5)
    linear = variant_of(task, plain, 8, 5, "norm_linear")
    assert (linear.waves[0].scores == plain.waves[-1].scores).all()
    assert linear.waves[0].futures == plain.waves[-1].futures == tuple(range(9, 17))
    assert plain.values.shape == (5, len(names()))
    as_is = variant_of(task, plain, 8, 5, DECLARED)
    assert (as_is.values == plain.values).all()  # nothing changes, so it is the same fit, from all draws
    around_the_first = scores_of(task, plain.fits[0].bell.wider(), range(9, 17))
    assert (plain.waves[1].scores == around_the_first).all() and (
        plain.waves[0].scores == scores_of(task, prior(2), range(9))
    ).all()
    untouched = [k for k in range(len(names())) if k not in task.adjusted]
    assert (scores_of(task, plain.fits[0].bell, range(3))[:, untouched] == scores_of(task, prior(2), range(3))[:, untouched]).all()
    before = {file: file.stat().st_mtime_ns for file in tmp_path.glob("*.npy")}
    found = countries_left_out(task, plain, 2)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.glob("*.npy")} == before  # no draw is simulated again
    assert [one["cases"] for one in found.values()] == [2, 2, 0, 0]
    taught_by_germans = fit_to(task, plain.waves, [one for one in task.cases if one.country == "DE"])
    assert (taught_by_germans.bell.mean != plain.fits[-1].bell.mean).any()
    simulated = Points("without-UK", values_of(scores_of(task, taught_by_germans.bell, range(17, 19))), (17, 18))
    (part,) = (tmp_path / "only-UK").glob("*.npy")
    assert part.name.startswith(f"{simulated.name}-")  # the British cases, under draws of what the Germans taught
    assert set(np.load(part)[:, 1]) == {0, 1}


def test_the_choice_that_is_founded_most_often_comes_first_and_how_surely() -> None:
    members = {"a": np.repeat([0.0, 30.0], [80, 20]), "b": np.repeat([0.0, 30.0], [40, 60]), "c": np.zeros(100)}
    found = ranking(members, 1)
    assert found["order"] == ["b", "a", "c"]
    assert found["founded"] == {"a": 0.2, "b": 0.6, "c": 0.0}
    assert found["first"] == {"a": 0.0, "b": 1.0, "c": 0.0}


def test_the_same_answer_is_counted_over_variants_and_a_tie_is_no_answer() -> None:
    told = (("abc", 1.0), ("acb", 0.8), ("bac", 0.1), ("abc", 0.5))
    rankings = [{"order": list(order), "first": {"a": first}} for order, first in told]
    assert same_answer(rankings) == {"variants": 4, "same_best": 2, "same_last": 3, "same_order": 2}


def test_what_would_settle_most_is_the_number_that_goes_with_being_founded() -> None:
    scores = np.random.default_rng(1).standard_normal((400, len(names())))
    column = names().index("joining.base")
    found = settling_most((scores[:, column] > 1).astype(float), scores)
    assert next(iter(found)) == "joining.base"
    assert found["joining.base"] > 0.3 > 0.1 > sorted(found.values())[-2]
    assert settling_most(np.zeros(400), scores) == {}


def test_every_choice_can_be_loaded_and_meets_the_same_luck() -> None:
    plans = plans_in(SCENARIOS)
    assert set(plans) == {BASELINE, *(choice for choices in QUESTIONS.values() for choice in choices)}
    village = Scenario(town="generic-300", months=3, campaign=Campaign(target_members=3, target_capital_eur=0))
    values = np.array([[d.default for d in unknowns()]])
    one, again = (foundings({"v": village, "w": village}, DECLARED, values, {"v": 3, "w": 3}, 1, 0) for _ in range(2))
    assert one["v"].tolist() == one["w"].tolist() == again["v"].tolist()
