"""What is seen of a running model each month: one small function a column, for Mesa's data collector."""

from __future__ import annotations

from typing import Any

from coopparo_sim.agents import Stage
from coopparo_sim.finance.ledger import CENTS
from coopparo_sim.phases.listening import present_map_error
from coopparo_sim.phases.tally import committed_capital_eur, pledged_people


def month(model: Any) -> int:
    """Month, counted from the start of the process."""
    return int(model.world.month)


def stage(model: Any) -> str:
    """Stage in the life of the cooperative."""
    return str(model.world.cooperative.stage.name.lower())


def aware(model: Any) -> int:
    """Adults who know of the idea."""
    return int(model.world.people.aware.sum())


def promoters(model: Any) -> int:
    """People who have come forward as promoters."""
    return int(model.world.people.promoter.sum())


def pledged(model: Any) -> int:
    """People who have pledged to join."""
    return pledged_people(model.world)


def members(model: Any) -> int:
    """People who are members."""
    return int(model.world.people.members.sum())


def committed(model: Any) -> float:
    """Capital pledged and committed while a campaign goes on, EUR."""
    return committed_capital_eur(model.world) if model.world.cooperative.stage == Stage.CAMPAIGN else 0.0


def paid(model: Any) -> float:
    """Share capital paid in, EUR."""
    return float(model.world.cooperative.books.ledger.balance("share_capital") / CENTS)


def endorsing(model: Any) -> int:
    """Associations that stand behind the idea."""
    return sum(association.endorses for association in model.world.associations)


def trust(model: Any) -> float:
    """Mean trust of those who know of the idea, 0-1; NaN while nobody does."""
    people = model.world.people
    return float(people.trust[people.aware].mean()) if people.aware.any() else float("nan")


def services_open(model: Any) -> int:
    """Services that are open."""
    return int(model.world.is_open.sum())


def needs_map_error(model: Any) -> float:
    """Error of the needs map, 0-1."""
    return present_map_error(model.world)


def engagement_cost(model: Any) -> float:
    """Money spent on the process so far, EUR."""
    return float(model.world.engagement_cost_eur)


def volunteers(model: Any) -> int:
    """Members who offer hours."""
    people = model.world.people
    return int((people.members & (people.hours > 0)).sum())


def volunteer_hours(model: Any) -> float:
    """Hours that members offer in the month."""
    people = model.world.people
    return float(people.hours[people.members].sum())


MONTHLY = {
    "month": month,
    "stage": stage,
    "aware": aware,
    "promoters": promoters,
    "pledged": pledged,
    "members": members,
    "committed_capital_eur": committed,
    "paid_capital_eur": paid,
    "endorsing_associations": endorsing,
    "trust": trust,
    "services_open": services_open,
    "needs_map_error": needs_map_error,
    "engagement_cost_eur": engagement_cost,
    "volunteers": volunteers,
    "volunteer_hours": volunteer_hours,
}
"""Columns of the table of months, in order."""
