"""Pages to open: numbers made up by a formula, so that every lever moves them and no simulation is needed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopparo_sim.live.content import Measured, page_content
from coopparo_sim.live.grid import Grid, grid_within
from coopparo_sim.live.levers import levers_of
from coopparo_sim.live.page import page_html
from coopparo_sim.live.readings import MEMBER_LEVELS, OVERALL, PATH_LEVELS, SINGLES, Layout, layout_of
from coopparo_sim.live.trial import Trial
from coopparo_sim.model import tables_of
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from tests.unit.presentation.ensembles import FIT

ROOT = Path(__file__).resolve().parents[2]
MIXES: list[str | list[str]] = [["shop", "social_transport"], ["energy_community"], ["culture_club", "after_school"]]
TRIAL = Trial(plans=60, runs=2880, interpolation=0.3, interpolation_most=0.8, luck=0.9, total=1.0, total_most=1.9, members=2.4)
HOSTILE = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">"\'&\u2028${1}'


@lru_cache
def baseline() -> Scenario:
    return load_scenario(ROOT / "scenarios" / "copparo-baseline.toml")


def made_up_rows(grid: Grid, layout: Layout) -> np.ndarray:
    """Give rows that grow with every lever, each number in its own way; in the first point nothing is ever founded."""
    rows = []
    for point in range(grid.points):
        at = np.array(np.unravel_index(point, grid.sizes)) / np.maximum(np.array(grid.sizes) - 1, 1)
        lift = float(at @ np.array([0.9, -0.5, 0.6, 1.3, 1.7, 0.4]) / 5.4 + 0.1)
        p = min(max(lift, 0.0), 1.0) * (point > 0)
        month = np.linspace(0.1, 1, len(layout.months))
        parts = [
            np.array([0.9 * p, 0.1 * p, 0.5 * (1 - p), 0.3 * (1 - p), 0.2 * (1 - p)]),
            30 + 40 * lift + 60 * np.array(MEMBER_LEVELS),
            np.outer(np.array(PATH_LEVELS) * 90, month).ravel() * (0.5 + lift),
            np.outer(np.arange(SINGLES) * 20 + 10, month).ravel(),
            (np.arange(len(layout.places)) + 1) * 4 * (0.2 + lift),
            np.linspace(0.2, 0.5, len(layout.needs)),
            np.linspace(0.1, 0.45, len(layout.needs)) + 0.1 * lift,
            np.linspace(0.12, 0.02, len(OVERALL) - 2) * lift,
            np.array([20_000 + 9000 * lift, 15_000.0]),
            np.array([15_000 + 5000 * lift]),
        ]
        rows.append(np.concatenate(parts))
    return np.array(rows)


def made_up(plan: Scenario, points: int = 480) -> Measured:
    tables = tables_of(plan)
    grid = grid_within(levers_of(plan, MIXES), points)
    layout = layout_of(plan.months, [p.id for p in tables.places], [n.id for n in tables.needs])
    empty = pd.DataFrame()
    pattern = Ensemble(
        scenario=plan, digest=scenario_digest(plan), seed=1, uncertainty="calibrated", fit=FIT, wanted=1, futures=empty,
        months=empty, events=empty, needs=empty, place_names={p.id: p.name_it for p in tables.places},
        place_tiles={p.id: (p.tile_row, p.tile_column) for p in tables.places},
        place_people={p.id: 0.85 * p.population for p in tables.places},
    )  # fmt: skip
    return Measured(grid, layout, made_up_rows(grid, layout), TRIAL, pattern, futures=24, seed=1)


def written(measured: Measured, folder: Path, language: str = "it") -> tuple[Path, dict[str, Any]]:
    """Write a page; give its file and what it holds."""
    content = page_content(measured)
    file = folder / "page.html"
    file.write_text(page_html(content, language, "E se…?"), encoding="utf-8")
    return file, content
