"""Opening services with the money there is, in the order of the mix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def affordable_next(costs_eur: Floats, started: Bools, cash_eur: float) -> int:
    """Index of the next service of the mix if there is money for it now, else -1.

    Parameters
    ----------
    costs_eur
        Shape (services,): opening costs in the order of the mix, EUR.
    started
        Shape (services,): already open or being opened.
    cash_eur
        Money at hand, EUR.
    """
    waiting = np.flatnonzero(~started)
    if len(waiting) and costs_eur[waiting[0]] <= cash_eur:
        return int(waiting[0])
    return -1
