"""Straight-line depreciation of what was bought, and the grants that wear out with it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.kernel.parameter import Parameters, parameter

Ints = NDArray[np.int64]


class DepreciationRules(Parameters):
    """How long things last in the books."""

    equipment_months: int = parameter(
        96,
        unit="months",
        low=12,
        high=480,
        plausible=(60, 120),
        it="Durata delle attrezzature",
        en="Life of equipment",
        source="usual rates of 10-20 % a year for furniture and small plant; to be verified",
    )
    set_up_months: int = parameter(
        60,
        unit="months",
        low=12,
        high=60,
        it="Durata dei costi di impianto",
        en="Life of set-up costs",
        evidence="expert",
        source="art. 2426 no. 5 c.c.: at most five years",
    )


def monthly_charge(cost: Ints, life_months: Ints, age_months: Ints) -> Ints:
    """Charge of this month, cents, shape (n,); over the whole life the charges add up to the cost exactly.

    Parameters
    ----------
    cost
        Shape (n,): cents. For a grant that paid for the thing: the grant, which is then earned month by month in the same way.
    life_months
        Shape (n,): months, > 0.
    age_months
        Shape (n,): whole months in use before this one; nothing is charged below 0 or from the end of the life on.

    Examples
    --------
    >>> [int(monthly_charge(np.array([100]), np.array([3]), np.array([age]))[0]) for age in range(4)]
    [33, 33, 34, 0]
    """
    age = np.clip(age_months, 0, life_months)
    later = np.where(age_months < 0, 0, np.minimum(age + 1, life_months))
    return np.asarray(cost * later // life_months - cost * age // life_months, dtype=np.int64)


def book_depreciation(ledger: Ledger, month: int, equipment: int, set_up: int, grants_earned: int = 0) -> None:
    """Post what wore out this month, and the part of grants that is earned by it, all in cents."""
    ledger.post(month, "depreciation", "accumulated_depreciation", equipment)
    ledger.post(month, "depreciation", "set_up_costs", set_up)
    ledger.post(month, "grants", "grant_income", min(grants_earned, ledger.balance("grants")))


def book_disposal(ledger: Ledger, month: int, cost: int, worn_out: int, price: int) -> None:
    """Take something out of the books: what it cost, what of it is depreciated, what it is sold for, all in cents.

    A price over the book value is no income here: it goes against losses on sales of the year.

    Raises
    ------
    ValueError
        If more is depreciated than it cost.
    """
    if worn_out > cost:
        raise ValueError(f"worn_out(={worn_out}) must be <= cost(={cost}) cents")
    ledger.post(month, "accumulated_depreciation", "equipment", worn_out)
    ledger.post(month, "liquidation_loss", "equipment", cost - worn_out)
    ledger.post(month, "bank", "liquidation_loss", price)
