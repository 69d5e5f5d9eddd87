"""Where a month's time goes: every phase that the model's schedule calls, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import coopparo_sim.model as corridor
from benchmarks.report import Row
from benchmarks.setting import BASELINE
from benchmarks.timing import own_clock
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.load import load_scenario

MONTHS, FUTURES = 84, 6


def phases() -> list[str]:
    """Names of the phases, read from the model's own schedule: every function that ``step`` calls."""
    return [name for name in CooperativeModel.step.__code__.co_names if callable(vars(corridor).get(name))]


def measure(futures: int = FUTURES, months: int = MONTHS) -> list[Row]:
    """Run the baseline as shipped, life after founding included, and add up the time of each phase and stage."""
    plan = with_levers(load_scenario(BASELINE), {"months": months})
    spent: dict[tuple[str, str], float] = {}
    lasted: dict[str, int] = {}
    originals = {name: getattr(corridor, name) for name in phases()}
    try:
        for name, phase in originals.items():
            setattr(corridor, name, _clocked(name, phase, spent))
        for future in range(futures):
            _run(CooperativeModel(plan, rng=1, future=future, uncertainty="parameters"), spent, lasted)
    finally:
        for name, phase in originals.items():
            setattr(corridor, name, phase)
    return _rows(spent, lasted, futures, months)


def _clocked(name: str, phase: Callable[[Any], None], spent: dict[tuple[str, str], float]) -> Callable[[Any], None]:
    clock = own_clock()

    def clocked(world: Any) -> None:
        stage = world.cooperative.stage.name.lower()
        start = clock()
        phase(world)
        spent[name, stage] = spent.get((name, stage), 0.0) + clock() - start

    return clocked


def _run(model: CooperativeModel, spent: dict[tuple[str, str], float], lasted: dict[str, int]) -> None:
    clock = own_clock()
    while model.running:
        stage = model.world.cooperative.stage.name.lower()
        before = sum(spent.values())
        start = clock()
        model.step()
        rest = clock() - start - (sum(spent.values()) - before)
        spent["record and the rest", stage] = spent.get(("record and the rest", stage), 0.0) + rest
        lasted[stage] = lasted.get(stage, 0) + 1


def _rows(spent: dict[tuple[str, str], float], lasted: dict[str, int], futures: int, months: int) -> list[Row]:
    part = f"A month by phase, Copparo baseline as shipped, {futures} futures of {months} months"
    total, n_months = sum(spent.values()), sum(lasted.values())
    rows = [Row(part, "a month in all", 1e3 * total / n_months, "ms", f"{total / futures:.3g} s a future")]
    for name in dict.fromkeys(name for name, _ in spent):
        own = sum(seconds for (phase, _), seconds in spent.items() if phase == name)
        by_stage = {stage: 1e3 * spent.get((name, stage), 0.0) / n for stage, n in lasted.items()}
        note = f"{own / total:.0%}; " + ", ".join(f"{stage} {ms:.2f}" for stage, ms in by_stage.items())
        rows.append(Row(part, name, 1e3 * own / n_months, "ms a month", note))
    return rows
