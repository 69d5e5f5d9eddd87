"""What has been pledged and committed so far."""

from __future__ import annotations

from coopparo_sim.governance.statute import natural_persons_only
from coopparo_sim.membership.campaign import progress_share
from coopparo_sim.people import Status
from coopparo_sim.world import World


def pledged_people(world: World) -> int:
    """People who have pledged to join."""
    return int((world.people.status == Status.PLEDGED).sum())


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
    """Grants promised for the founding, EUR: of the municipality and of funders."""
    return world.municipality.grant_eur + sum(f.committed_eur for f in world.funders if not f.plan.as_capital)


def committed_capital_eur(world: World) -> float:
    """Capital pledged by people and legal persons and committed by funders, EUR."""
    pledged = world.people.shares[world.people.status == Status.PLEDGED].sum()
    return float(pledged * world.plan.campaign.share_price_eur + sum(legal_persons_eur(world).values()) + grants_eur(world))


def progress(world: World) -> float:
    """How near the campaign is to its targets, 0-1."""
    goal = world.plan.campaign
    return progress_share(pledged_people(world), committed_capital_eur(world), goal.target_members, goal.target_capital_eur)
