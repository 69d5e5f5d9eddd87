"""What many futures cost over the bare runs: in one process, on all cores, through the sweep engine, on a Dask cluster."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.report import Row
from benchmarks.setting import BASELINE
from benchmarks.timing import interleaved, seconds
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.design import Design, Factor
from coopparo_sim.sweeps.futures import run, run_futures
from coopparo_sim.sweeps.runner import sweep

POINTS = 2
THOUSAND, CORES = 1000, 2
MORE_POINTS = ((1, "one worker"), (2, "two workers"))


def _design(plan: Scenario, futures: int) -> Design:
    price = Factor(name="campaign.share_price_eur", role="lever", low=25, high=50, levels=POINTS)
    return Design(base=plan.model_dump(exclude_unset=True), factors=(price,), futures=futures // POINTS)


def _bare(plan: Scenario, futures: int) -> None:
    for price in (25.0, 50.0):
        campaign = plan.campaign.model_copy(update={"share_price_eur": price})
        for future in range(futures // POINTS):
            run(plan.model_copy(update={"campaign": campaign}), 1, future, "parameters")


def _swept(plan: Scenario, futures: int, jobs: int | None, dask: str | None = None) -> float:
    with tempfile.TemporaryDirectory() as folder:
        report = sweep(_design(plan, futures), Path(folder) / "results", jobs=jobs, dask=dask)
        if not report.complete:
            raise RuntimeError(f"the sweep did {report.done} of {report.runs} runs")
        return report.seconds


def measure(futures: int, rounds: int, thousand: int) -> list[Row]:
    """Time ``futures`` runs in each way, and ``thousand`` futures on two cores.

    Parameters
    ----------
    thousand
        How many futures stand for a thousand; the time is multiplied up.
    """
    plan = load_scenario(BASELINE)
    part = f"Many futures, Copparo baseline, {plan.months} months, drawn behaviour"
    ways: dict[str, Callable[[], object]] = {
        "bare runs in a loop": partial(_bare, plan, futures),
        "run_futures, this process": partial(run_futures, plan, futures, jobs=1),
        "sweep engine, this process, results stored": partial(_swept, plan, futures, 0),
    }
    _bare(plan, POINTS)
    times = interleaved({name: (lambda work=work: work) for name, work in ways.items()}, rounds)
    own = times["bare runs in a loop"]
    rows = [Row(part, "bare run", 1e3 * own.median_s / futures, "ms", f"{futures} runs, rounds within {own.spread:.0%}")]
    for name in list(ways)[1:]:
        ratio, least, most = times[name].over(own)
        asked = (10.0, 3.0) if name.startswith("sweep") else (None, None)
        rows.append(
            Row(part, f"{name}: added", 100 * (ratio - 1), "%", f"{100 * (least - 1):.1f} to {100 * (most - 1):.1f}", *asked)
        )
    rows += [_two_cores(part, plan, thousand)]
    return rows + [_on_dask(part, plan, futures, jobs, words) for jobs, words in MORE_POINTS]


def _two_cores(part: str, plan: Scenario, thousand: int) -> Row:
    before = os.times()
    taken = seconds(lambda: run_futures(plan, thousand, jobs=CORES), time.perf_counter)
    after = os.times()
    worked = sum(getattr(after, name) - getattr(before, name) for name in ("user", "system", "children_user", "children_system"))
    note = "on the wall, start of processes included"
    if thousand != THOUSAND:
        note += f"; {thousand} measured in {taken:.3g} s, multiplied up"
    if worked > 0:  # Windows does not tell of finished processes
        note += f"; by processor time {worked / CORES * THOUSAND / thousand:.3g} s a core"
    return Row(part, "1,000 futures on two cores", taken * THOUSAND / thousand, "s", note, 120.0, 45.0)


def _on_dask(part: str, plan: Scenario, futures: int, jobs: int, words: str) -> Row:
    name = f"sweep on a Dask cluster of {words}"
    try:
        import distributed  # noqa: F401
    except ImportError:
        return Row(part, name, None, "s", "skipped: Dask is not installed")
    start = time.perf_counter()
    inside = _swept(plan, futures, jobs, "local")
    return Row(
        part, name, inside, "s", f"{futures} runs, start of the cluster included; {time.perf_counter() - start:.3g} s in all"
    )
