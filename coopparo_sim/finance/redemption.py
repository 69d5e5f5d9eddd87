"""Shares of members who left: what they are worth, when they are due, and who is paid first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.kernel.parameter import Parameters, parameter

Ints = NDArray[np.int64]


class RedemptionRules(Parameters):
    """When shares are paid back."""

    approval_months: int = parameter(
        4,
        unit="months after year end",
        low=0,
        high=6,
        it="Mesi per approvare il bilancio",
        en="Months to approve the accounts",
        evidence="expert",
        source="art. 2364 c.c.: within 120 days, 180 in special cases; to be verified",
    )
    repayment_months: int = parameter(
        6,
        unit="months after approval",
        low=0,
        high=60,
        it="Mesi per rimborsare la quota",
        en="Months to repay a share",
        evidence="expert",
        source="art. 2535 c.c.: within 180 days of approval, up to five years for the surcharge; to be verified",
    )


@dataclass(frozen=True)
class Redemption:
    """One claim: who left, cents due, and the month from which it is due."""

    member: int
    amount: int
    due_month: int


def due_month(month_left: int, rules: RedemptionRules, first_month: int = 1) -> int:
    """Month from which a share is due: the year in which the member left ends, its accounts are approved, then comes the delay.

    Parameters
    ----------
    month_left
        Month of leaving.
    rules
        Delays.
    first_month
        First month of the first financial year.

    Examples
    --------
    >>> due_month(5, RedemptionRules())
    22
    """
    years_closed = (month_left - first_month) // 12 + 1
    return first_month - 1 + 12 * years_closed + rules.approval_months + rules.repayment_months


def redemption_value(nominal: int, capital: int, losses_carried: int) -> int:
    """Cents paid for shares of ``nominal`` cents: nominal, less their part of the capital that losses have eaten, rounded down.

    Reserves are never paid out. Source: art. 2535 c.c. (value by the balance sheet) and art. 2545-ter (indivisible reserves).
    """
    if capital <= 0:
        return 0
    return nominal * max(capital - losses_carried, 0) // capital


def book_leaving(ledger: Ledger, month: int, nominal: int) -> int:
    """Move shares of ``nominal`` cents from capital to what is to be repaid; give the cents that will be repaid.

    The part that losses have eaten goes against the losses carried.
    """
    capital = ledger.balance("share_capital") + ledger.balance("funding_capital")
    value = redemption_value(nominal, capital, ledger.balance("losses_carried"))
    ledger.post(month, "share_capital", "shares_to_repay", value)
    ledger.post(month, "share_capital", "losses_carried", nominal - value)
    return value


def paid_in_order(due: Ints, available: int) -> Ints:
    """Cents paid to each claim, shape (n,): in order, whole as far as the money lasts, the rest of it to the next one.

    Parameters
    ----------
    due
        Shape (n,): cents due, first come first.
    available
        Cents that can be spent; nothing is paid below 0.
    """
    before = np.cumsum(due) - due
    return np.asarray(np.clip(available - before, 0, due), dtype=np.int64)


def repay(queue: Sequence[Redemption], month: int, available: int) -> tuple[list[Redemption], list[Redemption]]:
    """Pay a queue as far as ``available`` cents last; claims not due yet wait without holding up those behind them.

    Returns
    -------
    Payments made this month, and the queue that is left, in the same order.
    """
    due = np.array([claim.amount if claim.due_month <= month else 0 for claim in queue], dtype=np.int64)
    paid = paid_in_order(due, available).tolist()
    payments = [Redemption(claim.member, cents, month) for claim, cents in zip(queue, paid, strict=True) if cents]
    left = [
        Redemption(claim.member, claim.amount - cents, claim.due_month)
        for claim, cents in zip(queue, paid, strict=True)
        if claim.amount > cents
    ]
    return payments, left
