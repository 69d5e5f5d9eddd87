"""Phase 12: assemblies are called, attended, decide and elect; the law on members is minded; a cooperative may be wound up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.agents import Cooperative, Stage
from coopparo_sim.finance.ledger import CENTS, cents
from coopparo_sim.finance.liquidation import liquidate
from coopparo_sim.finance.solvency import alarm, capital_wanted, free_money, shares_called
from coopparo_sim.governance.board import (
    Ballot,
    candidates,
    elected,
    may_serve_again,
    number_of_candidates,
    standing_score,
    term_over,
    votes_by_candidate,
)
from coopparo_sim.governance.law import law
from coopparo_sim.governance.legality import members_needed, months_below_minimum, must_dissolve
from coopparo_sim.governance.proposals import median_worth, place_benefit, proposal, support_utility, votes_yes, yes_probability
from coopparo_sim.governance.representation import deciding_share, representation_distance
from coopparo_sim.governance.voting import (
    Call,
    Outcome,
    call_held,
    decisions,
    delegates_votes,
    quorums,
    votes_needed,
)
from coopparo_sim.government import Sitting
from coopparo_sim.people import Status
from coopparo_sim.phases.credit import borrow, can_be_paid, offered
from coopparo_sim.phases.funding import end_grants
from coopparo_sim.phases.hall import NOBODY, Hall, hall_of
from coopparo_sim.phases.register import keep_register, release_applicants
from coopparo_sim.services.benefit import need_met
from coopparo_sim.services.operation import worst_service
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
DELEGATES = 30
"""Delegates in the general assembly after separate ones."""
VOID_IN_A_ROW = 2
"""Void ordinary assemblies after which members are asked to change the statute."""
CRISES_ENDURED = 2
"""Extraordinary assemblies for want of money before the end."""


def assembly(world: World) -> None:
    """Phase 12: the board keeps the members' book; founders choose it, members meet once a year, or when money is short."""
    n, streams = world.town.adults.n, world.streams
    operating = world.cooperative.stage == Stage.OPERATING and world.enterprise is not None
    kind = _convened(world)
    draws = [streams.monthly(stream, n, bool(kind)) for stream in (Stream.ASSEMBLY, Stream.BOARD)]
    moving = streams.monthly(Stream.MOVING, n, operating)
    if not operating:
        return
    keep_register(world, moving)
    if kind == "crisis":
        _crisis(world, draws)
    elif kind:
        world.government.crises *= world.enterprise is not None and world.enterprise.months_dry > 0
        _sit(world, kind, draws, everybody=kind == "founding")
    _mind_the_law(world)


def _convened(world: World) -> str:
    """Say which assembly meets this month: of the founders, for want of money, once a year; empty for none."""
    if world.cooperative.stage != Stage.OPERATING or world.enterprise is None:
        return ""
    if world.month == world.cooperative.month_founded:
        return "founding"
    if bool(alarm(np.array(world.enterprise.months_dry), world.plan.management.solvency)):
        return "crisis"
    return "ordinary" if world.is_year_end else ""


def _mind_the_law(world: World) -> None:
    cooperative: Cooperative = world.cooperative
    if cooperative.stage != Stage.OPERATING:
        return
    people = int(world.people.members.sum())
    needed = members_needed(world.statute.form, 0)
    cooperative.months_under_minimum = months_below_minimum(people, needed, cooperative.months_under_minimum)
    if must_dissolve(cooperative.months_under_minimum, law()):
        wind_up(world, "under_legal_minimum")
        return
    at_work = bool((world.is_open | (world.mix.opens > world.month)).any())
    cooperative.months_idle = 0 if at_work else cooperative.months_idle + 1
    if cooperative.months_idle >= world.plan.management.idle_months:
        wind_up(world, "no_service")


def wind_up(world: World, cause: str) -> None:
    """Dissolve: creditors first, then members at most at nominal value, the rest to the mutual fund."""
    people, books = world.people, world.cooperative.books
    if world.enterprise is not None:
        end_grants(world, world.enterprise)
    capital = books.ledger.balance("share_capital") + books.ledger.balance("funding_capital")
    plan = liquidate(books.ledger, world.month, world.behaviour.liquidation)
    back = sum(plan.paid.get(account, 0) for account in ("share_capital", "funding_capital"))
    citizens = world.plan.campaign.share_price_eur * float(people.shares[people.members].sum())
    books.money_lost_eur += citizens * (1 - back / capital) if capital else 0.0
    members = np.flatnonzero(people.members)
    people.shares[members] = 0
    people.change_status(members, Status.LEFT, world.town.ties)
    release_applicants(world)
    world.let_down = members
    world.cooperative.end(cause)
    world.note("dissolved", amount=len(members))


def _sit(world: World, kind: str, draws: list[Floats], everybody: bool = False) -> None:
    """One sitting: who comes, whether there is a quorum, what is decided, and, when its term is over, a new board."""
    luck = world.streams.at(Stream.ASSEMBLY, world.month)
    hall = hall_of(world, draws[0], luck, everybody)
    changes = _wants_another_quorum(world)
    asked = quorums(world.statute, statute_change=changes)
    call = call_held(hall.held if everybody else 0, hall.votes_there, hall.held, asked)
    decision = _decision(world, hall, luck, changes) if call != Call.NONE and not everybody else ""
    government = world.government
    if call != Call.NONE and (everybody or _board_is_over(world)):
        _elect(world, hall, draws[1], luck)
    world.people.attended_last[hall.who] = hall.present
    heads, deciders = len(hall.who), deciding_share(hall.all_votes[hall.all_votes > 0], len(hall.who) + len(hall.legal_votes))
    government.sittings.append(
        Sitting(world.month, kind, heads, int(hall.present.sum()), hall.represented, int(call), decision, deciders)
    )
    world.note("assembly_" + kind if call != Call.NONE else "assembly_void", amount=float(hall.present.sum()))


def _board_is_over(world: World) -> bool:
    """Whether a board is to be chosen: its term is over, or too few directors are still members (art. 2542 c.c.)."""
    government = world.government
    over = term_over(world.month - government.board_since, world.statute.board_term_years)
    return over or len(government.board) < law().board_least


def _worth(world: World, service: int) -> Floats:
    """What opening one more service would change for each adult: share of the mean need of the town, shape (adults,)."""
    quality = world.behaviour.benefit.quality
    now = world.is_open.astype(np.float64) * quality
    more = now.copy()
    more[service] = quality
    coverage, reached = world.coverage(world.mix.services), world.reached(world.mix.services)
    gain = (need_met(coverage, reached, more) - need_met(coverage, reached, now)) * (1 - world.met_already)
    need, place = world.town.adults.need, world.town.adults.place
    return np.asarray(np.einsum("ij,ij->i", need, gain[place]) / max(float(need.sum(axis=1).mean()), 1e-12))


def _decide(world: World, hall: Hall, luck: np.random.Generator) -> str:
    """Put the next service to the vote: what the agenda proposes, if it can be paid, by the rules of the statute."""
    work, mix, statute = world.enterprise, world.mix, world.statute
    assert work is not None
    pays = work.pays(world.plan.management.accepted_loss_eur_month)
    waiting = (mix.approved & (mix.opens < 0) & ~work.closed & pays).any() and not world.cooperative.months_idle
    further = np.flatnonzero(pays & ~mix.approved & (not waiting))
    actions = np.array([k for k in further.tolist() if can_be_paid(world, work, k)], dtype=np.int64)
    noise = luck.random((len(mix.services), len(world.people.status)))
    if not len(actions):
        return ""
    worth = np.stack([_worth(world, int(k)) for k in actions], axis=1)
    settings, n_places = world.behaviour.proposals, world.town.tables.n_places
    mine = worth[hall.who]
    of_place = np.stack([place_benefit(mine[:, j], hall.place, n_places)[hall.place] for j in range(len(actions))], axis=1)
    utility = support_utility(mine, of_place, settings)
    support = yes_probability(utility, settings).mean(axis=0)
    board = worth[world.government.board].mean(axis=0) if len(world.government.board) else mine.mean(axis=0)
    chosen = proposal(statute.agenda, board, median_worth(mine), support, np.ones(len(actions), dtype=bool), statute.majority)
    if chosen < 0:
        return ""
    yes = votes_yes(yes_probability(utility[:, chosen], settings), noise[actions[chosen]][hall.who])
    of_all_places = place_benefit(mine[:, chosen], hall.place, n_places)
    legal_yes = votes_yes(yes_probability(of_all_places[hall.legal_place], settings), luck.random(len(hall.legal_place)))
    passed = _counted(world, hall, yes, legal_yes)
    name = str(mix.services[actions[chosen]].id)
    _record_distance(world, worth, chosen if passed else NOBODY)
    if passed:
        mix.approved[actions[chosen]] = True
        world.weigh_mix()
    return name if passed else "no:" + name


def _counted(world: World, hall: Hall, yes: Bools, legal_yes: Bools, statute_change: bool = False) -> bool:
    """Count the votes, of people and legal persons, in one assembly or in separate ones by place."""
    statute = world.statute
    place = np.concatenate((hall.place, hall.legal_place))
    in_favour = hall.all_votes * np.concatenate((yes, legal_yes))
    against = hall.all_votes - in_favour
    if statute.separate_assemblies:
        n_places = world.town.tables.n_places
        by_place = [np.bincount(place, weights=v, minlength=n_places).astype(np.int64) for v in (in_favour, against)]
        heads = np.bincount(place, minlength=n_places).astype(np.int64)
        for_it, against_it = delegates_votes(by_place[0], by_place[1], heads, DELEGATES)
    else:
        for_it, against_it = int(in_favour.sum()), int(against.sum())
    asked = quorums(statute, statute_change)
    needed = votes_needed(hall.held, asked.second)
    outcome = decisions(np.array([hall.votes_there]), needed, np.array([for_it]), np.array([against_it]), asked.majority)
    return bool(outcome[0] == Outcome.PASSED)


def _wants_another_quorum(world: World) -> bool:
    """Whether the last two ordinary assemblies were void, so that the next one is asked to lower the quorum of the second call."""
    ordinary = [sitting for sitting in world.government.sittings if sitting.kind == "ordinary"]
    return len(ordinary) >= VOID_IN_A_ROW and all(sitting.call == 0 for sitting in ordinary[-VOID_IN_A_ROW:])


def _decision(world: World, hall: Hall, luck: np.random.Generator, changes: bool) -> str:
    if not changes:
        return _decide(world, hall, luck)
    yes = luck.random(len(hall.who)) < world.people.trust[hall.who]
    legal_yes = np.ones(len(hall.legal_votes), dtype=bool)
    if not _counted(world, hall, yes, legal_yes, statute_change=True):
        return "no:quorum_second"
    world.statute = world.statute.model_copy(update={"quorum_second": 0.0})
    world.note("statute_changed")
    return "quorum_second"


def _record_distance(world: World, worth: Floats, chosen: int) -> None:
    """How far the decision is from the best one for members, and for all adults: 0 at the best, 1 where nothing is gained."""
    for values, record in (
        (worth[world.people.members].mean(axis=0), world.government.distance_members),
        (worth.mean(axis=0), world.government.distance_residents),
    ):
        best = float(values.max())
        record.append(1 - float(values[chosen]) / best if chosen >= 0 and best > 0 else 1.0)


def _elect(world: World, hall: Hall, draws: Floats, luck: np.random.Generator) -> None:
    """Choose a board by the way of the statute from those who stand."""
    statute, settings, government, people = world.statute, world.behaviour.board, world.government, world.people
    in_office = np.isin(hall.who, government.board)
    served = np.array([government.terms.get(int(k), 0) for k in hall.who], dtype=np.int64)
    may_stand = may_serve_again(served, statute.board_most_terms)
    score = standing_score(people.trust[hall.who], people.attended_last[hall.who], in_office, draws[hall.who], settings)
    number = (
        len(hall.who) if statute.board_choice == "lot" else number_of_candidates(statute.board_size, float(luck.random()), settings)
    )
    standing = candidates(score, may_stand, number)
    voters = np.flatnonzero(hall.votes)
    cast = luck.random((len(voters), len(standing)))
    votes = votes_by_candidate(hall.place[voters], hall.votes[voters], hall.place[standing], score[standing], cast, settings)
    ballot = Ballot(votes, hall.place[standing], np.ones(len(standing), dtype=bool), luck.random(len(standing)))
    heads = np.bincount(hall.place, minlength=world.town.tables.n_places).astype(np.int64)
    won = elected(ballot, statute.board_size, statute.board_choice, heads, statute.reserved_seats_by_place, law())
    government.board = hall.who[standing[won]]
    government.board_since = world.month
    government.terms = {int(k): government.terms.get(int(k), 0) + 1 for k in government.board}
    board_place = world.town.adults.place[government.board].astype(np.int64)
    government.electors_by_place, government.seats_by_place = heads, np.bincount(board_place, minlength=len(heads)).astype(np.int64)
    government.board_distance.append(representation_distance(board_place, hall.place, world.town.tables.n_places))


def _crisis(world: World, draws: list[Floats]) -> None:
    """Money has been short for months: first close what loses most, raise prices, call capital, ask the bank; then wind up."""
    work, government, rules = world.enterprise, world.government, world.plan.management.solvency
    assert work is not None
    if government.crises and world.month - government.sittings[-1].month < rules.months_to_alarm:
        return
    if government.crises >= CRISES_ENDURED:
        wind_up(world, "insolvent")
        return
    government.crises += 1
    worst = worst_service(work.results_eur, world.is_open)
    if worst >= 0 and world.is_open.sum() > 1:
        work.closed[worst] = True
        world.note("service_closed:" + world.mix.services[worst].id)
        world.weigh_mix()
    work.price_level = max(work.price_level, 1 + rules.price_rise)
    _call_capital(world)
    missing = capital_wanted(free_money(world.cooperative.books.ledger), cents(work.month_costs_eur), rules)
    borrow(world, work, offered(world, work, missing, world.plan.management.credit.working_months))
    _sit(world, "extraordinary", draws)


def _call_capital(world: World) -> None:
    """Ask members for more shares, as much as each is willing to put in and trusts to; some who say yes do not pay."""
    people, ledger = world.people, world.cooperative.books.ledger
    work = world.enterprise
    assert work is not None
    price = world.plan.campaign.share_price_eur
    wanted = capital_wanted(free_money(ledger), cents(work.month_costs_eur), world.plan.management.solvency)
    members = np.flatnonzero(people.members)
    spare = people.willingness_eur[members] * people.trust[members] - people.shares[members] * price
    extra = shares_called(wanted, cents(price), (np.maximum(spare, 0) * CENTS).astype(np.int64))
    luck = world.streams.at(Stream.PAYING_CALL, world.month).random(world.town.adults.n)[members]
    paid = extra * (luck < world.behaviour.funding.paid_share)
    owing = extra > paid
    asked = [(world.month, shares) for shares in extra[owing].tolist()]
    world.government.unpaid |= dict(zip(members[owing].tolist(), asked, strict=True))
    people.shares[members] += paid
    ledger.post(world.month, "bank", "share_capital", cents(price * float(paid.sum())))
    world.note("capital_called", amount=price * float(paid.sum()))
