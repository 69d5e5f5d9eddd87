"""The bank: what it lends to open a service or to tide the cooperative over, and what is paid back each month."""

from __future__ import annotations

import numpy as np

from coopparo_sim.enterprise import Enterprise
from coopparo_sim.finance.bookkeeping import open_result
from coopparo_sim.finance.credit import LENT, borrowed, granted, own_means, room_to_borrow
from coopparo_sim.finance.ledger import cents
from coopparo_sim.finance.loans import book_instalment, monthly_interest
from coopparo_sim.finance.solvency import overhead_month
from coopparo_sim.world import MONTHS_A_YEAR, World


def borrow(world: World, work: Enterprise, wanted: int, lasts_months: int, more_eur: float = 0.0) -> bool:
    """Ask the bank for ``wanted`` cents; tell whether it lends them.

    Parameters
    ----------
    lasts_months
        Months for which what is paid with it lasts.
    more_eur
        What the service to be opened is planned to leave, EUR a month.
    """
    ledger, rules = world.cooperative.books.ledger, world.plan.management.credit
    room = room_to_borrow(own_means(ledger, open_result(ledger)), ledger.total(LENT), rules)
    others = sum(loan.instalment for loan in work.loans if loan.runs(world.month))
    left = cents(_expected_eur(world, work) + more_eur)
    loan = granted(wanted, room, left, others, lasts_months, rules)
    if loan is None:
        return False
    ledger.post(world.month, "bank", "bank_loan", wanted)
    work.loans.append(borrowed(loan, world.month + 1))
    world.note("bank_loan", amount=wanted / cents(1))
    return True


def pay_instalments(world: World, work: Enterprise) -> None:
    """Pay interest on what is owed, and the principal of this month with what is late."""
    ledger = world.cooperative.books.ledger
    interest = monthly_interest(ledger.balance("bank_loan"), world.plan.management.credit.rate)
    due = work.late_principal + sum(loan.principal_due(world.month) for loan in work.loans)
    work.late_principal = book_instalment(ledger, world.month, interest, due)
    work.month_costs_eur += (interest + due) / cents(1)


def _expected_eur(world: World, work: Enterprise) -> float:
    """What open services leave after overhead, EUR a month: what they earn, or, as long as they are new, what is planned."""
    plan, mix = world.plan.management, world.mix
    begun = (mix.opens >= 0) & ~work.closed
    new = world.month < mix.opens + work.first_numbers.ramp_up_months
    expected = float((np.where(new, work.planned_eur, work.results_eur) * begun).sum())
    overhead = overhead_month(
        plan.overhead_eur_year / MONTHS_A_YEAR, np.inf, plan.idle_overhead_share, plan.full_overhead_sales_eur_month
    )
    return expected - overhead
