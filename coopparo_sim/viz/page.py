"""The page that ``coopparo viz`` opens: Mesa's SolaraViz around one future of the scenario named in the environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import solara
from matplotlib.figure import Figure
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

from coopparo_sim.model import CooperativeModel
from coopparo_sim.presentation.headline import fit_values
from coopparo_sim.scenario.fit import shipped_fit
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.texts import text
from coopparo_sim.viz.drawing import draw_map, draw_series
from coopparo_sim.viz.levered import LeveredModel, page_parameters

PLAN, OVERLAYS, LANGUAGE = "COOPPARO_VIZ_PLAN", "COOPPARO_VIZ_WITH", "COOPPARO_VIZ_LANG"
"""Names in the environment of what the command was asked for."""
FUTURES = 100
PLAY_MS = 50


@solara.component  # type: ignore[untyped-decorator]
def Page() -> None:  # noqa: N802
    """Give the page: levers at the side, the map of places and the months beside them."""
    language = os.environ.get(LANGUAGE, "en")
    overlays = [Path(name) for name in os.environ.get(OVERLAYS, "").split(os.pathsep) if name]
    plan = solara.use_memo(lambda: load_scenario(Path(os.environ[PLAN]), overlays), [])
    model = solara.use_memo(lambda: solara.reactive(LeveredModel(plan)), [])
    solara.Text(not_forecast(language))
    SolaraViz(
        model, components=[(_shown(draw_map, language), 0), (_shown(draw_series, language), 0)],
        model_params=page_parameters(plan, language, text("viz.future", language), FUTURES), play_interval=PLAY_MS,
        name=text("viz.title", language),
    )  # fmt: skip


def not_forecast(language: str) -> str:
    """Say that a single future is no forecast, and what its behaviour was fitted to."""
    return text("viz.not_forecast", language, **fit_values(shipped_fit(), language))


def _shown(draw: Callable[[CooperativeModel, str], Figure], language: str) -> Any:
    """Make a part of the page out of a picture: drawn anew whenever the model has gone on."""

    @solara.component  # type: ignore[untyped-decorator]
    def Shown(model: CooperativeModel) -> None:  # noqa: N802
        update_counter.get()
        solara.FigureMatplotlib(draw(model, language), format="png", dependencies=[update_counter.value, id(model)])

    return Shown
