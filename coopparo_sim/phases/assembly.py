"""Phase 12: assemblies are called, attended, decide and elect; law is minded on members and board; a cooperative may end."""

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
    ready_to_stand,
    standing_score,
    steps_down,
    term_over,
    votes_by_candidate,
)
from coopparo_sim.governance.law import law
from coopparo_sim.governance.legality import members_needed, months_below_minimum, must_dissolve
from coopparo_sim.governance.representation import deciding_share, representation_distance
from coopparo_sim.governance.voting import Call, call_held, quorums
from coopparo_sim.government import Sitting
from coopparo_sim.people import Status
from coopparo_sim.phases.agenda import decide, wants_another_quorum
from coopparo_sim.phases.credit import borrow, offered
from coopparo_sim.phases.funding import end_grants
from coopparo_sim.phases.hall import Hall, hall_of
from coopparo_sim.phases.register import keep_register, release_applicants
from coopparo_sim.services.operation import worst_service
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

Floats = NDArray[np.float64]
MONTHS_TO_TRY_AGAIN = 3
"""Months until members are called again where too few would sit on the board."""
MONTHS_WITHOUT_BOARD = 12
"""Months with too few directors after which the cooperative cannot work any longer."""
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
    _some_step_down(world)
    if kind == "crisis":
        _crisis(world, draws)
    elif kind:
        if world.is_year_end and world.enterprise is not None and not world.enterprise.months_dry:
            world.government.crises = 0
        _sit(world, kind, draws, everybody=kind == "founding")
    _mind_the_law(world)


def _convened(world: World) -> str:
    """Say which assembly meets this month: of the founders, for want of money, once a year or of directors; empty for none."""
    if world.cooperative.stage != Stage.OPERATING or world.enterprise is None:
        return ""
    if world.month == world.cooperative.month_founded:
        return "founding"
    if bool(alarm(np.array(world.enterprise.months_dry), world.plan.management.solvency)):
        return "crisis"
    tries = divmod(world.government.months_without_board, MONTHS_TO_TRY_AGAIN)
    return "ordinary" if world.is_year_end or (tries[0] and not tries[1]) else ""


def _some_step_down(world: World) -> None:
    """Directors have had enough; count the months in which too few are left (the first board is chosen by the founding act)."""
    government, work = world.government, world.enterprise
    assert work is not None
    draws = world.streams.at(Stream.STEPPING_DOWN, world.month).random(world.town.adults.n)[government.board]
    tired = steps_down(draws, work.months_dry > 0, world.behaviour.board)
    if tired.any():
        government.board = government.board[~tired]
        world.note("directors_step_down", amount=float(tired.sum()))
    too_few = _board_is_short(world) and world.months_since_founding > 0
    government.months_without_board = government.months_without_board + 1 if too_few else 0


def _board_is_short(world: World) -> bool:
    return len(world.government.board) < law().board_least


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
    if _board_is_short(world) and world.government.months_without_board >= MONTHS_WITHOUT_BOARD and people >= needed:
        wind_up(world, "no_board")
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
    changes = wants_another_quorum(world)
    asked = quorums(world.statute, statute_change=changes)
    call = call_held(hall.held if everybody else 0, hall.votes_there, hall.held, asked)
    decision = decide(world, hall, luck, changes) if call != Call.NONE and not everybody else ""
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
    return over or _board_is_short(world)


def _elect(world: World, hall: Hall, draws: Floats, luck: np.random.Generator) -> None:
    """Choose a board by the way of the statute from those who stand."""
    statute, settings, government, people = world.statute, world.behaviour.board, world.government, world.people
    in_office = np.isin(hall.who, government.board)
    served = np.array([government.terms.get(int(k), 0) for k in hall.who], dtype=np.int64)
    luck_of_each = world.streams.at(Stream.STANDING, world.month).random(world.town.adults.n)[hall.who]
    ready = ready_to_stand(hall.present, in_office, luck_of_each, settings) | (world.months_since_founding == 0)
    may_stand = ready & may_serve_again(served, statute.board_most_terms)
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
