"""Inclination is a bell, or two classes of the same mean and spread: who is keen stays keen in both."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.membership.joining import JoiningParameters, inclinations

NORMAL = np.random.default_rng(1).standard_normal(200_000)


def test_a_bell_is_the_declared_deviation_times_the_normal_score() -> None:
    assert inclinations(np.array([-1.0, 0.0, 2.0]), JoiningParameters(inclination_sd=0.8)).tolist() == [-0.8, 0.0, 1.6]


def test_of_two_classes_the_keen_are_as_far_above_the_mean_as_they_are_rare() -> None:
    rare = JoiningParameters(inclination_form="two_classes", keen_share=0.2, inclination_sd=1.0)
    assert inclinations(np.array([-3.0, 0.8, 0.9]), rare).tolist() == pytest.approx([-0.5, -0.5, 2.0])  # .2 lie above 0.84


@pytest.mark.parametrize("share", [0.05, 0.15, 0.5])
def test_two_classes_have_the_mean_and_the_deviation_of_the_bell(share: float) -> None:
    found = inclinations(NORMAL, JoiningParameters(inclination_form="two_classes", keen_share=share, inclination_sd=0.7))
    assert len(np.unique(found)) == 2
    assert found.mean() == pytest.approx(0, abs=0.01)
    assert found.std() == pytest.approx(0.7, abs=0.01)
