"""The town itself gives the same results wherever its runs are done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coopparo_sim.sweeps.digest import sweep_digest
from coopparo_sim.sweeps.runner import sweep
from tests.sweeps.conftest import BASE

TOWN = f"""
base = "{BASE}"
futures = 6
[levers]
"months" = [24]
"campaign.share_price_eur" = [25, 100]
"campaign.refund" = {{}}
"""


@pytest.fixture
def town(write_design: Callable[[str], Path]) -> Path:
    """A design of 24 runs of Copparo, from the first word to the end of the campaign."""
    return write_design(TOWN)


@pytest.mark.slow
def test_two_processes_give_the_towns_digest_of_one(town: Path, tmp_path: Path) -> None:
    for jobs in (0, 1, 2):
        assert sweep(town, tmp_path / str(jobs), jobs=jobs).complete
    assert len({sweep_digest(tmp_path / str(jobs)) for jobs in (0, 1, 2)}) == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_two_dask_workers_give_the_towns_digest_of_this_process(town: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    sweep(town, tmp_path / "here", jobs=0)
    assert sweep(town, tmp_path / "dask", jobs=2, dask="local").complete
    assert sweep_digest(tmp_path / "dask") == sweep_digest(tmp_path / "here")
