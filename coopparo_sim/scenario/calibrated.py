"""Draws of behaviour that were fitted to real campaigns, as the calibration left them."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ENSEMBLE, WEIGHT = "ensemble.csv", "weight"
"""Name of the file; its first column."""
REPORT = "report.json"
"""Name of the file that says how the ensemble came about."""
CALIBRATED = "calibrated"
"""What ``uncertainty`` is called where behaviour comes from the ensemble."""
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
    FileNotFoundError
        If the package has no ensemble.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines))
    table = np.array(rows, dtype=np.float64)
    return tuple(header[1:]), table[:, 0] / table[:, 0].sum(), table[:, 1:]


@lru_cache(maxsize=1)
def number_of_cases() -> int:
    """Give the number of real campaigns that the ensemble was fitted to."""
    return int(json.loads((DATA / REPORT).read_text(encoding="utf-8"))["n_cases"])


def fitted_values(chance: float) -> dict[str, float]:
    """Give one draw of the ensemble by name: the one at ``chance`` (0-1) of the sum of weights."""
    names, weight, values = fitted_draws()
    row = min(int(np.searchsorted(np.cumsum(weight), chance, side="right")), len(weight) - 1)
    return dict(zip(names, values[row].tolist(), strict=True))
