"""The whole calibration gives the same bytes from scratch, and where it goes on after an interruption."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopparo_sim.calibration import run
from coopparo_sim.calibration.cases import SHIPPED, read_cases
from coopparo_sim.calibration.run import Effort, calibrate
from coopparo_sim.scenario.calibrated import ENSEMBLE, REPORT, fitted_draws

SMALL = Effort(trajectories=1, waves=(9, 8), shipped=12, checked=2, recovered=2, away=2, variant_draws=8, variants=("norm_linear",))


@pytest.mark.slow
def test_two_runs_from_scratch_and_one_that_was_interrupted_write_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [case for case in read_cases(SHIPPED)[0] if case.id in ("uk13", "de12", "it06", "it10", "uk07a")]
    monkeypatch.setattr(run, "read_cases", lambda _: (few, []))
    results = []
    for number, jobs in enumerate((0, 2)):
        folder = tmp_path / str(number)
        calibrate(folder / "parts", folder, jobs=jobs, effort=SMALL)
        results.append([(folder / name).read_bytes() for name in (ENSEMBLE, REPORT)])
    for part in sorted((tmp_path / "0" / "parts" / "all").glob("*.npy"))[::2]:
        part.unlink()
    calibrate(tmp_path / "0" / "parts", tmp_path / "0", jobs=0, effort=SMALL)
    results.append([(tmp_path / "0" / name).read_bytes() for name in (ENSEMBLE, REPORT)])
    assert results[0] == results[1] == results[2]
    _, weight, _ = fitted_draws(tmp_path / "0" / ENSEMBLE)
    assert len(weight) == 12
    report = json.loads(results[0][1])
    assert (report["n_cases"], report["failed_cases"], list(report["variants"])) == (5, 1, ["norm_linear"])
