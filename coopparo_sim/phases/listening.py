"""Phases 1 to 3: what happens from outside, who meets, and what the promoters learn of needs."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.engagement.listening import Report, listen, map_error, told_needs
from coopparo_sim.engagement.meetings import associations_coming, citizens_coming, keenest, meeting_cost_eur, reached_by_invitation
from coopparo_sim.engagement.trust import toward_one
from coopparo_sim.membership.joining import FULL_ATTENDANCE
from coopparo_sim.scenario.schema import Event, Meeting
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
KINDS = ("institutions", "trade_associations", "volunteer_associations", "stakeholders", "citizens", "interviews")
MOST_ALIKE = 1000
"""More meetings of one kind, place and month than any budget pays."""


def shocks_and_events(world: World) -> None:
    """Phase 1: elections, cuts, closures, leaders who leave, as the scenario dates them."""
    turns: Counter[str] = Counter()
    for event in world.plan.events:
        if event.month == world.month:
            _strike(world, event, turns[event.kind])
            turns[event.kind] += 1
            world.note(event.kind, amount=event.size)


def _strike(world: World, event: Event, turn: int) -> None:
    if event.kind == "election":
        gained = world.behaviour.trust.municipal_support * (event.size - world.municipality.support)
        world.people.trust = np.clip(world.people.trust + gained, 0.0, 1.0)
        world.municipality.support = event.size
        world.weigh_mix()
    elif event.kind == "grant_cut":
        world.municipality.cut(event.size)
        for funder in world.funders:
            funder.amount_eur *= 1 - event.size
        world.weigh_mix()
    elif event.kind == "plant_closure":
        sectors = [sector.id for sector in world.town.tables.sectors]
        hit = world.town.adults.sector == sectors.index(event.sector)
        world.people.willingness_eur[hit] *= (1 - event.size) ** world.behaviour.funding.income_elasticity
    else:
        quits = world.streams.at(Stream.EVENTS, world.month, turn).random(world.town.adults.n) < event.size
        world.people.promoter &= ~quits


def tables_and_meetings(world: World) -> None:
    """Phase 2: hold the meetings planned for this month; who comes knows of the idea, trusts more, and speaks of needs.

    They are held in an order of their own, whatever the order of the plan, so that to write the plan otherwise changes nothing.
    """
    world.people.met_this_month[:] = 0.0
    process = world.plan.process
    if world.month > process.months or not process.meetings:
        return
    if world.month == 1:
        world.engagement_cost_eur += process.coordination_eur
    held: Counter[int] = Counter()
    for meeting in sorted(process.meetings, key=lambda m: (KINDS.index(m.kind), _place(world, m), -m.facilitators)):
        for _ in range(meeting.count if meeting.month == world.month else 0):
            kind = _kind_number(world, meeting)
            _hold(world, meeting, kind * MOST_ALIKE + held[kind])
            held[kind] += 1


def _kind_number(world: World, meeting: Meeting) -> int:
    """Number of the month, kind and place of a meeting: its luck is the same in every plan that holds such a meeting."""
    return (world.month * len(KINDS) + KINDS.index(meeting.kind)) * (world.town.tables.n_places + 1) + _place(world, meeting) + 1


def _place(world: World, meeting: Meeting) -> int:
    return -1 if meeting.place is None else world.town.tables.place_index(meeting.place)


def _hold(world: World, meeting: Meeting, number: int) -> None:
    process, settings = world.plan.process, world.behaviour.meetings
    luck, errors = world.streams.at(Stream.MEETINGS, number), world.streams.at(Stream.REPORTS, number)
    world.engagement_cost_eur += meeting_cost_eur(meeting.facilitators, process.meeting_eur, process.further_facilitator_share)
    seats = round(meeting.facilitators * settings.seats_per_facilitator)
    if meeting.kind == "citizens":
        reached = reached_by_invitation(_live_at(world, meeting), luck.random(world.town.adults.n), settings)
        world.people.inform(np.flatnonzero(reached), world.town.ties)
        came = np.flatnonzero(citizens_coming(reached, luck.random(world.town.adults.n), seats, settings))
        _speak_for_themselves(world, meeting, came, errors)
    elif meeting.kind == "interviews":
        came = _interviewed(world, meeting, luck)
        _speak_for_themselves(world, meeting, came, errors)
    elif meeting.kind == "volunteer_associations":
        came = _associations_meet(world, meeting, luck, errors, seats)
    elif meeting.kind == "trade_associations":
        came = _trade_associations_meet(world, luck, errors)
    else:
        came = _speak_for_others(world, luck, errors, seats)
    _attend(world, came)
    world.note("meeting_" + meeting.kind, meeting.place or "", len(came))


def _live_at(world: World, meeting: Meeting) -> Bools:
    place = _place(world, meeting)
    return np.ones(world.town.adults.n, dtype=bool) if place < 0 else world.town.adults.place == place


def _speak_for_themselves(world: World, meeting: Meeting, who: Ints, errors: np.random.Generator) -> None:
    """Each who came tells his own needs; an error is drawn for all who live there, so that nobody's hangs on who else came."""
    settings, adults = world.behaviour.listening, world.town.adults
    share = settings.interview_noise_share if meeting.kind == "interviews" else 1.0
    live_there = np.flatnonzero(_live_at(world, meeting))
    noise = errors.standard_normal((len(live_there), adults.need.shape[1]), dtype=np.float32)[np.searchsorted(live_there, who)]
    need, noise_sd = adults.need[who].astype(np.float64), settings.own_noise_sd * share
    world.reports.append(Report(world.cells.of_adult[who], told_needs(need, noise.astype(np.float64), noise_sd), noise_sd))


def _interviewed(world: World, meeting: Meeting, luck: np.random.Generator) -> Ints:
    """Interviewers seek out people who are active: volunteers first."""
    adults, n = world.town.adults, round(meeting.facilitators * world.behaviour.meetings.interviews_per_facilitator)
    order = luck.random(adults.n) + ~adults.volunteers
    return np.flatnonzero(keenest(_live_at(world, meeting), order, n))


def _associations_meet(world: World, meeting: Meeting, luck: np.random.Generator, errors: np.random.Generator, seats: int) -> Ints:
    """Each association that comes sends one delegate and reports for its members."""
    place = _place(world, meeting)
    invited = np.array([place in (-1, a.place) for a in world.associations], dtype=bool)
    coming = np.flatnonzero(associations_coming(invited, luck.random(len(invited)), seats, world.behaviour.meetings))
    pick = luck.random(len(invited))
    noise = errors.standard_normal((len(invited), world.town.adults.need.shape[1]))
    delegates = []
    for number in coming:
        association = world.associations[number]
        association.heard = True
        members = association.members
        delegates.append(members[int(pick[number] * len(members))])
        world.reports.append(_spoken_for(world, members, noise[number]))
    return np.unique(np.array(delegates, dtype=np.int64))


def _spoken_for(world: World, members: NDArray[np.int32], noise: Floats) -> Report:
    """One voice, with one error (needs,): the mean need of all members, said of the groups that make up enough of them."""
    listening = world.behaviour.listening
    cell, count = np.unique(world.cells.of_adult[members], return_counts=True)
    spoken = cell[count >= listening.spoken_for_share * len(members)]
    told = told_needs(world.town.adults.need[members].mean(axis=0), noise, listening.member_noise_sd)
    return Report(spoken, np.tile(told, (len(spoken), 1)), listening.member_noise_sd)


def _trade_associations_meet(world: World, luck: np.random.Generator, errors: np.random.Generator) -> Ints:
    """Trade associations speak for firms, and tell them afterwards; no citizen is there as such."""
    firms, noise_sd = np.array([world.cells.firms]), world.behaviour.listening.member_noise_sd
    meant = world.cells.true_need[firms]
    draws = luck.random(len(world.trade_associations))
    noise = errors.standard_normal((len(world.trade_associations), *meant.shape))
    for association in world.trade_associations:
        if draws[association.number] < world.behaviour.meetings.association_attendance:
            association.heard = True
            world.reports.append(Report(firms, told_needs(meant, noise[association.number], noise_sd), noise_sd))
    return np.zeros(0, dtype=np.int64)


def _speak_for_others(world: World, luck: np.random.Generator, errors: np.random.Generator, seats: int) -> Ints:
    """Institutions and stakeholders speak of each age as it is in the town at large, one voice for all places, from hearsay.

    Those present come from the active people of the town.
    """
    adults, cells = world.town.adults, world.cells
    n_ages = len(world.town.tables.age_groups)
    rows = np.arange(cells.firms)
    people = cells.people[:-1].reshape(-1, n_ages, 1)
    in_age = (cells.true_need[:-1].reshape(-1, n_ages, cells.true_need.shape[1]) * people).sum(axis=0) / np.maximum(
        people.sum(axis=0), 1
    )
    noise_sd = world.behaviour.listening.hearsay_noise_sd
    told = told_needs(in_age, errors.standard_normal(in_age.shape), noise_sd)
    world.reports.append(Report(rows, told[rows % n_ages], noise_sd, first_hand=False))
    keen = luck.random(adults.n) + ~adults.volunteers
    comes = luck.random(adults.n) < world.behaviour.meetings.association_attendance
    return np.flatnonzero(keenest(np.ones(adults.n, dtype=bool), keen, seats) & comes)


def _attend(world: World, who: Ints) -> None:
    people, settings = world.people, world.behaviour.trust
    people.inform(who, world.town.ties)
    new_to_it = who[people.attended[who] < FULL_ATTENDANCE]
    people.trust[new_to_it] = toward_one(people.trust[new_to_it], settings.meeting_gain * world.plan.process.facilitation)
    people.attended[who] += 1
    people.met_this_month[who] += 1
    world.attendances += len(who)


def listening(world: World) -> None:
    """Phase 3: the promoters' map of needs takes in what was said this month."""
    for report in world.reports:
        world.needs_map = listen(world.needs_map, report.cell, report.told, report.noise_sd, report.first_hand)
    world.reports.clear()


def present_map_error(world: World) -> float:
    """Error of the needs map as it stands, 0-1."""
    return map_error(world.needs_map, world.cells.true_need, world.cells.people)
