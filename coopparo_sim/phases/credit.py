"""The bank: what it lends to open a service or to tide the cooperative over, and what is paid back each month."""

from __future__ import annotations

import numpy as np

from coopparo_sim.enterprise import Enterprise
from coopparo_sim.finance.bookkeeping import open_result
from coopparo_sim.finance.credit import LENT, borrowed, granted, own_means, room_to_borrow
from coopparo_sim.finance.ledger import cents
from coopparo_sim.finance.loans import Loan, book_instalment, monthly_interest
from coopparo_sim.finance.solvency import overhead_month
from coopparo_sim.services.operation import fixed_costs
from coopparo_sim.world import MONTHS_A_YEAR, World


def offered(world: World, work: Enterprise, wanted: int, lasts_months: int, more_eur: float = 0.0) -> Loan | None:
    """Give the loan of ``wanted`` cents that the bank would give, or none.

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
    return granted(wanted, room, left, others, lasts_months, rules)


def borrow(world: World, work: Enterprise, loan: Loan | None) -> bool:
    """Take the loan that is offered, if any; tell whether there is one."""
    if loan is None:
        return False
    world.cooperative.books.ledger.post(world.month, "bank", "bank_loan", loan.principal)
    work.loans.append(borrowed(loan, world.month + 1))
    world.note("bank_loan", amount=loan.principal / cents(1))
    return True


def money_for(world: World, work: Enterprise, service: int) -> tuple[float, Loan | None]:
    """What is missing to begin a service and live through its first months, EUR, and the loan that the bank would give for it."""
    staff, plan = work.numbers.staff_eur_month, world.plan.management
    running = (fixed_costs(work.numbers, world.behaviour.operation) + staff)[service] * plan.reserve_months
    missing = float(world.mix.costs_eur[service] + running - world.cooperative.books.ledger.cash_eur)
    if missing <= 0:
        return missing, None
    lasts = round(float(work.first_numbers.life_years[service]) * MONTHS_A_YEAR)
    return missing, offered(world, work, cents(missing), lasts, float(work.planned_eur[service]))


def can_be_paid(world: World, work: Enterprise, service: int) -> bool:
    """Whether there is money to begin a service, with a loan if need be."""
    missing, loan = money_for(world, work, service)
    return missing <= 0 or loan is not None


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
