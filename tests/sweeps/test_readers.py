"""The folder of a sweep is plain Parquet: pandas, DuckDB and polars read it as it is, with every varied input in every row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.sweeps.results import load_sweep
from coopparo_sim.sweeps.tables import KEY
from tests.sweeps.conftest import swept_prices

PRICE = "campaign.share_price_eur"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep that every test only reads."""
    return swept_prices(tmp_path_factory.mktemp("readers"), most_runs=5)


def expected(folder: Path) -> dict[int, float]:
    return {int(k): float(v) for k, v in load_sweep(folder).runs.groupby(PRICE)["founded"].mean().items()}


def test_results_come_in_order_with_inputs_and_outcomes(folder: Path) -> None:
    results = load_sweep(folder)
    runs, months = results.runs, results.months()
    assert list(zip(runs["point"], runs["future"], strict=True)) == [(p, f) for p in range(4) for f in range(12)]
    assert runs[PRICE].tolist() == np.repeat([25, 50, 100, 250], 12).tolist()
    assert len(months) == 3 * len(runs)
    for table in (runs, months):
        assert {*KEY, PRICE, "digest", "draw"} <= set(table.columns)
    assert runs.groupby("point")["digest"].nunique().eq(1).all()
    assert runs["digest"].nunique() == 4
    assert "behaviour.joining.base" in runs


def test_every_point_meets_the_same_futures(folder: Path) -> None:
    members = load_sweep(folder).runs.pivot(index="future", columns="point", values="members_month_36")
    assert (members.nunique(axis=1) == 1).all()
    assert members[0].nunique() > 1


def test_measures_take_four_bytes(folder: Path) -> None:
    runs = pd.read_parquet(folder / "runs")
    assert runs["founded"].dtype == np.float32
    assert pd.read_parquet(folder / "months")["members"].dtype == np.float32


def test_pandas_reads_it(folder: Path) -> None:
    runs = pd.read_parquet(folder / "runs")
    assert runs.groupby(PRICE)["founded"].mean().astype(float).round(6).to_dict() == pytest.approx(expected(folder))


def test_duckdb_reads_it(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    query = f"""select "{PRICE}", avg(founded) from '{(folder / "runs").as_posix()}/*.parquet' group by all"""
    with duckdb.connect() as connection:
        assert dict(connection.execute(query).fetchall()) == pytest.approx(expected(folder))


def test_polars_reads_it(folder: Path) -> None:
    polars = pytest.importorskip("polars")
    runs = polars.read_parquet(folder / "runs" / "*.parquet").group_by(PRICE).agg(polars.col("founded").mean())
    assert dict(runs.iter_rows()) == pytest.approx(expected(folder))
