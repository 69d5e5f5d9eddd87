"""Others' tools find the model usable: Mesa's batch runner, EMA Workbench, SALib, plain pandas, Dask."""

from __future__ import annotations

import inspect
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.sweeps.digest import sweep_digest
from coopparo_sim.sweeps.futures import run
from coopparo_sim.sweeps.results import load_sweep
from coopparo_sim.sweeps.runner import sweep
from tests.sweeps import toys
from tests.sweeps.conftest import BASE

SHORT = {"months": 8, "process.months": 3, "campaign.deadline_months": 4}


def village_outcomes(price: float = 50.0, support: float = 0.5) -> dict[str, float]:
    plan = with_levers(load_scenario(BASE), SHORT | {"campaign.share_price_eur": price, "municipality.support": support})
    return {"founded": run(plan, seed=1).outcomes["founded"], "aware_share": run(plan, seed=1).outcomes["aware_share"]}


def test_mesas_batch_run_takes_the_model_as_it_is() -> None:
    from mesa.batchrunner import batch_run

    from coopparo_sim.model import CooperativeModel

    parameters: dict[str, Any] = {
        "months": [6], "campaign.share_price_eur": [25, 100], "process.months": [2], "process.meetings": [[]],
        "campaign.deadline_months": [3],
    }  # fmt: skip
    own = "rng" in inspect.signature(batch_run).parameters  # Mesa 3.5 hands seeds out itself
    seeds: dict[str, Any] = {"rng": [1]} if own else {}
    rows = batch_run(
        CooperativeModel, parameters=parameters if own else parameters | {"rng": [1]}, max_steps=10, number_processes=1,
        data_collection_period=-1, display_progress=False, **seeds,
    )  # fmt: skip
    assert sorted(row["campaign.share_price_eur"] for row in rows) == [25, 100]
    assert all({"aware", "members"} <= row.keys() for row in rows)


def test_ema_workbench_takes_run_as_a_model() -> None:
    pytest.importorskip("ema_workbench")
    from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments

    model = Model("coopparo", function=village_outcomes)
    model.uncertainties = [RealParameter("support", 0, 1)]
    model.levers = [RealParameter("price", 25, 100)]
    model.outcomes = [ScalarOutcome("founded"), ScalarOutcome("aware_share")]
    experiments, outcomes = perform_experiments(model, scenarios=2, policies=1)
    assert len(experiments) == 2
    assert np.isfinite(outcomes["aware_share"]).all()


def test_salib_reads_the_table_of_a_sweep(prices: Path, tmp_path: Path) -> None:
    from SALib.analyze import pawn

    text = f'base = "{BASE}"\nfutures = 2\nmonths = false\n[design]\nkind = "lhs"\nsamples = 300\n[levers]\n'
    prices.write_text(text + '"campaign.share_price_eur" = {}\n"municipality.support" = {}\n', encoding="utf-8")
    sweep(prices, tmp_path / "out", jobs=0, function=toys.toy_run)
    runs = load_sweep(tmp_path / "out").runs.groupby("point").mean(numeric_only=True)
    names = ["campaign.share_price_eur", "municipality.support"]
    problem = {"num_vars": 2, "names": names, "bounds": [[25, 250], [0, 1]]}
    found: Any = pawn.analyze(problem, runs[names].to_numpy(float), runs["founded"].to_numpy(float))
    assert found["median"][0] > found["median"][1]


@pytest.fixture
def dask() -> None:
    pytest.importorskip("distributed")


@pytest.mark.slow
@pytest.mark.usefixtures("dask")
@pytest.mark.filterwarnings("ignore")
def test_dask_gives_the_same_digest(prices: Path, tmp_path: Path) -> None:
    sweep(prices, tmp_path / "here", jobs=0, function=toys.toy_run)
    report = sweep(prices, tmp_path / "dask", jobs=2, dask="local", function=toys.toy_run)
    assert report.complete
    assert sweep_digest(tmp_path / "dask") == sweep_digest(tmp_path / "here")


@pytest.mark.slow
@pytest.mark.usefixtures("dask")
@pytest.mark.filterwarnings("ignore")
def test_a_killed_dask_worker_costs_nothing(prices: Path, tmp_path: Path) -> None:
    from distributed import Client, LocalCluster

    sweep(prices, tmp_path / "here", jobs=0, function=toys.toy_run)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        first = next(iter(client.run(os.getpid).values()))

        def kill_soon() -> None:
            while not list((tmp_path / "dask" / "runs").glob("*.parquet")):
                time.sleep(0.01)
            os.kill(first, signal.SIGKILL)

        killer = threading.Thread(target=kill_soon, daemon=True)
        killer.start()
        report = sweep(prices, tmp_path / "dask", dask=cluster.scheduler_address, function=toys.slow_run, most_runs=4)
        killer.join()
    assert report.complete
    assert sweep_digest(tmp_path / "dask") == sweep_digest(tmp_path / "here")
