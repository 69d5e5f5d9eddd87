"""Where a month's time goes: every phase that the model's schedule calls, whatever it is called."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import coopparo_sim.model as corridor
from benchmarks.report import Row
from benchmarks.setting import BASELINE
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
    def clocked(world: Any) -> None:
        stage = world.cooperative.stage.name.lower()
        start = time.perf_counter()
        phase(world)
        spent[name, stage] = spent.get((name, stage), 0.0) + time.perf_counter() - start

    return clocked


def _run(model: CooperativeModel, spent: dict[tuple[str, str], float], lasted: dict[str, int]) -> None:
    while model.running:
        stage = model.world.cooperative.stage.name.lower()
        before = sum(spent.values())
        start = time.perf_counter()
        model.step()
        rest = time.perf_counter() - start - (sum(spent.values()) - before)
        spent["record and the rest", stage] = spent.get(("record and the rest", stage), 0.0) + rest
        lasted[stage] = lasted.get(stage, 0) + 1


def _rows(spent: dict[tuple[str, str], float], lasted: dict[str, int], futures: int, months: int) -> list[Row]:
    part = f"A month by phase, Copparo baseline as shipped, {futures} futures of {months} months"
    total, n_months = sum(spent.values()), sum(lasted.values())
    rows = [Row(part, "a month in all", 1e3 * total / n_months, "ms", f"{total / futures:.3g} s a future")]
    for name in dict.fromkeys(name for name, _ in spent):
        own = sum(time for (phase, _), time in spent.items() if phase == name)
        by_stage = {stage: 1e3 * spent.get((name, stage), 0.0) / n for stage, n in lasted.items()}
        note = f"{own / total:.0%}; " + ", ".join(f"{stage} {ms:.2f}" for stage, ms in by_stage.items())
        rows.append(Row(part, name, 1e3 * own / n_months, "ms a month", note))
    return rows
