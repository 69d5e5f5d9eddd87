"""Giving that follows what one thinks others give."""

from __future__ import annotations

import numpy as np

from coopparo_sim.membership.funding import (
    CONDITIONAL_COOPERATOR,
    FREE_RIDER,
    FundingParameters,
    contribution_share,
    updated_belief,
)
from coopparo_sim.verification.decisions import Floats

ENDOWMENT = 20.0
"""What each person could give in the experiments, points."""


def contribution_decay(share: float, slope: float, adjust: float, start: float, months: int = 12) -> Floats:
    """Mean contribution, month by month, of conditional cooperators among free riders who all see the mean.

    Parameters
    ----------
    share
        Share of conditional cooperators, 0-1; the others are free riders.
    slope
        What a conditional cooperator gives per point believed of others.
    adjust
        Share of the way by which belief moves to what was seen, a month.
    start
        Belief about others at the start, points out of 20.
    months
        Length of the run.

    Returns
    -------
    Mean contribution in points in months 0, 1, ..., shape (months,).

    Notes
    -----
    Fischbacher & Gaechter 2010, Am. Econ. Review 100: 541. The mean is
    share * slope * start * (1 - adjust + adjust * share * slope)^t.
    """
    scale = max(ENDOWMENT, start)
    rule = FundingParameters(conditional_slope=slope, belief_adjustment=adjust)
    kind = np.array([CONDITIONAL_COOPERATOR, FREE_RIDER])
    people = np.array([share, 1 - share])
    belief, mean = np.full(2, start / scale), np.empty(months)
    for month in range(months):
        mean[month] = np.dot(people, contribution_share(kind, belief, rule))
        belief = updated_belief(belief, np.full(2, mean[month]), rule)
    return mean * scale
