"""The picture of a fit, and futures drawn from one."""

from __future__ import annotations

import json

import pytest

from coopparo_sim.analysis.ensembles import summarise
from coopparo_sim.presentation.figures.fitted import draw_fitted
from coopparo_sim.scenario.calibrated import DATA, REPORT
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.futures import run_futures


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_picture_has_a_row_for_each_fitted_number(language: str) -> None:
    report = json.loads((DATA / REPORT).read_text(encoding="utf-8"))
    rows = draw_fitted(report, language).axes[0].get_yticklabels()
    assert len(rows) == sum(about["fitted"] for about in report["numbers"].values())


def test_futures_of_one_fitted_draw_share_behaviour_and_count_as_one_draw() -> None:
    plan = Scenario(town="generic-300", mix=["shop"], months=2)
    ensemble = run_futures(plan, 8, jobs=1, uncertainty="calibrated")
    base = ensemble.futures["behaviour.joining.base"].tolist()
    assert len(set(base[:4])) == 1 and len(set(base[4:])) == 1 and base[0] != base[4]
    assert summarise(ensemble)["aware_share"].chance_share is not None
