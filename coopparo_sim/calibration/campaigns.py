"""A real case turned into a plan of this model: its place, price, target, deadline, grant and meetings."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coopparo_sim.calibration.cases import Case, read_cases
from coopparo_sim.calibration.offer import OfferParameters
from coopparo_sim.calibration.tables import assumed, filling
from coopparo_sim.kernel.rng import generator
from coopparo_sim.scenario.schema import Behaviour, Campaign, Meeting, Municipality, Process, Scenario
from coopparo_sim.town.generic import LEAST, MOST, generic_name, town_named

FILLING_STREAM = 1001
"""Number of the stream that fills what a case does not say; the model's own streams have small numbers."""
LUCK = 11
"""Numbers of luck that a case is filled with."""
MOST_TARGET_EUR, MOST_GRANT_EUR = 10_000_000, 1_000_000
MEETINGS = 3
"""Public meetings before the campaign: a first one, a second, the launch."""
SEATS = 10
"""Facilitators of a meeting in a village hall, so that nobody is turned away."""
TABLE = 2
"""Facilitators of a meeting of a founder group."""
SMALL_PLACE = 500
"""Residents below which a founder group takes the small form of the law."""
MIX = {"energy": "energy_community", "tourism": "hospitality", "hall": "culture_club", "hub": "culture_club", "food": "food_boxes"}
"""Service of the catalogue for a word in a case; anything else is the village shop and bar."""
SUPPORT = {"share_offer": 0.5, "founder_group": 0.7}
"""Support of the municipality: neither for nor against a share offer; a founder group usually has it behind."""
SHARE_OFFER = "share_offer"


@dataclass(frozen=True)
class Attempt:
    """One case as it can be simulated.

    Attributes
    ----------
    case
        The case.
    plan
        Its plan.
    wanted_eur
        Sum that those who live there are asked for, EUR; the plan is content with the least that it can begin with.
    differs
        How its place differs from others in joining, holdings and turnout, in deviations between places.
    """

    case: Case
    plan: Scenario
    wanted_eur: float = 0.0
    differs: tuple[float, float, float] = (0.0, 0.0, 0.0)


def scenarios_of(path: Path, seed: int = 1) -> list[Scenario]:
    """Turn a file of cases into one scenario a case; lines that cannot be read are left out.

    Parameters
    ----------
    path
        File with one JSON object a line.
    seed
        Seed of what is filled in where a case says nothing.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file cannot be read.
    """
    return [attempt_of(case, seed, 0).plan for case in read_cases(path)[0]]


def attempt_of(case: Case, seed: int, future: int) -> Attempt:
    """Turn a case into a plan; what it does not say is drawn from the table of fillings, by the same luck in every order of cases.

    Parameters
    ----------
    case
        The case.
    seed, future
        Key of the luck with which missing fields are filled.
    """
    luck = generator(seed, future, FILLING_STREAM, zlib.crc32(case.id.encode())).standard_normal(LUCK)
    population, share, target, listening, deadline, km, local, closing, *differs = (float(z) for z in luck)
    group = case.regime
    people = _or(case.population * math.exp(case.population_doubt * population), filling("population", group).at(population))
    months = round(filling("listening_months", group).at(listening))
    live_there = _or(case.local_share, filling("local_share", group).at(local))
    plan = Scenario(
        title=case.name or case.id,
        town=generic_name(int(min(max(people, LEAST), MOST)), round(filling("shop_km", group).at(km))),
        months=months + round(filling("deadline_months", group).at(deadline)) + Campaign().wait_for_promoters_months + 1,
        mix=_mix(case.service),
        process=Process(months=months, meetings=_meetings(group, months)),
        campaign=_campaign(case, (share, target, deadline, closing), live_there),
        statute=Scenario().statute.model_copy(update={"form": _form(case, people)}),
        municipality=Municipality(support=SUPPORT[group], shares_eur=0, premises=False, grant_eur=_grant_eur(case, target)),
    )
    joining, willingness, turnout = differs
    return Attempt(case, plan, _target_eur(case, target) * live_there, (joining, willingness, turnout))


def behaviour_in(attempt: Attempt, behaviour: Behaviour, offer: OfferParameters) -> Behaviour:
    """Give behaviour as it is in one campaign: of its place, of the size of it, and in a share offer with its urgency and holdings.

    Parameters
    ----------
    attempt
        The campaign.
    behaviour
        Behaviour as in any place.
    offer
        What sets share offers apart, and how much places differ.
    """
    inclined, holds, comes = attempt.differs
    is_offer = attempt.case.regime == SHARE_OFFER
    base = behaviour.joining.base + offer.joining_sd * inclined + (offer.urgency if is_offer else offer.group_drive)
    considered = min(behaviour.joining.revision * (offer.attention if is_offer else 1.0), 1.0)
    willing = behaviour.funding.willingness_eur * math.exp(offer.willingness_sd * holds)
    turnout = min(behaviour.meetings.citizen_attendance * math.exp(offer.turnout_sd * comes), 1.0)
    meetings = {"citizen_attendance": turnout, "channel_reach": max(behaviour.meetings.channel_reach, _reach(attempt, offer))}
    changes = {
        "joining": behaviour.joining.model_copy(update={"base": base, "revision": considered}),
        "funding": behaviour.funding.model_copy(update={"willingness_eur": willing * (_held(attempt, offer) if is_offer else 1.0)}),
        "meetings": behaviour.meetings.model_copy(update=meetings),
    }
    return behaviour.model_copy(update=changes)


def _held(attempt: Attempt, offer: OfferParameters) -> float:
    """By how much more is held in a share offer, for what is bought and for what is asked at least."""
    factor = offer.building_factor if attempt.case.building else offer.shop_factor
    dear = attempt.plan.campaign.share_price_eur / filling("share_eur", SHARE_OFFER).median
    return float(factor * dear**offer.price_elasticity)


def _reach(attempt: Attempt, offer: OfferParameters) -> float:
    """Share of the place whom those who go from door to door reach: so many people, and at most nearly all."""
    return min(assumed("invited_share"), offer.people_reached / town_named(attempt.plan.town).residents)


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else value


def _mix(service: str) -> list[str]:
    named = [MIX[word] for word in MIX if word in service]
    plain = not named or any(word in service for word in ("shop", "pub", "bar", "inn"))
    return [*(["shop"] if plain else []), *dict.fromkeys(named)]


def _meetings(group: str, months: int) -> list[Meeting]:
    """Evenly through the months before the campaign, the last one at its launch."""
    facilitators = SEATS if group == SHARE_OFFER else TABLE
    when = sorted({max(round(month), 1) for month in np.linspace(1, months, MEETINGS)})
    return [Meeting(month=month, kind="citizens", facilitators=facilitators) for month in when]


def _campaign(case: Case, luck: tuple[float, float, float, float], live_there: float) -> Campaign:
    """Goal and price; friends from elsewhere bring their part of the target, who live there are asked for the rest.

    An offer closes once its target is reached, or near it. A founder group fixes a day and signs with those who are there.
    """
    group, (share, target, deadline, closing) = case.regime, luck
    price, is_offer = filling("share_eur", group), group == SHARE_OFFER
    wanted = _target_eur(case, target) * live_there * filling("closing_share", group).at(closing) + _grant_eur(case, target)
    return Campaign(
        share_price_eur=min(max(_or(case.share_eur, price.at(share)), price.low), price.high),
        target_members=0,
        target_capital_eur=min(wanted, MOST_TARGET_EUR),
        deadline_months=round(filling("deadline_months", group).at(deadline)),
        closing="at_target" if is_offer else "at_deadline",
        relaunch=False,
    )


def _target_eur(case: Case, luck: float) -> float:
    """Sum that members are asked for, EUR; a founder group that names none needs no more than the law asks."""
    if not math.isnan(case.target_eur) or case.regime != SHARE_OFFER:
        return _or(case.target_eur, 0.0)
    return filling("target_eur", "building" if case.building else "shop").at(luck)


def _grant_eur(case: Case, luck: float) -> float:
    """Grant beside the sum that members are asked for, from the public share of all money, EUR."""
    share = _or(case.public_share, 0.0)
    return min(_target_eur(case, luck) * share / (1 - share), MOST_GRANT_EUR) if share < 1 else 0.0


def _form(case: Case, people: float) -> str:
    """The law elsewhere asks for three founders, as the small form does here; so do very small places in Italy."""
    return "small" if case.regime == SHARE_OFFER or people < SMALL_PLACE else "ordinary"
