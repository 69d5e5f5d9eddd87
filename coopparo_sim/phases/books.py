"""Phase 10: the money of the month, wear, shares paid back, the year closed, and whether the money lasts."""

from __future__ import annotations

import numpy as np

from coopparo_sim.agents import Stage
from coopparo_sim.enterprise import Enterprise
from coopparo_sim.finance.bookkeeping import MonthFlows, book_month, close_year, settle
from coopparo_sim.finance.depreciation import book_depreciation, monthly_charge
from coopparo_sim.finance.ledger import Account, cents
from coopparo_sim.finance.redemption import repay
from coopparo_sim.finance.solvency import free_money, months_without_liquidity, overhead_month
from coopparo_sim.finance.year_end import Wish
from coopparo_sim.governance.surplus import PRICE_SHARE, member_exchange_share
from coopparo_sim.phases.credit import pay_instalments
from coopparo_sim.phases.funding import mind_grants
from coopparo_sim.phases.tally import agreed_share
from coopparo_sim.services.economics import fixed_cost_share
from coopparo_sim.services.operation import month_money
from coopparo_sim.world import World

YEAR = 12
DUES: tuple[Account, ...] = ("mutual_fund_due", "ristorni_due", "dividends_due")


def accounts(world: World) -> None:
    """Phase 10: income and costs of the month, wear, shares due to those who left, and once a year the closing by law."""
    work = world.enterprise
    if world.cooperative.stage != Stage.OPERATING or work is None:
        return
    _book_services(world, work)
    pay_instalments(world, work)
    mind_grants(world, work)
    _book_wear(world, work)
    _pay_back(world, work)
    if world.is_year_end:
        _close_year(world, work)
    ledger = world.cooperative.books.ledger
    work.months_dry = int(months_without_liquidity(np.array(free_money(ledger)), np.array(work.months_dry)))


def _book_services(world: World, work: Enterprise) -> None:
    numbers, is_open, plan = work.numbers_paid, world.is_open, world.plan.management
    supported = np.full(len(is_open), agreed_share(world))
    price = numbers.price_eur * work.price_level
    share = fixed_cost_share(is_open, work.saved)
    money = month_money(numbers, work.served, price, is_open, share, supported, world.behaviour.operation)
    sales = float(money.revenue.sum())
    overhead = overhead_month(plan.overhead_eur_year / YEAR, sales, plan.idle_overhead_share, plan.full_overhead_sales_eur_month)
    work.results_eur = money.result
    work.year_sales_eur += sales
    work.month_costs_eur = float((money.goods + money.wages + money.fixed).sum()) + overhead
    flows = MonthFlows(
        sales=cents(sales),
        grant_income=cents(float(money.support.sum())),
        wages=cents(float(money.wages.sum())),
        goods=cents(float(money.goods.sum())),
        fixed_costs=cents(float(money.fixed.sum()) + overhead),
    )
    book_month(world.cooperative.books.ledger, world.month, flows)
    if work.first_month_in_black < 0 and is_open.any() and float(money.result.sum()) >= overhead:
        work.first_month_in_black = world.month - world.cooperative.month_founded


def _book_wear(world: World, work: Enterprise) -> None:
    rules, since, books = world.plan.management.depreciation, world.months_since_founding, world.cooperative.books
    worn = 0
    if work.assets:
        cost, life, bought = np.array(work.assets, dtype=np.int64).T
        worn = int(monthly_charge(cost, life, world.month - bought).sum())
    received = [(amount, rules.equipment_months, world.month - month - 1) for g in work.grants for amount, month in g.payments]
    once = np.array([(books.set_up_cents, rules.set_up_months, since - 1), *received], dtype=np.int64).T
    set_up, *earned = monthly_charge(*once).tolist()
    book_depreciation(books.ledger, world.month, worn, set_up, sum(earned))


def _pay_back(world: World, work: Enterprise) -> None:
    """Pay grants due back, then shares due to those who left, out of what is not needed for bills."""
    ledger = world.cooperative.books.ledger
    settle(ledger, world.month, "grants_to_repay", max(0, free_money(ledger)))
    payments, work.queue = repay(work.queue, world.month, max(0, free_money(ledger)))
    settle(ledger, world.month, "shares_to_repay", sum(payment.amount for payment in payments))


def can_spare(world: World, work: Enterprise) -> bool:
    """Whether there is more free money than what is kept aside for the costs of some months, so that some can be given out."""
    kept = work.month_costs_eur * world.plan.management.spare_months
    return free_money(world.cooperative.books.ledger) > cents(kept)


def _close_year(world: World, work: Enterprise) -> None:
    ledger, policy = world.cooperative.books.ledger, world.statute.surplus_policy
    exchange = member_exchange_share(world.uses_services, world.people.members)
    spare = can_spare(world, work)
    wish = Wish(float(policy == "ristorno" and spare), float(policy == "dividend" and spare), exchange)
    net, _ = close_year(ledger, world.month, wish, world.plan.management.year_end)
    for due in DUES:
        settle(ledger, world.month, due, max(0, free_money(ledger)))
    if policy == "lower_prices" and spare and net > 0 and work.year_sales_eur > 0:
        work.price_level *= 1 - PRICE_SHARE * net / cents(work.year_sales_eur)
    work.year_sales_eur = 0.0
    world.surplus_eur = net / cents(1)
    world.note("year_closed", amount=world.surplus_eur)
