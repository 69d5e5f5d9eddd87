"""The end: things are sold, creditors are paid first, members get at most what they put in, the rest goes to the mutual funds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coopparo_sim.finance.accounts import Account
from coopparo_sim.finance.bookkeeping import close_accounts
from coopparo_sim.finance.depreciation import book_disposal
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.sharing import share_down, shared_out
from coopparo_sim.kernel.parameter import Parameters, uncertainty

RANKS: tuple[tuple[Account, ...], ...] = (
    ("wages_due",),
    ("payables", "bank_loan", "member_loans", "grants_to_repay", "mutual_fund_due", "ristorni_due", "dividends_due"),
    ("shares_to_repay",),
    ("share_capital", "funding_capital"),
)
"""Who is paid before whom: staff (art. 2751-bis c.c.), other creditors, members who left, members who stayed."""
RESERVES: tuple[Account, ...] = ("legal_reserve", "indivisible_reserve")


class LiquidationRules(Parameters):
    """Unknown numbers of the end."""

    recovery_share: float = uncertainty(
        0.30,
        (0.10, 0.60),
        unit="share of book value",
        it="Quanto si ricava vendendo le attrezzature",
        en="Recovered by selling equipment",
        source="assumption of this project",
    )
    collected_share: float = uncertainty(
        0.90,
        (0.60, 1.00),
        unit="share of receivables",
        it="Quanto si incassa dei crediti",
        en="Collected of receivables",
        source="assumption of this project",
    )


@dataclass(frozen=True)
class LiquidationPlan:
    """Who gets what, cents.

    Attributes
    ----------
    paid
        Paid by account.
    unpaid
        Left unpaid by account.
    devolved
        Given to the mutual funds.
    """

    paid: Mapping[Account, int]
    unpaid: Mapping[Account, int]
    devolved: int


def liquidation_plan(money: int, claims: Mapping[Account, int]) -> LiquidationPlan:
    """Pay claims rank by rank; within a rank in proportion, to the cent; what is left after all ranks is devolved.

    Parameters
    ----------
    money
        Cents to be shared out, >= 0.
    claims
        Cents claimed by account; members claim the nominal value of their shares and no more.

    Notes
    -----
    Devolution to the mutual funds: art. 2514 d) c.c. and art. 11 of law 59/1992.
    """
    paid: dict[Account, int] = {}
    left = money
    for rank in RANKS:
        owed = np.array([claims.get(account, 0) for account in rank], dtype=np.int64)
        given = shared_out(min(left, int(owed.sum())), owed).tolist()
        paid |= dict(zip(rank, given, strict=True))
        left -= sum(given)
    unpaid = {account: claims.get(account, 0) - cents for account, cents in paid.items()}
    return LiquidationPlan(paid, unpaid, left)


def liquidate(ledger: Ledger, month: int, rules: LiquidationRules) -> LiquidationPlan:
    """Wind the cooperative up and post it all; afterwards the bank is empty and only unpaid debts are left.

    Equipment and receivables are turned into money at their share, grants not earned are owed back.
    """
    _sell(ledger, month, rules)
    ledger.post(month, "grants", "grants_to_repay", ledger.balance("grants"))
    close_accounts(ledger, month)
    for reserve in RESERVES:
        ledger.post(month, reserve, "year_result", ledger.balance(reserve))
    ledger.post(month, "year_result", "losses_carried", ledger.balance("losses_carried"))
    claims = {account: ledger.balance(account) for rank in RANKS for account in rank}
    plan = liquidation_plan(ledger.balance("bank"), claims)
    for account, amount in plan.paid.items():
        ledger.post(month, account, "bank", amount)
    for account in RANKS[-1]:
        ledger.post(month, account, "year_result", ledger.balance(account))
    ledger.post(month, "year_result", "bank", plan.devolved)
    return plan


def _sell(ledger: Ledger, month: int, rules: LiquidationRules) -> None:
    cost, worn_out = ledger.balance("equipment"), ledger.balance("accumulated_depreciation")
    book_disposal(ledger, month, cost, worn_out, share_down(cost - worn_out, rules.recovery_share))
    ledger.post(month, "liquidation_loss", "set_up_costs", ledger.balance("set_up_costs"))
    receivables = ledger.balance("receivables")
    collected = share_down(receivables, rules.collected_share)
    ledger.post(month, "bank", "receivables", collected)
    ledger.post(month, "liquidation_loss", "receivables", receivables - collected)
