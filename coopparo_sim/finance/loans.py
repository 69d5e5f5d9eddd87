"""Loans: instalments of a bank loan, and how much members may lend."""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1, log1p

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import Ledger

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Loan:
    """A loan paid back in equal monthly instalments.

    Attributes
    ----------
    principal
        Cents borrowed.
    yearly_rate
        Nominal interest a year, 0-1; 0 for interest-free loans.
    months
        Number of instalments.
    grace_months
        Months at the start in which interest alone is paid.
    """

    principal: int
    yearly_rate: float
    months: int
    grace_months: int = 0


def monthly_interest(balance: int, yearly_rate: float) -> int:
    """Interest of one month on ``balance`` cents, to the nearest cent; a half cent goes to the even one."""
    return round(balance * yearly_rate / 12)


def instalment(loan: Loan) -> int:
    """Equal monthly instalment, cents: P r / (1 - (1 + r)^-n), r a twelfth of the yearly rate."""
    rate = loan.yearly_rate / 12
    if rate == 0:
        return round(loan.principal / loan.months)
    return round(loan.principal * rate / -expm1(-loan.months * log1p(rate)))


def schedule(loan: Loan) -> tuple[Ints, Ints]:
    """Interest and principal of every month, cents, each of shape (grace_months + months,).

    The last instalment pays whatever is left, so that the principal parts add up to the loan exactly.

    Raises
    ------
    ValueError
        If there is no instalment.
    """
    if loan.months < 1:
        raise ValueError(f"months(={loan.months}) must be >= 1")
    due, left = instalment(loan), loan.principal
    interest, principal = [], []
    for month in range(loan.grace_months + loan.months):
        of_interest = monthly_interest(left, loan.yearly_rate)
        paid = 0 if month < loan.grace_months else min(left, max(due - of_interest, 0))
        if month == loan.grace_months + loan.months - 1:
            paid = left
        interest.append(of_interest)
        principal.append(paid)
        left -= paid
    return np.array(interest, dtype=np.int64), np.array(principal, dtype=np.int64)


def book_instalment(ledger: Ledger, month: int, interest: int, principal: int) -> int:
    """Pay interest, then principal, of the bank loan as far as there is money; give the cents of principal not paid.

    Interest that cannot be paid is owed like any other bill.
    """
    paid_interest = min(interest, ledger.balance("bank"))
    ledger.post(month, "interest", "bank", paid_interest)
    ledger.post(month, "interest", "payables", interest - paid_interest)
    paid = min(principal, ledger.balance("bank"), ledger.balance("bank_loan"))
    ledger.post(month, "bank_loan", "bank", paid)
    return principal - paid


def most_member_loans(equity: int, multiple: float) -> int:
    """Greatest total of member loans, cents: ``multiple`` times equity (cents), nothing where equity is gone.

    Notes
    -----
    Three times equity above fifty members: rules of the Bank of Italy on money collected from members.
    """
    return max(0, int(equity * multiple))


def individual_loans(offered: Ints, most_each: int, most_in_all: int) -> Ints:
    """Loans taken from each member, cents, shape (n,): as offered, within the cap of each and the cap of all, in order.

    Parameters
    ----------
    offered
        Shape (n,): cents offered, in the order of offering.
    most_each, most_in_all
        Caps, cents.
    """
    within = np.minimum(offered, most_each)
    before = np.cumsum(within) - within
    return np.asarray(np.clip(most_in_all - before, 0, within), dtype=np.int64)
