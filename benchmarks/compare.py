"""All benchmarks in one run, as one table: ``python -m benchmarks.compare``; ``--quick`` for a first look, ``--parts`` for some."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

from benchmarks import many_futures, month_by_phase, peers_side_by_side, scaling, startup  # noqa: E402
from benchmarks.machine import machine  # noqa: E402
from benchmarks.report import Row, show  # noqa: E402

RESULTS = Path(__file__).with_name("results.json")
PARTS = ("core", "whole", "scaling", "phases", "futures", "startup")


def _parts(quick: bool, only: str, thousand: int) -> dict[str, Callable[[], list[Row]]]:
    """What each part does; quickly, with fewer months, rounds and sizes."""
    months, rounds, sizes = (18, 1, scaling.SIZES[:4]) if quick else (36, 3, scaling.SIZES)
    return {
        "core": lambda: peers_side_by_side.measure("core", months, rounds, only),
        "whole": lambda: peers_side_by_side.measure("whole", months, rounds, only),
        "scaling": lambda: scaling.measure(sizes),
        "phases": lambda: month_by_phase.measure(2 if quick else month_by_phase.FUTURES),
        "futures": lambda: many_futures.measure(8 if quick else 80, rounds, 40 if quick else thousand),
        "startup": lambda: startup.measure(rounds),
    }


def main() -> None:
    """Measure, show, and keep the figures in ``results.json``."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--quick", action="store_true", help="a first look, in about a minute")
    reader.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    reader.add_argument("--only", default="", help="of the peers, those with this in their name")
    reader.add_argument("--thousand", type=int, default=1000, help="futures that stand for a thousand")
    asked = reader.parse_args()
    known = machine()
    sys.stdout.write("; ".join(f"{name} {value}" for name, value in known.items()) + "\n")
    rows: list[Row] = []
    for part, measure in _parts(asked.quick, asked.only, asked.thousand).items():
        if part in asked.parts:
            found = measure()
            show(found)
            rows += found
    kept = {"machine": known, "quick": asked.quick, "rows": [row.as_record() for row in rows]}
    RESULTS.write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
