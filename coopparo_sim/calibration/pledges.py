"""Money that real campaigns had been promised, and money that was paid in the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.calibration.rows import kind_of, rows_of
from coopparo_sim.scenario.calibrated import fitted_draws

PAID = "funding.paid_share"
"""Unknown number that says which share of pledges is paid in."""


@dataclass(frozen=True)
class Pledge:
    """A campaign of which both were read: money paid in over money promised before the offer."""

    id: str
    paid_over_pledged: float


def read_pledges(path: Path) -> list[Pledge]:
    """Read the campaigns of a file that say what was promised and what was paid.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file cannot be read.
    """
    found = []
    for line, row in rows_of(path):
        pledged, paid = _number(row.get("pledged_amt")), _number(row.get("raised"))
        if kind_of(row) == "campaign" and pledged > 0 and paid > 0:
            found.append(Pledge(str(row.get("id") or f"{path.stem}-{line}"), paid / pledged))
    return found


def _number(value: Any) -> float:
    plain = value[0] if isinstance(value, list) and value else value
    return float(plain) if isinstance(plain, int | float) and not isinstance(plain, bool) else 0.0


def shares_paid() -> NDArray[np.float64]:
    """Give the share of pledges that is paid in, in each draw of the fit, shape (draws,): never more than all of it."""
    names, _, values = fitted_draws()
    return values[:, names.index(PAID)]
