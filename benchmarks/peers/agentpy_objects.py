"""The model as an AgentPy model: an `AgentList` of citizens that is told what to do."""

from __future__ import annotations

import agentpy as ap

from benchmarks.peers.citizen import Citizen
from benchmarks.peers.object_town import ObjectTown
from benchmarks.setting import Run, Series, Setting
from coopparo_sim.world import World


class AgentPyCitizen(Citizen, ap.Agent):
    """A citizen who is an AgentPy agent."""


class AgentPyTown(ObjectTown, ap.Model):
    """An AgentPy model of citizens."""

    def setup(self) -> None:
        """Make the citizens."""
        self.series: Series = []
        world: World = self.p.world
        self.world = world
        self.citizens = ap.AgentList(self, world.town.adults.n, AgentPyCitizen)
        for number, citizen in enumerate(self.citizens):
            citizen.settle_in(number, self)
        self.move_in(self.p.setting, world, list(self.citizens))

    def all_citizens(self, action: str) -> None:
        """Let every citizen do ``action``."""
        getattr(self.citizens, action)()

    def step(self) -> None:
        """One month."""
        if self.p.is_whole:
            self.month_of_all()
        else:
            self.month_of_core()

    def update(self) -> None:
        """Write the month down, as AgentPy's examples do."""
        self.series.append((self.n_aware(), self.n_pledged()))
        self.record("aware", self.series[-1][0])
        self.record("pledged", self.series[-1][1])


def _run_of(setting: Setting, world: World, is_whole: bool) -> Run:
    town = AgentPyTown({"setting": setting, "world": world, "is_whole": is_whole, "steps": setting.plan.months})
    town.sim_setup(steps=setting.plan.months)

    def run() -> Series:
        town.series.clear()  # AgentPy also looks at the start
        while town.running:
            town.sim_step()
        return town.series

    return run


def core(setting: Setting) -> Run:
    """Prepare the joining core."""
    return _run_of(setting, setting.campaign(), False)


def whole(setting: Setting) -> Run:
    """Prepare the whole month."""
    return _run_of(setting, setting.model().world, True)
