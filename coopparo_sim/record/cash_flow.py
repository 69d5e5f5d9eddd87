"""Where the money of a period came from and went to, and how low it fell: read from the entries of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from coopparo_sim.finance.accounts import Account
from coopparo_sim.finance.ledger import Entry

CASH_FLOWS: dict[str, tuple[Account, ...]] = {
    "cash_customers": ("sales", "fees", "receivables"),
    "cash_running_grants": ("grant_income",),
    "cash_staff": ("wages", "wages_due"),
    "cash_suppliers": ("goods", "fixed_costs", "payables"),
    "cash_interest": ("interest",),
    "cash_set_up": ("set_up_costs",),
    "cash_equipment": ("equipment", "accumulated_depreciation", "depreciation", "liquidation_loss"),
    "cash_member_capital": ("share_capital",),
    "cash_funding_capital": ("funding_capital",),
    "cash_grants": ("grants", "grants_to_repay"),
    "cash_member_loans": ("member_loans",),
    "cash_bank_loans": ("bank_loan",),
    "cash_to_members": ("shares_to_repay", "ristorni_due", "dividends_due"),
    "cash_mutual_funds": ("mutual_fund_due", "legal_reserve", "indivisible_reserve", "losses_carried", "year_result"),
}
"""Lines of the cash flow statement, each with the accounts that money came from or went to: every account but the bank, once."""
TOTAL_CASH = "total_cash"
FREE: frozenset[Account] = frozenset(("bank", "wages_due", "payables"))
"""Money at the bank less wages and bills that wait: what can be spent."""


def cash_flow(entries: Iterable[Entry], first_month: int, last_month: int) -> dict[str, int]:
    """Net money received in a period, cents by line of :data:`CASH_FLOWS` and in all (:data:`TOTAL_CASH`); payments are negative.

    Parameters
    ----------
    entries
        Entries of the ledger.
    first_month, last_month
        The period, both ends in it.
    """
    line_of = {account: line for line, accounts in CASH_FLOWS.items() for account in accounts}
    flows = dict.fromkeys(CASH_FLOWS, 0)
    for entry in entries:
        if first_month <= entry.month <= last_month:
            if entry.debit == "bank":
                flows[line_of[entry.credit]] += entry.amount
            elif entry.credit == "bank":
                flows[line_of[entry.debit]] -= entry.amount
    return flows | {TOTAL_CASH: sum(flows.values())}


def lowest_free_money(entries: Iterable[Entry], first_month: int, last_month: int) -> tuple[int, int]:
    """Least money free at the end of a month of a period, cents, and that month (the first where several are alike).

    Free is what the bank holds less wages and bills that wait; below 0 not all that is due can be paid.

    Parameters
    ----------
    entries
        Entries of the ledger, from its first one on.
    first_month, last_month
        The period, both ends in it.
    """
    moved = dict.fromkeys(range(first_month, last_month + 1), 0)
    before = 0
    for entry in entries:
        change = entry.amount * ((entry.debit in FREE) - (entry.credit in FREE))
        if entry.month < first_month:
            before += change
        elif entry.month <= last_month:
            moved[entry.month] += change
    held = list(accumulate(moved.values(), initial=before))[1:]
    return min(zip(held, moved, strict=True))
