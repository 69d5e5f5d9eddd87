"""A driver to be stopped, killed and resumed: ``python -m tests.sweeps.driver DESIGN OUT FUNCTION JOBS [resume] [limit=BYTES]``."""

from __future__ import annotations

import sys

from coopparo_sim.sweeps.runner import SweepInterrupted, sweep
from coopparo_sim.sweeps.store import StoreFailed
from tests.sweeps import toys


def main(design: str, out: str, function: str, jobs: str, *words: str) -> int:
    for word in words:
        if word.startswith("limit="):
            import resource

            size = int(word.removeprefix("limit="))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        report = sweep(design, out, jobs=int(jobs), resume="resume" in words, function=getattr(toys, function), most_runs=8)
    except SweepInterrupted:
        return 130
    except StoreFailed as problem:
        sys.stderr.write(f"{problem}\n")
        return 4
    return 0 if report.complete else 4


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
