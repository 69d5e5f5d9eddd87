"""The declared outcomes of one finished future, and the table of needs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopparo_sim.agents import Stage
from coopparo_sim.engagement.listening import unheard_share
from coopparo_sim.life import life_outcomes
from coopparo_sim.phases.funding import public_grants_eur
from coopparo_sim.record.indicators import member_column
from coopparo_sim.world import World

NONE = float("nan")
MONTH_QUOTED = 36


def outcomes_of(world: World, members_quoted: int, places_quoted: dict[str, int]) -> dict[str, float]:
    """Give every declared indicator of a finished future; NaN where one does not exist.

    Parameters
    ----------
    members_quoted
        Members in month 36, or in the last month of a shorter run.
    places_quoted
        The same by place id.
    """
    outcomes = {**_founding(world), **_engagement(world), **_exits(world), **life_outcomes(world)}
    outcomes["members_month_36"] = float(members_quoted)
    return outcomes | {member_column(place): float(n) for place, n in places_quoted.items()}


def _founding(world: World) -> dict[str, float]:
    cooperative, books = world.cooperative, world.cooperative.books
    founded, members = cooperative.founded, cooperative.members_at_founding
    return {
        "founded": float(founded),
        "month_founded": float(cooperative.month_founded) if founded else NONE,
        "members_at_founding": float(members) if founded else NONE,
        "capital_eur": books.capital_eur,
        "capital_citizens_eur": books.capital_citizens_eur,
        "capital_associations_eur": books.capital_associations_eur,
        "capital_firms_eur": books.capital_firms_eur,
        "capital_public_eur": books.capital_public_eur,
        "capital_funders_eur": books.capital_funders_eur,
        "grants_eur": books.grants_eur,
        "loans_eur": books.loans_eur,
        "money_lost_eur": books.money_lost_eur,
        "volunteer_hours_month": cooperative.hours_at_founding if founded else NONE,
        "pledged_peak": float(cooperative.pledged_peak),
        "services_open": float(world.is_open.sum()) if cooperative.stage == Stage.OPERATING else 0.0,
        "cost_per_member_eur": world.engagement_cost_eur / members if members else NONE,
        "public_money_eur": world.engagement_cost_eur + books.capital_public_eur + public_grants_eur(world),
    }


def _engagement(world: World) -> dict[str, float]:
    people, n_aware = world.people, int(world.people.aware.sum())
    return {
        "promoters": float(people.promoter.sum()),
        "aware_share": n_aware / max(len(people.aware), 1),
        "trust_mean": float(people.trust[people.aware].mean()) if n_aware else NONE,
        "attendances": float(world.attendances),
        "endorsing_associations": float(sum(a.endorses for a in world.associations)),
        "needs_map_error": world.listening_map_error,
        "unheard_share": unheard_share(world.needs_map, world.cells.people),
        "need_met_share": _need_met_share(world),
        "engagement_cost_eur": world.engagement_cost_eur,
        "cost_per_aware_eur": world.engagement_cost_eur / n_aware if n_aware else NONE,
    }


def _need_met_share(world: World) -> float:
    """Share of the true need of all adults that the mix would newly meet if every service opened."""
    met = world.met_by(world.behaviour.benefit.quality * world.mix.approved.astype(np.float64))
    need = world.town.adults.need
    total = float(need.sum())
    return float((need * met[world.town.adults.place]).sum()) / total if total > 0 else 0.0


def _exits(world: World) -> dict[str, float]:
    cause = world.cooperative.exit
    return {
        "exit_no_promoters": float(cause == "no_promoters"),
        "exit_campaign_failed": float(cause == "campaign_failed"),
        "exit_insolvent": float(cause == "insolvent"),
        "exit_no_service": float(cause == "no_service"),
        "exit_no_board": float(cause == "no_board"),
        "exit_under_legal_minimum": float(cause == "under_legal_minimum"),
        "undecided": float(not cause and not world.cooperative.founded),
    }


def members_by_place(world: World) -> dict[str, int]:
    """Members of each place now, by place id."""
    members = world.people.members
    count = np.bincount(world.town.adults.place[members], minlength=world.town.tables.n_places)
    return {place.id: int(n) for place, n in zip(world.town.tables.places, count, strict=True)}


def needs_table(world: World) -> pd.DataFrame:
    """What the tables heard against what is true: a row per place, age group and need, columns as in :class:`RunResult`."""
    tables = world.town.tables
    n_ages, n_needs = len(tables.age_groups), len(tables.needs)
    cells = tables.n_places * n_ages
    return pd.DataFrame(
        {
            "place": np.repeat([p.id for p in tables.places], n_ages * n_needs),
            "age_group": np.tile(np.repeat([g.id for g in tables.age_groups], n_needs), tables.n_places),
            "need": np.tile([n.id for n in tables.needs], cells),
            "believed": world.needs_map.believed[:cells].ravel(),
            "true": world.cells.true_need[:cells].ravel(),
            "heard": np.repeat(world.needs_map.heard[:cells] > 0, n_needs).astype(float),
            "people": np.repeat(world.cells.people[:cells], n_needs),
        }
    )
