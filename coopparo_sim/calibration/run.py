"""The whole calibration, from the shipped cases to the shipped ensemble; the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim import __version__
from coopparo_sim.calibration.cases import SHIPPED, Case, read_cases
from coopparo_sim.calibration.draws import OFFER, names
from coopparo_sim.calibration.fitting import recovery, unreachable
from coopparo_sim.calibration.holdout import countries_left_out
from coopparo_sim.calibration.posterior import Posterior, Task, posterior_of, tried_at, variant_of
from coopparo_sim.calibration.screening import ADJUSTED, EFFECT, effects, screening_chances, screening_values
from coopparo_sim.calibration.targets import STATISTICS, fitted_cases, observed, observed_statistics
from coopparo_sim.calibration.variants import DECLARED
from coopparo_sim.calibration.work import Points, Progress, identity, simulated_points, statistics_of
from coopparo_sim.scenario.calibrated import ENSEMBLE, REPORT, WEIGHT
from coopparo_sim.sweeps.store import write_whole

Floats = NDArray[np.float64]
DIGITS = 6
"""Significant digits of the numbers in the files, so that they do not hang on the last bit of a sum."""
REPORT_DIGITS = 4
LEVELS = (0.5, 0.8, 0.9)
"""Nominal coverages of the recovery table."""
MOVED_BY, NARROWED_TO = 0.25, 0.85
"""A number is moved if its mean shifts by more than this, in prior deviations, or its deviation falls below this share of it."""
EVERY = 4
"""Of the cases every fourth is screened with."""


@dataclass(frozen=True)
class Effort:
    """How much is simulated.

    Attributes
    ----------
    trajectories
        Of the screening.
    waves
        Draws that are tried in each wave: the first from the prior, the next ones around what the wave before left open.
    shipped
        Draws from the result.
    checked, recovered
        Draws of the result that are simulated again; draws that are taken for data.
    away
        Draws under which the cases of a country left out are simulated.
    variant_draws
        Draws of the last wave that are tried in each structural variant.
    variants
        Structural variants that are fitted; the model as it is among them, with as few draws, to compare like with like.
    """

    trajectories: int = 2
    waves: tuple[int, ...] = (200, 200, 300)
    shipped: int = 600
    checked: int = 40
    recovered: int = 100
    away: int = 40
    variant_draws: int = 100
    variants: tuple[str, ...] = (DECLARED, "norm_linear", "norm_threshold", "ties_short", "ties_long", "two_classes")


def calibrate(
    folder: Path, out: Path, *, seed: int = 1, jobs: int = 1, effort: Effort | None = None, progress: Progress | None = None
) -> None:
    """Screen, simulate, fit, check, and write the ensemble and its report.

    Parameters
    ----------
    folder
        Where parts are kept; what is done there is not done again.
    out
        Folder of the results.
    seed
        Seed of all luck.
    jobs
        Processes; 0 for this one.
    effort
        How much is simulated.
    progress
        Called with (done, wanted) points of each stage.
    """
    size, cases = effort or Effort(), fitted_cases(read_cases(SHIPPED)[0])
    found, task = screened(folder, cases, size.trajectories, seed, jobs, progress)
    result = posterior_of(task, size.waves, size.shipped)
    checked = _again(task, result, size)
    report = {
        "version": __version__, **identity(cases, seed), "n_cases": len(cases), "failed_cases": sum(c.failed for c in cases),
        "countries": _countries(cases), "shipped": size.shipped, "waves": _waves(result, task.adjusted, size),
        "statistics": _statistics(observed_statistics(observed(cases)), result, checked),
        "screening": _listed(found[EFFECT]), "recovery": _recovery(result, task.adjusted, size),
        "numbers": _numbers(result.points, result.values, task.adjusted),
        "left_out": _rounded(countries_left_out(task, result, size.away)), "variants": _variants(task, result, size),
    }  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / ENSEMBLE, ensemble_bytes(np.full(size.shipped, 1 / size.shipped), result.values))
    write_whole(out / REPORT, (json.dumps(report, indent=1) + "\n").encode())


def screened(
    folder: Path, cases: Sequence[Case], trajectories: int, seed: int, jobs: int, progress: Progress | None = None
) -> tuple[pd.DataFrame, Task]:
    """Find which unknown numbers the statistics see, and so what is fitted: the effects, and the task of fitting.

    Parameters
    ----------
    folder, seed, jobs, progress
        As in :func:`calibrate`.
    cases
        Real campaigns; every fourth is simulated.
    trajectories
        Of Morris' design.
    """
    design, some = screening_chances(trajectories, seed), cases[::EVERY]
    few = Points(f"screening-{trajectories}", screening_values(design), (0,) * len(design))
    simulated = statistics_of(simulated_points(folder / "few", some, few, seed, jobs, progress), some)
    found = effects(design, simulated, STATISTICS)
    of_cases = [name for name in names() if name.startswith(OFFER)]
    seen = [*[name for name in found.index if name not in of_cases][:ADJUSTED], *of_cases]
    adjusted = np.array(sorted(names().index(name) for name in seen), dtype=np.int64)
    return found, Task(folder / "all", cases, adjusted, seed, jobs, progress)


def _again(task: Task, found: Posterior, size: Effort) -> Floats:
    """Simulate the cases again under some draws of the result, shape (checked, statistics)."""
    some = found.points[:: max(size.shipped // size.checked, 1)][: size.checked]
    first = sum(size.waves)
    return tried_at(task, found.fits[-1].bell, some, tuple(range(first, first + len(some)))).simulated


def _waves(found: Posterior, adjusted: NDArray[np.int64], size: Effort) -> list[dict[str, object]]:
    """How many draws each wave tried, how badly the patterns are met at its best, and how much of what was drawn is found again."""
    return [
        {"draws": len(wave.futures), "misfit": _short(fit.misfit), "recovery": _means(_held(found, number, adjusted, size))}
        for number, (wave, fit) in enumerate(zip(found.waves, found.fits, strict=True))
    ]


def _variants(task: Task, found: Posterior, size: Effort) -> dict[str, object]:
    """Fit each structural variant with fewer draws: how far its numbers were moved, and how badly it meets the patterns."""
    table: dict[str, object] = {}
    for name in size.variants:
        one = variant_of(task, found, size.variant_draws, size.shipped, name)
        moved = dict(zip(_names(task.adjusted), (_short(float(mean)) for mean in one.fits[-1].bell.mean), strict=True))
        table[name] = {"draws": len(one.waves[-1].futures), "misfit": _short(one.fits[-1].misfit), "shift": moved}
    return table


def _rounded(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    return _short(value) if isinstance(value, float) else value


def ensemble_bytes(weight: Floats, values: Floats) -> bytes:
    """Give the ensemble as a file: a row a draw, its weight, then every unknown number."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([WEIGHT, *names()])
    for one, row in zip(weight, values, strict=True):
        writer.writerow([f"{value:.{DIGITS}g}" for value in (one, *row)])
    return text.getvalue().encode()


def _short(value: float) -> float | None:
    return None if np.isnan(value) else float(f"{value:.{REPORT_DIGITS}g}")


def _listed(effect: pd.Series) -> dict[str, float | None]:
    return {str(name): _short(float(value)) for name, value in effect.items()}


def _countries(cases: Sequence[Case]) -> dict[str, int]:
    found = sorted({case.country for case in cases})
    return {country: sum(case.country == country for case in cases) for country in found}


def _statistics(seen: Floats, found: Posterior, checked: Floats) -> dict[str, dict[str, object]]:
    """Observed, and 80 % intervals before and after the fit, for each statistic."""
    before, beyond = found.waves[0].simulated, unreachable(found.waves[-1].simulated, seen)
    table: dict[str, dict[str, object]] = {}
    for column, name in enumerate(STATISTICS):
        table[name] = {
            "observed": _short(float(seen[column])), "before": _interval(before[:, column]),
            "after": _interval(checked[:, column]), "out_of_reach": bool(beyond[column]),
        }  # fmt: skip
    return table


def _interval(values: Floats) -> list[float | None]:
    known = values[~np.isnan(values)]
    return [_short(float(q)) for q in np.quantile(known, (0.1, 0.5, 0.9))] if len(known) else [None] * 3


def _held(found: Posterior, number: int, adjusted: NDArray[np.int64], size: Effort) -> Floats:
    """How often the intervals held what was drawn in a wave, with all draws so far, shape (levels, adjusted)."""
    so_far = found.waves[: number + 1]
    scores = np.concatenate([wave.scores[:, adjusted] for wave in so_far])
    simulated = np.concatenate([wave.simulated for wave in so_far])
    first = len(scores) - len(found.waves[number].futures)
    return recovery(scores, simulated, found.waves[number].before, np.arange(first, len(scores))[: size.recovered], LEVELS)


def _recovery(found: Posterior, adjusted: NDArray[np.int64], size: Effort) -> dict[str, object]:
    """Recovery from the prior, where numbers are drawn as the declared ranges say."""
    held = _held(found, 0, adjusted, size)
    each = {name: [_short(float(h)) for h in held[:, column]] for column, name in enumerate(_names(adjusted))}
    return {"levels": list(LEVELS), "tries": min(size.recovered, size.waves[0]), "mean": _means(held), "each": each}


def _means(held: Floats) -> list[float | None]:
    return [_short(float(h)) for h in held.mean(axis=1)]


def _names(adjusted: NDArray[np.int64]) -> list[str]:
    return [names()[column] for column in adjusted.tolist()]


def _numbers(points: Floats, values: Floats, adjusted: NDArray[np.int64]) -> dict[str, dict[str, object]]:
    """How far each number was moved, in prior deviations, and its 80 % interval afterwards, most moved first."""
    table: dict[str, dict[str, object]] = {}
    mean, deviation = points.mean(axis=0), points.std(axis=0)
    for column in np.argsort(-np.abs(mean), kind="stable").tolist():
        fitted = column in adjusted
        table[names()[column]] = {
            "shift": _short(float(mean[column])), "narrowed_to": _short(float(deviation[column])),
            "interval": _interval(values[:, column]), "fitted": fitted,
            "moved": fitted and bool(abs(mean[column]) > MOVED_BY or deviation[column] < NARROWED_TO),
        }  # fmt: skip
    return table
