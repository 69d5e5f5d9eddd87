"""Phase 9: services are begun, open, are used, and tire their volunteers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Stage
from coopparo_sim.enterprise import Enterprise, Market, enterprise_of, planned_results
from coopparo_sim.finance.ledger import cents
from coopparo_sim.phases.credit import borrow, money_for
from coopparo_sim.phases.funding import grants_held
from coopparo_sim.phases.register import receive_applications
from coopparo_sim.phases.tally import agreed_share
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.services.demand import price_effect, ramp_up, units_wanted, users
from coopparo_sim.services.operation import (
    burnout_probability,
    capacity,
    fixed_costs,
    hours_filled,
    learning_factor,
    service_quality,
    staff_share,
    units_served,
    yearly_growth,
)
from coopparo_sim.streams import Stream
from coopparo_sim.world import Mix, World, mix_of

Floats = NDArray[np.float64]
YEAR = 12


def set_to_work(world: World) -> Enterprise:
    """Give a newly founded cooperative its services: the promised ones first, then all that an assembly could still vote for."""
    promised = [service.id for service in world.mix.services]
    others = [name for name in catalogue() if name not in promised]
    mix = mix_of([*promised, *others], world.plan.municipality.premises)
    world.mix = Mix(mix.services, mix.costs_eur, mix.opens, np.arange(len(mix.services)) < len(promised))
    tables = world.town.tables
    shape = (tables.n_places, len(tables.age_groups))
    market = Market(
        age_groups=[group.id for group in tables.age_groups],
        people=world.cells.people[:-1].reshape(shape),
        need=world.cells.true_need[:-1].reshape(*shape, -1),
        met_already=world.met_already,
        coverage=world.coverage(mix.services),
        km_to_seat=world.km_to_seat,
    )
    normal = world.streams.at(Stream.DEMAND, 0).standard_normal(len(catalogue()))
    order = [list(catalogue()).index(service.id) for service in mix.services]
    work = enterprise_of(mix.services, market, normal[order], world.behaviour.demand)
    work.planned_eur = planned_results(work, agreed_share(world), world.behaviour.operation)
    work.grants = grants_held(world)
    return work


def services(world: World) -> None:
    """Phase 9: who asks to join waits for the board; begin the next approved service if it can be paid; those open serve."""
    work, operating = world.enterprise, world.cooperative.stage == Stage.OPERATING
    draws = world.streams.monthly(Stream.BURNOUT, world.town.adults.n, operating)
    if not operating or work is None:
        return
    receive_applications(world)
    _begin(world, work)
    _serve(world, work)
    if world.is_year_end:
        _grow(world, work)
    _tire(world, work, draws)


def _begin(world: World, work: Enterprise) -> None:
    mix, ledger = world.mix, world.cooperative.books.ledger
    settled = (mix.opens >= 0) | ~mix.approved | work.closed | ~work.pays(world.plan.management.accepted_loss_eur_month)
    if settled.all() or _begun_lately(world):
        return
    first = int(np.argmin(settled))
    missing, loan = money_for(world, work, first)
    if missing <= 0 or borrow(world, work, loan):
        mix.opens[first] = world.month + mix.services[first].months_to_open
        ledger.post(world.month, "equipment", "bank", cents(mix.costs_eur[first]))
        work.buy(first, cents(mix.costs_eur[first]), int(mix.opens[first]))
        world.note("service_begun:" + mix.services[first].id, amount=float(mix.costs_eur[first]))


def _begun_lately(world: World) -> bool:
    """Whether the last service was begun so lately that the cooperative still has its hands full."""
    mix = world.mix
    begun = [opens - service.months_to_open for service, opens in zip(mix.services, mix.opens.tolist(), strict=True) if opens >= 0]
    return bool(begun) and world.month - max(begun) < world.plan.management.months_between_services


def _serve(world: World, work: Enterprise) -> None:
    numbers, settings, is_open = work.numbers, world.behaviour.operation, world.is_open
    age = np.where(is_open, world.month - world.mix.opens, -1).astype(np.float64)
    known = ramp_up(age, numbers.ramp_up_months, world.behaviour.demand) * work.surprise
    known = known * price_effect(numbers.price_eur * work.price_level, numbers.price_eur, world.behaviour.demand)
    work.using = users(work.target, work.pull, work.reached, work.left, numbers.potential_share * known)
    work.wanted = units_wanted(work.using, numbers.units_per_user_month, numbers.outside_units_month, known)
    offered = float(world.people.hours[world.people.members].sum())
    work.filled = hours_filled(numbers.volunteer_hours * is_open, offered)
    effort = learning_factor(work.done, YEAR * numbers.minimum_units_low, settings)
    full = capacity(numbers, np.ones(len(age)), work.filled, effort, settings) * is_open
    work.paid = staff_share(work.wanted, full, settings)
    work.able = capacity(numbers, work.paid, work.filled, effort, settings) * is_open
    work.served = units_served(work.wanted, work.able)
    work.quality = service_quality(work.wanted, work.able, work.filled, effort, settings)
    work.done += work.served


def _grow(world: World, work: Enterprise) -> None:
    """Once a year, services that are wanted and do not lose grow, in the order of the mix, as far as there is money."""
    ledger, settings, plan = world.cooperative.books.ledger, world.behaviour.operation, world.plan.management
    growth = yearly_growth(work.wanted, work.able, work.results_eur, settings) * world.is_open
    standing = (fixed_costs(work.numbers, settings) + work.numbers.staff_eur_month) * world.is_open
    reserve = (float(standing.sum()) + plan.overhead_eur_year / YEAR) * plan.reserve_months
    for k in np.flatnonzero(growth):
        cost = float(world.mix.costs_eur[k] * growth[k] * work.scale[k])
        if cost + reserve <= ledger.cash_eur:
            ledger.post(world.month, "equipment", "bank", cents(cost))
            work.buy(int(k), cents(cost), world.month)
            work.scale[k] *= 1 + growth[k]
            world.note("service_grows:" + world.mix.services[k].id, amount=cost)


def _tire(world: World, work: Enterprise, draws: Floats) -> None:
    """Volunteers give what is asked of them, all alike; some have had enough and stop."""
    people = world.people
    offered = float(people.hours[people.members].sum())
    asked = float((work.numbers.volunteer_hours * world.is_open).sum())
    if asked <= 0 or offered <= 0:
        return
    giving = np.flatnonzero((people.hours > 0) & people.members)
    given = people.hours[giving] * min(1.0, asked / offered)
    people.hours[giving[draws[giving] < burnout_probability(given, world.behaviour.operation)]] = 0.0
