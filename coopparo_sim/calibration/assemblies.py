"""Real assemblies against the model's rule of who comes: heads by number of members, in the first year and later.

The numbers of attendance were declared after a regression on assemblies; they are no part of the fit to campaigns. This is a check
of the rule and its ranges, not of the fit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from coopparo_sim.calibration.cases import SHIPPED
from coopparo_sim.calibration.draws import behaviour_with
from coopparo_sim.calibration.rows import Unused, Why, usable_rows
from coopparo_sim.governance.attendance import AttendanceParameters, usual_attendance
from coopparo_sim.kernel.rng import generator
from coopparo_sim.scenario.calibrated import fitted_values

Floats = NDArray[np.float64]
SHIPPED_ASSEMBLIES = SHIPPED.with_name("assemblies.jsonl")
ASSEMBLY = "present_in_person"
LARGEST = 1500
"""Members above which the rule was not made to hold: banks and utilities bind their members otherwise."""
FIRST_YEAR = 1.5
"""Age of a cooperative up to which its assemblies count as those of the first year, years."""
DRAWS = 12
"""Draws of the ensemble; the spread between assemblies, not between draws, makes most of the interval."""
MEETINGS = 40
"""Assemblies simulated for each draw."""
ASSEMBLY_STREAM = 1003
"""Number of the stream of this check; the model's own streams have small numbers."""


@dataclass(frozen=True)
class Assembly:
    """One real assembly: its members, the heads in the room, whether it was of the first year."""

    id: str
    name: str
    members: int
    heads: int
    first_year: bool


def read_assemblies(path: Path) -> tuple[list[Assembly], list[Unused]]:
    """Read the assemblies of a file of cases, and say which rows about assemblies cannot be compared and why.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file cannot be read.
    """
    return usable_rows(path, "assembly", _assembly)


def _assembly(row: Mapping[str, Any], spare_id: str) -> Assembly | Why:
    """Read one row; the word for why it cannot be compared if it cannot."""
    members, heads = _count(row.get("members")), _count(row.get("heads")) or _count(row.get(ASSEMBLY))
    if not heads:
        return "remote" if _count(row.get("remote_ballots")) else "no_heads"
    if not members or heads > members:
        return "no_members"
    if members > LARGEST:
        return "too_large"
    age = row.get("age_years")
    young = isinstance(age, int | float) and age < FIRST_YEAR
    return Assembly(str(row.get("id") or spare_id), str(row.get("org") or ""), members, heads, young)


def _count(value: object) -> int:
    return int(value) if isinstance(value, int | float) and math.isfinite(value) and value > 0 else 0


def simulated_heads(assemblies: Sequence[Assembly], seed: int) -> Floats:
    """Simulate who comes, shape (assemblies, draws * meetings), heads.

    Parameters
    ----------
    assemblies
        Real ones, of which members and first year count.
    seed
        Seed of luck; each assembly meets the same draws.
    """
    parameters = [behaviour_with(fitted_values((draw + 0.5) / DRAWS))[0].attendance for draw in range(DRAWS)]
    shares: dict[tuple[int, bool], list[float]] = {}
    for one in assemblies:
        key = one.members, one.first_year
        shares[key] = shares.get(key) or [usual_attendance(one.members, p, one.first_year) for p in parameters]
    rows = [_heads(one, shares[one.members, one.first_year], parameters, seed, n) for n, one in enumerate(assemblies)]
    return np.array(rows, dtype=np.float64).reshape(len(assemblies), DRAWS * MEETINGS)


def _heads(one: Assembly, shares: Sequence[float], parameters: Sequence[AttendanceParameters], seed: int, number: int) -> Floats:
    luck = generator(seed, number, ASSEMBLY_STREAM)
    spread = np.array([[p.meeting_sd] for p in parameters]) * luck.standard_normal((DRAWS, MEETINGS))
    chance = expit(logit(np.array(shares))[:, None] + spread)
    return np.asarray(luck.binomial(one.members, chance), dtype=np.float64).ravel()
