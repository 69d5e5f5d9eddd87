"""The fit, wave after wave: draws around what the last one left open, simulated, emulated, conditioned on what was observed."""

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
from coopparo_sim.calibration.fitting import Bell, Emulator, Fit, emulate, fit, prior, shifted
from coopparo_sim.calibration.targets import observed, observed_statistics
from coopparo_sim.calibration.variants import DECLARED
from coopparo_sim.calibration.work import Points, Progress, simulated_points, statistics_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DECIMALS = 6
"""Decimals of the normal scores of a draw, so that it does not hang on the last bit of a sum."""


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
class Wave:
    """Draws that were tried.

    Attributes
    ----------
    before
        What the fitted numbers were drawn from; the others from the prior.
    scores
        Shape (draws, unknowns): normal scores.
    futures
        Number of the future of each draw.
    tables
        Simulated campaigns of each draw.
    simulated
        Shape (draws, statistics).
    """

    before: Bell
    scores: Floats
    futures: tuple[int, ...]
    tables: list[pd.DataFrame]
    simulated: Floats

    def first(self, draws: int) -> Wave:
        """Give the first ``draws`` of it."""
        return Wave(self.before, self.scores[:draws], self.futures[:draws], self.tables[:draws], self.simulated[:draws])


@dataclass(frozen=True)
class Posterior:
    """What the cases say of the unknown numbers of one variant.

    Attributes
    ----------
    waves
        All draws tried, the first from the prior; of a variant one wave.
    fits
        What each wave said of the fitted numbers; the last counts.
    points, values
        Shape (shipped, unknowns): equally weighted draws of the result, as normal scores and as numbers.
    """

    waves: list[Wave]
    fits: list[Fit]
    points: Floats
    values: Floats


def posterior_of(task: Task, waves: Sequence[int], shipped: int) -> Posterior:
    """Fit the model as it is declared.

    Parameters
    ----------
    task
        Cases, luck and place of work.
    waves
        Draws of each wave.
    shipped
        Draws of the result.
    """
    before = prior(len(task.adjusted))
    tried: list[Wave] = []
    fits: list[Fit] = []
    for draws in waves:
        first = sum(len(wave.futures) for wave in tried)
        scores = scores_of(task, before, range(first, first + draws))
        tried.append(tried_at(task, before, scores, tuple(range(first, first + draws))))
        fits.append(fit_to(task, tried))
        before = fits[-1].bell.wider()
    return _drawn(task, tried, fits, sum(waves), shipped)


def variant_of(task: Task, found: Posterior, draws: int, shipped: int, variant: str) -> Posterior:
    """Fit a structural variant: the first draws of the last wave are tried once more in it, with the same luck.

    What that changes is added to the emulator of the model as it is, which knows all draws.

    Parameters
    ----------
    task, shipped
        As in :func:`posterior_of`.
    found
        The fit of the model as it is declared.
    draws
        Draws to try.
    variant
        A name of :data:`coopparo_sim.calibration.variants.VARIANTS`.
    """
    last = found.waves[-1].first(draws)
    wave = last if variant == DECLARED else tried_at(task, last.before, last.scores, last.futures, variant)
    changed = wave.simulated - last.simulated
    emulator = shifted(_emulator(task, found.waves), wave.scores[:, task.adjusted], changed)
    fits = [fit(emulator, observed_statistics(observed(task.cases)), prior(len(task.adjusted)))]
    return _drawn(task, [wave], fits, sum(len(one.futures) for one in found.waves), shipped)


def scores_of(task: Task, before: Bell, numbers: Sequence[int]) -> Floats:
    """Give the normal scores of some draws, shape (numbers, unknowns): fitted ones from ``before``, the others from the prior."""
    points = normal_scores(np.array([chances_of(task.seed, number) for number in numbers]))
    points[:, task.adjusted] = before.points(points[:, task.adjusted])
    return points.round(DECIMALS)


def values_of(scores: Floats) -> Floats:
    """Give the unknown numbers at normal scores, same shape (draws, unknowns)."""
    return np.array([values_at(chances) for chances in ndtr(scores)])


def tried_at(task: Task, before: Bell, scores: Floats, futures: tuple[int, ...], variant: str = DECLARED) -> Wave:
    """Simulate all cases at some draws."""
    tables = simulated_points(
        task.folder, task.cases, Points(variant, values_of(scores), futures, variant), task.seed, task.jobs, task.progress
    )
    return Wave(before, scores, futures, tables, statistics_of(tables, task.cases))


def fit_to(task: Task, waves: Sequence[Wave], cases: Sequence[Case] | None = None) -> Fit:
    """Fit to all cases of the task, or to some of them only, by what some waves gave."""
    seen = observed_statistics(observed(task.cases if cases is None else cases))
    return fit(_emulator(task, waves, cases), seen, prior(len(task.adjusted)))


def _emulator(task: Task, waves: Sequence[Wave], cases: Sequence[Case] | None = None) -> Emulator:
    simulated = [wave.simulated if cases is None else statistics_of(wave.tables, cases) for wave in waves]
    return emulate(np.concatenate([wave.scores[:, task.adjusted] for wave in waves]), np.concatenate(simulated))


def _drawn(task: Task, waves: list[Wave], fits: list[Fit], first: int, shipped: int) -> Posterior:
    points = scores_of(task, fits[-1].bell, range(first, first + shipped))
    return Posterior(waves, fits, points, values_of(points))
