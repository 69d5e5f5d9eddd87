"""One simulated campaign, told in the same words as a real one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import mesa
import numpy as np
import pandas as pd

from coopparo_sim.agents import Stage
from coopparo_sim.calibration.campaigns import Attempt, attempt_of, behaviour_in
from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.offer import OfferParameters
from coopparo_sim.calibration.tables import assumed
from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.phases.membership import joining_chances
from coopparo_sim.scenario.schema import Behaviour
from coopparo_sim.world import MONTHS_A_YEAR

NONE = math.nan
LONGEST_FOLLOWED = 4
"""Years after founding for which the growth of members is followed at most."""
MEANINGFUL_MONTHS = 3
"""Months a campaign must last before its half way means anything."""
MOST_MONTHS = 120
"""Months that a plan may have."""
COLUMNS = (
    "case", "share_offer", "building", "population", "share_eur", "target_eur", "founded", "opened", "heads", "per_head_eur",
    "raised_eur", "attendance", "promoters", "said_willing", "said_willing_share", "signed_first", "months_to_opening",
    "months_to_founding", "months_to_giving_up", "years_tried", "growth", "half_time_share", "trial", "alike",
)  # fmt: skip
"""Columns of a table of campaigns, real or simulated; NaN where not known or not the case.

``heads``: members who live there, at founding or at the best of a failed try; ``growth``: later members over first ones;
``said_willing``: who would say at the opening that they take a share, and their part of those who know of it; ``signed_first``:
heads at the end of the month in which it opens;
``half_time_share``: part of the final heads reached half way through the campaign; ``years_tried``: until founded or given up;
``trial``: 0 for the first luck of a case, 1 for the next; ``alike``: whether it ended as the real one did, and would be told of.
"""
TRIES = 3
"""Lucks that a case is given to end as the real one did."""


def simulate(attempt: Attempt, behaviour: Behaviour, offer: OfferParameters, seed: int, future: int) -> dict[str, object]:
    """Simulate one campaign until it is founded or given up, and after founding as far as the case was followed.

    Parameters
    ----------
    attempt
        The campaign.
    behaviour, offer
        Unknown numbers.
    seed, future
        Key of its luck.

    Returns
    -------
    One row of :data:`COLUMNS`.
    """
    follow = months_followed(attempt.case)
    months = min(attempt.plan.months + follow, MOST_MONTHS)
    plan = attempt.plan.model_copy(update={"behaviour": behaviour_in(attempt, behaviour, offer), "months": months})
    model = CooperativeModel(plan, rng=seed, future=future)
    cooperative = model.world.cooperative
    opening: dict[str, float] = {}
    while model.running and not cooperative.founded and cooperative.stage != Stage.ENDED:
        model.step()
        if cooperative.tries and not opening:
            opening = _opening(model)
    row = _row(attempt, model) | opening
    if cooperative.founded and follow:
        until = min(cooperative.month_founded + follow, months)
        while model.running and model.world.month < until:
            model.step()
        row["growth"] = _growth(model)
    getattr(mesa.Agent, "_ids", {}).pop(model, None)  # Mesa 3.3 keeps a model for good unless told that it is done with
    return row


def simulate_all(
    cases: Sequence[Case], behaviour: Behaviour, offer: OfferParameters, seed: int, futures: Sequence[int]
) -> pd.DataFrame:
    """Simulate every case for each of ``futures``; a row with the columns :data:`COLUMNS` for each luck it was given.

    A real case is known because of how it ended, so a simulated one is begun anew, up to :data:`TRIES` times, until it ends alike.
    """
    rows = []
    for case in cases:
        for luck in (range(future * TRIES, (future + 1) * TRIES) for future in futures):
            for one in luck:
                row = simulate(attempt_of(case, seed, one), behaviour, offer, seed, one)
                rows.append(row | {"trial": one - luck.start, "alike": ended_alike(row, case)})
                if rows[-1]["alike"]:
                    break
    return pd.DataFrame(rows, columns=list(COLUMNS))


def ended_alike(row: Mapping[str, object], case: Case) -> bool:
    """Whether a simulated campaign would be told of as the real one was: founded, or failed with many heads."""
    if case.failed:
        return bool(row["opened"]) and not row["founded"] and float(str(row["heads"])) >= assumed("loud_heads")
    return bool(row["founded"])


def _growth(model: CooperativeModel) -> float:
    """Members now over members at founding; not known of one that has closed, as nobody counts them."""
    cooperative, members = model.world.cooperative, int(model.world.people.members.sum())
    return NONE if cooperative.stage == Stage.ENDED or not members else members / cooperative.members_at_founding


def months_followed(case: Case) -> int:
    """Months after founding for which a case is simulated on, since its members were counted again; 0 if not, or too late."""
    years = case.later_years
    known = not math.isnan(years) and not math.isnan(case.later_members) and years <= LONGEST_FOLLOWED
    return math.ceil(years * MONTHS_A_YEAR) if known else 0


def _row(attempt: Attempt, model: CooperativeModel) -> dict[str, object]:
    world, case, plan = model.world, attempt.case, attempt.plan
    cooperative = world.cooperative
    founded, opened = cooperative.founded, cooperative.tries > 0
    heads = cooperative.members_at_founding if founded else cooperative.pledged_peak
    raised = cooperative.books.capital_citizens_eur if founded else _best(model, "committed_capital_eur")
    met = max((h.amount for h in world.happenings if h.kind == "meeting_citizens"), default=0.0)
    return {
        "case": case.id,
        "share_offer": case.regime == "share_offer",
        "building": case.building,
        "population": float(world.town.tables.residents) if math.isnan(case.population) else case.population,
        "share_eur": plan.campaign.share_price_eur,
        "target_eur": attempt.wanted_eur,
        "founded": founded,
        "opened": opened,
        "heads": heads if heads else NONE,
        "per_head_eur": raised / heads if heads and founded else NONE,
        "raised_eur": max(raised - (0.0 if founded else plan.municipality.grant_eur), 0.0) if opened else NONE,
        "attendance": met or NONE,
        "promoters": float(world.people.promoter.sum()) or NONE,
        "said_willing": NONE,
        "said_willing_share": NONE,
        "signed_first": NONE,
        "months_to_opening": NONE,
        "months_to_founding": float(cooperative.month_founded) if founded else NONE,
        "months_to_giving_up": float(world.month) if opened and not founded else NONE,
        "years_tried": world.month / MONTHS_A_YEAR,
        "growth": NONE,
        "half_time_share": _half_time_share(model) if opened else NONE,
        "trial": 0,
        "alike": False,
    }


def _opening(model: CooperativeModel) -> dict[str, float]:
    """What is known once a campaign has opened, at the end of its first month; who has signed by then would have said so."""
    people = model.world.people
    signed, aware = float((people.status == Status.PLEDGED).sum()), np.flatnonzero(people.aware)
    outside = aware[~people.never[aware] & (people.status[aware] == Status.OUTSIDE)]
    willing = signed + float(joining_chances(model.world, outside, revision=1.0).sum())
    return {
        "said_willing": willing or NONE,
        "said_willing_share": willing / len(aware) if len(aware) else NONE,
        "signed_first": signed or NONE,
        "months_to_opening": float(model.world.month),
    }


def _best(model: CooperativeModel, column: str) -> float:
    return float(np.max(model.datacollector.model_vars[column], initial=0.0))


def _half_time_share(model: CooperativeModel) -> float:
    """Heads half way between the opening of the campaign and its end, over the heads at its best."""
    pledged = np.array(model.datacollector.model_vars["pledged"], dtype=np.float64)
    going = np.flatnonzero(pledged > 0)
    if len(going) < MEANINGFUL_MONTHS:
        return NONE
    return float(pledged[going[len(going) // 2]] / pledged.max())
