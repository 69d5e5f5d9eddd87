"""Small designs to sweep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE = (ROOT / "scenarios" / "copparo-baseline.toml").as_posix()
PRICES = f"""
base = "{BASE}"
futures = 12
outcomes = ["founded", "members_month_36"]
[levers]
"campaign.share_price_eur" = [25, 50, 100, 250]
"""


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
