"""Whether the money lasts: liquidity in months, the alarm, the call for capital."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.kernel.parameter import Parameters, parameter

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class SolvencyRules(Parameters):
    """When money is short, and what is asked of members then."""

    months_to_alarm: int = parameter(
        3,
        unit="months in a row",
        low=1,
        high=24,
        it="Mesi senza liquidità prima dell'assemblea straordinaria",
        en="Months without liquidity before an extraordinary assembly",
        source="assumption of this project",
    )
    months_to_restore: float = parameter(
        3.0,
        unit="months of costs",
        low=0.0,
        high=24,
        it="Mesi di spese che un aumento di capitale deve coprire",
        en="Months of costs that a capital call must cover",
        source="assumption of this project",
    )
    price_rise: float = parameter(
        0.1,
        unit="share",
        low=0.0,
        high=0.5,
        plausible=(0.0, 0.2),
        it="Quanto sopra il solito si portano i prezzi quando manca il denaro",
        en="Level of prices over the usual when money is short",
        source="high prices of the catalogue are 10-40 % above the central ones; assumption",
    )


def free_money(ledger: Ledger) -> int:
    """Money at the bank less wages and bills that are due, cents; negative where bills wait for money."""
    return ledger.balance("bank") - ledger.balance("wages_due") - ledger.balance("payables")


def overhead_month(whole_eur: float, sales_eur: float, idle_share: float, full_sales_eur: float) -> float:
    """Overhead of a month, EUR: its idle share, and the rest in proportion to sales up to those from which all of it is due.

    Parameters
    ----------
    whole_eur
        The whole overhead of a month, EUR.
    sales_eur
        Sales of the month, EUR.
    idle_share
        Share due without any sales, 0-1.
    full_sales_eur
        Sales in a month from which the whole overhead is due, EUR, > 0.
    """
    return whole_eur * (idle_share + (1 - idle_share) * min(1.0, sales_eur / full_sales_eur))


def free_after(free: Ints, flow: Ints, stopped: Bools) -> Ints:
    """Free money at the end of a month, cents, shape (n,): ``flow`` (n,) is added; where ``stopped`` (n,) nothing moves."""
    return np.where(stopped, free, free + flow)


def liquidity_months(free: Floats, monthly_costs: Floats) -> Floats:
    """Months for which free money (n,) would pay costs (n,), same unit; 0 where it is gone, infinite where there are no costs."""
    with np.errstate(divide="ignore", invalid="ignore"):
        months = np.maximum(free, 0) / np.asarray(monthly_costs, dtype=np.float64)
    return np.where(np.asarray(monthly_costs) > 0, months, np.where(np.asarray(free) > 0, np.inf, 0.0))


def months_without_liquidity(free: Ints, before: Ints) -> Ints:
    """Months in a row without free money, shape (n,): one more where there is none now, else back to 0.

    Parameters
    ----------
    free
        Shape (n,): free money now, cents.
    before
        Shape (n,): months in a row up to last month.
    """
    return np.where(np.asarray(free) <= 0, np.asarray(before) + 1, 0)


def alarm(months_dry: Ints, rules: SolvencyRules) -> Bools:
    """Whether an extraordinary assembly is wanted, shape (n,): no liquidity for as many months in a row as the rules allow."""
    return np.asarray(months_dry) >= rules.months_to_alarm


def capital_wanted(free: int, monthly_costs: int, rules: SolvencyRules) -> int:
    """Capital to call, cents: what is missing to pay all that is due and some months of costs; 0 where nothing is missing."""
    return max(0, round(rules.months_to_restore * monthly_costs) - free)


def shares_called(wanted: int, share: int, most: Ints) -> Ints:
    """Whole shares that each member takes in a call, shape (n,): all the same, as far as each can and no more than is wanted.

    Parameters
    ----------
    wanted
        Cents to raise.
    share
        Price of a share, cents.
    most
        Shape (n,): cents that each member is willing to add, >= 0.

    Returns
    -------
    Shares, shape (n,): the least equal number, up to what each can, that raises the money; all that each can if that is not enough.
    """
    can = np.asarray(most, dtype=np.int64) // share
    needed = -(-wanted // share)
    if can.sum() <= needed:
        return can
    low, high = 0, int(can.max())
    while low < high:
        level = (low + high) // 2
        low, high = (low, level) if np.minimum(can, level).sum() >= needed else (level + 1, high)
    return np.minimum(can, low)
