"""A double-entry ledger in whole cents: money moves between accounts and is neither made nor lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coopparo_sim.finance.accounts import AGAINST, DEBIT_SIDE, DEBTS, EQUITY, Account

__all__ = ["CENTS", "DEBIT_SIDE", "Account", "Entry", "Ledger", "cents"]
CENTS = 100


def cents(eur: float) -> int:
    """Whole cents of an amount in EUR."""
    return round(eur * CENTS)


@dataclass(frozen=True)
class Entry:
    """One posting: ``amount`` cents from ``credit`` to ``debit`` in ``month``."""

    month: int
    debit: Account
    credit: Account
    amount: int


@dataclass
class Ledger:
    """The books of the cooperative.

    Attributes
    ----------
    entries
        All postings, in order.
    """

    entries: list[Entry] = field(default_factory=list)
    _balance: dict[Account, int] = field(default_factory=dict)

    def post(self, month: int, debit: Account, credit: Account, amount: int) -> None:
        """Post ``amount`` cents on both sides; nothing is posted for 0.

        Raises
        ------
        ValueError
            If the amount is negative or would overdraw the bank.
        """
        if amount < 0:
            raise ValueError(f"amount(={amount}) must be >= 0 cents")
        if credit == "bank" and amount > self.balance("bank"):
            raise ValueError(f"amount(={amount}) must be <= {self.balance('bank')} cents, what the bank account holds")
        if amount:
            self.entries.append(Entry(month, debit, credit, amount))
            self._balance[debit] = self._balance.get(debit, 0) + amount
            self._balance[credit] = self._balance.get(credit, 0) - amount

    def balance(self, account: Account) -> int:
        """What an account holds, cents, positive on its own side."""
        return self._balance.get(account, 0) * (1 if account in DEBIT_SIDE else -1)

    def total(self, accounts: Iterable[Account]) -> int:
        """What a group of accounts holds, cents; accounts that stand against their group are taken off."""
        return sum(self.balance(account) * (-1 if account in AGAINST else 1) for account in accounts)

    @property
    def balanced(self) -> bool:
        """Whether debits equal credits over all accounts."""
        return sum(self._balance.values()) == 0

    @property
    def cash_eur(self) -> float:
        """Money at the bank, EUR."""
        return self.balance("bank") / CENTS

    @property
    def debt_cents(self) -> int:
        """What is owed to others, cents; grants not earned yet are no debt."""
        return self.total(DEBTS)

    @property
    def equity_cents(self) -> int:
        """What is the cooperative's own, cents: capital and reserves, less losses carried; open income and costs aside."""
        return self.total(EQUITY)
