"""Three citizens get to know of the idea."""

from __future__ import annotations

import numpy as np
import pytest

from coopparo_sim.engagement.awareness import AwarenessParameters, awareness_probability

RULE = AwarenessParameters(spontaneous=0.1, word_of_mouth=0.5, endorsement=0.2)


def test_the_ways_to_hear_of_it_miss_one_another() -> None:
    # 1 - .9;  1 - .9 * .5;  1 - .9 * .25 * .8
    chance = awareness_probability(np.array([0.0, 1.0, 2.0]), np.array([0.0, 0.0, 1.0]), 1.0, RULE)
    assert chance == pytest.approx([0.1, 0.55, 0.82])


def test_less_activity_quiets_word_of_mouth_but_not_associations() -> None:
    # 1 - .95;  1 - .95 * .75;  1 - .95 * .8
    chance = awareness_probability(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]), 0.5, RULE)
    assert chance == pytest.approx([0.05, 0.2875, 0.24])


def test_where_nobody_talks_and_nobody_endorses_nobody_hears() -> None:
    silent = AwarenessParameters(spontaneous=0.0, word_of_mouth=0.0, endorsement=0.0)
    assert awareness_probability(np.array([0.0, 5.0, 9.0]), np.array([0.0, 3.0, 1.0]), 1.0, silent).tolist() == [0, 0, 0]
