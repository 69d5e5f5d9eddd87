"""Real futures of a village in which everybody joins: some with hardly any expenses, which last, some ruined by them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from coopparo_sim.economic_plan.futures import Selection, choose_futures
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.sweeps.futures import run_futures

LASTING, RUINED = 5, 3
TABLES = ("futures", "months", "events", "accounts", "sittings", "seats")


def scenario(**sections: Any) -> Scenario:
    data: dict[str, Any] = {
        "title": "Due frazioni",
        "town": "two_hamlets",
        "months": 80,
        "mix": ["home_care", "digital_desk"],
        "process": {"meetings": [{"month": 1, "kind": "citizens", "count": 4}, {"month": 2, "kind": "volunteer_associations"}]},
        "campaign": {"target_members": 20, "target_capital_eur": 30_000},
        "municipality": {"grant_eur": 4000.0},
        "management": {"accepted_loss_eur_month": 1500.0, "overhead_eur_year": 500.0},
        "statute": {"surplus_policy": "ristorno"},
        "behaviour": {
            "joining": {"base": 60.0, "never": 0.0}, "promoting": {"from_meeting": 1.0}, "funding": {"paid_share": 1.0},
        },
    }  # fmt: skip
    return Scenario.model_validate(data | sections)


@lru_cache(maxsize=1)
def village() -> Ensemble:
    """Give futures of which some last and, numbered after them, some close."""
    dear = {"accepted_loss_eur_month": 1500.0, "overhead_eur_year": 60_000.0, "full_overhead_sales_eur_month": 1.0}
    lasting = run_futures(scenario(), LASTING, seed=3, jobs=1)
    ruined = run_futures(scenario(management=dear), RUINED, seed=3, jobs=1)
    tables = {}
    for name in TABLES:
        later = getattr(ruined, name).assign(future=getattr(ruined, name)["future"] + LASTING)
        tables[name] = pd.concat([getattr(lasting, name), later], ignore_index=True)
    tables["futures"]["draw"] = tables["futures"]["future"]
    return replace(lasting, wanted=LASTING + RUINED, **tables)


@lru_cache(maxsize=1)
def selection() -> Selection:
    """Give the three futures of the village."""
    return choose_futures(village())
