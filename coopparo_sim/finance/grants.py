"""Grants with conditions: how much is given, and how much must be given back when a condition fails."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass
class GrantHeld:
    """A grant that the cooperative has, and what became of it.

    Attributes
    ----------
    promised
        Cents promised.
    conditions
        What it asks for; a share of cost of 0 asks for no spending.
    since
        Month of the founding.
    report_month
        Month in which spending and results are reported, and the rest is paid or money is due back.
    is_public
        Whether it is public money.
    payments
        Cents received, and the month, of each payment.
    due_back
        Cents that had to be given back so far.
    broken
        Whether its conditions have failed: that is settled once.
    """

    promised: int
    conditions: GrantConditions
    since: int
    report_month: int
    is_public: bool
    payments: list[tuple[int, int]] = field(default_factory=list)
    due_back: int = 0
    broken: bool = False

    @property
    def kept(self) -> int:
        """Cents received and not due back."""
        return sum(amount for amount, _ in self.payments) - self.due_back


def earned_by_spending(promised: int, spent: int, conditions: GrantConditions) -> int:
    """Cents of a grant that spending of ``spent`` cents has earned: all that is promised where no spending is asked for."""
    return min(promised, grant_amount(spent, conditions)) if conditions.cost_share > 0 else promised


def after_report(kept: int, promised: int, spent: int, delivers: bool, conditions: GrantConditions) -> tuple[int, int]:
    """What the report brings: cents paid now, and cents due back; one of them is 0.

    The rest of what spending has earned is paid only to who delivers; what was paid beyond it is due back.

    Parameters
    ----------
    kept
        Cents received so far.
    promised, spent
        Cents promised, and spent on equipment and setting up.
    delivers
        Whether a promised service is open.
    conditions
        What the grant asks for.
    """
    earned = earned_by_spending(promised, spent, conditions)
    return (max(earned - kept, 0) if delivers else 0), max(kept - earned, 0)
