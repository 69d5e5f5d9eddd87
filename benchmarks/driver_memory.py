"""Memory of the process that drives a sweep, by the number of runs: ``python -m benchmarks.driver_memory 1000 10000 100000``.

Runs take no time here: the first one is a real run of three months of Copparo, and every later one gives back what it gave.
``--part=14`` makes parts as small as those of real runs, which a hundred thousand of them leave seven thousand of; ``--points=``
says over how many points the runs are spread.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.scaling import ROOT, memory_bytes
from benchmarks.setting import BASELINE
from coopparo_sim.record.result import RunResult
from coopparo_sim.scenario.levers import with_levers
from coopparo_sim.scenario.load import load_scenario
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.design import Design, Factor
from coopparo_sim.sweeps.drive import MOST_RUNS
from coopparo_sim.sweeps.futures import run
from coopparo_sim.sweeps.runner import sweep

SIZES = (1_000, 10_000, 100_000)
POINTS, JOBS = 20, 2
SHORT = {"months": 3, "process.months": 1, "process.meetings": [], "campaign.deadline_months": 1}


@lru_cache(maxsize=1)
def _one_run() -> RunResult:
    return run(with_levers(load_scenario(BASELINE), SHORT))


def tiny_run(scenario: Scenario, seed: int, future: int, uncertainty: str) -> RunResult:
    """Give the same result for every run, in no time."""
    return _one_run()


def _design(runs: int, points: int) -> Design:
    base = with_levers(load_scenario(BASELINE), SHORT).model_dump(exclude_unset=True)
    price = Factor(name="campaign.share_price_eur", role="lever", low=25, high=250, levels=points)
    return Design(base=base, factors=(price,), futures=runs // points)


def drive(runs: int, points: int = POINTS, part: int = MOST_RUNS) -> dict[str, Any]:
    """Do a sweep of so many tiny runs in this process; its memory at the peak, before and after, bytes.

    Parameters
    ----------
    part
        Runs in a part at most.
    """
    design = _design(runs, points)
    before = memory_bytes()
    with tempfile.TemporaryDirectory() as folder:
        report = sweep(design, Path(folder) / "results", jobs=JOBS, function=tiny_run, most_runs=part)
    after = memory_bytes()
    return {
        "runs": report.runs, "points": report.points, "done": report.done, "seconds": report.seconds,
        "before_bytes": before[1] if before else None, "peak_bytes": after[1] if after else None,
    }  # fmt: skip


def in_process(runs: int, points: int = POINTS, part: int = MOST_RUNS) -> dict[str, Any]:
    """Measure one number of runs in a fresh process."""
    asked = [sys.executable, "-m", "benchmarks.driver_memory", str(runs), f"--points={points}", f"--part={part}", "--here"]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(words: list[str]) -> None:
    """Measure the sizes that are named, each in a process of its own; with ``--here`` in this process."""
    options = dict(word[2:].partition("=")[::2] for word in words if word.startswith("--"))
    sizes = [int(word) for word in words if word.isdigit()] or list(SIZES)
    measure = drive if "here" in options else in_process
    for size in sizes:
        found = measure(size, int(options.get("points", POINTS)), int(options.get("part", MOST_RUNS)))
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
