"""What every form of the model is given: the same town, people, plan and luck, in months in which people hear, weigh and pledge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import coopparo_sim.model as corridor
from benchmarks.town_build import enlarged
from coopparo_sim.agents import Stage
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.town.tables import TownTables, find_town, read_town
from coopparo_sim.world import World

BASELINE = Path(__file__).resolve().parent.parent / "scenarios" / "copparo-baseline.toml"
AWARE_AT_START = 0.25
"""Share of adults who know of the idea when the joining core begins."""
Series = list[tuple[int, int]]
"""Adults who know of the idea and who have pledged, month by month."""
Run = Callable[[], Series]

FORMATION: dict[str, Any] = {
    # A campaign that lasts: nobody can reach so many members, so that people go on hearing, weighing and pledging to the end.
    "campaign.target_members": 100_000, "campaign.target_capital_eur": 0, "campaign.deadline_months": 60,
    "funders": [], "months": 60, "behaviour.joining.base": -5.0, "behaviour.promoting.from_meeting": 0.5,
}  # fmt: skip


def formation_plan(months: int = FORMATION["months"], town: str = "copparo") -> Scenario:
    """Give the baseline with a campaign that is never over; in another town than Copparo, with one citizens' meeting a month."""
    base = load_scenario(BASELINE)
    changes = dict(FORMATION, months=months)
    data = base.model_dump(exclude_unset=True)
    if town != base.town:
        changes |= {"town": town, "seat": None, "process.meetings": [{"month": m, "kind": "citizens"} for m in (1, 2, 3)]}
    for name, value in changes.items():
        *groups, last = name.split(".")
        section = data
        for group in groups:
            section = section.setdefault(group, {})
        section[last] = value
    return Scenario.model_validate(data)


@dataclass(frozen=True)
class Setting:
    """One town, plan and luck.

    Attributes
    ----------
    plan
        The plan.
    residents
        To how many the town is enlarged; 0 for the town as it is.
    seed, future
        As in :class:`CooperativeModel`.
    """

    plan: Scenario
    residents: int = 0
    seed: int = 1
    future: int = 0

    def model(self) -> CooperativeModel:
        """Build the model before its first month."""
        if not self.residents:
            return CooperativeModel(self.plan, rng=self.seed, future=self.future)
        before = corridor.tables_of
        corridor.tables_of = lambda plan: self.tables  # the model reads towns from folders; an enlarged one has none
        try:
            return CooperativeModel(self.plan, rng=self.seed, future=self.future)
        finally:
            corridor.tables_of = before

    @property
    def tables(self) -> TownTables:
        """Tables of the town, enlarged if asked."""
        tables = read_town(find_town(self.plan.town))
        return enlarged(tables, self.residents) if self.residents else tables

    def campaign(self) -> World:
        """Give the world in the first month of a campaign, with some who know of the idea: where the joining core starts."""
        world = self.model().world
        world.cooperative.stage = Stage.CAMPAIGN
        world.cooperative.next_date = self.plan.months + 1
        informed = np.random.default_rng(self.seed).random(world.town.adults.n) < AWARE_AT_START
        world.people.inform(np.flatnonzero(informed), world.town.ties)
        return world


def count(world: World) -> tuple[int, int]:
    """Adults who know of the idea, and who have pledged."""
    return int(world.people.aware.sum()), int(world.people.joined.sum())
