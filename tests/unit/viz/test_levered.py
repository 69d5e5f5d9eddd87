"""Mesa's page moves the same levers as the live page, and draws what the model holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.kernel.errors import InputError
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.viz.drawing import draw_map, draw_series, positions, sample_of, ties_between
from coopparo_sim.viz.levered import LeveredModel, page_parameters

ROOT = Path(__file__).resolve().parents[3]
VILLAGE = Scenario.model_validate(
    {"town": "two_hamlets", "months": 20, "process": {"months": 2, "meetings": [{"month": 1, "kind": "citizens"}]}}
)


def test_every_lever_of_the_page_starts_at_the_plan_and_builds_a_model() -> None:
    parameters = page_parameters(VILLAGE, "it", "Futuro", 10)
    values = {name: about["value"] for name, about in parameters.items() if isinstance(about, dict)}
    assert list(values) == ["mix", "listening", "price", "grant", "deadline", "seat", "future"]
    model = LeveredModel(VILLAGE, **values)
    assert model.plan.campaign == VILLAGE.campaign
    assert model.plan.process.meetings == VILLAGE.process.meetings


def test_what_a_lever_says_in_either_language_reaches_the_plan() -> None:
    for label in ("nessun incontro", "no meeting"):
        model = LeveredModel(VILLAGE, listening=label, price=75.0, deadline=9.0)
        assert model.plan.process.meetings == []
        assert (model.plan.campaign.share_price_eur, model.plan.campaign.deadline_months) == (75, 9)


def test_the_pictures_can_be_drawn_before_and_after_the_first_month() -> None:
    model = LeveredModel(VILLAGE)
    for _ in range(3):
        assert draw_map(model, "it").axes
        assert len(draw_series(model, "en").axes) == 2
        model.step()


def test_a_sample_is_spread_over_all_and_never_more_than_there_are() -> None:
    assert sample_of(3, 10).tolist() == [0, 1, 2]
    assert sample_of(101, 3).tolist() == [0, 50, 100]


def test_only_ties_between_people_drawn_are_drawn_and_each_once() -> None:
    indptr, indices = np.array([0, 2, 3, 5, 6], dtype=np.int32), np.array([1, 2, 0, 0, 3, 2], dtype=np.int32)
    assert ties_between(np.array([0, 2, 3]), indptr, indices).tolist() == [[0, 1], [1, 2]]


def test_people_stand_within_the_circle_of_their_place() -> None:
    place, centres, radii = np.array([0] * 50 + [1] * 5), np.array([[0.0, 0.0], [5.0, 5.0]]), np.array([0.4, 0.2])
    away = np.linalg.norm(positions(place, centres, radii) - centres[place], axis=1)
    assert (away <= radii[place]).all()


def test_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError):
        LeveredModel(VILLAGE.model_copy(update={"seat": "atlantis"}))
