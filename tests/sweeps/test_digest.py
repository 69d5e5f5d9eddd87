"""One hash for the same results, another one for others."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coopparo_sim.sweeps.digest import cut_digits, sweep_digest
from coopparo_sim.sweeps.runner import sweep
from coopparo_sim.sweeps.store import spans_done
from tests.sweeps.conftest import swept_prices
from tests.sweeps.toys import toy_run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep that no test changes."""
    return swept_prices(tmp_path_factory.mktemp("kept"), futures=6)


def test_parts_and_their_order_leave_no_trace(prices: Path, tmp_path: Path) -> None:
    for name, most in (("many", 1), ("few", 100)):
        sweep(prices, tmp_path / name, jobs=0, function=toy_run, most_runs=most, futures=4)
    assert len(spans_done(tmp_path / "many")) > len(spans_done(tmp_path / "few"))
    assert sweep_digest(tmp_path / "many") == sweep_digest(tmp_path / "few")


def test_another_seed_is_another_hash(prices: Path, tmp_path: Path, kept: Path) -> None:
    prices.write_text(prices.read_text(encoding="utf-8").replace("futures", "seed = 2\nfutures"), encoding="utf-8")
    sweep(prices, tmp_path / "other", jobs=0, function=toy_run, futures=6)
    assert sweep_digest(kept) != sweep_digest(tmp_path / "other")


@pytest.mark.parametrize(("folder", "column"), [("runs", "members_month_36"), ("months", "members"), ("months", "stage")])
def test_one_changed_cell_shows(kept: Path, tmp_path: Path, folder: str, column: str) -> None:
    shutil.copytree(kept, tmp_path / "other")
    part = sorted((tmp_path / "other" / folder).glob("*.parquet"))[0]
    table = pd.read_parquet(part)
    table.loc[0, column] = "changed" if column == "stage" else table.loc[0, column] + 1
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), part)
    assert sweep_digest(kept) != sweep_digest(tmp_path / "other")


def test_the_last_digits_of_a_number_do_not_count_and_the_sixth_does() -> None:
    values = np.array([0.1, 12345.678, -3.0])
    for digit in (1, -1):
        assert np.array_equal(cut_digits(np.nextafter(values, digit * np.inf)), cut_digits(values))
    assert (cut_digits(values * (1 + 1e-5)) != cut_digits(values)).all()
    assert cut_digits(np.array([100_001.0])) != cut_digits(np.array([100_002.0]))
    assert cut_digits(np.array([-0.0])).tobytes() == cut_digits(np.array([0.0])).tobytes()
