"""What has been pledged and committed so far."""

from __future__ import annotations

import numpy as np

from coopparo_sim.governance.statute import natural_persons_only
from coopparo_sim.membership.campaign import progress_share
from coopparo_sim.membership.stances import agreements_kept
from coopparo_sim.world import World


def pledged_people(world: World) -> int:
    """People who have pledged to join."""
    return int(np.count_nonzero(world.people.pledged))


def legal_persons_eur(world: World) -> dict[str, float]:
    """Capital promised by legal persons, EUR, by kind; nothing where the form admits natural persons only."""
    if natural_persons_only(world.plan.statute.form, pledged_people(world)):
        return dict.fromkeys(("associations", "firms", "public", "funders"), 0.0)
    return {
        "associations": sum(a.joined_eur for a in world.associations),
        "firms": float(world.firm_eur.sum()),
        "public": world.municipality.shares_eur,
        "funders": sum(f.committed_eur for f in world.funders if f.plan.as_capital),
    }


def grants_eur(world: World) -> float:
    """Grants paid at the founding, EUR: of the municipality, and what funders pay before any report."""
    return world.municipality.grant_eur + sum(f.committed_eur * f.plan.first_share for f in world.funders if not f.plan.as_capital)


def grants_promised_eur(world: World) -> float:
    """Grants promised, EUR: of the municipality and of funders, paid at the founding or later."""
    return world.municipality.grant_eur + sum(f.committed_eur for f in world.funders if not f.plan.as_capital)


def agreed_share(world: World) -> float:
    """Public agreements for services against the usual, 0-1: as planned, less cuts, as far as the municipality stands by it."""
    town_hall, plan = world.municipality, world.plan
    return plan.management.public_support * town_hall.agreements * agreements_kept(town_hall.support, plan.municipality.support)


def committed_capital_eur(world: World) -> float:
    """Capital pledged by people and legal persons and committed by funders, EUR."""
    pledged = world.people.shares[world.people.pledged].sum()
    return float(
        pledged * world.plan.campaign.share_price_eur + sum(legal_persons_eur(world).values()) + grants_promised_eur(world)
    )


def progress(world: World) -> float:
    """How near the campaign is to its targets, 0-1."""
    goal = world.plan.campaign
    return progress_share(pledged_people(world), committed_capital_eur(world), goal.target_members, goal.target_capital_eur)
