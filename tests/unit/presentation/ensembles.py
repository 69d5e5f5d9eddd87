"""Made-up futures for pictures and summaries: of any number, length and luck, and drawn alike each time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import INDICATORS, member_column
from coopparo_sim.record.result import ACCOUNT_COLUMNS, EVENT_COLUMNS, SEAT_COLUMNS, SITTING_COLUMNS, life_table
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import Uncertainty

PLACES = {
    "copparo": ("Copparo", (2, 3), 7800.0),
    "tamara": ("Tamara", (2, 2), 930.0),
    "ambrogio": ("Ambrogio", (1, 5), 840.0),
    "coccanile": ("Coccanile", (1, 4), 750.0),
    "sabbioncello_san_vittore": ("Sabbioncello San Vittore", (3, 3), 620.0),
    "saletta": ("Saletta", (1, 2), 550.0),
    "sabbioncello_san_pietro": ("Sabbioncello San Pietro", (3, 2), 480.0),
    "gradizza": ("Gradizza", (3, 4), 480.0),
    "fossalta": ("Fossalta", (3, 1), 450.0),
    "brazzolo": ("Brazzolo", (3, 5), 330.0),
    "cesta": ("Cesta", (2, 5), 280.0),
}
FIT = Fit(cases=47, failed=5, countries={"UK": 21, "DE": 17, "IT": 9}, draws=700, ensemble="f17" * 20)
AGES = ("age_18_34", "age_35_64", "age_65_74", "age_75_plus")
NEEDS = ("shop", "home_care", "transport", "childcare", "energy", "jobs", "digital_desk", "sociality", "green", "housing")


def make_ensemble(
    n: int = 200, *, months: int = 36, born_share: float = 0.6, size: float = 1.0, places: int = 11, title: str = "Un piano",
    wanted: int | None = None, uncertainty: Uncertainty = "parameters", failed_share: float = 0.5,
    closed_share: float = 0.0,
) -> Ensemble:  # fmt: skip
    """Make ``n`` futures, of which the share ``born_share`` (rounded down) is founded; ``size`` multiplies people and money.

    Of those founded the first ``closed_share`` close two years later, if the run lasts that long.
    """
    scenario = Scenario(title=title, months=months)
    rng = np.random.default_rng(7)
    born = np.zeros(n, dtype=bool)
    born[rng.permutation(n)[: int(n * born_share + 1e-9)]] = True
    failed = ~born & (rng.random(n) < failed_share)
    month = np.where(born, np.minimum(rng.integers(9, 30, n), months), np.nan)
    at_founding = np.where(born, np.round(size * rng.lognormal(4.0, 0.25, n)), np.nan)
    closing = np.where(np.cumsum(born) <= closed_share * born.sum() + 1e-9, month + 24, np.nan)
    closing = np.where(closing <= months, closing, np.nan)
    later = np.where(born, np.round(np.nan_to_num(at_founding) * rng.uniform(0.9, 2.4, n)), 0.0)
    chosen = dict(list(PLACES.items())[:places])
    futures = _indicators(n, rng, size) | {
        "founded": born.astype(float), "month_founded": month, "members_at_founding": at_founding, "members_month_36": later,
        "pledged_peak": np.where(born, np.nan_to_num(at_founding) + 5, np.round(size * rng.uniform(5, 65, n))),
        "capital_eur": np.where(born, size * rng.uniform(12_000, 24_000, n), 0.0),
        "exit_no_promoters": (~born & ~failed).astype(float), "exit_campaign_failed": failed.astype(float),
        "exit_under_legal_minimum": np.zeros(n), "exit_no_board": np.zeros(n), "exit_no_service": np.zeros(n),
        "exit_insolvent": (~np.isnan(closing)).astype(float),
        "operating_at_end": (born & np.isnan(closing)).astype(float), "undecided": np.zeros(n), "money_lost_eur": np.zeros(n),
        "engagement_cost_eur": np.full(n, 16_675.0),
    }  # fmt: skip
    weights = np.array([people for _, _, people in chosen.values()])
    futures |= {member_column(p): np.round(later * w / weights.sum()) for p, w in zip(chosen, weights, strict=True)}
    key = {"future": np.arange(n), "draw": np.arange(n) // 4, "replicate": np.arange(n) % 4}
    return Ensemble(
        scenario=scenario, digest="0" * 12, seed=1, uncertainty=uncertainty, wanted=n if wanted is None else wanted,
        futures=pd.DataFrame(key | futures), months=_months(months, month, later, rng, size),
        events=_events(closing), needs=_needs(chosen, rng),
        place_names={p: name for p, (name, _, _) in chosen.items()}, place_tiles={p: tile for p, (_, tile, _) in chosen.items()},
        place_people={p: people for p, (_, _, people) in chosen.items()},
        fit=FIT if uncertainty == "calibrated" else None,
        **_life(month, np.where(np.isnan(closing), months, closing), list(chosen), size),
    )  # fmt: skip


def _events(closing: np.ndarray) -> pd.DataFrame:
    rows = [(future, int(end), "dissolved", "", 0.0) for future, end in enumerate(closing) if not np.isnan(end)]
    return pd.DataFrame(rows, columns=["future", *EVENT_COLUMNS])


def _life(founded: np.ndarray, last: np.ndarray, places: list[str], size: float) -> dict[str, pd.DataFrame]:
    """Make accounts, assemblies and seats of founded futures from month ``founded`` to ``last``; the same each time."""
    rng = np.random.default_rng(11)
    accounts, sittings, seats = [], [], []
    for future, (start, end) in enumerate(zip(founded, last, strict=True)):
        if np.isnan(start):
            continue
        years = -int(-(end - start) // 12)
        for year in range(1, years + 1):
            of_year = {
                "future": future,
                "year": year,
                "month": min(start + 12 * year, end),
                "months": min(12, end - start - 12 * (year - 1)),
            }
            money = {"sales": 1e5, "result": rng.normal(-2e3, 9e3), "bank": rng.uniform(0, 2e4) * year, "total_equity": 3e4}
            accounts.append(of_year | {name: size * value for name, value in money.items()})
            present, members = round(size * rng.uniform(8, 30)), round(size * (40 + 20 * year))
            sittings.append({**of_year, "kind": "ordinary", "members": members, "present": present, "call": int(rng.random() < 0.9),
                             "decision": "", "deciders_share": present / members / 2})  # fmt: skip
        seats += [
            {"future": future, "place": p, "members": int(rng.integers(0, 40)), "seats": int(k < 7)} for k, p in enumerate(places)
        ]
    made = {"accounts": (accounts, ACCOUNT_COLUMNS), "sittings": (sittings, SITTING_COLUMNS), "seats": (seats, SEAT_COLUMNS)}
    return {
        name: life_table([[row.get(c, 0) for c in ("future", *columns)] for row in rows], ("future", *columns))
        for name, (rows, columns) in made.items()
    }


def no_futures(title: str = "Un piano") -> Ensemble:
    """Make a run that was interrupted before its first future was finished."""
    full = make_ensemble(1, title=title)
    return Ensemble(
        full.scenario, full.digest, 1, "parameters", 200, pd.DataFrame(), pd.DataFrame(), full.events, pd.DataFrame(),
        full.place_names, full.place_tiles, {},
    )  # fmt: skip


def _indicators(n: int, rng: np.random.Generator, size: float) -> dict[str, np.ndarray]:
    shares = {"share of adults", "share of need", "need 0-1", "0-1"}
    drawn = {i.name: rng.uniform(0.05, 0.4, n) if i.unit in shares else size * rng.uniform(5, 50, n) for i in INDICATORS}
    return drawn | {i.name: (drawn[i.name] > np.median(drawn[i.name])).astype(float) for i in INDICATORS if i.kind == "yes_no"}


def _months(months: int, founded: np.ndarray, later: np.ndarray, rng: np.random.Generator, size: float) -> pd.DataFrame:
    rows = []
    for future, (start, end) in enumerate(zip(founded, later, strict=True)):
        for month in range(1, months + 1):
            member = bool(month >= start)
            pledged = 0 if member or month < 6 else int(size * min(60.0, 4.0 * (month - 5) * (1 + 0.3 * (future % 5))))
            rows.append((future, month, pledged, int(end) if member else 0))
    return pd.DataFrame(rows, columns=["future", "month", "pledged", "members"])


def _needs(places: dict[str, tuple[str, tuple[int, int], float]], rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for place, (_, _, people) in places.items():
        for age in AGES:
            heard = float(rng.random() < 0.7)
            for need in NEEDS:
                true = rng.uniform(0.1, 0.7)
                rows.append((place, age, need, min(max(true + rng.normal(0, 0.1), 0), 1), true, heard, people / len(AGES)))
    return pd.DataFrame(rows, columns=["place", "age_group", "need", "believed", "true", "heard", "people"])
