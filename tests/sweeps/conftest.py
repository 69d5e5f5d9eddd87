"""Small designs to sweep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coopparo_sim.sweeps.runner import sweep
from tests.sweeps.toys import toy_run

ROOT = Path(__file__).resolve().parents[2]
BASE = (ROOT / "scenarios" / "copparo-baseline.toml").as_posix()
PRICES = f"""
base = "{BASE}"
futures = 12
outcomes = ["founded", "members_month_36"]
[levers]
"campaign.share_price_eur" = [25, 50, 100, 250]
"""


def swept_prices(place: Path, **options: int) -> Path:
    """Sweep the design of prices with toy runs in this process; give the folder of the results."""
    (place / "design.toml").write_text(PRICES, encoding="utf-8")
    sweep(place / "design.toml", place / "out", jobs=0, function=toy_run, **options)
    return place / "out"


@pytest.fixture
def write_design(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "design.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def prices(write_design: Callable[[str], Path]) -> Path:
    """A design of four points and twelve futures."""
    return write_design(PRICES)
