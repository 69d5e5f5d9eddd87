"""Keeping the books: the money of a month, bills that wait, and the closing of a year."""

from __future__ import annotations

from dataclasses import dataclass

from coopparo_sim.finance.accounts import COSTS, INCOME, Account
from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.year_end import (
    Appropriation,
    LossCover,
    Position,
    Wish,
    YearEndRules,
    appropriation,
    loss_cover,
)


@dataclass(frozen=True)
class MonthFlows:
    """What came in and what was owed in one month, cents, all >= 0.

    Attributes
    ----------
    sales, fees, grant_income
        Income paid at once; grants here are those for running costs.
    sales_on_credit
        Income that is paid later (public contracts).
    collected
        Money that came in for earlier income on credit.
    wages, goods, fixed_costs
        Costs to be paid this month.
    """

    sales: int = 0
    fees: int = 0
    grant_income: int = 0
    sales_on_credit: int = 0
    collected: int = 0
    wages: int = 0
    goods: int = 0
    fixed_costs: int = 0


def pay(ledger: Ledger, month: int, cost: Account, amount: int, owed: Account = "payables") -> int:
    """Pay a cost of ``amount`` cents as far as there is money, owe the rest; give the cents owed."""
    paid = min(amount, ledger.balance("bank"))
    ledger.post(month, cost, "bank", paid)
    ledger.post(month, cost, owed, amount - paid)
    return amount - paid


def settle(ledger: Ledger, month: int, debt: Account, most: int | None = None) -> int:
    """Pay a debt as far as there is money, at most ``most`` cents; give the cents paid."""
    due = ledger.balance(debt) if most is None else min(most, ledger.balance(debt))
    paid = min(due, ledger.balance("bank"))
    ledger.post(month, debt, "bank", paid)
    return paid


def book_month(ledger: Ledger, month: int, flows: MonthFlows) -> int:
    """Post a month: income first, then wages before bills, old ones before new; give the cents of this month left owing."""
    ledger.post(month, "bank", "sales", flows.sales)
    ledger.post(month, "bank", "fees", flows.fees)
    ledger.post(month, "bank", "grant_income", flows.grant_income)
    ledger.post(month, "receivables", "sales", flows.sales_on_credit)
    ledger.post(month, "bank", "receivables", min(flows.collected, ledger.balance("receivables")))
    settle(ledger, month, "wages_due")
    unpaid = pay(ledger, month, "wages", flows.wages, "wages_due")
    settle(ledger, month, "payables")
    unpaid += pay(ledger, month, "goods", flows.goods)
    return unpaid + pay(ledger, month, "fixed_costs", flows.fixed_costs)


def open_result(ledger: Ledger) -> int:
    """Income less costs not closed yet, cents."""
    return ledger.total(INCOME) - ledger.total(COSTS)


def close_accounts(ledger: Ledger, month: int) -> int:
    """Close all income and costs into the result of the year; give it, cents."""
    net = open_result(ledger)
    for account in INCOME:
        _empty(ledger, month, account, ledger.balance(account))
    for account in COSTS:
        _empty(ledger, month, account, -ledger.balance(account))
    return net


def _empty(ledger: Ledger, month: int, account: Account, on_credit: int) -> None:
    """Move what an account holds on its credit side (debit side if negative) into the result of the year."""
    ledger.post(month, account, "year_result", max(on_credit, 0))
    ledger.post(month, "year_result", account, max(-on_credit, 0))


def position(ledger: Ledger) -> Position:
    """What the cooperative stands on, before the result of the year."""
    return Position(
        equity=ledger.equity_cents - ledger.balance("year_result"), debt=ledger.debt_cents,
        losses_carried=ledger.balance("losses_carried"), members_capital=ledger.balance("share_capital"),
        funding_capital=ledger.balance("funding_capital"),
    )  # fmt: skip


def book_surplus(ledger: Ledger, month: int, net: int, wish: Wish, rules: YearEndRules) -> Appropriation:
    """Post where a surplus of ``net`` cents goes; what is given out is owed until it is paid."""
    parts = appropriation(net, position(ledger), wish, rules)
    ledger.post(month, "year_result", "legal_reserve", parts.legal_reserve)
    ledger.post(month, "year_result", "mutual_fund_due", parts.mutual_fund)
    ledger.post(month, "year_result", "losses_carried", parts.losses_made_good)
    ledger.post(month, "year_result", "ristorni_due", parts.ristorni)
    ledger.post(month, "year_result", "dividends_due", parts.dividends)
    ledger.post(month, "year_result", "indivisible_reserve", parts.indivisible_reserve)
    return parts


def book_loss(ledger: Ledger, month: int, loss: int) -> LossCover:
    """Post a loss of ``loss`` cents against reserves; the part of capital is carried against it, shares stay nominal."""
    capital = ledger.balance("share_capital") + ledger.balance("funding_capital") - ledger.balance("losses_carried")
    parts = loss_cover(loss, ledger.balance("indivisible_reserve"), ledger.balance("legal_reserve"), capital)
    ledger.post(month, "indivisible_reserve", "year_result", parts.indivisible_reserve)
    ledger.post(month, "legal_reserve", "year_result", parts.legal_reserve)
    ledger.post(month, "losses_carried", "year_result", parts.capital + parts.uncovered)
    return parts


def close_year(ledger: Ledger, month: int, wish: Wish, rules: YearEndRules) -> tuple[int, Appropriation]:
    """Close a year: result, then surplus as law and assembly say, or loss; give the net result in cents and where a surplus went.

    Parameters
    ----------
    ledger
        The books; income and costs of the year are emptied.
    month
        Last month of the year.
    wish
        What the assembly voted.
    rules
        Law and statute.
    """
    net = close_accounts(ledger, month)
    if net >= 0:
        return net, book_surplus(ledger, month, net, wish, rules)
    book_loss(ledger, month, -net)
    return net, Appropriation()
