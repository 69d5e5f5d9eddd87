"""The model: one future of one scenario, month by month, as a Mesa model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pandas as pd

from coopparo_sim.agents import Association, Cooperative, Funder, Municipality, TradeAssociation
from coopparo_sim.engagement.listening import first_guess
from coopparo_sim.kernel.rng import Streams
from coopparo_sim.observation import MONTHLY
from coopparo_sim.outcomes import MONTH_QUOTED, members_by_place, needs_table, outcomes_of
from coopparo_sim.people import people_of
from coopparo_sim.phases.assembly import assembly
from coopparo_sim.phases.books import accounts
from coopparo_sim.phases.diffusion import awareness, stances, trust_and_beliefs
from coopparo_sim.phases.feeling import experience
from coopparo_sim.phases.founding import campaign
from coopparo_sim.phases.listening import listening, present_map_error, shocks_and_events, tables_and_meetings
from coopparo_sim.phases.membership import membership
from coopparo_sim.phases.operating import services
from coopparo_sim.record.result import EVENT_COLUMNS, RunResult
from coopparo_sim.scenario.behaviour import REPLICATES, behaviour_of, behaviour_values
from coopparo_sim.scenario.levers import check_names, with_levers
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.soundness import check_world
from coopparo_sim.streams import Stream
from coopparo_sim.town.build import build_town
from coopparo_sim.town.generic import town_named
from coopparo_sim.town.tables import TownTables
from coopparo_sim.world import World, cells_of, mix_of, named_mix, needs_met_already
from coopparo_sim.yearbook import accounts_table, seats_table, sittings_table

TOWNS_KEPT = 128
"""Towns whose tables a process remembers: enough for one place for each real case."""


class CooperativeModel(mesa.Model):
    """One future of one scenario.

    Parameters
    ----------
    plan
        The scenario, or the path of its file; every default if not given.
    rng
        Seed of the experiment (whole number >= 0) or a NumPy generator that gives one; chance if not given.
    future
        Number of the future.
    draw
        Number of the draw of unknown behaviour; ``future // 4`` if not given.
    uncertainty
        ``parameters`` draws behaviour from its ranges, ``calibrated`` from what was fitted to real campaigns, ``none`` takes the
        defaults.
    check
        Check the invariants every month.
    levers
        Values to change in the scenario, by dotted name such as ``{"campaign.share_price_eur": 25}``.

    Raises
    ------
    InputError
        If scenario, town or a lever is wrong.
    """

    def __init__(
        self, plan: Scenario | str | Path | None = None, *, rng: int | np.random.Generator | None = None, future: int = 0,
        draw: int | None = None, uncertainty: str = "none", check: bool = False, **levers: Any,
    ) -> None:  # fmt: skip
        super().__init__(rng=rng)
        seed = int(rng) if isinstance(rng, (int, np.integer)) else int(self.rng.integers(2**62))
        self.plan = with_levers(_loaded(plan), levers)
        self.check = check
        self.world = self._build(Streams(seed, future), future // REPLICATES if draw is None else draw, uncertainty)
        self.datacollector = mesa.DataCollector(model_reporters=MONTHLY)
        self.members_quoted: dict[str, int] = {}

    def _build(self, streams: Streams, draw: int, uncertainty: str) -> World:
        behaviour = behaviour_of(self.plan, streams.seed, draw, uncertainty)
        check_names(self.plan, tables_of(self.plan))
        town = build_town(tables_of(self.plan), behaviour.town, streams.at(Stream.TOWN, 0))
        members = town.associations
        world = World(
            plan=self.plan, behaviour=behaviour, town=town, streams=streams,
            people=people_of(town, behaviour, self.plan.municipality.support, streams),
            cells=(cells := cells_of(town)),
            needs_map=first_guess(len(cells.true_need), len(town.tables.needs), behaviour.listening),
            municipality=Municipality(self, self.plan.municipality),
            associations=[
                Association(self, k, int(members.place[k]), members.members[members.indptr[k] : members.indptr[k + 1]]) for k in
                range(members.n)
            ],
            trade_associations=[TradeAssociation(self, k, t.sector) for k, t in enumerate(town.tables.trade_associations)],
            funders=[Funder(self, funder) for funder in self.plan.funders],
            cooperative=Cooperative(self), statute=self.plan.statute, met_already=needs_met_already(town),
            mix=mix_of(named_mix(self.plan), self.plan.municipality.premises), firm_eur=np.zeros(town.firms.n),
        )  # fmt: skip
        world.weigh_mix()
        return world

    def step(self) -> None:
        """One month, in the order of the schedule in ODD.md."""
        self.world.month += 1
        shocks_and_events(self.world)
        tables_and_meetings(self.world)
        listening(self.world)
        awareness(self.world)
        trust_and_beliefs(self.world)
        stances(self.world)
        membership(self.world)
        campaign(self.world)
        services(self.world)
        accounts(self.world)
        experience(self.world)
        assembly(self.world)
        self.record()

    def record(self) -> None:
        """Phase 13: write the month down; stop after the last one."""
        world = self.world
        if world.month <= MONTH_QUOTED:
            self.members_quoted = members_by_place(world)
        if world.month == max(self.plan.process.months, 1):
            world.listening_map_error = present_map_error(world)
        if self.check:
            check_world(world)
        self.datacollector.collect(self)
        self.running = world.month < self.plan.months
        if not self.running:
            getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 would keep every model for good

    def result(self) -> RunResult:
        """Step to the end and give what came of it."""
        while self.running:
            self.step()
        world = self.world
        return RunResult(
            outcomes=outcomes_of(world, sum(self.members_quoted.values()), self.members_quoted),
            months=self.datacollector.get_model_vars_dataframe(),
            events=pd.DataFrame([(h.month, h.kind, h.place, h.amount) for h in world.happenings], columns=list(EVENT_COLUMNS)),
            parameters=behaviour_values(world.behaviour),
            needs=needs_table(world),
            accounts=accounts_table(world),
            sittings=sittings_table(world),
            seats=seats_table(world),
        )


def _loaded(plan: Scenario | str | Path | None) -> Scenario:
    if isinstance(plan, (str, Path)):
        from coopparo_sim.scenario.load import load_scenario  # reads TOML with positions, which a run from Python does not need

        return load_scenario(plan)
    return plan or Scenario()


def tables_of(plan: Scenario) -> TownTables:
    """Tables of the town that ``plan`` names; each town is read or made up once per process."""
    return _tables(plan.town)


@lru_cache(maxsize=TOWNS_KEPT)
def _tables(name: str) -> TownTables:
    return town_named(name)
