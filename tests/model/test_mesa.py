"""The model is a Mesa model: its step, its agents, its data collector, and Mesa's own batch runner."""

from __future__ import annotations

import ast
import gc
import inspect
import re
import warnings
import weakref
from importlib.resources import files
from typing import Any

import mesa
import numpy as np
import pytest

from coopparo_sim.agents import Association, Cooperative, Funder, Municipality, TradeAssociation
from coopparo_sim.kernel.errors import InputError
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.futures import run

VILLAGE = {"town": "two_hamlets", "months": 8, "process.meetings": [{"month": 1, "kind": "citizens"}]}


def schedule_of_step() -> list[str]:
    """The calls of ``step``, in order, without the count of months."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(CooperativeModel.step)))
    calls = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return [call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id for call in calls]  # type: ignore[attr-defined]


def schedule_of_odd() -> list[str]:
    """The names in the schedule table of ODD.md, in order."""
    odd = files("coopparo_sim").joinpath("ODD.md").read_text(encoding="utf-8")
    return re.findall(r"^\| *\d+ *\| *`(\w+)` *\|", odd, flags=re.MULTILINE)


def test_step_reads_as_the_schedule_of_the_model_description() -> None:
    assert schedule_of_step() == schedule_of_odd()
    assert len(schedule_of_odd()) == 13


def test_institutions_are_mesa_agents_and_citizens_are_not() -> None:
    model = CooperativeModel(rng=1, **VILLAGE)
    kinds = set(model.agents_by_type)
    assert (
        {Association, Cooperative, Municipality, TradeAssociation}
        <= kinds
        <= {Association, Cooperative, Municipality, TradeAssociation, Funder}
    )
    assert len(model.agents) < model.world.town.adults.n


def batch(parameters: dict[str, Any], seeds: list[int]) -> list[dict[str, Any]]:
    """Run Mesa's batch runner the way each version of it takes seeds, with every warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if "rng" in inspect.signature(mesa.batch_run).parameters:
            return mesa.batch_run(CooperativeModel, parameters, rng=seeds, max_steps=100, display_progress=False)
        return mesa.batch_run(CooperativeModel, {**parameters, "rng": seeds}, max_steps=100, display_progress=False)


def test_mesa_runs_a_batch_of_it_without_a_warning() -> None:
    rows = batch({"town": "two_hamlets", "months": 8, "campaign.share_price_eur": [25, 100]}, [1, 2])
    assert len(rows) == 4
    assert {row["month"] for row in rows} == {8}


def test_a_batch_gives_the_numbers_of_a_single_run() -> None:
    row = batch({"town": "two_hamlets", "months": 8}, [3])[0]
    alone = run(Scenario(town="two_hamlets", months=8), seed=3, uncertainty="none").months.iloc[-1]
    assert row["aware"] == alone["aware"] and row["trust"] == pytest.approx(alone["trust"], nan_ok=True)


def test_a_generator_serves_as_seed() -> None:
    first, second = (CooperativeModel(rng=np.random.default_rng(5), **VILLAGE).result() for _ in range(2))
    assert first.months.equals(second.months)


def test_a_lever_that_does_not_exist_is_named_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"campaign\.share_price_eur"):
        CooperativeModel(rng=1, **{"campaign.share_prce_eur": 25})


def test_a_lever_out_of_bounds_is_refused() -> None:
    with pytest.raises(InputError, match="share_price_eur"):
        CooperativeModel(rng=1, **{"campaign.share_price_eur": 5})


def test_running_stops_at_the_horizon() -> None:
    model = CooperativeModel(rng=1, **VILLAGE)
    model.result()
    assert not model.running and model.world.month == 8


@pytest.mark.parametrize("wrong", [{"seat": "atlantis"}, {"mix": ["flying_carpets"]}])
def test_a_name_that_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"atlantis|flying_carpets"):
        CooperativeModel(rng=1, **wrong)


def test_a_finished_model_is_let_go() -> None:
    """Mesa 3.3 numbers agents in a table that holds every model for good: a sweep in one process would fill the memory."""
    model = CooperativeModel(rng=1, **VILLAGE)
    left = weakref.ref(model)
    model.result()
    del model
    gc.collect()
    assert left() is None
