"""Who is in the members' book at an assembly, who comes, and the votes in every hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.governance.attendance import AttendanceFactors, attendance_probability, attends, meeting_factor
from coopparo_sim.governance.law import law
from coopparo_sim.governance.voting import Seat, may_vote, proxies_given, votes_held, votes_in_hand
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
FIRST_YEAR_MONTHS = 18
"""Age up to which a cooperative still has the attendance of its beginning."""
NOBODY = -1


@dataclass(frozen=True)
class Hall:
    """An assembly before it begins.

    Attributes
    ----------
    who, place, present, votes
        Shape (people who are members,): adult, place, whether there, votes in hand (own and proxies).
    legal_place, legal_votes
        Shape (legal persons who are members,): place, and votes in hand; 0 where nobody was sent.
    held
        Votes of all members.
    represented
        People who vote by proxy.
    """

    who: Ints
    place: Ints
    present: Bools
    votes: Ints
    legal_place: Ints
    legal_votes: Ints
    held: int
    represented: int

    @property
    def all_votes(self) -> Ints:
        """Votes in hand of people, then of legal persons."""
        return np.concatenate((self.votes, self.legal_votes))

    @property
    def votes_there(self) -> int:
        """Votes present or represented."""
        return int(self.all_votes.sum())


def hall_of(world: World, draws: Floats, luck: np.random.Generator, everybody: bool) -> Hall:
    """See who comes: people by their chance, one person of the household voting for another; legal persons send somebody or not.

    Parameters
    ----------
    draws
        Shape (adults,), in [0, 1): luck of each adult.
    luck
        For legal persons.
    everybody
        Whether all come, as to the founding act.
    """
    people, statute = world.people, world.statute
    who = np.flatnonzero(people.members)
    chance = _chance(world, who)
    present = np.ones(len(who), dtype=bool) if everybody else attends(chance, draws[who]) & ~np.isin(who, world.government.away)
    founders = people.joined_month[who] == world.cooperative.month_founded
    legal_place, legal_seat = _legal_persons(world)
    entitled = np.concatenate(
        (may_vote(world.month - people.joined_month[who], founders, statute), np.ones(len(legal_seat), dtype=bool))
    )
    seats = np.concatenate((np.full(len(who), int(Seat.PERSON), dtype=np.int64), legal_seat))
    votes = votes_held(seats, entitled, statute, law())
    holder = proxies_given(_asked(world, who, present), present, draws[who], statute.proxies)
    sent = luck.random(len(legal_seat)) < (1.0 if everybody else float(chance.mean()) if len(chance) else 0.0)
    return Hall(
        who=who, place=world.town.adults.place[who].astype(np.int64), present=present,
        votes=votes_in_hand(votes[: len(who)], present, holder), legal_place=legal_place,
        legal_votes=np.where(sent, votes[len(who) :], 0), held=int(votes.sum()), represented=int((holder != NOBODY).sum()),
    )  # fmt: skip


def _chance(world: World, who: Ints) -> Floats:
    people, ties = world.people, world.town.ties
    came_last = people.attended_last * people.members
    around = ties.sum(came_last)
    company = np.divide(around, people.joined_strength, out=np.zeros_like(around), where=people.joined_strength > 0)
    called, km = _called(world, who)
    factors = AttendanceFactors(people.trust[who], people.attended_last[who], world.benefit[who], company[who], km)
    normal = float(world.streams.at(Stream.BOARD, world.month).standard_normal())
    factor = meeting_factor(normal, world.behaviour.attendance)
    young = world.months_since_founding < FIRST_YEAR_MONTHS
    return attendance_probability(factors, called, young, factor, world.behaviour.attendance)


def _called(world: World, who: Ints) -> tuple[Ints, Floats]:
    """Members called to the assembly that each member goes to, and the way there, km: all at the seat, or each in the own place."""
    place = world.town.adults.place[who]
    if world.statute.separate_assemblies:
        return np.bincount(place)[place] if len(who) else np.zeros(0, dtype=np.int64), np.zeros(len(who))
    return np.full(len(who), len(who), dtype=np.int64), world.km_to_seat[place]


def _legal_persons(world: World) -> tuple[Ints, Ints]:
    """Place and seat of associations, firms, municipality and funding members that hold shares."""
    books = world.cooperative.books
    places = [a.place for a in world.associations if a.joined_eur > 0 and books.capital_associations_eur > 0]
    places += world.town.firms.place[world.firm_eur > 0].tolist() if books.capital_firms_eur > 0 else []
    places += [world.seat] if books.capital_public_eur > 0 else []
    funding = [world.seat for f in world.funders if f.plan.as_capital and f.committed_eur > 0]
    seats = [int(Seat.LEGAL_PERSON)] * len(places) + [int(Seat.FUNDING)] * len(funding)
    return np.array([*places, *funding], dtype=np.int64), np.array(seats, dtype=np.int64)


def _asked(world: World, who: Ints, present: Bools) -> Ints:
    """Whom each absent member would ask to vote for him: somebody of the same household who is there, or nobody."""
    household = world.town.adults.household[who]
    asked = np.full(len(who), NOBODY, dtype=np.int64)
    there = np.flatnonzero(present)
    first = dict(zip(household[there].tolist(), there.tolist(), strict=True))
    for k in np.flatnonzero(~present).tolist():
        asked[k] = first.get(int(household[k]), NOBODY)
    return asked
