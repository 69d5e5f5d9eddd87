"""``python -m coopparo_sim.calibration PARTS``: fit the unknown numbers anew and replace the ensemble of the package."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from coopparo_sim.calibration.run import calibrate
from coopparo_sim.calibration.work import processes
from coopparo_sim.scenario.calibrated import DATA

PARTS = "results/calibration"


def main() -> None:
    """Calibrate on all cores; parts go into the folder named, or a usual one."""
    parts, started = Path(sys.argv[1] if len(sys.argv) > 1 else PARTS), time.monotonic()

    def tell(done: int, wanted: int) -> None:
        sys.stderr.write(f"{done}/{wanted} {time.monotonic() - started:.0f} s\n")

    calibrate(parts, DATA, jobs=processes(), progress=tell)


if __name__ == "__main__":
    main()
