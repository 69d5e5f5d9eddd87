"""Which unknown numbers the statistics see at all: Morris' elementary effects over the declared ranges.

All points meet the same luck, so a number that plays no part has an effect of exactly 0 (Morris 1991, Technometrics 33: 161).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.draws import formation_names, names, values_at

Floats = NDArray[np.float64]
LEVELS = 4
RANGE = (0.05, 0.95)
"""Quantiles of the declared ranges between which a number is moved."""
EFFECT, STATISTIC = "effect", "statistic"
ADJUSTED = 20
"""Numbers of behaviour that are fitted: those the statistics see best. Those of the cases themselves are fitted too."""


def _problem() -> dict[str, object]:
    screened = formation_names()
    return {"num_vars": len(screened), "names": screened, "bounds": [list(RANGE)] * len(screened)}


def screening_chances(trajectories: int, seed: int) -> Floats:
    """Quantiles of the screened numbers at each point of the design, shape (points, screened)."""
    from SALib.sample.morris import sample  # takes a second to import

    return np.asarray(sample(_problem(), trajectories, num_levels=LEVELS, seed=seed))


def screening_values(chances: Floats) -> Floats:
    """Values of all unknown numbers at each point, shape (points, unknowns); what is not screened stays at its median."""
    everything = np.full((len(chances), len(names())), 0.5)
    everything[:, [names().index(name) for name in formation_names()]] = chances
    return np.array([values_at(row) for row in everything])


def effects(chances: Floats, simulated: Floats, statistics: tuple[str, ...]) -> pd.DataFrame:
    """Work out how strongly each statistic sees each number.

    Parameters
    ----------
    chances
        Shape (points, screened): the design.
    simulated
        Shape (points, statistics); a statistic that a point does not give counts as its mean over the others.
    statistics
        Names of the statistics.

    Returns
    -------
    A row a number, the most seen first: ``mu*`` for each statistic over its deviation, and ``effect``, their mean.
    """
    from SALib.analyze.morris import analyze  # takes a second to import

    table = pd.DataFrame(index=formation_names())
    for column, statistic in enumerate(statistics):
        values = simulated[:, column]
        known = ~np.isnan(values)
        if not known.any() or np.ptp(values[known]) == 0:
            table[statistic] = 0.0
            continue
        filled = np.where(known, values, values[known].mean())
        found = analyze(_problem(), chances, filled, num_levels=LEVELS, num_resamples=2, seed=1)
        table[statistic] = np.asarray(found["mu_star"], dtype=np.float64) / values[known].std()
    table[EFFECT] = table[list(statistics)].mean(axis=1)
    return table.sort_values(EFFECT, ascending=False, kind="stable")
