"""What pictures and sentences read of life after founding: who is still at work, assemblies by year, seats, accounts by year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.presentation.readings import CLOSINGS, MONTH_QUOTED, closed, founded, tenths
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.years import whole_years

Floats = NDArray[np.float64]
YEAR = 12
FEWEST = 5
"""Founded futures that a year needs to be shown, or all of them where there are fewer."""
STATES = ("working", "closed", "unborn")


def has_life(ensemble: Ensemble) -> bool:
    """Whether the run is long enough to say how it goes on: more than the month quoted, or somebody founded for a year."""
    born = ensemble.futures["month_founded"].to_numpy(dtype=float)[founded(ensemble)]
    return ensemble.scenario.months > MONTH_QUOTED or bool((ensemble.scenario.months - born >= YEAR).any())


def closing_months(ensemble: Ensemble) -> Floats:
    """Month in which each founded cooperative closed, shape (futures,); NaN where it did not."""
    events = ensemble.events[ensemble.events["kind"] == "dissolved"]
    month_of = dict(zip(events["future"], events["month"], strict=True))
    return np.array([float(month_of.get(future, np.nan)) for future in ensemble.futures["future"]])


def states_by_year(ensemble: Ensemble) -> tuple[list[int], Floats]:
    """Last month of each year of the run, and the share of futures in each of :data:`STATES` by then, shape (years, 3)."""
    last = ensemble.scenario.months
    months = sorted({*range(YEAR, last + 1, YEAR), last})
    born = np.where(founded(ensemble), ensemble.futures["month_founded"].to_numpy(dtype=float), np.inf)
    ended = np.where(np.isnan(closing := closing_months(ensemble)), np.inf, closing)
    rows = [((born <= m) & (ended > m), (born <= m) & (ended <= m), born > m) for m in months]
    return months, np.array([[float(state.mean()) for state in row] for row in rows])


def states_in_ten(shares: Floats) -> list[int]:
    """Tenths of one year, adding up to ten, from its shares, shape (3,); founded by the rule of the headline."""
    return tenths([float(v) for v in shares[:2]], [float(shares[2])])


def fates_in_ten(ensemble: Ensemble) -> dict[str, int]:
    """Out of ten times that it is founded: how often it works at the end and why it has closed, adding up to ten.

    Raises
    ------
    ValueError
        If it is founded in no future.
    """
    born = founded(ensemble)
    if not born.any():
        raise ValueError("ensemble must hold at least one future in which the cooperative is founded")
    shares = [float((born & ~closed(ensemble)).sum()), *(float((born & (ensemble.futures[c] > 0)).sum()) for c in CLOSINGS)]
    return dict(zip(("working", *CLOSINGS), tenths([s / sum(shares) for s in shares], []), strict=True))


def assemblies_by_year(ensemble: Ensemble) -> pd.DataFrame:
    """Ordinary assemblies by year of life, means over the futures that held one.

    Returns
    -------
    years
        Columns year, futures, members (people), present (people), turnout (0-1), deciders (0-1, where there was a quorum) and
        void (0-1: share without a quorum); only years with enough futures.
    """
    held = ensemble.sittings[(ensemble.sittings["kind"] == "ordinary") & (ensemble.sittings["members"] > 0)]
    held = held.assign(turnout=held["present"] / held["members"], void=(held["call"] == 0).astype(float))
    held["deciders"] = held["deciders_share"].where(held["call"] > 0)
    means = held.groupby("year")[["members", "present", "turnout", "deciders", "void"]].mean()
    means.insert(0, "futures", held.groupby("year")["future"].nunique())
    return _enough(means.reset_index(), ensemble)


def board_by_place(ensemble: Ensemble) -> pd.DataFrame:
    """Seats on the board beside members, by place: columns place, members and seats (0-100, each adding up to 100).

    Shares of each future count alike, whatever its number of members.
    """
    seats = ensemble.seats
    parts = {"place": seats["place"]}
    for column in ("members", "seats"):
        total = seats.groupby("future")[column].transform("sum")
        parts[column] = (seats[column] / total.where(total > 0)).fillna(0.0) * 100
    means = pd.DataFrame(parts).groupby("place", sort=False)[["members", "seats"]].mean().reset_index()
    return means.sort_values("members", ascending=False, kind="stable", ignore_index=True)


def lived_years(ensemble: Ensemble) -> pd.DataFrame:
    """Accounts of whole years of life with enough futures: rows of the table of accounts."""
    whole = whole_years(ensemble.accounts)
    counted = whole.groupby("year").size().rename("futures").reset_index()
    return whole[whole["year"].isin(_enough(counted, ensemble)["year"])]


def _enough(years: pd.DataFrame, ensemble: Ensemble) -> pd.DataFrame:
    needed = min(FEWEST, int(founded(ensemble).sum()))
    return years[years["futures"] >= needed].reset_index(drop=True)
