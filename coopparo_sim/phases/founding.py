"""Phase 8: the campaign opens, reaches its targets, fails, or is tried once more."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Books, Stage
from coopparo_sim.finance.ledger import cents
from coopparo_sim.governance.statute import legal_minimum
from coopparo_sim.membership.campaign import pledges_paid, targets_reached
from coopparo_sim.membership.funding import loans_offered
from coopparo_sim.people import Status
from coopparo_sim.phases.membership import joining_chances, take_in
from coopparo_sim.phases.operating import set_to_work
from coopparo_sim.phases.tally import committed_capital_eur, grants_eur, legal_persons_eur, pledged_people
from coopparo_sim.scenario.schema import FROM_LISTENING
from coopparo_sim.services.benefit import best_mix
from coopparo_sim.services.catalogue import catalogue
from coopparo_sim.streams import Stream
from coopparo_sim.world import Mix, World, mix_of

Ints = NDArray[np.int64]


def campaign(world: World) -> None:
    """Phase 8: open the campaign with enough promoters; found when the targets are reached, else give up at the deadline."""
    stage = world.cooperative.stage
    if stage == Stage.LISTENING and world.month >= world.plan.process.months:
        _open_or_give_up(world)
    elif stage == Stage.PAUSE and world.month >= world.cooperative.next_date:
        _open(world)
    elif stage == Stage.CAMPAIGN:
        _count(world)


def _open_or_give_up(world: World) -> None:
    promoters = int(world.people.promoter.sum())
    if promoters >= legal_minimum(world.plan.statute.form):
        _open(world)
    elif world.month >= world.plan.process.months + world.plan.campaign.wait_for_promoters_months:
        world.cooperative.end("no_promoters")
        world.note("no_promoters", amount=promoters)


def _open(world: World) -> None:
    cooperative = world.cooperative
    cooperative.stage = Stage.CAMPAIGN
    cooperative.tries += 1
    cooperative.next_date = world.month + world.plan.campaign.deadline_months
    if cooperative.tries == 1 and world.plan.mix == FROM_LISTENING:
        world.mix = _mix_from_listening(world)
        world.weigh_mix()
    promoters = np.flatnonzero(world.people.promoter & (world.people.status == Status.OUTSIDE))
    take_in(world, promoters)
    signed = _sign_at_the_meeting(world)
    world.note("campaign_opened", amount=len(promoters) + len(signed))


def _sign_at_the_meeting(world: World) -> Ints:
    """Let those sign who came to a meeting in the month of the opening: each considers it there, after the promoters."""
    people = world.people
    present = np.flatnonzero((people.met_this_month > 0) & ~people.never & (people.status == Status.OUTSIDE))
    draws = world.streams.at(Stream.SIGNING, world.month).random(world.town.adults.n)
    signed: Ints = present[draws[present] < joining_chances(world, present, revision=1.0)]
    take_in(world, signed)
    return signed


def _mix_from_listening(world: World) -> Mix:
    """Choose the mix that meets most of the needs in the map, within the money thought reachable."""
    offered = mix_of(list(catalogue()), world.plan.municipality.premises)
    n_ages, n_places = len(world.town.tables.age_groups), world.town.tables.n_places
    of_people = (world.needs_map.believed * world.cells.people[:, None])[:-1].reshape(n_places, n_ages, -1).sum(axis=1)
    reachable = world.plan.campaign.target_capital_eur + world.expected_grants_eur - world.plan.statute.set_up_cost_eur
    chosen = best_mix(
        of_people * (1 - world.met_already), world.coverage(offered.services), world.reached(offered.services),
        offered.costs_eur, reachable, world.behaviour.benefit.quality,
    )  # fmt: skip
    return mix_of([offered.services[k].id for k in chosen], world.plan.municipality.premises)


def _count(world: World) -> None:
    cooperative, goal = world.cooperative, world.plan.campaign
    _associations_join(world)
    pledged = pledged_people(world)
    cooperative.pledged_peak = max(cooperative.pledged_peak, pledged)
    minimum, over = legal_minimum(world.plan.statute.form), world.month >= cooperative.next_date
    enough = targets_reached(pledged, committed_capital_eur(world), goal.target_members, goal.target_capital_eur, minimum)
    if enough and (over or goal.closing == "at_target"):
        _pay_in(world)
    elif over:
        _fail(world)


def _associations_join(world: World) -> None:
    draws = world.streams.at(Stream.ASSOCIATION_JOINING, 0).random(len(world.associations))
    settings = world.behaviour.stances
    for association in world.associations:
        if association.endorses and draws[association.number] < settings.association_joining:
            association.joined_eur = float(round(settings.association_capital_eur))


def _pay_in(world: World) -> None:
    """Call the pledges in; found if those who pay are enough for the law."""
    people, funding = world.people, world.behaviour.funding
    draws = world.streams.at(Stream.PAYING_IN, 0).random(world.town.adults.n)
    pledged = people.status == Status.PLEDGED
    paid = pledges_paid(pledged, draws, funding.paid_share)
    if int(paid.sum()) < legal_minimum(world.plan.statute.form):
        _fail(world)
        return
    withdrawn = np.flatnonzero(pledged & ~paid)
    people.shares[withdrawn] = 0
    people.change_status(withdrawn, Status.OUTSIDE, world.town.ties)
    people.change_status(np.flatnonzero(paid), Status.MEMBER, world.town.ties)
    _found(world)


def _found(world: World) -> None:
    cooperative, people = world.cooperative, world.people
    books, members = cooperative.books, people.members
    cooperative.stage, cooperative.month_founded = Stage.OPERATING, world.month
    cooperative.members_at_founding = int(members.sum())
    cooperative.hours_at_founding = float(people.hours[members].sum())
    legal = legal_persons_eur(world)
    books.capital_citizens_eur = float(people.shares[members].sum() * world.plan.campaign.share_price_eur)
    books.capital_associations_eur, books.capital_firms_eur = legal["associations"], legal["firms"]
    books.capital_public_eur, books.capital_funders_eur = legal["public"], legal["funders"]
    books.grants_eur = grants_eur(world)
    books.loans_eur = _loans(world)
    _open_books(world, books)
    people.joined_month[members] = world.month
    world.enterprise = set_to_work(world)
    world.note("founded", amount=cooperative.members_at_founding)


def _open_books(world: World, books: Books) -> None:
    """Post what came in, and the cost of setting up as far as there is money for it."""
    ledger = books.ledger
    ledger.post(world.month, "bank", "share_capital", cents(books.capital_eur - books.capital_funders_eur))
    ledger.post(world.month, "bank", "funding_capital", cents(books.capital_funders_eur))
    ledger.post(world.month, "bank", "grants", cents(books.grants_eur))
    ledger.post(world.month, "bank", "member_loans", cents(books.loans_eur))
    books.set_up_cents = min(cents(world.plan.statute.set_up_cost_eur), ledger.balance("bank"))
    ledger.post(world.month, "set_up_costs", "bank", books.set_up_cents)


def _loans(world: World) -> float:
    """Loans of members, EUR, within the statute's multiple of what they lend to."""
    statute, people = world.plan.statute, world.people
    if not statute.member_loans:
        return 0.0
    draws = world.streams.at(Stream.LENDING, 0).random(world.town.adults.n)
    offered = loans_offered(people.willingness_eur, people.trust, draws, world.behaviour.funding)[people.members].sum()
    return float(min(offered, statute.loan_multiple * world.cooperative.books.capital_eur))


def _fail(world: World) -> None:
    """Give pledges and promises back, or not; disappoint those who pledged; try once more if the plan says so."""
    people, cooperative, goal = world.people, world.cooperative, world.plan.campaign
    pledged = np.flatnonzero(people.status == Status.PLEDGED)
    if not goal.refund:
        promised = legal_persons_eur(world)
        lost = people.shares[pledged].sum() * goal.share_price_eur + promised["associations"] + promised["firms"]
        cooperative.books.money_lost_eur += float(lost)
    _release_promises(world)
    people.shares[pledged] = 0
    people.change_status(pledged, Status.OUTSIDE, world.town.ties)
    world.let_down = pledged
    world.note("campaign_failed", amount=len(pledged))
    if goal.relaunch and cooperative.tries == 1:
        cooperative.stage, cooperative.next_date = Stage.PAUSE, world.month + goal.relaunch_after_months
    else:
        cooperative.end("campaign_failed")


def _release_promises(world: World) -> None:
    """Firms, associations and funders promised to this campaign only: a second one asks them again."""
    world.firm_eur[:] = 0.0
    for association in world.associations:
        association.joined_eur = 0.0
    for funder in world.funders:
        funder.take_back()
