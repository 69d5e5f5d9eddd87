"""Making a page: sweep the grid, sweep the fresh plans, read what came of them, write the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from coopparo_sim.live.content import Measured, page_content
from coopparo_sim.live.futures import TRUE, run_apart
from coopparo_sim.live.grid import FRESH_POINTS, Grid, fresh_design, grid_design
from coopparo_sim.live.page import page_html
from coopparo_sim.live.readings import ensemble_like, layout_of, row_of
from coopparo_sim.live.trial import tried
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import DEFAULT, Uncertainty
from coopparo_sim.sweeps.design import Design
from coopparo_sim.sweeps.estimate import START_SECONDS, plan_sweep
from coopparo_sim.sweeps.futures import run_futures
from coopparo_sim.sweeps.results import SweepResults, load_sweep
from coopparo_sim.sweeps.runner import check_folder, sweep
from coopparo_sim.sweeps.store import MANIFEST
from coopparo_sim.texts import text

Progress = Callable[[int, int], None]
GRID, FRESH = "grid", "fresh"
"""Folders of the two sweeps."""


class Unfinished(Exception):
    """Some simulations could not be done."""

    def __init__(self, failed: int) -> None:
        super().__init__(f"{failed} runs failed")
        self.failed = failed


@dataclass(frozen=True)
class Making:
    """One page on its way.

    Attributes
    ----------
    plan
        The plan that the levers start from.
    grid
        What is simulated of the levers.
    futures, seed
        Futures of each point and their seed.
    folder
        Where the simulations are kept.
    jobs
        Processes.
    resume
        Whether simulations that are there already are used.
    fresh_points
        Plans on which the page is tried.
    uncertainty
        Where behaviour comes from.
    """

    plan: Scenario
    grid: Grid
    futures: int
    seed: int
    folder: Path
    jobs: int
    resume: bool = False
    fresh_points: int = FRESH_POINTS
    uncertainty: Uncertainty = DEFAULT

    @cached_property
    def design(self) -> Design:
        """The sweep of the grid."""
        return grid_design(self.plan, self.grid, self.futures, self.seed, self.uncertainty)

    @cached_property
    def fresh(self) -> Design:
        """The sweep of the fresh plans."""
        return fresh_design(self.plan, self.grid, self.fresh_points, self.futures, self.seed, self.uncertainty)

    @property
    def runs(self) -> int:
        """Simulations in all."""
        return self.grid.points * self.futures + self.fresh.samples * self.fresh.futures

    def check(self) -> None:
        """Check that the folder can be used.

        Raises
        ------
        InputError
            If it holds other things, or a sweep that is not to be resumed.
        """
        if not self.resume:
            check_folder(self.folder / GRID)
            check_folder(self.folder / FRESH)

    def seconds(self) -> float | None:
        """Estimate how long the simulations take, s; None where those that were tried failed."""
        found = plan_sweep(self.design, run_apart, self.jobs).seconds
        if found is None:
            return None
        return START_SECONDS + (found - START_SECONDS) * self.runs / (self.grid.points * self.futures)

    def sweep_grid(self, progress: Progress | None = None) -> None:
        """Simulate the grid; raises as :func:`coopparo_sim.sweeps.runner.sweep`, and :class:`Unfinished`."""
        self._sweep(self.design, GRID, progress)

    def sweep_fresh(self, progress: Progress | None = None) -> None:
        """Simulate the fresh plans; raises as :meth:`sweep_grid`."""
        self._sweep(self.fresh, FRESH, progress)

    def _sweep(self, design: Design, name: str, progress: Progress | None) -> None:
        folder = self.folder / name
        resume = self.resume and (folder / MANIFEST).is_file()
        report = sweep(design, folder, jobs=self.jobs, resume=resume, progress=progress, function=run_apart)
        if not report.complete:
            raise Unfinished(report.failed)

    def measured(self) -> Measured:
        """Read what the page shows from the sweeps, and measure the page on the fresh plans."""
        pattern = run_futures(self.plan, 1, self.seed, jobs=1, uncertainty=self.uncertainty)
        done = load_sweep(self.folder / GRID)
        needs = [name.removeprefix(TRUE) for name in done.runs.columns if name.startswith(TRUE)]
        layout = layout_of(self.plan.months, list(pattern.place_names), needs)
        rows = np.array([row_of(one, layout) for one in _points(done, pattern)])
        trial = tried(rows, layout, self.grid, load_sweep(self.folder / FRESH), pattern)
        return Measured(self.grid, layout, rows, trial, pattern, self.futures, self.seed)

    def page(self, measured: Measured, language: str) -> str:
        """Give the page, opening in ``language``."""
        content = page_content(measured)
        return page_html(content, language, text("live.page.tab_title", language, town=content["town"][language]))


def _points(done: SweepResults, pattern: Ensemble) -> list[Ensemble]:
    """Give the futures of each point of the grid, in the order of the points."""
    months = dict(iter(done.months(["members", "pledged"]).groupby("point")))
    return [ensemble_like(pattern, runs, months[point]) for point, runs in done.runs.groupby("point")]
