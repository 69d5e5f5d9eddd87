"""What a month costs, counted: utilities worked out, ties walked, numbers drawn, generators built. No clock is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
import pytest

import coopparo_sim.kernel.rng as rng_module
import coopparo_sim.phases.membership as membership_module
from benchmarks.setting import formation_plan
from coopparo_sim.kernel.csr import Ties, ties_of
from coopparo_sim.kernel.rng import Streams
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.schema import Scenario

MONTHS = 18
NETWORK_PASSES_A_MONTH = 1
NETWORK_PASSES_IN_OPERATION = 2
"""Sums over all ties in a month: the trust of acquaintances; what they say of the services, once there are any. Ties to people of
a kind are counted when somebody changes kind."""
BLOCKS_A_MONTH = 2
"""Whole blocks of draws for all adults in a month before founding: hearing, and promoting or pledging."""
DRAWS_AN_ADULT_IN_OPERATION = 9
GENERATORS_A_MONTH = 6
"""Generators built for what happens at irregular times, besides one for each meeting."""


@dataclass
class Work:
    """Work done, month by month."""

    utilities: list[int] = field(default_factory=list)
    aware: list[int] = field(default_factory=list)
    passes: list[int] = field(default_factory=list)
    draws: list[int] = field(default_factory=list)
    generators: list[int] = field(default_factory=list)
    counted_ties: int = 0
    weighed_ties: int = 0
    blocks: set[int] = field(default_factory=set)


def counted(monkeypatch: pytest.MonkeyPatch, plan: Scenario) -> tuple[Work, CooperativeModel]:
    """Run a plan to its end and count."""
    work, now = Work(), {"utilities": 0, "passes": 0, "draws": 0, "generators": 0}

    def around(owner: Any, name: str, note: Callable[..., None]) -> None:
        original = getattr(owner, name)

        def noted(*args: Any, **kwargs: Any) -> Any:
            given = original(*args, **kwargs)
            note(given, *args)
            return given

        monkeypatch.setattr(owner, name, noted)

    def add(key: str, n: int) -> None:
        now[key] += n

    def note_block(given: Any, streams: Streams, stream: IntEnum, n: int, wanted: bool = True) -> None:
        add("draws", len(given))
        work.blocks.add(n)

    def note_counted(given: Any, ties: Ties, who: Any, *rest: Any) -> None:
        work.counted_ties += len(ties_of(who, ties.indptr))

    def note_weighed(given: Any, ties: Ties, who: Any, *rest: Any) -> None:
        work.weighed_ties += len(ties_of(who, ties.indptr))

    model = CooperativeModel(plan, rng=1)
    around(membership_module, "joining_utility", lambda given, *args: add("utilities", len(given)))
    around(Ties, "sum", lambda given, *args: add("passes", 1))
    around(Streams, "monthly", note_block)
    around(rng_module, "generator", lambda given, *args: add("generators", 1))
    around(Ties, "spread_count", note_counted)
    around(Ties, "spread_strength", note_weighed)
    while model.running:
        model.step()
        for key in now:
            getattr(work, key).append(now[key])
            now[key] = 0
        work.aware.append(int(model.world.people.aware.sum()))
    return work, model


@pytest.fixture(scope="module")
def formation() -> Iterator[tuple[Work, CooperativeModel]]:
    """The whole town while a campaign goes on."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield counted(monkeypatch, formation_plan(MONTHS))


Formation = tuple[Work, CooperativeModel]


def test_the_campaign_is_on_so_that_there_is_work_to_count(formation: Formation) -> None:
    work, model = formation
    assert model.world.cooperative.collecting and sum(work.utilities) > 0 and model.world.people.joined.sum() > 0


def test_utility_is_worked_out_only_for_those_whose_luck_could_make_them_join(formation: Formation) -> None:
    work, model = formation
    revision = model.world.behaviour.joining.revision
    for utilities, aware in zip(work.utilities, work.aware, strict=True):
        expected = revision * aware
        assert utilities <= expected + 4 * np.sqrt(expected) + 1


def test_nobody_is_counted_twice_as_informed_along_the_same_tie(formation: Formation) -> None:
    work, model = formation
    assert work.counted_ties == int(model.world.town.ties.degree[model.world.people.aware].sum())


def test_only_ties_of_those_who_hear_or_join_are_walked_to_weigh_acquaintances(formation: Formation) -> None:
    work, model = formation
    people, degree = model.world.people, model.world.town.ties.degree
    assert work.weighed_ties == int(degree[people.joined].sum() + degree[people.aware].sum())


def test_the_whole_network_is_summed_a_few_times_a_month(formation: Formation) -> None:
    assert max(formation[0].passes) <= NETWORK_PASSES_A_MONTH


def test_each_decision_draws_one_whole_block_a_month(formation: Formation) -> None:
    work, model = formation
    town = model.world.town
    assert work.blocks <= {town.adults.n, town.firms.n, town.associations.n}
    assert max(work.draws) <= BLOCKS_A_MONTH * town.adults.n + town.firms.n + town.associations.n


def test_few_generators_are_built_once_the_streams_run(formation: Formation) -> None:
    work, model = formation
    planned = [meeting.month for meeting in model.plan.process.meetings for _ in range(meeting.count)]
    built = [n - planned.count(month) for month, n in enumerate(work.generators, start=1)]
    assert max(built[1:]) <= GENERATORS_A_MONTH


def test_a_founded_cooperative_keeps_a_month_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    eager = {"campaign.target_members": 20, "campaign.target_capital_eur": 1000, "behaviour.joining.base": -3.0}
    work, model = counted(monkeypatch, with_levers(formation_plan(MONTHS), eager))
    adults = model.world.town.adults.n
    assert model.world.cooperative.founded
    assert max(work.draws) <= DRAWS_AN_ADULT_IN_OPERATION * adults
    assert max(work.passes) <= NETWORK_PASSES_IN_OPERATION
    assert max(work.utilities) <= 2 * model.world.behaviour.joining.revision * adults
