"""Phase 7: who promotes, pledges or joins, with how much money and time, and who leaves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Stage
from coopparo_sim.finance.ledger import cents
from coopparo_sim.membership.campaign import promoting_probability
from coopparo_sim.membership.funding import contribution_share, shares_bought
from coopparo_sim.membership.joining import (
    JoiningFactors,
    joining_probability,
    joining_utility,
    perceived_risk,
    revision_after_founding,
    social_norm,
)
from coopparo_sim.membership.leaving import leaving_probability
from coopparo_sim.membership.stances import firm_joining_probability
from coopparo_sim.people import Status
from coopparo_sim.phases.register import owe_shares, take_out
from coopparo_sim.phases.tally import progress
from coopparo_sim.streams import Stream
from coopparo_sim.world import MONTHS_A_YEAR, World

Ints = NDArray[np.int64]
NO_GOAL = 0.5
"""Progress once there is no target to reach: it neither pulls nor holds back."""


def membership(world: World) -> None:
    """Phase 7: promoters come forward before the campaign; then people and firms pledge or join, and some members leave."""
    n, streams, stage = world.town.adults.n, world.streams, world.cooperative.stage
    if stage == Stage.LISTENING:
        _promote(world, streams.monthly(Stream.PROMOTING, n))
    firms = streams.monthly(Stream.FIRM_JOINING, world.town.firms.n, stage == Stage.CAMPAIGN)
    collecting, members_before = world.cooperative.collecting, np.flatnonzero(world.people.members)
    joining = streams.monthly(Stream.JOINING, n, collecting)
    leaving = streams.monthly(Stream.LEAVING, n, collecting and len(members_before) > 0)
    if not collecting:
        return
    joiners = _joiners(world, joining)
    if len(members_before):
        _leave(world, members_before, leaving)
    take_in(world, joiners)
    if stage == Stage.CAMPAIGN:
        _firms_pledge(world, firms)


def _promote(world: World, draws: NDArray[np.float64]) -> None:
    people = world.people
    asked = np.flatnonzero(people.aware & ~people.never & ~people.promoter)
    chance = promoting_probability(
        people.met_this_month[asked], world.town.adults.volunteers[asked], people.trust[asked], world.behaviour.promoting
    )
    people.promoter[asked[draws[asked] < chance]] = True


def _joiners(world: World, draws: NDArray[np.float64]) -> Ints:
    """Adults who decide to join; utility is worked out only for those whose luck lies under the greatest chance there is."""
    people, settings = world.people, world.behaviour.joining
    campaigning = world.cooperative.stage == Stage.CAMPAIGN
    revision = settings.revision if campaigning else revision_after_founding(world.months_since_news, settings)
    lucky = np.flatnonzero(draws < revision)
    asked: Ints = lucky[people.aware[lucky] & ~people.never[lucky] & (people.status[lucky] == Status.OUTSIDE)]
    return asked[draws[asked] < joining_chances(world, asked, revision)]


def joining_chances(world: World, asked: Ints, revision: float) -> NDArray[np.float64]:
    """Chance that each of some adults joins now, shape (asked,).

    Parameters
    ----------
    world
        The world as it stands.
    asked
        Shape (asked,): adults who know of the cooperative and are not in it.
    revision
        Chance that one considers it; 1 for who is asked.
    """
    people, settings = world.people, world.behaviour.joining
    campaigning = world.cooperative.stage == Stage.CAMPAIGN
    near = progress(world) if campaigning else NO_GOAL
    member_share = people.joined_strength[asked] / np.maximum(world.town.ties.total_strength[asked], 1.0)
    factors = JoiningFactors(
        benefit=world.benefit[asked], member_share=member_share, trust=people.trust[asked], attended=people.attended[asked],
        endorsed=(people.endorsing[asked] > 0).astype(np.float64), willingness_eur=people.willingness_eur[asked],
        inclination=people.inclination[asked],
    )  # fmt: skip
    risk = perceived_risk(world.plan.campaign.refund or not campaigning, near, settings)
    utility = joining_utility(
        factors, social_norm(member_share, settings), near, risk, world.plan.campaign.share_price_eur, settings
    )
    return joining_probability(utility, settings, revision)


def take_in(world: World, who: Ints) -> None:
    """Let ``who`` pledge, or join and pay where the cooperative already exists, with as many shares as each decides."""
    people, price = world.people, world.plan.campaign.share_price_eur
    given = contribution_share(people.kind[who], people.belief[who], world.behaviour.funding)
    people.shares[who] = shares_bought(given, people.willingness_eur[who], price, world.plan.statute.most_held_eur)
    campaigning = world.cooperative.stage == Stage.CAMPAIGN
    people.change_status(who, Status.PLEDGED if campaigning else Status.MEMBER, world.town.ties)
    if not campaigning:
        people.joined_month[who] = world.month
        world.cooperative.books.ledger.post(world.month, "bank", "share_capital", cents(price * float(people.shares[who].sum())))


def _leave(world: World, members: Ints, draws: NDArray[np.float64]) -> None:
    """Members who leave; their shares are owed to them until the statute pays them back."""
    people = world.people
    idle = world.month - np.maximum(people.last_used[members], people.joined_month[members]) >= MONTHS_A_YEAR
    chance = leaving_probability(
        people.trust[members], people.disappointed[members], world.behaviour.leaving, idle.astype(np.float64)
    )
    gone = members[draws[members] < chance]
    owe_shares(world, gone)
    take_out(world, gone, Status.LEFT)


def _firms_pledge(world: World, draws: NDArray[np.float64]) -> None:
    heard = {association.sector for association in world.trade_associations if association.heard}
    informed = np.isin(world.town.firms.sector, sorted(heard))
    settings = world.behaviour.stances
    chance = firm_joining_probability(world.firm_benefit, informed, world.behaviour.joining.revision, settings)
    world.firm_eur[(world.firm_eur == 0) & (draws < chance)] = round(settings.firm_capital_eur)
