"""What an assembly votes on: services to open or close, use of a surplus, prices, the quorum; who proposes, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.finance.ledger import cents
from coopparo_sim.finance.year_end import dividend_cap, surplus_shares
from coopparo_sim.governance.proposals import (
    NOTHING,
    median_worth,
    place_benefit,
    proposal,
    support_utility,
    votes_yes,
    yes_probability,
)
from coopparo_sim.governance.surplus import POLICIES, Surplus, price_worth, surplus_worth
from coopparo_sim.governance.voting import Outcome, decisions, delegates_votes, quorums, votes_needed
from coopparo_sim.phases.books import can_spare
from coopparo_sim.phases.credit import can_be_paid
from coopparo_sim.phases.hall import Hall
from coopparo_sim.services.benefit import need_met
from coopparo_sim.streams import Stream
from coopparo_sim.world import MONTHS_A_YEAR, World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
DELEGATES = 30
"""Delegates in the general assembly after separate ones."""
VOID_IN_A_ROW = 2
"""Void ordinary assemblies after which members are asked to change the statute."""
REFUSED = "no:"
"""Begins the name of what was voted down."""


@dataclass(frozen=True)
class Item:
    """One point of the agenda: what could be decided instead of leaving all as it is.

    Attributes
    ----------
    names
        Name of each option.
    worth
        Shape (adults, options): what each changes for each adult, share of the mean need of the town.
    carry_out
        Does what the option of that number says.
    """

    names: list[str]
    worth: Floats
    carry_out: Callable[[int], None]


def wants_another_quorum(world: World) -> bool:
    """Whether the last two ordinary assemblies were void, so that the next one is asked to lower the quorum of the second call."""
    ordinary = [sitting for sitting in world.government.sittings if sitting.kind == "ordinary"]
    return len(ordinary) >= VOID_IN_A_ROW and all(sitting.call == 0 for sitting in ordinary[-VOID_IN_A_ROW:])


def decide(world: World, hall: Hall, luck: np.random.Generator, changes_quorum: bool) -> str:
    """Go through the agenda; give what was voted on, as in :class:`~coopparo_sim.government.Sitting`.

    Parameters
    ----------
    luck
        For the votes of legal persons and on the quorum.
    changes_quorum
        Whether the quorum itself is what is voted on.
    """
    if changes_quorum:
        return _decide_quorum(world, hall, luck)
    items = (_services(world), _surplus(world), _prices(world))
    done = [_decide_item(world, hall, item, number, luck) for number, item in enumerate(items) if item.names]
    return ";".join(name for name in done if name)


def _decide_quorum(world: World, hall: Hall, luck: np.random.Generator) -> str:
    yes = luck.random(len(hall.who)) < world.people.trust[hall.who]
    legal_yes = np.ones(len(hall.legal_votes), dtype=bool)
    if not _counted(world, hall, yes, legal_yes, statute_change=True):
        return REFUSED + "quorum_second"
    world.statute = world.statute.model_copy(update={"quorum_second": 0.0})
    world.note("statute_changed")
    return "quorum_second"


def _decide_item(world: World, hall: Hall, item: Item, number: int, luck: np.random.Generator) -> str:
    """Propose one option by the agenda of the statute, and vote on it; write down how far from the best one is what comes of it."""
    settings, n_places = world.behaviour.proposals, world.town.tables.n_places
    mine = item.worth[hall.who]
    of_place = np.stack([place_benefit(column, hall.place, n_places) for column in mine.T], axis=1)
    utility = support_utility(mine, of_place[hall.place], settings)
    support = yes_probability(utility, settings).mean(axis=0)
    board = item.worth[world.government.board].mean(axis=0) if len(world.government.board) else mine.mean(axis=0)
    feasible = np.ones(len(item.names), dtype=bool)
    chosen = proposal(world.statute.agenda, board, median_worth(mine), support, feasible, world.statute.majority)
    if chosen == NOTHING:
        _record_distance(world, item.worth, NOTHING)
        return ""
    draws = world.streams.at(Stream.VOTING, world.month, number).random(len(world.people.status))
    yes = votes_yes(yes_probability(utility[:, chosen], settings), draws[hall.who])
    legal = yes_probability(of_place[hall.legal_place, chosen], settings)
    passed = _counted(world, hall, yes, votes_yes(legal, luck.random(len(legal))))
    _record_distance(world, item.worth, chosen if passed else NOTHING)
    if passed:
        item.carry_out(chosen)
    return item.names[chosen] if passed else REFUSED + item.names[chosen]


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


def _record_distance(world: World, worth: Floats, chosen: int) -> None:
    """How far what was decided is from the best, for members and for all adults: 0 at the best, 1 where nothing is gained.

    To leave all as it is counts as a decision too, and is the best one where every change would do harm.
    """
    for values, record in (
        (worth[world.people.members].mean(axis=0), world.government.distance_members),
        (worth.mean(axis=0), world.government.distance_residents),
    ):
        best, got = max(float(values.max()), 0.0), float(values[chosen]) if chosen != NOTHING else 0.0
        record.append(float(np.clip(1 - got / best, 0.0, 1.0)) if best > 0 else float(got < 0))


def _gain(world: World, changed: Bools) -> Floats:
    """What another set of open services would change for each adult: share of the mean need of the town, shape (adults,)."""
    coverage, reached = world.coverage(world.mix.services), world.reached(world.mix.services)
    qualities = (is_open.astype(np.float64) * world.behaviour.benefit.quality for is_open in (changed, world.is_open))
    then, now = (need_met(coverage, reached, quality) for quality in qualities)
    gain = (then - now) * (1 - world.met_already)
    need, place = world.town.adults.need, world.town.adults.place
    return np.asarray(np.einsum("ij,ij->i", need, gain[place]) / max(float(need.sum(axis=1).mean()), 1e-12))


def _services(world: World) -> Item:
    """Services that members could open, as far as they can be paid and nothing promised waits, or close because they lose money."""
    to_open, to_close = _to_open(world), _to_close(world)
    names = [str(world.mix.services[k].id) for k in to_open] + ["close:" + world.mix.services[k].id for k in to_close]
    worth = [_gain(world, _switched(world, k)) for k in to_open]
    worth += [_gain(world, _switched(world, k)) + _relief(world, k) for k in to_close]

    def carry_out(option: int) -> None:
        if option < len(to_open):
            world.mix.approved[to_open[option]] = True
        else:
            _close(world, to_close[option - len(to_open)])
        world.weigh_mix()

    return Item(names, np.stack(worth, axis=1) if worth else np.zeros((0, 0)), carry_out)


def _to_open(world: World) -> list[int]:
    work, mix = world.enterprise, world.mix
    assert work is not None
    pays = work.pays(world.plan.management.accepted_loss_eur_month)
    waiting = (mix.approved & (mix.opens < 0) & ~work.closed & pays).any() and not world.cooperative.months_idle
    further = np.flatnonzero(pays & ~mix.approved & (not waiting))
    return [k for k in further.tolist() if can_be_paid(world, work, k)]


def _to_close(world: World) -> list[int]:
    """Services that lose money though no longer new, as long as another one stays."""
    work, is_open = world.enterprise, world.is_open
    assert work is not None
    settled = world.month >= world.mix.opens + work.first_numbers.ramp_up_months
    return np.flatnonzero(is_open & settled & (work.results_eur < 0)).tolist() if is_open.sum() > 1 else []


def _switched(world: World, service: int) -> Bools:
    changed = world.is_open.copy()
    changed[service] = not changed[service]
    return changed


def _relief(world: World, service: int) -> Floats:
    """What the money that a service loses is worth to each adult: the others last longer by the share it takes of all costs."""
    work = world.enterprise
    assert work is not None
    others = world.is_open.copy()
    others[service] = False
    kept = _gain(world, others) - _gain(world, np.zeros_like(others))
    return kept * min(-float(work.results_eur[service]) / max(work.month_costs_eur, 1e-9), 1.0)


def _close(world: World, service: int) -> None:
    assert world.enterprise is not None
    world.enterprise.closed[service] = True
    world.note("service_closed:" + world.mix.services[service].id)


def _surplus(world: World) -> Item:
    """What else than until now the surplus of a year could be used for, from now on; only where there is one to spare."""
    assert world.enterprise is not None
    if not world.is_year_end or world.surplus_eur <= 0 or not can_spare(world, world.enterprise):
        return Item([], np.zeros((0, 0)), _nothing)
    now = world.statute.surplus_policy
    worth = _worth_of_surplus(world)
    usual = worth[:, POLICIES.index(now)] if now in POLICIES else worth[:, 0]
    others = [k for k, policy in enumerate(POLICIES) if policy != now]

    def carry_out(option: int) -> None:
        policy = POLICIES[others[option]]
        world.statute = world.statute.model_copy(update={"surplus_policy": policy})
        world.note("surplus_use:" + policy)

    return Item(["surplus:" + POLICIES[k] for k in others], worth[:, others] - usual[:, None], carry_out)


def _prices(world: World) -> Item:
    """A step up in prices, or down where there is money to spare, within what a crisis would raise them by."""
    work, plan = world.enterprise, world.plan.management
    assert work is not None
    level, step, most = work.price_level, plan.price_step, plan.solvency.price_rise
    sales = float((work.numbers.price_eur * work.served * world.is_open).sum()) * level * MONTHS_A_YEAR
    if not world.is_year_end or sales <= 0 or step <= 0:
        return Item([], np.zeros((0, 0)), _nothing)
    spare = world.surplus_eur > 0 and can_spare(world, work)
    steps = [("prices:up", step)] * (level * (1 + step) <= 1 + most) + [("prices:down", -step)] * (
        spare and level * (1 - step) >= 1 - most
    )

    def carry_out(option: int) -> None:
        work.price_level = level * (1 + steps[option][1])
        world.note(steps[option][0])

    served, costs = -_gain(world, np.zeros_like(world.is_open)), work.month_costs_eur * MONTHS_A_YEAR
    need_eur = world.behaviour.proposals.need_eur_year
    worth = [price_worth(sales * change, costs, world.uses_services, served, need_eur) for _, change in steps]
    return Item([name for name, _ in steps], np.stack(worth, axis=1) if worth else np.zeros((0, 0)), carry_out)


def _nothing(option: int) -> None:
    raise AssertionError(f"an empty item has no option {option}")


def _worth_of_surplus(world: World) -> Floats:
    work, ledger, rules = world.enterprise, world.cooperative.books.ledger, world.plan.management.year_end
    assert work is not None
    to_vote = surplus_shares(cents(world.surplus_eur), rules).to_vote / cents(1)
    most_dividends = dividend_cap(ledger.balance("share_capital"), rules) / cents(1)
    surplus = Surplus(to_vote, world.surplus_eur, work.month_costs_eur * MONTHS_A_YEAR, most_dividends)
    people, served = world.people, -_gain(world, np.zeros_like(world.is_open))
    shares, worth_eur = people.shares.astype(np.float64), world.behaviour.proposals.need_eur_year
    return surplus_worth(surplus, world.uses_services, people.members, shares, served, worth_eur)
