"""The shipped town, read once, and a few towns drawn from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coopparo_sim.town.build import build_town
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.tables import TownTables, find_town, read_town
from coopparo_sim.town.template import write_town_template
from coopparo_sim.town.town import Town


@pytest.fixture(scope="session")
def copparo() -> TownTables:
    return read_town(find_town("copparo"))


@pytest.fixture(scope="session", params=[1, 2, 3])
def town(request: pytest.FixtureRequest, copparo: TownTables) -> Town:
    return build_town(copparo, TownParameters(), np.random.default_rng(request.param))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_town_template(tmp_path / "town", "en")
    return tmp_path / "town"
