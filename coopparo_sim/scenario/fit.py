"""What behaviour was fitted to: the few facts that every result made with it carries, and says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from coopparo_sim.scenario.calibrated import DATA, ENSEMBLE, REPORT, fitted_draws, unusable
from coopparo_sim.scenario.uncertainty import Uncertainty

ITALY = "IT"
IN_REPORT = {"cases": "n_cases", "failed": "failed_cases", "countries": "countries", "draws": "shipped"}
"""Where the report of the calibration has each fact."""


@dataclass(frozen=True)
class Fit:
    """A fit of behaviour to real campaigns.

    Attributes
    ----------
    cases, failed
        Campaigns it was fitted to, and how many of them failed.
    countries
        Campaigns by country, two letters each.
    draws
        Rows of the ensemble.
    ensemble
        SHA-256 of the file of draws, whatever its line ends.
    """

    cases: int
    failed: int
    countries: Mapping[str, int]
    draws: int
    ensemble: str

    @property
    def italian(self) -> int:
        """Campaigns in Italy."""
        return self.countries.get(ITALY, 0)

    def as_json(self) -> dict[str, Any]:
        """Give the facts as they stand in manifests."""
        return {**asdict(self), "countries": dict(self.countries)}


def fit_from(facts: Mapping[str, Any]) -> Fit:
    """Read the facts of a fit, as :meth:`Fit.as_json` gave them.

    Raises
    ------
    KeyError, TypeError, ValueError
        If one is missing, or is not what it should be.
    """
    counts = {name: _count(facts[name]) for name in ("cases", "failed", "draws")}
    countries = {str(country): _count(n) for country, n in dict(facts["countries"]).items()}
    if sum(countries.values()) != counts["cases"]:
        raise ValueError(f"countries(={countries}) must add up to cases(={counts['cases']})")
    return Fit(**counts, countries=countries, ensemble=str(facts["ensemble"]))


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} must be a whole number >= 0")
    return value


@lru_cache(maxsize=2)
def shipped_fit(folder: Path = DATA) -> Fit:
    """Give the fit that the package ships.

    Parameters
    ----------
    folder
        Folder of the ensemble and its report.

    Raises
    ------
    InputError
        If one of the two cannot be read, lacks something, or does not belong to the other.
    """
    file = folder / REPORT
    _, weight, _ = fitted_draws(folder / ENSEMBLE)
    draws = (folder / ENSEMBLE).read_bytes().replace(b"\r\n", b"\n")
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        facts = {name: report[key] for name, key in IN_REPORT.items()}
        found = fit_from({**facts, "ensemble": hashlib.sha256(draws).hexdigest()})
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise unusable(file, problem) from problem
    if found.draws != len(weight):
        raise unusable(file, f"{IN_REPORT['draws']}(={found.draws}) != {len(weight)}")
    return found


def fit_behind(uncertainty: Uncertainty) -> Fit | None:
    """Give the fit that behaviour is drawn from: None unless ``uncertainty`` is ``calibrated``.

    Raises
    ------
    InputError
        As :func:`shipped_fit`.
    """
    return shipped_fit() if uncertainty == "calibrated" else None
