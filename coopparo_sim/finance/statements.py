"""Income statement and balance sheet of each year, made from the entries, as an accountant reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coopparo_sim.finance.accounts import AGAINST, ASSETS, COSTS, DEBIT_SIDE, DEBTS, DEFERRED, EQUITY, INCOME, Account
from coopparo_sim.finance.ledger import CENTS, Entry
from coopparo_sim.texts import text

Total = Literal[
    "total_income", "total_costs", "result", "total_assets", "total_debts", "total_deferred", "total_equity", "open_result",
    "total_liabilities",
]  # fmt: skip
_ADDED_UP: dict[tuple[Account, ...], Total] = {
    INCOME: "total_income", COSTS: "total_costs", ASSETS: "total_assets", DEBTS: "total_debts", DEFERRED: "total_deferred",
    EQUITY: "total_equity",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a statement: account or total, and cents as they add up on the page (what is taken off is negative)."""

    key: Account | Total
    amount: int
    is_total: bool = False

    def label(self, language: str) -> str:
        """Words of the line, in ``language`` (``it`` or ``en``)."""
        return text(f"finance.line.{self.key}", language)


@dataclass(frozen=True)
class Statement:
    """A table of lines.

    Attributes
    ----------
    title
        Key of the title: ``income_statement`` or ``balance_sheet``.
    first_month, last_month
        Months covered; a balance sheet is of the end of its last month.
    lines
        The lines, in order; accounts without any amount are left out, totals never.
    """

    title: Literal["income_statement", "balance_sheet"]
    first_month: int
    last_month: int
    lines: tuple[Line, ...]

    def amount(self, key: Account | Total) -> int:
        """Cents of one line; 0 where it is left out."""
        return next((line.amount for line in self.lines if line.key == key), 0)

    def heading(self, language: str) -> str:
        """Title with its months, in ``language`` (``it`` or ``en``)."""
        return text(f"finance.title.{self.title}", language, first=self.first_month, last=self.last_month)

    def rows(self, language: str) -> list[tuple[str, float]]:
        """Label and EUR of each line, in ``language`` (``it`` or ``en``)."""
        return [(line.label(language), line.amount / CENTS) for line in self.lines]

    def values_eur(self) -> dict[str, float]:
        """EUR by key of line, such as ``sales`` or ``total_assets``: for a summary in columns."""
        return {line.key: line.amount / CENTS for line in self.lines}


def income_statement(entries: Iterable[Entry], first_month: int, last_month: int) -> Statement:
    """Income, costs and result of the months from ``first_month`` to ``last_month``; closing entries do not count."""
    of_period = (e for e in entries if first_month <= e.month <= last_month and "year_result" not in (e.debit, e.credit))
    held = _balances(of_period)
    income, costs = _group(held, INCOME), _group(held, COSTS)
    result = Line("result", income[-1].amount - costs[-1].amount, is_total=True)
    return Statement("income_statement", first_month, last_month, (*income, *costs, result))


def balance_sheet(entries: Iterable[Entry], month: int) -> Statement:
    """What is owned, owed and own at the end of ``month``; both sides add up to the same."""
    held = _balances(e for e in entries if e.month <= month)
    assets, debts, deferred, equity = (_group(held, group) for group in (ASSETS, DEBTS, DEFERRED, EQUITY))
    open_result = _sum(held, INCOME) - _sum(held, COSTS)
    other_side = debts[-1].amount + deferred[-1].amount + equity[-1].amount + open_result
    result = [Line("open_result", open_result, is_total=True)] if open_result else []
    end = Line("total_liabilities", other_side, is_total=True)
    return Statement("balance_sheet", month, month, (*assets, *debts, *deferred, *equity, *result, end))


def yearly_statements(entries: Sequence[Entry], first_month: int, last_month: int) -> list[tuple[Statement, Statement]]:
    """Income statement and balance sheet of each financial year of twelve months; the last one may be shorter."""
    starts = range(first_month, last_month + 1, 12)
    ends = [min(start + 11, last_month) for start in starts]
    return [(income_statement(entries, start, end), balance_sheet(entries, end)) for start, end in zip(starts, ends, strict=True)]


def _balances(entries: Iterable[Entry]) -> dict[Account, int]:
    """Cents of each account, positive on its own side."""
    on_debit: dict[Account, int] = {}
    for entry in entries:
        on_debit[entry.debit] = on_debit.get(entry.debit, 0) + entry.amount
        on_debit[entry.credit] = on_debit.get(entry.credit, 0) - entry.amount
    return {account: amount if account in DEBIT_SIDE else -amount for account, amount in on_debit.items()}


def _signed(held: dict[Account, int], account: Account) -> int:
    return held.get(account, 0) * (-1 if account in AGAINST else 1)


def _sum(held: dict[Account, int], accounts: tuple[Account, ...]) -> int:
    return sum(_signed(held, account) for account in accounts)


def _group(held: dict[Account, int], accounts: tuple[Account, ...]) -> list[Line]:
    lines = [Line(account, _signed(held, account)) for account in accounts if held.get(account, 0)]
    return [*lines, Line(_ADDED_UP[accounts], _sum(held, accounts), is_total=True)]
