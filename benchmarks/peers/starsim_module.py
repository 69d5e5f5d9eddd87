"""The model as a Starsim module: state arrays over all agents, everything recomputed for everybody every month.

The module calls the model's own rules; what differs is that nothing is thinned, and that ties are walked as Starsim's networks are,
as a list of edges.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import starsim as ss
from numpy.typing import NDArray

from benchmarks.setting import Run, Series, Setting
from coopparo_sim.agents import Stage
from coopparo_sim.engagement.awareness import awareness_probability
from coopparo_sim.engagement.trust import toward_one
from coopparo_sim.kernel.csr import row_sums
from coopparo_sim.membership.campaign import promoting_probability
from coopparo_sim.membership.funding import contribution_share, shares_bought, updated_belief
from coopparo_sim.membership.joining import JoiningFactors, joining_probability, joining_utility, social_norm
from coopparo_sim.membership.stances import endorsing_probability
from coopparo_sim.people import Status
from coopparo_sim.phases.founding import campaign
from coopparo_sim.phases.listening import listening, tables_and_meetings
from coopparo_sim.phases.tally import progress
from coopparo_sim.streams import Stream
from coopparo_sim.world import World

Floats = NDArray[np.float64]
DECISIONS = (Stream.AWARENESS, Stream.PROMOTING, Stream.JOINING)


class Acquaintances(ss.Network):
    """Ties of the town as Starsim edges, each once, with their strength as ``beta``."""

    def __init__(self, world: World) -> None:
        row = np.repeat(np.arange(world.town.adults.n), world.town.ties.degree)
        once = row < world.town.ties.indices
        super().__init__(p1=row[once], p2=world.town.ties.indices[once], beta=world.town.ties.strength[once])

    def step(self) -> None:
        """Ties stay as they are."""

    def around(self, values: Floats, strength: Floats | float = 1.0) -> Floats:
        """Sum ``values`` of all acquaintances, shape (adults,)."""
        n = len(values)
        one = np.bincount(self.edges.p1, weights=strength * values[self.edges.p2], minlength=n)
        return np.asarray(one + np.bincount(self.edges.p2, weights=strength * values[self.edges.p1], minlength=n))


class Cooperation(ss.Module):
    """Hearing, weighing, pledging as a Starsim module."""

    def __init__(self, world: World, is_whole: bool) -> None:
        super().__init__()
        self.world, self.is_whole = world, is_whole
        self.series: Series = []
        self.define_states(
            ss.BoolState("aware"), ss.BoolState("pledged"), ss.BoolState("promoter"), ss.FloatArr("trust"), ss.FloatArr("belief")
        )

    def init_post(self) -> None:
        """Take the traits of the model's town."""
        super().init_post()
        people = self.world.people
        for name in ("aware", "promoter", "trust", "belief"):
            getattr(self, name)[:] = getattr(people, name)
        self.pledged[:] = people.joined
        self.network = self.sim.networks[0]
        self.total_strength = self.network.around(np.ones(len(people.trust)), self.network.edges.beta)

    def step(self) -> None:
        """One month; all decide, then act."""
        world = self.world
        world.month += 1
        if self.is_whole and world.month <= world.plan.process.months + 1:
            self.meet()
        self.luck = {decision: world.streams.monthly(decision, world.town.adults.n) for decision in DECISIONS}
        self.hear()
        if self.is_whole:
            self.reconsider()
            self.take_stands()
        if world.cooperative.stage == Stage.LISTENING:
            self.come_forward()
        elif world.cooperative.stage == Stage.CAMPAIGN:
            self.join()
        if self.is_whole:
            self.follow_campaign()
        self.series.append((int(self.aware.values.sum()), int(self.pledged.values.sum())))

    def hear(self) -> None:
        """Everybody counts informed acquaintances."""
        world = self.world
        informed = self.network.around(self.aware.values.astype(np.float64))
        chance = awareness_probability(informed, world.people.endorsing, world.activity, world.behaviour.awareness)
        self.aware[:] = self.aware.values | (self.luck[Stream.AWARENESS] < chance)

    def join(self) -> None:
        """Everybody works out the utility of joining."""
        world, people = self.world, self.world.people
        settings, price = world.behaviour.joining, world.plan.campaign.share_price_eur
        near = progress(world)
        share = self.network.around(self.pledged.values.astype(np.float64), self.network.edges.beta)
        share /= np.maximum(self.total_strength, 1.0)
        endorsed = (people.endorsing > 0).astype(np.float64)
        factors = JoiningFactors(
            benefit=world.benefit, member_share=share, trust=self.trust.values, attended=people.attended, endorsed=endorsed,
            willingness_eur=people.willingness_eur, inclination=people.inclination,
        )  # fmt: skip
        utility = joining_utility(factors, social_norm(share, settings), near, 1.0, price, settings)
        free = self.aware.values & ~people.never & ~self.pledged.values
        joins = free & (self.luck[Stream.JOINING] < joining_probability(utility, settings))
        given = contribution_share(people.kind, self.belief.values, world.behaviour.funding)
        shares = shares_bought(given, people.willingness_eur, price, world.plan.statute.most_held_eur)
        people.status[joins], people.shares[joins] = Status.PLEDGED, shares[joins]
        self.pledged[:] = self.pledged.values | joins

    def reconsider(self) -> None:
        """Everybody compares trust and beliefs with acquaintances."""
        world, people, strength = self.world, self.world.people, self.network.edges.beta
        aware, trust, belief = self.aware.values, self.trust.values, self.belief.values
        known = self.network.around(aware.astype(np.float64), strength)
        trusted = self.network.around(trust * aware, strength)
        around = np.divide(trusted, known, out=trust.copy(), where=known > 0)
        moved = np.where(aware, trust + world.behaviour.trust.averaging * (around - trust), trust)
        gain = world.behaviour.trust.endorsement_gain * world.activity
        self.trust[:] = toward_one(moved, gain * (aware & (people.endorsing > 0)).astype(np.float64))
        joined = self.network.around(self.pledged.values.astype(np.float64), strength)
        given = contribution_share(people.kind, belief, world.behaviour.funding) * self.pledged.values
        seen = np.divide(self.network.around(given, strength), joined, out=np.zeros_like(joined), where=joined > 0)
        self.belief[:] = np.where(joined > 0, updated_belief(belief, seen, world.behaviour.funding), belief)

    def take_stands(self) -> None:
        """Associations may endorse."""
        world, members = self.world, self.world.town.associations
        aware = self.aware.values[members.members].astype(np.float64)
        n_aware = row_sums(aware, members.indptr)
        trust = row_sums(self.trust.values[members.members] * aware, members.indptr) / np.maximum(n_aware, 1)
        heard = np.array([association.heard for association in world.associations])
        share = n_aware / np.maximum(np.diff(members.indptr), 1)
        chance = endorsing_probability(trust, share, heard, world.behaviour.joining.revision, world.behaviour.stances)
        luck = world.streams.monthly(Stream.ENDORSING, members.n)
        for association in world.associations:
            if luck[association.number] < chance[association.number] and association.take_stand():
                world.people.endorsing[association.members] += 1

    def come_forward(self) -> None:
        """Some become promoters."""
        world, people = self.world, self.world.people
        chance = promoting_probability(
            people.met_this_month, world.town.adults.volunteers, self.trust.values, world.behaviour.promoting
        )
        free = self.aware.values & ~people.never & ~self.promoter.values
        self.promoter[:] = self.promoter.values | (free & (self.luck[Stream.PROMOTING] < chance))

    def meet(self) -> None:
        """Hold meetings with the model's own phases."""
        people = self.world.people
        people.trust, people.aware = self.trust.values.copy(), self.aware.values.copy()
        tables_and_meetings(self.world)
        listening(self.world)
        self.trust[:], self.aware[:] = people.trust, people.aware

    def follow_campaign(self) -> None:
        """Open or count the campaign with the model's own phase."""
        self.world.people.promoter = self.promoter.values.copy()
        campaign(self.world)
        self.pledged[:] = self.world.people.joined


def _run_of(setting: Setting, world: World, is_whole: bool) -> Run:
    module = Cooperation(world, is_whole)
    sim: Any = ss.Sim(
        n_agents=world.town.adults.n, networks=Acquaintances(world), modules=module, start=0, dur=setting.plan.months - 1, dt=1,
        verbose=0, copy_inputs=False,
    )  # fmt: skip
    sim.init()

    def run() -> Series:
        sim.run()
        return module.series

    return run


def core(setting: Setting) -> Run:
    """Prepare the joining core."""
    return _run_of(setting, setting.campaign(), False)


def whole(setting: Setting) -> Run:
    """Prepare the whole month."""
    return _run_of(setting, setting.model().world, True)
