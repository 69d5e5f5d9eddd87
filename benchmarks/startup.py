"""How long help pages take, over bare Python."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial

from benchmarks.report import Row
from benchmarks.timing import interleaved

BARE = ("-c", "pass")
ASKED = (("--help",), ("run", "--help"))
LEAST_ROUNDS = 5
"""A round starts each several times over, so that this many give fifteen starts and more."""


def _started(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)


def measure(rounds: int) -> list[Row]:
    """Time all in turn."""
    ways = {words: partial(_started, "-m", "coopparo_sim", *words) for words in ASKED} | {BARE: partial(_started, *BARE)}
    times = interleaved(
        {name: (lambda work=work: work) for name, work in ways.items()}, max(rounds, LEAST_ROUNDS), time.perf_counter
    )
    rows = []
    for words in ASKED:
        ratio, least, most = times[words].over(times[BARE])
        note = f"{least:.2g}-{most:.2g}; {1e3 * times[words].median_s:.0f} ms against {1e3 * times[BARE].median_s:.0f} ms"
        rows.append(Row("Starting", f"coopparo {' '.join(words)} over bare Python", ratio, "x", note, 5.0, None))
    return rows
