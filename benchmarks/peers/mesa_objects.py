"""The model as Mesa models: one agent a citizen, `AgentSet.do` for every stage of the month.

Once as Mesa's own examples have it (virus on a network), where agents live in the cells of a network space and ask it for their
neighbours each time; and once tuned, where every agent keeps a plain list of them.
"""

from __future__ import annotations

import inspect
from typing import Any

import mesa
import networkx as nx
import numpy as np
from mesa.discrete_space import FixedAgent, Network

from benchmarks.peers.citizen import Citizen
from benchmarks.peers.object_town import ObjectTown
from benchmarks.setting import Run, Series, Setting
from coopparo_sim.world import World

NO_LAYOUT: dict[str, Any] = {"layout": None} if "layout" in inspect.signature(Network).parameters else {}
"""Mesa 3.5 lays a network out on a plane unless told not to, which takes minutes; earlier ones do not."""


class MesaCitizen(Citizen, mesa.Agent):
    """A citizen who is a Mesa agent."""

    def __init__(self, model: Any, number: int) -> None:
        super().__init__(model)
        self.settle_in(number, model)


class CellCitizen(Citizen, FixedAgent):
    """A citizen who lives in a cell of Mesa's network space."""

    def __init__(self, model: Any, number: int) -> None:
        super().__init__(model)
        self.settle_in(number, model)
        self.cell = model.space[number]

    def meet_acquaintances(self, acquaintances: list[tuple[Any, float]]) -> None:
        """Keep nothing: the space knows."""

    @property
    def acquaintances(self) -> list[tuple[Any, float]]:  # type: ignore[override]
        """Acquaintances and how strong each tie is, as the space has them."""
        ties = self.model.space.G[self.number]
        return [(other, ties[other.number]["strength"]) for other in self.cell.neighborhood.agents]


def _space(world: World, rng: Any) -> Network:
    ties = world.town.ties
    graph = nx.Graph()
    graph.add_nodes_from(range(ties.n))
    row = np.repeat(np.arange(ties.n), ties.degree)
    once = row < ties.indices
    ends = zip(row[once].tolist(), ties.indices[once].tolist(), ties.strength[once].tolist(), strict=True)
    graph.add_weighted_edges_from(ends, weight="strength")
    return Network(graph, capacity=1, random=rng, **NO_LAYOUT)


class MesaTown(ObjectTown, mesa.Model):
    """A Mesa model of citizens."""

    def __init__(self, setting: Setting, world: World, is_whole: bool, kind: type[Citizen]) -> None:
        super().__init__(rng=setting.seed)
        self.world, self.kind = world, kind
        if kind is CellCitizen:
            self.space = _space(world, self.random)
        n = world.town.adults.n
        self.citizens = list(kind.create_agents(self, n, list(range(n))))  # type: ignore[attr-defined]
        self.move_in(setting, world, self.citizens)
        self.act = self.month_of_all if is_whole else self.month_of_core
        self.datacollector = mesa.DataCollector(model_reporters={"aware": MesaTown.n_aware, "pledged": MesaTown.n_pledged})

    def all_citizens(self, action: str) -> None:
        """Let every citizen do ``action``."""
        self.agents_by_type[self.kind].do(action)

    def step(self) -> None:
        """One month."""
        self.act()
        self.datacollector.collect(self)


def _run_of(town: MesaTown) -> Run:
    def run() -> Series:
        for _ in range(town.months):
            town.step()
        seen = town.datacollector.model_vars
        return list(zip(seen["aware"], seen["pledged"], strict=True))

    return run


def core(setting: Setting) -> Run:
    """Prepare the joining core as Mesa's examples have it."""
    return _run_of(MesaTown(setting, setting.campaign(), False, CellCitizen))


def whole(setting: Setting) -> Run:
    """Prepare the whole month as Mesa's examples have it."""
    return _run_of(MesaTown(setting, setting.model().world, True, CellCitizen))


def tuned_core(setting: Setting) -> Run:
    """Prepare the joining core with plain lists of acquaintances."""
    return _run_of(MesaTown(setting, setting.campaign(), False, MesaCitizen))


def tuned_whole(setting: Setting) -> Run:
    """Prepare the whole month with plain lists of acquaintances."""
    return _run_of(MesaTown(setting, setting.model().world, True, MesaCitizen))
