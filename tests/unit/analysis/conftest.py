"""Ensembles with outcomes that are known, for tests that count them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from coopparo_sim.record.ensemble import REPLICATES, Ensemble
from coopparo_sim.scenario.schema import Scenario

Make = Callable[..., Ensemble]


def _make(
    founded: list[int], *, seed: int = 1, uncertainty: str = "parameters", title: str = "", **columns: list[float]
) -> Ensemble:
    n = len(founded)
    future = np.arange(n)
    table = {
        "future": future,
        "draw": future // REPLICATES,
        "replicate": future % REPLICATES,
        "founded": np.array(founded, dtype=float),
    }
    return Ensemble(
        scenario=Scenario(title=title), digest="0" * 64, seed=seed, uncertainty=uncertainty, wanted=n,
        futures=pd.DataFrame({**table, **columns}), months=pd.DataFrame(), events=pd.DataFrame(), needs=pd.DataFrame(),
        place_names={"upper": "Upper", "lower": "Lower"}, place_tiles={"upper": (1, 1), "lower": (2, 1)},
        place_people={"upper": 10.0, "lower": 20.0},
    )  # fmt: skip


@pytest.fixture(scope="session")
def make() -> Make:
    return _make
