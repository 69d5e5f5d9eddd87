"""Grants after founding: the report, what is paid then, what must be given back, and what is left of them in the end."""

from __future__ import annotations

from coopparo_sim.enterprise import Enterprise
from coopparo_sim.finance.accounts import Account
from coopparo_sim.finance.grants import GrantConditions, GrantHeld, after_report, book_due_back, grant_due_back
from coopparo_sim.finance.ledger import CENTS, cents
from coopparo_sim.scenario.schema import Funder
from coopparo_sim.world import World

PUBLIC = "regional_call"
"""Kind of funder that gives public money."""
REFUND: Account = "grants_to_repay"


def grants_held(world: World) -> list[GrantHeld]:
    """Grants that a newly founded cooperative has: of the municipality, without conditions, and of funders, with theirs."""
    founded, given = world.month, cents(world.municipality.grant_eur)
    grants = [GrantHeld(given, GrantConditions(0.0, given), founded, founded, is_public=True, payments=[(given, founded)])]
    for funder in world.funders:
        if funder.committed_eur > 0 and not funder.plan.as_capital:
            grants.append(_grant(funder.plan, cents(funder.committed_eur), founded))
    return _adding_up(grants, cents(world.cooperative.books.grants_eur))


def _grant(plan: Funder, promised: int, founded: int) -> GrantHeld:
    conditions = GrantConditions(plan.cost_share, promised, plan.months_kept, plan.least_members)
    first = [(cents(promised * plan.first_share / CENTS), founded)]
    return GrantHeld(promised, conditions, founded, founded + plan.report_months, plan.kind == PUBLIC, first)


def _adding_up(grants: list[GrantHeld], paid: int) -> list[GrantHeld]:
    """Let first payments add up to what was booked: a cent of rounding goes to the last."""
    amount, month = grants[-1].payments[0]
    grants[-1].payments[0] = (amount + paid - sum(grant.kept for grant in grants), month)
    return grants


def mind_grants(world: World, work: Enterprise) -> None:
    """At its report a grant pays the rest or wants some back; while its term runs it is due back if members become too few."""
    for grant in work.grants if world.month > world.cooperative.month_founded else []:
        if world.month == grant.report_month:
            _report(world, grant)
        _owe_back(world, grant, _broken(world, grant, operating=True))


def end_grants(world: World, work: Enterprise) -> None:
    """The cooperative ends: grants whose term was still running are due back in part; what is left of the others is its own."""
    ledger = world.cooperative.books.ledger
    for grant in work.grants:
        _owe_back(world, grant, _broken(world, grant, operating=False))
    ledger.post(world.month, "grants", "grant_income", ledger.balance("grants"))


def public_grants_eur(world: World) -> float:
    """Public grants received and not given back, EUR; those of the municipality among them."""
    work, entries = world.enterprise, world.cooperative.books.ledger.entries
    if work is None:
        return 0.0
    owed = sum(e.amount for e in entries if e.credit == REFUND)
    paid = sum(e.amount for e in entries if e.debit == REFUND)
    received = sum(amount for grant in work.grants if grant.is_public for amount, _ in grant.payments)
    due = sum(grant.due_back for grant in work.grants if grant.is_public)
    return (received - (due * paid / owed if owed else 0.0)) / CENTS


def _report(world: World, grant: GrantHeld) -> None:
    books = world.cooperative.books
    spent = books.set_up_cents + books.ledger.balance("equipment")
    more, back = after_report(grant.kept, grant.promised, spent, bool(world.is_open.any()), grant.conditions)
    if more:
        books.ledger.post(world.month, "bank", "grants", more)
        grant.payments.append((more, world.month))
        world.note("grant_paid", amount=more / CENTS)
    _owe_back(world, grant, back)


def _broken(world: World, grant: GrantHeld, operating: bool) -> int:
    """Cents due back because the conditions fail now; once for each grant."""
    if grant.broken:
        return 0
    members = int(world.people.members.sum())
    due = grant_due_back(grant.kept, world.month - grant.since, members, operating, grant.conditions)
    grant.broken = due > 0
    return due


def _owe_back(world: World, grant: GrantHeld, amount: int) -> None:
    if not amount:
        return
    book_due_back(world.cooperative.books.ledger, world.month, amount)
    grant.due_back += amount
    world.note("grant_due_back", amount=amount / CENTS)
