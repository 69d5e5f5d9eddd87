"""Phases 9 to 12: services open, the books are kept, people feel what they went through, the law is minded."""

from __future__ import annotations

import numpy as np

from coopparo_sim.agents import Stage
from coopparo_sim.engagement.trust import toward_one
from coopparo_sim.finance.ledger import cents
from coopparo_sim.governance.statute import legal_minimum
from coopparo_sim.services.operation import affordable_next
from coopparo_sim.world import World

GRACE_MONTHS = 12
"""Months to recover the legal minimum of members (art. 2522 c.c.)."""


def services(world: World) -> None:
    """Phase 9: begin the next service of the mix if there is money for it; it opens after its months of preparation."""
    cooperative, mix = world.cooperative, world.mix
    if cooperative.stage != Stage.OPERATING:
        return
    begun = affordable_next(mix.costs_eur, mix.opens >= 0, cooperative.books.ledger.cash_eur)
    if begun >= 0:
        mix.opens[begun] = world.month + mix.services[begun].months_to_open
        cooperative.books.ledger.post(world.month, "equipment", "bank", cents(mix.costs_eur[begun]))
        world.note("service_begun:" + mix.services[begun].id, amount=float(mix.costs_eur[begun]))


def accounts(world: World) -> None:
    """Phase 10: pay back the shares of those who left, as far as there is money; income and costs of services are still to come."""
    ledger = world.cooperative.books.ledger
    ledger.post(world.month, "shares_to_repay", "bank", min(ledger.balance("shares_to_repay"), ledger.balance("bank")))


def experience(world: World) -> None:
    """Phase 11: a failed campaign costs the trust of those who pledged; a service that opens gains the trust of members."""
    people, settings = world.people, world.behaviour.trust
    people.trust[world.let_down] = np.maximum(people.trust[world.let_down] - settings.failed_campaign, 0.0)
    world.let_down = world.let_down[:0]
    opened = np.flatnonzero(world.mix.opens == world.month)
    if len(opened) and world.cooperative.stage == Stage.OPERATING:
        members = np.flatnonzero(people.members)
        people.trust[members] = toward_one(people.trust[members], settings.good_experience)
        world.weigh_mix()
        for k in opened:
            world.note("service_open:" + world.mix.services[k].id)


def assembly(world: World) -> None:
    """Phase 12: a cooperative that stays below the legal minimum of members for a year is dissolved; votes are still to come."""
    cooperative = world.cooperative
    if cooperative.stage != Stage.OPERATING:
        return
    enough = int(world.people.members.sum()) >= legal_minimum(world.plan.statute.form)
    cooperative.months_under_minimum = 0 if enough else cooperative.months_under_minimum + 1
    if cooperative.months_under_minimum > GRACE_MONTHS:
        cooperative.end("under_legal_minimum")
        world.note("dissolved")
