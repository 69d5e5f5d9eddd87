"""Check a whole world against the invariants, with full recounts of what is kept by changes."""

from __future__ import annotations

import numpy as np

from coopparo_sim.agents import Stage
from coopparo_sim.finance.ledger import cents
from coopparo_sim.kernel.csr import row_sums
from coopparo_sim.record.invariants import check_counts, check_money, check_people
from coopparo_sim.world import World


def check_world(world: World) -> None:
    """Check this month.

    Raises
    ------
    BrokenInvariant
        If something that can never be so has happened.
    """
    people, ties, month = world.people, world.town.ties, world.month
    check_people(month, people.joined, people.shares, people.trust, people.aware)
    informed = row_sums(people.aware[ties.indices].astype(np.float64), ties.indptr)
    check_counts(month, people.informed_ties, informed, "informed ties")
    known = row_sums(ties.strength * people.aware[ties.indices], ties.indptr)
    check_counts(month, people.aware_strength, known, "strength of ties to those who know")
    joined = row_sums(ties.strength * people.joined[ties.indices], ties.indptr)
    check_counts(month, people.joined_strength, joined, "strength of ties to those who joined")
    if world.cooperative.stage == Stage.OPERATING:
        books = world.cooperative.books
        legal = books.capital_eur - books.capital_citizens_eur - books.capital_funders_eur
        held = float(people.shares[people.members].sum()) * world.plan.campaign.share_price_eur
        check_money(month, books.ledger.balanced, books.ledger.balance("share_capital"), cents(legal + held))
