"""The declared outcomes of life after founding: whether it lasts, for whom it works, how it is governed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Stage
from coopparo_sim.engagement.experience import use_chance
from coopparo_sim.finance.ledger import CENTS
from coopparo_sim.kernel.arrays import gini
from coopparo_sim.services.competition import TRADE, rival_places, rivals, selling
from coopparo_sim.world import MONTHS_A_YEAR, World

Floats = NDArray[np.float64]
NONE = float("nan")
FIVE_YEARS = 60


def life_outcomes(world: World) -> dict[str, float]:
    """Outcomes of a finished future after its founding; NaN where one does not exist."""
    return {**_lasting(world), **_governed(world), **_served(world)}


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else NONE


def _lasting(world: World) -> dict[str, float]:
    cooperative, work = world.cooperative, world.enterprise
    operating = cooperative.stage == Stage.OPERATING
    closed = [h.month for h in world.happenings if h.kind == "dissolved"]
    due = cooperative.month_founded + FIVE_YEARS
    reaches = cooperative.founded and due <= world.month
    years = [h.amount for h in world.happenings if h.kind == "year_closed"]
    black = work.first_month_in_black if work is not None else -1
    ledger = cooperative.books.ledger
    return {
        "bank_loans_eur": sum(e.amount for e in ledger.entries if e.credit == "bank_loan") / CENTS,
        "grants_due_back_eur": sum(grant.due_back for grant in work.grants) / CENTS if work is not None else 0.0,
        "municipal_support": world.municipality.support,
        "creditors_lost_eur": ledger.debt_cents / CENTS if closed else 0.0,
        "operating_at_end": float(operating),
        "operating_5_years": float(not closed or closed[0] > due) if reaches else NONE,
        "members_at_end": float(world.people.members.sum()),
        "months_to_break_even": float(black) if black >= 0 else NONE,
        "surplus_eur_year": _mean(years),
    }


def _governed(world: World) -> dict[str, float]:
    government = world.government
    called = [s for s in government.sittings if s.kind != "founding"]
    ordinary = [s for s in called if s.kind == "ordinary" and s.members]
    return {
        "turnout": _mean([s.present / s.members for s in ordinary]),
        "proposals_voted": float(sum(len(s.decision.split(";")) for s in called if s.decision)),
        "void_assemblies": _mean([float(s.call == 0) for s in called]),
        "deciders_share": _mean([s.deciders_share for s in called if s.call]),
        "board_place_distance": _mean(government.board_distance),
        "decision_distance_members": _mean(government.distance_members),
        "decision_distance_residents": _mean(government.distance_residents),
        "applicants_refused": float(government.refused),
        "members_excluded": float(government.excluded),
    }


def _served(world: World) -> dict[str, float]:
    nothing = {"need_really_met_share": 0.0, "worst_place_met_share": 0.0, "benefit_gini": NONE, "firms_competed": 0.0}
    work = world.enterprise
    if work is None or world.cooperative.stage != Stage.OPERATING or not world.is_open.any():
        return nothing
    benefit, need = _benefit(world), world.town.adults.need.sum(axis=1)
    place, n_places = world.town.adults.place, world.town.tables.n_places
    met = np.bincount(place, weights=benefit, minlength=n_places) / np.maximum(
        np.bincount(place, weights=need, minlength=n_places), 1e-12
    )
    return {
        "need_really_met_share": float(benefit.sum() / max(float(need.sum()), 1e-12)),
        "worst_place_met_share": float(met.min()),
        "benefit_gini": gini(benefit),
        "firms_competed": _firms_competed(world),
    }


def _benefit(world: World) -> Floats:
    """Need met for each adult, shape (adults,): need x what open services meet at their quality x the chance to be a user."""
    work = world.enterprise
    assert work is not None
    met = world.met_by(work.quality * world.is_open)
    adults = world.town.adults
    people = world.cells.people[:-1].reshape(world.town.tables.n_places, -1)
    uses = use_chance(work.using, people).ravel()[world.cells.of_adult]
    return np.asarray((adults.need * met[adults.place]).sum(axis=1) * uses)


def _firms_competed(world: World) -> float:
    """Traders who sell the same, in the places in which the cooperative takes enough of the customers to be felt."""
    firms, work, settings = world.town.firms, world.enterprise, world.behaviour.demand
    assert work is not None
    in_trade = np.array([sector.id == TRADE for sector in world.town.tables.sectors], dtype=bool)[firms.sector]
    sells = selling([s.id for s in world.mix.services], world.is_open)
    felt = rival_places(work.using, work.target, sells, settings)
    return rivals(firms.place.astype(np.int64), in_trade, felt, settings)


def years_operated(world: World) -> int:
    """Whole years since the founding; 0 where there was none."""
    return world.months_since_founding // MONTHS_A_YEAR if world.cooperative.founded else 0
