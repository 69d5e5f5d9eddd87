"""Time and memory from a village to a province: every size in a process of its own. ``python -m benchmarks.scaling 16000``."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import coopparo_sim.model as corridor
from benchmarks.report import Row
from benchmarks.setting import Setting, formation_plan
from benchmarks.timing import exponent, own_clock

SIZES = (1_000, 4_000, 16_000, 64_000, 256_000, 1_600_000)
FULL_TOWN, PROVINCE = 16_000, 1_600_000
MONTHS = 24
TRACED_MONTHS = 12
LEAST_S = 1.0
ROOT = Path(__file__).resolve().parent.parent


def memory_bytes() -> tuple[int, int] | None:
    """Memory of this process now and at its peak, bytes; None where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
    now, peak = (int(lines[key].split()[0]) * 1024 for key in ("VmRSS", "VmHWM"))
    return now, peak


def one_size(residents: int, months: int) -> dict[str, Any]:
    """Build and run a town of one size: the median time of a few, one for a large one."""
    setting = Setting(formation_plan(months), residents)
    warm = Setting(formation_plan(1), 1_000).model()  # loads libraries and reads files before anything is measured
    warm.step()
    before = memory_bytes()
    built, stepped, town_s, model = [], [], _clock_town(), warm
    clock, started = own_clock(), time.perf_counter()
    while not stepped or (time.perf_counter() - started < LEAST_S and len(stepped) < 15):
        del model  # a model and its agents refer to each other
        gc.collect()
        start = clock()
        model = setting.model()
        ready = clock()
        for _ in range(months):
            model.step()
        built.append(ready - start)
        stepped.append(clock() - ready)
    after = memory_bytes()
    middle = len(stepped) // 2
    return {
        "residents": residents, "adults": model.world.town.adults.n, "months": months, "town_s": sorted(town_s)[middle],
        "build_s": sorted(built)[middle], "months_s": sorted(stepped)[middle],
        "campaign_months": int((model.datacollector.get_model_vars_dataframe()["stage"] == "campaign").sum()),
        "peak_bytes": after[1] - before[0] if before and after else None,
        "held_bytes": after[0] - before[0] if before and after else None,
    }  # fmt: skip


def traced(residents: int, months: int) -> dict[str, Any]:
    """Build and run a town of one size once, while Python keeps account of the memory that is asked for; tracing costs time."""
    Setting(formation_plan(1), 1_000).model().step()
    tracemalloc.start()
    model = Setting(formation_plan(months), residents).model()
    for _ in range(months):
        model.step()
    return {"traced_bytes": tracemalloc.get_traced_memory()[1]}


def _clock_town() -> list[float]:
    """Let the model's way of building a town note how long it takes; gives the list of times."""
    taken: list[float] = []
    build, clock = corridor.build_town, own_clock()

    def clocked(*arguments: Any) -> Any:
        start = clock()
        town = build(*arguments)
        taken.append(clock() - start)
        return town

    corridor.build_town = clocked
    return taken


def in_process(residents: int, months: int) -> dict[str, Any]:
    """Measure one size in a fresh process, and its memory by tracing in another one."""
    found = _asked(residents, months, "timed")
    return found if residents < FULL_TOWN else found | _asked(residents, TRACED_MONTHS, "traced")


def _asked(residents: int, months: int, how: str) -> dict[str, Any]:
    asked = [sys.executable, "-m", "benchmarks.scaling", str(residents), str(months), how]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(sizes: tuple[int, ...] = SIZES, months: int = MONTHS) -> list[Row]:
    """Measure all sizes, and fit the exponents."""
    found = [in_process(size, months) for size in sizes]
    part = f"Scaling, {months} months of formation, one process a size"
    rows = [row for one in found for row in _rows(part, one)]
    large = [one for one in found if one["residents"] >= FULL_TOWN]
    for name, these, floor, aim in (("from 16,000 on", large, 1.10, 1.05), ("from the smallest on", found, None, None)):
        if len(these) > 1:
            size = [one["residents"] for one in these]
            total = [one["build_s"] + one["months_s"] for one in these]
            rows.append(Row(part, f"exponent of total time, {name}", exponent(size, total), "-", "", floor, aim))
            rows.append(Row(part, f"exponent of the months alone, {name}", exponent(size, [one["months_s"] for one in these]), "-"))
            rows.append(Row(part, f"exponent of building the town, {name}", exponent(size, [one["town_s"] for one in these]), "-"))
    return rows


def _rows(part: str, one: dict[str, Any]) -> list[Row]:
    residents = one["residents"]
    floor, aim = {FULL_TOWN: (0.15, 0.03), PROVINCE: (10.0, 3.0)}.get(residents, (None, None))
    citizen_month = 1e9 * one["months_s"] / one["months"] / residents
    total = f"{one['months_s']:.3g} s for {one['months']} months, {one['campaign_months']} of campaign; "
    total += f"model built in {one['build_s']:.3g} s"
    rows = [
        Row(part, f"{residents:,} residents: town built", one["town_s"], "s", "", floor, aim),
        Row(part, f"{residents:,} residents: cost", citizen_month, "ns a citizen-month", total),
    ]
    if residents < FULL_TOWN:
        return rows  # too small to tell its memory from that of the libraries
    return [*rows, *_memory(part, one)]


def _memory(part: str, one: dict[str, Any]) -> list[Row]:
    residents = one["residents"]
    asked = (400.0, 150.0) if residents == PROVINCE else (None, None)
    by_trace = Row(
        part, f"{residents:,} residents: peak memory asked for", one["traced_bytes"] / residents, "B a citizen", "traced"
    )
    name = f"{residents:,} residents: peak resident memory"
    if one["peak_bytes"] is None:
        return [Row(part, name, None, "B a citizen", "this system does not tell"), by_trace]
    held = f"held at the end: {one['held_bytes'] / residents:,.0f}; peak {one['peak_bytes'] / 1e6:,.0f} MB above the interpreter"
    return [Row(part, name, one["peak_bytes"] / residents, "B a citizen", held, *asked), by_trace]


if __name__ == "__main__":
    size, lasting, how = (*sys.argv[1:], *("16000", str(MONTHS), "timed")[len(sys.argv) - 1 :])
    measured = (traced if how == "traced" else one_size)(int(size), int(lasting))
    sys.stdout.write(json.dumps(measured) + "\n")
