"""How long `coopparo --help` takes, over bare Python."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial

from benchmarks.report import Row
from benchmarks.timing import interleaved


def _started(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)


def measure(rounds: int) -> list[Row]:
    """Time both in turn."""
    ways = {"bare": partial(_started, "-c", "pass"), "help": partial(_started, "-m", "coopparo_sim", "--help")}
    times = interleaved({name: (lambda work=work: work) for name, work in ways.items()}, rounds, time.perf_counter)
    ratio, least, most = times["help"].over(times["bare"])
    note = f"{least:.2g}-{most:.2g}; {1e3 * times['help'].median_s:.0f} ms against {1e3 * times['bare'].median_s:.0f} ms"
    return [Row("Starting", "coopparo --help over bare Python", ratio, "x", note, 5.0, None)]
