"""Draws of behaviour that were fitted to real campaigns, as the calibration left them."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.errors import Diagnostic, InputError

Floats = NDArray[np.float64]
ENSEMBLE, WEIGHT = "ensemble.csv", "weight"
"""Name of the file; its first column."""
REPORT = "report.json"
"""Name of the file that says how the ensemble came about."""
DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=2)
def fitted_draws(file: Path = DATA / ENSEMBLE) -> tuple[tuple[str, ...], Floats, Floats]:
    """Read the ensemble.

    Returns
    -------
    names, weight, values
        Names of the numbers; weight of each draw, shape (draws,), sum 1; values, shape (draws, numbers).

    Raises
    ------
    InputError
        If the package has no ensemble, or one that is damaged.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = list(csv.reader(lines))
        table = np.array(rows, dtype=np.float64)
    except (OSError, ValueError, csv.Error) as problem:
        raise unusable(file, problem) from problem
    if header[:1] != [WEIGHT] or table.shape != (len(rows), len(header)) or not np.isfinite(table).all():
        raise unusable(file, f"{len(rows)} × {len(header)}, {WEIGHT}")
    weight = table[:, 0]
    if weight.min() < 0 or weight.sum() == 0:
        raise unusable(file, f"{WEIGHT} < 0")
    return tuple(header[1:]), weight / weight.sum(), table[:, 1:]


def unusable(file: Path, why: object) -> InputError:
    """Give the error that says which file of the fit cannot be used, and why."""
    reason = " ".join(f"{type(why).__name__}: {why}".split()) if isinstance(why, Exception) else str(why)
    return InputError([Diagnostic("fit.unusable", {"file": file.name, "reason": reason}, str(file), advice="fit.unusable_advice")])


def fitted_values(chance: float) -> dict[str, float]:
    """Give one draw of the ensemble by name: the one at ``chance`` (0-1) of the sum of weights."""
    names, weight, values = fitted_draws()
    row = min(int(np.searchsorted(np.cumsum(weight), chance, side="right")), len(weight) - 1)
    return dict(zip(names, values[row].tolist(), strict=True))
