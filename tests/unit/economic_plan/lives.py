"""Real futures of a village in which everybody joins: founded for sure, lasting or not by chance; each set run once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from coopparo_sim.economic_plan.futures import Selection, choose_futures
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.futures import run_futures

FUTURES = 8


def scenario(**sections: Any) -> Scenario:
    data: dict[str, Any] = {
        "title": "Due frazioni",
        "town": "two_hamlets",
        "months": 80,
        "mix": ["home_care", "digital_desk"],
        "process": {"meetings": [{"month": 1, "kind": "citizens", "count": 4}, {"month": 2, "kind": "volunteer_associations"}]},
        "campaign": {"target_members": 20, "target_capital_eur": 30_000},
        "municipality": {"grant_eur": 4000.0},
        "management": {"accepted_loss_eur_month": 1500.0, "overhead_eur_year": 2500.0},
        "statute": {"surplus_policy": "ristorno"},
        "behaviour": {
            "joining": {"base": 60.0, "never": 0.0}, "promoting": {"from_meeting": 1.0}, "funding": {"paid_share": 1.0},
        },
    }  # fmt: skip
    return Scenario.model_validate(data | sections)


@lru_cache(maxsize=1)
def village() -> Ensemble:
    """Give futures of which some last and some close."""
    return run_futures(scenario(), FUTURES, seed=3, jobs=1)


@lru_cache(maxsize=1)
def selection() -> Selection:
    """Give the three futures of the village."""
    return choose_futures(village())
