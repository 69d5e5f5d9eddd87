"""The chart of accounts: what the cooperative owns, owes, holds as its own, earns and spends."""

from __future__ import annotations

from typing import Literal

Account = Literal[
    "bank",
    "receivables",
    "equipment",
    "accumulated_depreciation",
    "set_up_costs",
    "wages_due",
    "payables",
    "bank_loan",
    "member_loans",
    "shares_to_repay",
    "grants",
    "grants_to_repay",
    "mutual_fund_due",
    "ristorni_due",
    "dividends_due",
    "share_capital",
    "funding_capital",
    "legal_reserve",
    "indivisible_reserve",
    "losses_carried",
    "year_result",
    "sales",
    "fees",
    "grant_income",
    "goods",
    "wages",
    "fixed_costs",
    "depreciation",
    "interest",
    "liquidation_loss",
]

ASSETS: tuple[Account, ...] = ("bank", "receivables", "equipment", "accumulated_depreciation", "set_up_costs")
"""What the cooperative owns; accumulated depreciation stands against equipment."""
DEBTS: tuple[Account, ...] = (
    "wages_due", "payables", "bank_loan", "member_loans", "shares_to_repay", "grants_to_repay", "mutual_fund_due", "ristorni_due",
    "dividends_due",
)  # fmt: skip
"""What it owes to others."""
DEFERRED: tuple[Account, ...] = ("grants",)
"""Grants received and not earned yet: earned as what they paid for wears out, or owed back if a condition fails."""
EQUITY: tuple[Account, ...] = (
    "share_capital", "funding_capital", "legal_reserve", "indivisible_reserve", "losses_carried", "year_result",
)  # fmt: skip
"""What is its own; losses carried stand against the capital they have eaten into."""
INCOME: tuple[Account, ...] = ("sales", "fees", "grant_income")
COSTS: tuple[Account, ...] = ("goods", "wages", "fixed_costs", "depreciation", "interest", "liquidation_loss")
CHART: tuple[Account, ...] = (*ASSETS, *DEBTS, *DEFERRED, *EQUITY, *INCOME, *COSTS)
"""All accounts, in the order in which an accountant reads them."""

AGAINST: frozenset[Account] = frozenset(("accumulated_depreciation", "losses_carried"))
"""Accounts that stand on the other side of their group and are taken off its total."""
DEBIT_SIDE: frozenset[Account] = frozenset(("bank", "receivables", "equipment", "set_up_costs", "losses_carried", *COSTS))
"""Accounts that grow on the debit side; the others grow on the credit side."""
