"""One structural variant fitted: its draws simulated, those near the cases kept, new ones drawn from the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.draws import chances_of, normal_scores, values_at
from coopparo_sim.calibration.fitting import Fit, fit, smoothed
from coopparo_sim.calibration.targets import observed, observed_statistics
from coopparo_sim.calibration.variants import DECLARED
from coopparo_sim.calibration.work import Points, Progress, simulated_points, statistics_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Task:
    """What every variant is fitted to, and with.

    Attributes
    ----------
    folder
        Where parts are kept; what is done there is not done again.
    cases
        Real campaigns.
    adjusted
        Shape (adjusted,): columns of the unknown numbers that are fitted.
    seed
        Seed of all luck.
    jobs
        Processes; 0 for this one.
    progress
        Called with (done, wanted) points.
    """

    folder: Path
    cases: Sequence[Case]
    adjusted: Ints
    seed: int = 1
    jobs: int = 1
    progress: Progress | None = None


@dataclass(frozen=True)
class Posterior:
    """What the cases say of the unknown numbers of one variant.

    Attributes
    ----------
    variant
        Which one.
    scores
        Shape (draws, unknowns): normal scores of what was tried.
    tables
        Simulated campaigns of each draw.
    simulated
        Shape (draws, statistics).
    fit
        The draws kept, weighted and moved.
    points, values
        Shape (shipped, unknowns): equally weighted draws of the result, as normal scores and as numbers.
    """

    variant: str
    scores: Floats
    tables: list[pd.DataFrame]
    simulated: Floats
    fit: Fit
    points: Floats
    values: Floats


def posterior_of(task: Task, draws: int, keep: int, shipped: int, variant: str = DECLARED) -> Posterior:
    """Fit one variant; every variant tries the same draws with the same luck.

    Parameters
    ----------
    task
        Cases, luck and place of work.
    draws, keep, shipped
        Draws that are tried, kept, and drawn from the result.
    variant
        A name of :data:`coopparo_sim.calibration.variants.VARIANTS`.
    """
    chances = np.array([chances_of(task.seed, draw) for draw in range(draws)])
    tried = Points(f"prior-{variant}-{draws}", np.array([values_at(u) for u in chances]), tuple(range(draws)), variant)
    tables = simulated_points(task.folder, task.cases, tried, task.seed, task.jobs, task.progress)
    simulated, scores = statistics_of(tables, task.cases), normal_scores(chances)
    found = fit(scores, simulated, observed_statistics(observed(task.cases)), task.adjusted, keep)
    fresh = normal_scores(np.array([chances_of(task.seed, draws + number) for number in range(shipped)]))
    points = smoothed(found, task.adjusted, fresh)
    return Posterior(variant, scores, tables, simulated, found, points, np.array([values_at(u) for u in ndtr(points)]))
