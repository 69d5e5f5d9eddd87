"""Phases 4 to 6: the idea gets around, trust and beliefs move, associations take a stand."""

from __future__ import annotations

import numpy as np

from coopparo_sim.agents import Stage
from coopparo_sim.engagement.awareness import awareness_probability
from coopparo_sim.engagement.trust import averaged_with_ties, toward_one
from coopparo_sim.kernel.csr import row_sums
from coopparo_sim.membership.funding import contribution_share, updated_belief
from coopparo_sim.membership.stances import endorsing_probability
from coopparo_sim.phases.tally import progress
from coopparo_sim.streams import Stream
from coopparo_sim.world import World


def awareness(world: World) -> None:
    """Phase 4: some get to know of the idea, on their own, from acquaintances, from their associations."""
    people = world.people
    draws = world.streams.monthly(Stream.AWARENESS, world.town.adults.n)
    unaware = np.flatnonzero(~people.aware)
    chance = awareness_probability(
        people.informed_ties[unaware], people.endorsing[unaware], world.activity, world.behaviour.awareness
    )
    people.inform(unaware[draws[unaware] < chance], world.town.ties)


def trust_and_beliefs(world: World) -> None:
    """Phase 5: trust averages along ties and grows by endorsement; beliefs about others follow what is seen of them."""
    people, settings = world.people, world.behaviour.trust
    averaged = averaged_with_ties(people.trust, people.aware, world.town.ties, settings)
    endorsed = people.aware & (people.endorsing > 0)
    people.trust = toward_one(averaged, settings.endorsement_gain * world.activity * endorsed.astype(np.float64))
    if people.joined_strength.any():
        given = contribution_share(people.kind, people.belief, world.behaviour.funding) * people.joined
        around = world.town.ties.sum(given)
        sees = people.joined_strength > 0
        observed = np.divide(around, people.joined_strength, out=np.zeros_like(around), where=sees)
        people.belief = updated_belief(people.belief, observed, sees, world.behaviour.funding)


def stances(world: World) -> None:
    """Phase 6: associations that are asked, or whose members talk of it, may endorse; funders decide on the campaign."""
    _associations(world)
    if world.cooperative.stage == Stage.CAMPAIGN:
        _funders(world)


def _associations(world: World) -> None:
    people, members = world.people, world.town.associations
    draws = world.streams.monthly(Stream.ENDORSING, members.n)
    if world.cooperative.stage == Stage.ENDED:
        return
    aware = people.aware[members.members].astype(np.float64)
    n_aware = row_sums(aware, members.indptr)
    trust = row_sums(people.trust[members.members] * aware, members.indptr) / np.maximum(n_aware, 1)
    share = n_aware / np.maximum(np.diff(members.indptr), 1)
    heard = np.array([a.heard for a in world.associations], dtype=bool)
    chance = endorsing_probability(trust, share, heard, world.behaviour.joining.revision, world.behaviour.stances)
    for association in world.associations:
        if association.take_stand(float(chance[association.number]), float(draws[association.number])):
            people.endorsing[association.members] += 1
            world.note("endorsement", world.town.tables.places[association.place].id)


def _funders(world: World) -> None:
    near = progress(world)
    for number, funder in enumerate(world.funders):
        draw = float(world.streams.at(Stream.FUNDERS, number).random())
        if funder.decide(near, draw):
            world.note("funder_commits", amount=funder.committed_eur)
