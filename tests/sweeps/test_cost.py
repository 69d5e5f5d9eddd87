"""What a sweep costs over the runs themselves."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coopparo_sim.sweeps.results import load_sweep
from coopparo_sim.sweeps.runner import sweep
from tests.sweeps import toys
from tests.sweeps.conftest import BASE

MOST = 0.03
"""Of the processor time of the runs."""


@pytest.mark.slow
def test_storing_and_handing_out_take_under_three_hundredths_of_the_time_of_the_runs(
    write_design: Callable[[str], Path], tmp_path: Path
) -> None:
    design = write_design(f'base = "{BASE}"\nfutures = 80\n[levers]\n"campaign.share_price_eur" = [25, 50]\n')
    sweep(design, tmp_path / "warm", jobs=0, function=toys.timed_run, futures=1)
    before = time.process_time()
    sweep(design, tmp_path / "out", jobs=0, function=toys.timed_run)
    whole = time.process_time() - before
    own = float(load_sweep(tmp_path / "out").runs[toys.OWN_TIME].sum())
    assert 0 < whole - own < MOST * own
