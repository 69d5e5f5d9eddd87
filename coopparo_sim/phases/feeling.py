"""Phase 11: what people lived through moves their trust."""

from __future__ import annotations

import numpy as np

from coopparo_sim.agents import Stage
from coopparo_sim.engagement.experience import quality_met, trust_after_use, trust_by_hearsay, use_chance
from coopparo_sim.engagement.trust import toward_one
from coopparo_sim.enterprise import Enterprise
from coopparo_sim.membership.stances import support_after_year
from coopparo_sim.services.operation import quality_served
from coopparo_sim.streams import Stream
from coopparo_sim.world import World


def experience(world: World) -> None:
    """Phase 11: a failed campaign costs trust, a service that opens gains it, use leaves its marks; the municipality looks on."""
    operating = world.cooperative.stage == Stage.OPERATING
    serving = operating and bool(world.is_open.any())
    draws = world.streams.monthly(Stream.EXPERIENCE, world.town.adults.n, serving)
    _let_down(world)
    if operating and world.enterprise is not None:
        _opened(world)
        if serving:
            _used(world, world.enterprise, draws)
        if world.is_year_end:
            _looked_at(world, world.enterprise)


def _let_down(world: World) -> None:
    people = world.people
    people.trust[world.let_down] = np.maximum(people.trust[world.let_down] - world.behaviour.trust.failed_campaign, 0.0)
    world.let_down = world.let_down[:0]


def _opened(world: World) -> None:
    opened = np.flatnonzero((world.mix.opens == world.month) & world.is_open)
    if len(opened):
        members = np.flatnonzero(world.people.members)
        world.people.trust[members] = toward_one(world.people.trust[members], world.behaviour.trust.good_experience)
        world.weigh_mix()
        for k in opened:
            world.note("service_open:" + world.mix.services[k].id)


def _used(world: World, work: Enterprise, draws: np.typing.NDArray[np.float64]) -> None:
    """Users judge by the quality they met; who stays outside hears of it, as far as the cooperative is open about it."""
    people, cell, settings = world.people, world.cells.of_adult, world.behaviour.experience
    in_place_and_age = world.cells.people[:-1].reshape(world.town.tables.n_places, -1)
    chance = use_chance(work.using, in_place_and_age).ravel()[cell]
    quality = quality_met(work.using, work.quality).ravel()[cell]
    uses, marked = draws < chance, np.flatnonzero(draws < chance * settings.felt)
    people.last_used[uses] = world.month
    people.disappointed[marked] = quality[marked] < settings.expected_quality
    moved, all_of = people.trust.copy(), np.ones(len(marked), dtype=bool)
    moved[marked] = trust_after_use(people.trust[marked], quality[marked], all_of, world.behaviour.trust, settings)
    place = world.town.adults.place
    n = np.maximum(np.bincount(place[uses], minlength=world.town.tables.n_places), 1)
    signal = np.bincount(place[marked], weights=(moved - people.trust)[marked], minlength=len(n)) / n
    around = trust_by_hearsay(moved, signal[place], world.plan.management.openness, settings)
    people.trust = np.where(people.aware & ~uses, around, moved)


def _looked_at(world: World, work: Enterprise) -> None:
    """Once a year the municipality sees what is open and how well it serves; its support moves, and trust as at an election."""
    is_open, settings = world.is_open, world.behaviour
    quality = quality_served(work.quality, work.wanted, work.served, settings.operation)
    good = bool(is_open.any()) and float(quality[is_open].mean()) >= settings.experience.expected_quality
    before = world.municipality.support
    world.municipality.support = support_after_year(before, good, settings.stances)
    gained = settings.trust.municipal_support * (world.municipality.support - before)
    people = world.people
    people.trust = np.where(people.aware, np.clip(people.trust + gained, 0.0, 1.0), people.trust)
    world.note("municipal_support", amount=world.municipality.support)
