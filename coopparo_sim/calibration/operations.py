"""Real village shops at work against simulated ones: sales, surplus, volunteers, how long they last and why they close.

Nothing of this is fitted. Shops that publish figures are the orderly ones, and closures were looked for: rows of closed shops say
why they closed but not how many did; that rate comes from a count of all British community shops.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.campaigns import attempt_of, behaviour_in
from coopparo_sim.calibration.cases import SHIPPED, Case
from coopparo_sim.calibration.draws import behaviour_with
from coopparo_sim.calibration.rows import Unused, Why, usable_rows
from coopparo_sim.calibration.tables import eur_of_2024
from coopparo_sim.kernel.rng import generator
from coopparo_sim.model import CooperativeModel
from coopparo_sim.scenario.calibrated import fitted_values
from coopparo_sim.sweeps.engines import local_engine
from coopparo_sim.world import MONTHS_A_YEAR

Floats = NDArray[np.float64]
SHIPPED_OPERATIONS = SHIPPED.with_name("operations.jsonl")
SHOPS = ("shop", "pub")
"""Kinds of enterprise that the model can set up in a village of its own."""
AVERAGE = "sector"
"""Status of a row that is a mean over many shops."""
TRIED, TRIES = 24, 4
"""Villages in which a shop is simulated; lucks that each is given to be founded."""
MONTHS = 120
"""Months that are simulated at most."""
RESAMPLES = 200
RESAMPLING_STREAM = 1005
"""Number of the stream of the resampling; the model's own streams have small numbers."""
MONEY = ("sales", "costs", "capital", "funding")
"""Words among the causes of a closure that mean want of money."""
CLOSURES_A_YEAR = 27 / 3620
"""British community shops: about 27 closures in about 3,620 shop-years, 2011-2021 (reports of the Plunkett Foundation)."""
CLOSED = ("insolvent", "no_service", "no_board", "under_legal_minimum")
QUANTITIES = ("turnover_eur", "surplus_share", "volunteers_per_100")
"""What is compared row by row: EUR of 2024 a year, share of sales, people per 100 members."""


@dataclass(frozen=True)
class Operation:
    """A real shop or pub in one year; NaN where not read.

    Attributes
    ----------
    id, name
        Identifier and name.
    turnover_eur, surplus_share, volunteers_per_100
        Sales, EUR of 2024; surplus over sales; volunteers per 100 members.
    closed_for
        Causes that were told of its closure; empty if it trades, or none was told.
    """

    id: str
    name: str
    turnover_eur: float = math.nan
    surplus_share: float = math.nan
    volunteers_per_100: float = math.nan
    closed_for: tuple[str, ...] = ()


def read_operations(path: Path) -> tuple[list[Operation], list[Unused]]:
    """Read the rows about trading, and say which of them cannot be compared and why.

    Raises
    ------
    OSError, UnicodeDecodeError
        If the file cannot be read.
    """
    return usable_rows(path, "operation", operation_of)


def operation_of(row: Mapping[str, Any], spare_id: str) -> Operation | Why:
    """Read one row; the word for why it cannot be compared if it cannot."""
    if row.get("status") == AVERAGE or row.get("sector_average"):
        return "average"
    if row.get("kind") not in SHOPS:
        return "other_kind"
    sales, members = _positive(row.get("turnover")), _positive(row.get("members"))
    factor = eur_of_2024(str(row.get("currency") or "EUR"), _positive(row.get("year")))
    surplus = row.get("surplus")
    one = Operation(
        str(row.get("id") or spare_id), str(row.get("org") or ""), sales * factor,
        float(surplus) / sales if isinstance(surplus, int | float) else math.nan,
        100 * _positive(row.get("volunteers")) / members, _causes(row) if row.get("status") == "closed" else (),
    )  # fmt: skip
    nothing = all(math.isnan(getattr(one, what)) for what in QUANTITIES) and not one.closed_for
    return "no_quantity" if nothing else one


def _causes(row: Mapping[str, Any]) -> tuple[str, ...]:
    told = row.get("cause_codes")
    return tuple(str(word) for word in told) if isinstance(told, list) else ()


def _positive(value: object) -> float:
    known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0
    return float(value) if known else math.nan  # type: ignore[arg-type]


def simulated_shops(seed: int, jobs: int) -> pd.DataFrame:
    """Simulate shops in villages of many sizes under fitted draws, from the offer of shares to their tenth year.

    Parameters
    ----------
    seed
        Seed of all luck.
    jobs
        Processes; 0 for this one.

    Returns
    -------
    A row for each year of each shop that was founded: ``shop``, ``year``, the columns of :data:`QUANTITIES`, ``closes`` (whether it
    closed in that year) and ``cause``.
    """
    with local_engine(jobs) as engine, engine.open(engine.workers) as executor:
        parts = [task.result() for task in as_completed([executor.submit(shop_years, shop, seed) for shop in range(TRIED)])]
    rows = [row for part in parts for row in part]
    columns = ["shop", "year", *QUANTITIES, "closes", "cause"]
    return pd.DataFrame(rows, columns=columns).sort_values(["shop", "year"], ignore_index=True)


def shop_years(shop: int, seed: int) -> list[dict[str, object]]:
    """Simulate one shop until it closes or the years are over; no rows if it is never founded; done in a worker process."""
    behaviour, offer = behaviour_with(fitted_values((shop + 0.5) / TRIED))
    for trial in range(TRIES):
        attempt = attempt_of(Case(f"shop-{shop}", service="shop"), seed, trial)
        plan = attempt.plan.model_copy(update={"behaviour": behaviour_in(attempt, behaviour, offer), "months": MONTHS})
        model = CooperativeModel(plan, rng=seed, future=shop * TRIES + trial)
        result = model.result()
        if model.world.cooperative.founded:
            return _years(shop, result.accounts, result.months, model.world.cooperative.exit)
    return []


def _years(shop: int, accounts: pd.DataFrame, months: pd.DataFrame, cause: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for account in accounts.to_dict("records"):
        month = months.iloc[min(int(account["month"]), len(months)) - 1]
        sales, members = float(account["sales"]), float(month["members"])
        full = account["months"] == MONTHS_A_YEAR and sales > 0
        rows.append({
            "shop": shop, "year": int(account["year"]), "turnover_eur": sales if full else math.nan,
            "surplus_share": float(account["result"]) / sales if full else math.nan,
            "volunteers_per_100": 100 * float(month["volunteers"]) / members if members else math.nan,
            "closes": False, "cause": "",
        })  # fmt: skip
    if rows and cause in CLOSED:
        rows[-1] |= {"closes": True, "cause": cause}
    return rows


def life_patterns(years: pd.DataFrame) -> dict[str, float]:
    """Work out the patterns of life after founding from years of simulated shops; NaN where none can give them."""
    if years.empty:
        return dict.fromkeys(LIFE_PATTERNS, math.nan)
    closed, result = years[years["closes"].astype(bool)], years["surplus_share"].dropna()
    return {
        "closures_per_year": len(closed) / len(years),
        "closed_for_money": float((closed["cause"] == "insolvent").mean()) if len(closed) else math.nan,
        "years_in_loss": float((result < 0).mean()) if len(result) else math.nan,
        "volunteers_per_100": float(years["volunteers_per_100"].median()),
        "shop_turnover": float(years["turnover_eur"].median()),
    }


LIFE_PATTERNS = ("closures_per_year", "closed_for_money", "years_in_loss", "volunteers_per_100", "shop_turnover")


def resampled_patterns(years: pd.DataFrame, seed: int) -> dict[str, Floats]:
    """Work the patterns out for as many shops drawn anew, shape (resamples,) each: what other villages would have given."""
    shops = years["shop"].unique()
    of_shop = dict(iter(years.groupby("shop")))
    luck = generator(seed, 0, RESAMPLING_STREAM)
    picked = luck.choice(shops, size=(RESAMPLES, len(shops))) if len(shops) else np.empty((0, 0))
    found = [life_patterns(pd.concat([of_shop[shop] for shop in row])) for row in picked]
    return {name: np.array([one[name] for one in found], dtype=np.float64) for name in LIFE_PATTERNS}


def observed_life(operations: Sequence[Operation]) -> dict[str, float]:
    """Work the patterns out from real rows; how many close in a year comes from a count of all British shops.

    A closure may have several causes; want of money is among them, or not.
    """
    sales, surplus, hands = (np.array([getattr(one, what) for one in operations]) for what in QUANTITIES)
    closed = [one.closed_for for one in operations if one.closed_for]
    known = surplus[~np.isnan(surplus)]
    return {
        "closures_per_year": CLOSURES_A_YEAR,
        "closed_for_money": sum(bool(set(causes) & set(MONEY)) for causes in closed) / len(closed) if closed else math.nan,
        "years_in_loss": float((known < 0).mean()) if len(known) else math.nan,
        "volunteers_per_100": _median(hands),
        "shop_turnover": _median(sales),
    }


def _median(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else math.nan
