"""The whole calibration, from the shipped cases to the shipped ensemble; the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from coopparo_sim import __version__
from coopparo_sim.calibration.cases import SHIPPED, Case, read_cases
from coopparo_sim.calibration.draws import chances_of, names, normal_scores, values_at
from coopparo_sim.calibration.fitting import fit, recovery, smoothed, unreachable
from coopparo_sim.calibration.screening import ADJUSTED, EFFECT, effects, screening_chances, screening_values
from coopparo_sim.calibration.targets import STATISTICS, fitted_cases, observed, observed_statistics
from coopparo_sim.calibration.work import Points, Progress, identity, simulated_points
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
EVERY_OTHER = 2


@dataclass(frozen=True)
class Effort:
    """How much is simulated: trajectories of the screening, draws, draws kept, draws shipped, draws checked again and recovered."""

    trajectories: int = 2
    draws: int = 360
    keep: int = 288
    shipped: int = 600
    checked: int = 24
    recovered: int = 100


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
    seen = observed_statistics(observed(cases))
    design = screening_chances(size.trajectories, seed)
    few = Points(f"screening-{size.trajectories}", screening_values(design), (0,) * len(design))
    found = effects(design, simulated_points(folder / "few", cases[::EVERY_OTHER], few, seed, jobs, progress), STATISTICS)
    adjusted = np.array(sorted(names().index(name) for name in found.index[:ADJUSTED]), dtype=np.int64)
    chances = np.array([chances_of(seed, draw) for draw in range(size.draws)])
    tried = Points("prior", np.array([values_at(u) for u in chances]), tuple(range(size.draws)))
    simulated = simulated_points(folder / "all", cases, tried, seed, jobs, progress)
    scores = normal_scores(chances)
    result = fit(scores, simulated, seen, adjusted, size.keep)
    fresh = normal_scores(np.array([chances_of(seed, size.draws + number) for number in range(size.shipped)]))
    points = smoothed(result, adjusted, fresh)
    values = np.array([values_at(u) for u in ndtr(points)])
    some = values[:: size.shipped // size.checked][: size.checked]
    again = Points(f"fitted-{size.draws}-{size.keep}", some, tuple(range(size.draws, size.draws + size.checked)))
    checked = simulated_points(folder / "all", cases, again, seed, jobs, progress)
    report = {
        "version": __version__, **identity(cases, seed), "n_cases": len(cases), "failed_cases": sum(c.failed for c in cases),
        "countries": _countries(cases), "draws": size.draws, "kept": size.keep, "shipped": size.shipped,
        "effective": _short(result.effective),
        "statistics": _statistics(seen, simulated, checked), "screening": _listed(found[EFFECT]),
        "recovery": _recovery(scores, simulated, adjusted, size), "numbers": _numbers(points, values, adjusted),
    }  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / ENSEMBLE, ensemble_bytes(np.full(size.shipped, 1 / size.shipped), values))
    write_whole(out / REPORT, (json.dumps(report, indent=1) + "\n").encode())


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


def _statistics(seen: Floats, simulated: Floats, checked: Floats) -> dict[str, dict[str, object]]:
    """Observed, and 80 % intervals before and after the fit, for each statistic."""
    beyond = unreachable(simulated, seen)
    table: dict[str, dict[str, object]] = {}
    for column, name in enumerate(STATISTICS):
        table[name] = {
            "observed": _short(float(seen[column])), "before": _interval(simulated[:, column]),
            "after": _interval(checked[:, column]), "out_of_reach": bool(beyond[column]),
        }  # fmt: skip
    return table


def _interval(values: Floats) -> list[float | None]:
    known = values[~np.isnan(values)]
    return [_short(float(q)) for q in np.quantile(known, (0.1, 0.5, 0.9))] if len(known) else [None] * 3


def _recovery(scores: Floats, simulated: Floats, adjusted: NDArray[np.int64], size: Effort) -> dict[str, object]:
    held = recovery(scores, simulated, adjusted, size.keep, size.recovered, LEVELS)
    each = {names()[unknown]: [_short(float(h)) for h in held[:, column]] for column, unknown in enumerate(adjusted.tolist())}
    return {"levels": list(LEVELS), "tries": size.recovered, "mean": [_short(float(h)) for h in held.mean(axis=1)], "each": each}


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
