"""What was drawn is found again from what it gives, within intervals that hold as often as they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.draws import behaviour_with, chances_of, formation_names, names, normal_scores, unknowns, values_at
from coopparo_sim.calibration.fitting import Bell, Emulator, emulate, fit, prior, recovery, shifted, unreachable
from coopparo_sim.calibration.run import ensemble_bytes
from coopparo_sim.calibration.screening import effects, screening_chances, screening_values
from coopparo_sim.calibration.simulation import COLUMNS
from coopparo_sim.calibration.work import OtherCalibration, Points, simulated_points
from coopparo_sim.membership.joining import JoiningParameters
from coopparo_sim.scenario.behaviour import behaviour_of, drawn_behaviour, uncertainties
from coopparo_sim.scenario.calibrated import DATA, ENSEMBLE, fitted_draws
from coopparo_sim.scenario.schema import Behaviour, Scenario

Floats = NDArray[np.float64]


@pytest.fixture(scope="module")
def toy() -> tuple[Floats, Floats]:
    """600 draws of three numbers; two statistics see the first two, a third statistic is noise."""
    rng = np.random.default_rng(1)
    scores = rng.standard_normal((600, 3))
    noise = 0.3 * rng.standard_normal((600, 3))
    return scores, np.column_stack([scores[:, 0] + scores[:, 1], scores[:, 0] - scores[:, 1], 0 * scores[:, 2]]) + noise


def test_numbers_are_found_again_from_what_they_give(toy: tuple[Floats, Floats]) -> None:
    found = fit(emulate(*toy), np.array([1.5, 0.5, 0.0]), prior(3)).bell
    assert found.mean[:2] == pytest.approx([1.0, 0.5], abs=0.12)
    # Two statistics with noise .3 see the sum and the difference: 1 / (1 + 2 / .09) of the variance is left of each.
    assert found.deviation[:2] == pytest.approx([0.207, 0.207], abs=0.03)


def test_a_number_that_no_statistic_sees_stays_as_it_was(toy: tuple[Floats, Floats]) -> None:
    found = fit(emulate(*toy), np.array([1.5, 0.5, 0.0]), prior(3)).bell
    assert found.mean[2] == pytest.approx(0, abs=0.05)
    assert found.deviation[2] == pytest.approx(1, abs=0.02)


def test_what_was_not_observed_teaches_nothing(toy: tuple[Floats, Floats]) -> None:
    found = fit(emulate(*toy), np.full(3, np.nan), prior(3))
    assert (found.bell.mean == 0).all() and (found.bell.deviation == 1).all() and found.misfit == 0


def test_one_statistic_of_one_number_is_conditioned_as_in_the_textbook() -> None:
    """y = 2 z + e with deviation .5: given y = 1.5 the mean is 2 * 1.5 / (4 + .25) and the variance .25 / (4 + .25)."""
    emulator = Emulator(np.array([True]), np.zeros(1), np.array([[2.0]]), np.array([[0.25]]), np.array([-9.0]), np.array([9.0]))
    found = fit(emulator, np.array([1.5]), prior(1))
    assert found.bell.mean == pytest.approx([3 / 4.25])
    assert found.bell.covariance == pytest.approx(np.array([[0.25 / 4.25]]))
    assert found.misfit == pytest.approx(1.5**2 / 4.25)


def test_statistics_that_contradict_each_other_are_trusted_less() -> None:
    """Two exact readings of one number, 1 and -1, are off by far more than their deviation of .1: the number stays open."""
    twice = Emulator(np.ones(2, bool), np.zeros(2), np.ones((2, 1)), 0.01 * np.eye(2), np.full(2, -9.0), np.full(2, 9.0))
    agreeing, contradicting = (fit(twice, np.array([0.5, other]), prior(1)) for other in (0.5, -0.5))
    assert agreeing.misfit < 1 < contradicting.misfit
    assert contradicting.bell.deviation[0] > 3 * agreeing.bell.deviation[0]


def test_another_form_is_emulated_by_what_it_changes_for_the_same_draws(toy: tuple[Floats, Floats]) -> None:
    """The other form gives .5 more of the first statistic: so what explains an observation is what explains one with .5 less."""
    emulator, seen = emulate(*toy), np.array([1.5, 0.5, 0.0])
    change = np.zeros((40, 3))
    assert fit(shifted(emulator, toy[0][:40], change), seen, prior(3)).bell.mean == pytest.approx(
        fit(emulator, seen, prior(3)).bell.mean
    )
    change[:, 0] = 0.5
    other = fit(shifted(emulator, toy[0][:40], change), seen, prior(3)).bell.mean
    assert other == pytest.approx(fit(emulator, seen - [0.5, 0, 0], prior(3)).bell.mean)


def test_draws_of_a_bell_have_its_mean_and_covariance() -> None:
    bell = Bell(np.array([1.0, -2.0]), np.array([[0.5, 0.3], [0.3, 1.0]]))
    points = bell.points(np.random.default_rng(2).standard_normal((5000, 2)))
    assert points.mean(axis=0) == pytest.approx(bell.mean, abs=0.04)
    assert np.cov(points, rowvar=False) == pytest.approx(bell.covariance, abs=0.04)
    assert (bell.wider().covariance == 2 * bell.covariance).all() and (bell.wider().mean == bell.mean).all()


def test_intervals_hold_as_often_as_they_say(toy: tuple[Floats, Floats]) -> None:
    held = recovery(*toy, prior(3), np.arange(0, 600, 4), (0.5, 0.8, 0.9))
    assert held.mean(axis=1) == pytest.approx([0.5, 0.8, 0.9], abs=0.07)


def test_an_observation_that_no_draw_gives_is_named_and_drawn_back_to_what_was_tried(toy: tuple[Floats, Floats]) -> None:
    seen, edge = np.array([50.0, 0.0, 0.0]), np.array([np.quantile(toy[1][:, 0], 0.99), 0.0, 0.0])
    assert unreachable(toy[1], seen).tolist() == [True, False, False]
    far, near = (fit(emulate(*toy), one, prior(3)).bell.mean for one in (seen, edge))
    assert far == pytest.approx(near)


def test_a_statistic_that_some_draws_do_not_give_is_learned_from_the_others(toy: tuple[Floats, Floats]) -> None:
    scores, simulated = toy[0], toy[1].copy()
    simulated[::3, 0] = np.nan
    assert emulate(scores, simulated).slope[0] == pytest.approx([1, 1, 0], abs=0.08)
    simulated[7:, 0] = np.nan
    assert emulate(scores, simulated).known.tolist() == [False, True, True]
    silent = fit(emulate(scores, np.full((600, 3), np.nan)), np.ones(3), prior(3))
    assert (silent.bell.mean == 0).all() and silent.misfit == 0


def test_draws_of_the_calibration_are_those_of_the_model_and_the_offers_beside() -> None:
    chances = chances_of(1, 0)
    behaviour, offer = behaviour_with(dict(zip(names(), values_at(chances).tolist(), strict=True)))
    assert behaviour == drawn_behaviour(Behaviour(), chances[: len(uncertainties())])
    assert 1 <= offer.urgency <= 9
    assert (chances_of(1, 0) == chances).all() and (chances_of(1, 1) != chances).all()
    assert np.isfinite(normal_scores(chances)).all()


def test_screening_finds_the_number_that_matters_and_gives_exactly_nothing_to_the_others() -> None:
    chances = screening_chances(4, 1)
    column = formation_names().index("joining.base")
    found = effects(chances, np.column_stack([3 * chances[:, column], np.full(len(chances), np.nan)]), ("one", "none"))
    assert found.index[0] == "joining.base"
    assert (found["one"].iloc[1:] == 0).all() and (found["none"] == 0).all()
    values = screening_values(chances)
    later = [names().index(name) for name in names() if name.split(".")[0] == "leaving"]
    assert later and (values[:, later] == values[0, later]).all()
    assert values.shape == (len(chances), len(names()))


def test_parts_that_are_done_are_not_done_again_and_another_seed_is_refused(tmp_path: Path) -> None:
    case = Case("pub", service="pub", building=True, outcome="founded", population=200, target_eur=5000, members=60)
    points = Points("prior", np.array([values_at(chances_of(1, k)) for k in range(5)]), (0, 1, 2, 3, 4))
    whole = simulated_points(tmp_path, [case], points, 1, 0)
    first, second = sorted(tmp_path.glob("prior-*.npy"))
    second.unlink()
    marked = np.load(first)
    marked[:, 2 + COLUMNS.index("promoters") - 1] = 777  # were it done again, the sevens would be gone
    np.save(first, marked)
    told: list[tuple[int, int]] = []
    again = simulated_points(tmp_path, [case], points, 1, 0, lambda done, wanted: told.append((done, wanted)))
    assert told == [(5, 5)]
    assert all((table["promoters"] == 777).all() for table in again[:4])
    pd.testing.assert_frame_equal(again[4], whole[4])
    with pytest.raises(OtherCalibration, match="seed"):
        simulated_points(tmp_path, [case], points, 2, 0)


def test_the_file_of_an_ensemble_gives_back_what_was_written(tmp_path: Path) -> None:
    values = np.array([values_at(chances_of(1, k)) for k in range(3)])
    (tmp_path / ENSEMBLE).write_bytes(ensemble_bytes(np.array([0.5, 0.3, 0.2]), values))
    header, weight, read = fitted_draws(tmp_path / ENSEMBLE)
    assert header == names()
    assert weight.tolist() == pytest.approx([0.5, 0.3, 0.2])
    assert read == pytest.approx(values, rel=1e-5)


def test_the_shipped_ensemble_holds_500_weighted_draws_within_the_declared_ranges() -> None:
    header, weight, values = fitted_draws()
    assert header == names()
    assert len(weight) >= 500 and (weight > 0).all()
    assert (DATA / ENSEMBLE).stat().st_size < 1_000_000
    for declared, column in zip(unknowns(), values.T, strict=True):
        assert declared.plausible is not None
        slack = 1e-5 * max(abs(bound) for bound in declared.plausible)
        assert declared.plausible[0] - slack <= column.min() and column.max() <= declared.plausible[1] + slack, declared.name


def test_calibrated_behaviour_is_the_same_for_the_same_draw_and_keeps_what_a_plan_fixes() -> None:
    plan = Scenario(behaviour=Behaviour(joining=JoiningParameters(base=-6.0)))
    one, again, other = (behaviour_of(plan, 1, draw, "calibrated") for draw in (0, 0, 1))
    assert one == again != other
    assert one.joining.base == -6.0
    _, _, values = fitted_draws()
    assert one.joining.norm in values[:, names().index("joining.norm")]
    with pytest.raises(ValueError, match="calibrated"):
        behaviour_of(plan, 1, 0, "guessed")
