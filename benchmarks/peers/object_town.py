"""A town of citizen objects: the order of the month, and the registers that institutions keep.

What few actors do (meetings, the needs map, the campaign's dates and counts) is done by the model's own phases over arrays, which
the objects keep up to date: this makes the object forms faster than pure ones would be, so that the ratios are on the low side.
"""

from __future__ import annotations

from abc import abstractmethod
from math import exp
from typing import Any

import numpy as np

from benchmarks.setting import Setting
from coopparo_sim.agents import Stage
from coopparo_sim.people import Status
from coopparo_sim.phases.founding import campaign
from coopparo_sim.phases.listening import listening, tables_and_meetings
from coopparo_sim.phases.tally import pledged_people, progress
from coopparo_sim.streams import Stream
from coopparo_sim.world import World


class ObjectTown:
    """What models of every object framework share; the framework says how all citizens do something."""

    world: World
    citizens: Any

    @abstractmethod
    def all_citizens(self, action: str) -> None:
        """Let every citizen do ``action``."""

    def move_in(self, setting: Setting, world: World, citizens: list[Any]) -> None:
        """Introduce citizens to each other and to their associations."""
        self.world, self.months = world, setting.plan.months
        self.share_price_eur = setting.plan.campaign.share_price_eur
        self.most_held_eur = setting.plan.statute.most_held_eur
        ties = world.town.ties
        for citizen in citizens:
            near = slice(int(ties.indptr[citizen.number]), int(ties.indptr[citizen.number + 1]))
            others, strengths = ties.indices[near].tolist(), ties.strength[near].tolist()
            citizen.meet_acquaintances([(citizens[k], s) for k, s in zip(others, strengths, strict=True)])
        self.members_of = [[citizens[k] for k in association.members.tolist()] for association in world.associations]

    def draw(self) -> None:
        """Draw this month's luck of everybody, from the streams of the model."""
        n, monthly = self.world.town.adults.n, self.world.streams.monthly
        self.luck_hearing = monthly(Stream.AWARENESS, n).tolist()
        self.luck_promoting = monthly(Stream.PROMOTING, n).tolist()
        self.luck_joining = monthly(Stream.JOINING, n).tolist()
        self.activity = self.world.activity

    def month_of_core(self) -> None:
        """One month of the joining core."""
        self.world.month += 1
        self.draw()
        self.hear_and_join()

    def hear_and_join(self) -> None:
        """Hear of the idea, then weigh joining."""
        self.all_citizens("listen_around")
        self.all_citizens("hear")
        self.progress = progress(self.world)
        self.all_citizens("weigh_joining")
        self.all_citizens("join")

    def month_of_all(self) -> None:
        """One month of the whole model, in the order of its schedule."""
        self.world.month += 1
        if self.world.month <= self.world.plan.process.months + 1:
            self.meet()
        self.draw()
        self.all_citizens("listen_around")
        self.all_citizens("hear")
        self.all_citizens("reconsider")
        self.all_citizens("change_mind")
        self.take_stands()
        if self.world.cooperative.stage == Stage.LISTENING:
            self.all_citizens("come_forward")
        elif self.world.cooperative.stage == Stage.CAMPAIGN:
            self.progress = progress(self.world)
            self.all_citizens("weigh_joining")
            self.all_citizens("join")
        self.follow_campaign()

    def meet(self) -> None:
        """Hold meetings and listen, over the arrays; then every citizen takes over what has changed."""
        people = self.world.people
        people.trust = np.array([citizen.trust for citizen in self.citizens])
        tables_and_meetings(self.world)
        listening(self.world)
        self.all_citizens("catch_up")

    def take_stands(self) -> None:
        """Associations look at what their members think, and may endorse."""
        settings, revision = self.world.behaviour.stances, self.world.behaviour.joining.revision
        luck = self.world.streams.monthly(Stream.ENDORSING, len(self.members_of)).tolist()
        for association, members in zip(self.world.associations, self.members_of, strict=True):
            aware = [citizen.trust for citizen in members if citizen.aware]
            trust = sum(aware) / max(len(aware), 1)
            utility = settings.endorsing_base + settings.endorsing_trust * (trust - 0.5)
            utility += settings.endorsing_heard * association.heard
            discussed = 1.0 if association.heard else len(aware) / max(len(members), 1)
            chance = revision * discussed / (1 + exp(-utility))
            if luck[association.number] < chance and association.take_stand():
                for citizen in members:
                    citizen.endorsing += 1

    def follow_campaign(self) -> None:
        """Open or count the campaign, over the registers; promoters are the first to pledge."""
        before = self.world.cooperative.stage
        campaign(self.world)
        if self.world.cooperative.stage != before:
            for k in np.flatnonzero(self.world.people.joined).tolist():
                self.citizens[k].joined = True

    def has_heard(self, citizen: Any) -> None:
        """Keep the register of who knows of the idea."""
        self.world.people.aware[citizen.number] = True

    def has_come_forward(self, citizen: Any) -> None:
        """Keep the register of promoters."""
        self.world.people.promoter[citizen.number] = True

    def has_pledged(self, citizen: Any, shares: int) -> None:
        """Keep the register of pledges."""
        self.world.people.status[citizen.number] = Status.PLEDGED
        self.world.people.shares[citizen.number] = shares

    def n_aware(self) -> int:
        """Citizens who know of the idea, counted one by one."""
        return sum(1 for citizen in self.citizens if citizen.aware)

    def n_pledged(self) -> int:
        """People who have pledged."""
        return pledged_people(self.world)
