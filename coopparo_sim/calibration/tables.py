"""Small tables of the calibration: prices of other years and countries, and what is assumed where a case says nothing."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data"
EURO = "EUR"


@dataclass(frozen=True)
class Filling:
    """What stands in for a field that a case does not say.

    Attributes
    ----------
    median, log_sd
        A lognormal quantity: its median, and the standard deviation of its logarithm; 0 for a fixed number.
    low, high
        Bounds to which a drawn value is clipped.
    """

    median: float
    log_sd: float
    low: float
    high: float

    def at(self, normal: float) -> float:
        """Give the value at ``normal`` standard deviations of its logarithm.

        Examples
        --------
        >>> Filling(5.0, 0.5, 1.0, 20.0).at(0.0), Filling(5.0, 0.5, 1.0, 20.0).at(9.0)
        (5.0, 20.0)
        """
        return float(min(max(self.median * math.exp(self.log_sd * normal), self.low), self.high))


@lru_cache(maxsize=1)
def fillings() -> dict[tuple[str, str], Filling]:
    """Give all fillings by quantity and group (``any`` where the group plays no part)."""
    return {
        (row["quantity"], row["group"]): Filling(float(row["median"]), float(row["log_sd"]), float(row["low"]), float(row["high"]))
        for row in _rows("filling.csv")
    }


def filling(quantity: str, group: str) -> Filling:
    """Give what stands in for ``quantity`` in ``group``.

    Raises
    ------
    KeyError
        If the table has neither that group nor ``any``.
    """
    known = fillings()
    return known[quantity, group] if (quantity, group) in known else known[quantity, "any"]


def assumed(quantity: str) -> float:
    """Give a fixed number of the table of fillings."""
    return filling(quantity, "any").median


def eur_of_2024(currency: str, year: float) -> float:
    """Give the EUR of 2024 that one unit of money of ``currency`` and ``year`` was worth; NaN for a currency not in the table.

    Between the years of the table prices are taken to rise evenly; outside of it, and where the year is not known, the nearest year
    counts (the last one).
    """
    known = _prices().get(currency)
    if known is None:
        return math.nan
    years = sorted(known)
    at = years[-1] if math.isnan(year) else year
    return float(np.exp(np.interp(at, years, np.log([known[y] for y in years]))))


@lru_cache(maxsize=1)
def _prices() -> dict[str, dict[float, float]]:
    found: dict[str, dict[float, float]] = {}
    for row in _rows("prices.csv"):
        found.setdefault(row["currency"], {})[float(row["year"])] = float(row["eur2024"])
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
