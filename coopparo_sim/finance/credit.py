"""What a bank lends: as much as own means bear, if what is planned or earned pays the instalments with something to spare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.accounts import Account
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.loans import Loan, instalment, schedule
from coopparo_sim.finance.sharing import share_down, share_up
from coopparo_sim.kernel.parameter import Parameters, parameter

Ints = NDArray[np.int64]
LENT: tuple[Account, ...] = ("bank_loan", "member_loans")
"""Accounts of what has been lent."""


class CreditRules(Parameters):
    """What banks ask of a cooperative that borrows."""

    own_share: float = parameter(
        0.33,
        unit="share",
        low=0.05,
        high=1,
        plausible=(0.13, 0.62),
        it="Mezzi propri che la banca vuole vedere, sul totale",
        en="Own means that a bank asks for, of all means",
        evidence="literature",
        source="members' capital over start-up cost in six projects: .13-.62, median .33; 1 is no loans at all",
    )
    rate: float = parameter(
        0.05,
        unit="a year",
        low=0,
        high=0.2,
        plausible=(0, 0.08),
        it="Interesse della banca",
        en="Interest of the bank",
        evidence="expert",
        source="free of interest up to 30,000 EUR through a mutual fund (avvenire.it), else usual rates; to be verified",
    )
    most_months: int = parameter(
        120,
        unit="months",
        low=12,
        high=240,
        plausible=(60, 180),
        it="Durata massima di un prestito",
        en="Longest loan",
        evidence="expert",
        source="as long as what it pays for lasts, and no longer than this; to be verified",
    )
    grace_months: int = parameter(
        12,
        unit="months",
        low=0,
        high=36,
        plausible=(0, 24),
        it="Mesi in cui si pagano solo gli interessi",
        en="Months in which interest alone is paid",
        evidence="expert",
        source="a year of grace is common for investments; to be verified",
    )
    working_months: int = parameter(
        36,
        unit="months",
        low=6,
        high=120,
        plausible=(18, 60),
        it="Durata di un prestito per le spese correnti",
        en="Length of a loan for working capital",
        evidence="expert",
        source="usual for small unsecured loans; to be verified",
    )
    cover: float = parameter(
        1.1,
        unit="times",
        low=1,
        high=3,
        plausible=(1, 1.5),
        it="Quanto deve restare ogni mese per ogni euro di rata",
        en="Money left each month over the instalments",
        evidence="expert",
        source="debt service cover of 1.1-1.3 usually asked for; to be verified",
    )


@dataclass(frozen=True)
class Borrowed:
    """A loan being paid back.

    Attributes
    ----------
    first_month
        Month of the first payment.
    principal
        Shape (months of the loan,): principal due in each, cents.
    instalment
        Equal monthly instalment after the grace, cents.
    """

    first_month: int
    principal: Ints
    instalment: int

    def principal_due(self, month: int) -> int:
        """Principal due in ``month``, cents."""
        age = month - self.first_month
        return int(self.principal[age]) if 0 <= age < len(self.principal) else 0

    def runs(self, month: int) -> bool:
        """Whether anything is still to be paid after ``month``."""
        return month < self.first_month + len(self.principal) - 1


def borrowed(loan: Loan, first_month: int) -> Borrowed:
    """Begin to pay ``loan`` back in ``first_month``."""
    return Borrowed(first_month, schedule(loan)[1], instalment(loan))


def own_means(ledger: Ledger, result: int) -> int:
    """Own means, cents: capital, reserves, grants not earned yet, and the open result of the year (cents), less losses carried."""
    return ledger.equity_cents + ledger.balance("grants") + result


def room_to_borrow(own: int, owed: int, rules: CreditRules) -> int:
    """Cents that could still be lent: own means must stay the share asked for of own and lent means together; never below 0.

    Parameters
    ----------
    own
        Own means, cents.
    owed
        Lent already by banks and members, cents.

    Examples
    --------
    >>> room_to_borrow(10_000, 0, CreditRules(own_share=0.25)), room_to_borrow(10_000, 29_000, CreditRules(own_share=0.25))
    (30000, 1000)
    """
    return max(0, share_down(max(own, 0), 1 / rules.own_share - 1) - owed)


def loan_for(amount: int, lasts_months: int, rules: CreditRules) -> Loan:
    """Terms of a loan of ``amount`` cents for what lasts so many months: grace, then instalments, no longer than it lasts."""
    months = max(1, min(lasts_months, rules.most_months) - rules.grace_months)
    return Loan(amount, rules.rate, months, rules.grace_months)


def is_borne(left_month: int, instalments: int, rules: CreditRules) -> bool:
    """Whether what is left each month (cents) pays all ``instalments`` (cents a month) with the cover asked for."""
    return left_month >= share_up(instalments, rules.cover)


def granted(wanted: int, room: int, left_month: int, instalments: int, lasts_months: int, rules: CreditRules) -> Loan | None:
    """Give the loan of ``wanted`` cents, or none: it must fit the room there is and be borne beside the other instalments.

    Parameters
    ----------
    wanted, room
        Cents asked for; what :func:`room_to_borrow` gives.
    left_month
        Cents left each month before instalments.
    instalments
        Instalments of other loans, cents a month.
    lasts_months
        Months for which what is paid with it lasts.
    """
    loan = loan_for(wanted, lasts_months, rules)
    return loan if 0 < wanted <= room and is_borne(left_month, instalments + instalment(loan), rules) else None
