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
    """Phase 4: some get to know of the idea, on their own, from acquaintances, from their associations.

    Chances are worked out only for those whose luck lies under the greatest chance there is.
    """
    people = world.people
    draws = world.streams.monthly(Stream.AWARENESS, world.town.adults.n)
    settings = world.behaviour.awareness
    most = awareness_probability(people.informed_ties.max(initial=0.0), people.endorsing.max(initial=0.0), world.activity, settings)
    asked = np.flatnonzero(~people.aware & (draws < most))
    chance = awareness_probability(people.informed_ties[asked], people.endorsing[asked], world.activity, settings)
    people.inform(asked[draws[asked] < chance], world.town.ties)


def trust_and_beliefs(world: World) -> None:
    """Phase 5: trust averages along ties and grows by endorsement; beliefs about others follow what is seen of them."""
    people, settings = world.people, world.behaviour.trust
    averaged = averaged_with_ties(people.trust, people.aware, people.aware_strength, world.town.ties, settings)
    endorsed = people.aware & (people.endorsing > 0)
    people.trust = toward_one(averaged, settings.endorsement_gain * world.activity * endorsed.astype(np.float64))
    sees = np.flatnonzero(people.joined_strength > 0)
    if len(sees):
        joined = np.flatnonzero(people.joined)
        given = contribution_share(people.kind[joined], people.belief[joined], world.behaviour.funding)
        observed = world.town.ties.sum_from(joined, given)[sees] / people.joined_strength[sees]
        people.belief[sees] = updated_belief(people.belief[sees], observed, world.behaviour.funding)


def stances(world: World) -> None:
    """Phase 6: associations that are asked, or whose members talk of it, may endorse; funders decide on the campaign."""
    _associations(world)
    if world.cooperative.stage == Stage.CAMPAIGN:
        _funders(world)


def _associations(world: World) -> None:
    people, members = world.people, world.town.associations
    if world.cooperative.stage == Stage.ENDED:
        return
    draws = world.streams.monthly(Stream.ENDORSING, members.n)
    aware = people.aware[members.members].astype(np.float64)
    n_aware = row_sums(aware, members.indptr)
    trust = row_sums(people.trust[members.members] * aware, members.indptr) / np.maximum(n_aware, 1)
    share = n_aware / np.maximum(np.diff(members.indptr), 1)
    heard = np.array([a.heard for a in world.associations], dtype=bool)
    chance = endorsing_probability(trust, share, heard, world.behaviour.joining.revision, world.behaviour.stances)
    for association in (world.associations[number] for number in np.flatnonzero(draws < chance)):
        if association.take_stand():
            people.endorsing[association.members] += 1
            world.note("endorsement", world.town.tables.places[association.place].id)


def _funders(world: World) -> None:
    near = progress(world)
    for number, funder in enumerate(world.funders):
        draw = float(world.streams.at(Stream.FUNDERS, number).random())
        if funder.decide(near, draw):
            world.note("funder_commits", amount=funder.committed_eur)
