"""Grants with conditions: how much is given, and how much must be given back when a condition fails."""

from __future__ import annotations

from dataclasses import dataclass

from coopparo_sim.finance.ledger import Ledger
from coopparo_sim.finance.sharing import share_down


@dataclass(frozen=True)
class GrantConditions:
    """What a grant asks for.

    Attributes
    ----------
    cost_share
        Share of the eligible cost that is paid, 0-1.
    most
        Greatest grant, cents.
    months_kept
        Months for which the cooperative must operate and hold its members; 0 for none.
    least_members
        Members it must have in that time.
    """

    cost_share: float
    most: int
    months_kept: int = 0
    least_members: int = 0


def grant_amount(eligible_cost: int, conditions: GrantConditions) -> int:
    """Cents granted on an eligible cost in cents: its share, at most the cap."""
    return min(share_down(eligible_cost, conditions.cost_share), conditions.most)


def grant_due_back(received: int, months_since: int, members: int, operating: bool, conditions: GrantConditions) -> int:
    """Cents to give back now: nothing as long as the conditions hold, else the part for the months that were still to come.

    Parameters
    ----------
    received
        Cents received.
    months_since
        Months since then.
    members
        Members now.
    operating
        Whether the cooperative operates.
    conditions
        What the grant asks for.
    """
    missing = conditions.months_kept - months_since
    if missing <= 0 or (operating and members >= conditions.least_members):
        return 0
    return received * missing // conditions.months_kept


def book_due_back(ledger: Ledger, month: int, amount: int) -> None:
    """Owe ``amount`` cents of grants back: first what is not earned yet, the rest out of this year's income from grants."""
    deferred = min(amount, ledger.balance("grants"))
    ledger.post(month, "grants", "grants_to_repay", deferred)
    ledger.post(month, "grant_income", "grants_to_repay", amount - deferred)
