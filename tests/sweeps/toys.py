"""Small things to run in place of the town: the same tables, in no time."""

from __future__ import annotations

import math
import os
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from coopparo_sim.kernel.rng import generator
from coopparo_sim.record.indicators import INDICATORS
from coopparo_sim.record.result import EVENT_COLUMNS, MONTH_COLUMNS, RunResult
from coopparo_sim.scenario.behaviour import REPLICATES, behaviour_of, behaviour_values
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import Uncertainty
from coopparo_sim.sweeps.futures import run

FATAL_FUTURE = 3
TOY_STREAM = 99
MENDED = "TOY_MENDED"
OWN_TIME = "own_time_s"
GATE, BEGUN = "TOY_GATE", ".begun"


def toy_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Founds the cooperative where luck beats the price of a share."""
    luck = float(generator(seed, future, TOY_STREAM).random())
    behaviour = behaviour_of(scenario, seed, future // REPLICATES, uncertainty)
    outcomes = dict.fromkeys((indicator.name for indicator in INDICATORS), 0.0)
    outcomes["founded"] = float(luck > scenario.campaign.share_price_eur / 500)
    outcomes["month_founded"] = 12.0 if outcomes["founded"] else math.nan
    outcomes["members_month_36"] = round(100 * luck) + behaviour.joining.benefit
    outcomes["members_ambrogio"] = 1.0
    months = pd.DataFrame({name: np.arange(1.0, 4.0) + luck for name in MONTH_COLUMNS}).assign(month=[1, 2, 3], stage="idea")
    empty = pd.DataFrame()
    return RunResult(outcomes, months, _no_events(), behaviour_values(behaviour), empty, empty, empty, empty)


@lru_cache
def _no_events() -> pd.DataFrame:
    return pd.DataFrame(columns=list(EVENT_COLUMNS))


def slow_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Takes a twentieth of a second."""
    time.sleep(0.05)
    return toy_run(scenario, seed, future, uncertainty)


def waiting_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Tells that it has begun, and ends once it is let."""
    gate = Path(os.environ[GATE])
    gate.with_suffix(BEGUN).touch()
    while not gate.exists():
        time.sleep(0.01)
    return toy_run(scenario, seed, future, uncertainty)


def waiting_raising_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Tells that it has begun, and raises once it is let."""
    waiting_run(scenario, seed, future, uncertainty)
    raise ZeroDivisionError("the toy broke late")


def raising_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Raises in one future."""
    if future == FATAL_FUTURE:
        raise ZeroDivisionError("the toy broke")
    return toy_run(scenario, seed, future, uncertainty)


def moody_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Raises in one future, until it is mended."""
    run = toy_run if os.environ.get(MENDED) else raising_run
    return run(scenario, seed, future, uncertainty)


def killing_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Ends its process at once in one future, as a fault in a library would."""
    if future == FATAL_FUTURE:
        os._exit(11)
    return toy_run(scenario, seed, future, uncertainty)


def always_raising_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Raises in every future."""
    raise ZeroDivisionError("the toy is broken")


def always_killing_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Ends its process in every future."""
    os._exit(11)


def wide_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Gives back so many columns that its part takes much room on the disk."""
    result = toy_run(scenario, seed, future, uncertainty)
    noise = generator(seed, future, TOY_STREAM, point=1).random(600)
    wide = {f"members_{k}": float(value) for k, value in enumerate(noise)} if future else {}
    full = dict.fromkeys((f"members_{k}" for k in range(len(noise))), 0.0) | wide
    return replace(result, outcomes={**result.outcomes, **full})


def timed_run(scenario: Scenario, seed: int, future: int, uncertainty: Uncertainty) -> RunResult:
    """Run the town itself and tell the processor time that it took, s."""
    start = time.process_time()
    result = run(scenario, seed, future, uncertainty)
    return replace(result, outcomes={**result.outcomes, OWN_TIME: time.process_time() - start})
