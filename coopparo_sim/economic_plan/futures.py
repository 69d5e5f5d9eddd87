"""Which futures stand for a low, a middle and a high course: three that really happened, never a mix of quantiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.result import ACCOUNT_COLUMNS

Bools = NDArray[np.bool_]
PERCENTS = {"low": 10, "middle": 50, "high": 90}
"""Percentile near which each future stands, by level, in the order of the pages."""
MOST_YEARS = 5
MONTHS_A_YEAR = 12
HUNDRED, CENT_DIGITS = 100, 2
ENDS = ("exit_insolvent", "exit_no_board", "exit_under_legal_minimum", "exit_no_service")
"""Outcomes that say why a founded cooperative has closed."""


@dataclass(frozen=True)
class ChosenFuture:
    """One future of the plan.

    Attributes
    ----------
    level
        ``low``, ``middle`` or ``high``.
    number
        Its number in the tables of results.
    result_eur
        Sum of its yearly results over the years of the plan, EUR.
    month_founded
        Month of founding, from the start of the process.
    month_closed
        Month of closing; 0 where it works on.
    end
        Outcome that says why it closed; empty where it works on.
    accounts
        Columns of the table of accounts by year of life, the years of the plan only.
    outcomes
        Columns of the table of futures.
    """

    level: str
    number: int
    result_eur: float
    month_founded: int
    month_closed: int
    end: str
    accounts: Mapping[int, Mapping[str, float]]
    outcomes: Mapping[str, float]

    def amount(self, year: int, *columns: str) -> float | None:
        """Sum of columns of its accounts in a year of life, EUR to the cent; None where it did not live in that year."""
        if year not in self.accounts:
            return None
        return round(sum(float(self.accounts[year][column]) for column in columns), CENT_DIGITS) + 0.0

    def months(self, year: int) -> int:
        """Months it lived in a year of life, 0-12."""
        return int(self.accounts[year]["months"]) if year in self.accounts else 0

    @property
    def last_year(self) -> int:
        """Last year of the plan in which it lived."""
        return max(self.accounts)

    def closes_in(self, year: int) -> bool:
        """Whether it closes in a year of life."""
        return self.months(year) > 0 and int(self.accounts[year]["month"]) == self.month_closed


@dataclass(frozen=True)
class Selection:
    """The futures of a plan and those they were chosen from.

    Attributes
    ----------
    ensemble
        All futures.
    chosen
        The low, the middle and the high one; the middle one alone where only one can be used, low and high where two can.
    years
        Years of life that the plan shows, 1-5.
    founded
        In which futures it is founded, shape (futures,).
    followed
        Which of those could be followed for these years, whether or not it closed in them, shape (futures,).
    closing
        Month of closing of each future, shape (futures,); 0 where it did not close.
    """

    ensemble: Ensemble
    chosen: tuple[ChosenFuture, ...]
    years: int
    founded: Bools
    followed: Bools
    closing: NDArray[np.int64]

    @property
    def lasting(self) -> Bools:
        """Which followed futures still work when the years of the plan are over, shape (futures,)."""
        due = self.ensemble.futures["month_founded"].fillna(0).to_numpy(dtype=float) + MONTHS_A_YEAR * self.years
        return np.asarray(self.followed & ((self.closing == 0) | (self.closing > due)))

    @property
    def year_range(self) -> range:
        """Years of life that the plan shows, from 1."""
        return range(1, self.years + 1)


def choose_futures(ensemble: Ensemble, folder: Path | str = "") -> Selection:
    """Choose the futures at the 10th, 50th and 90th percentile of how far the cooperative gets in the years of the plan.

    The plan shows as many years of life, up to five, as at least half of the founded futures could be followed for. These are put
    in a row: first those that close, the sooner the lower; then those that last, by the sum of their results. Futures alike in
    both stand in the order of their numbers, and the percentile is taken by nearest rank, so that the same results always give
    the same futures. (The sum of results alone would call high what closes before it can lose much.)

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    folder
        Where they lie, for messages.

    Raises
    ------
    InputError
        If no future is founded, none is followed for a year, or the results are of an earlier version without cash flows.
    """
    if not set(ACCOUNT_COLUMNS) <= set(ensemble.accounts.columns):
        raise _refusal("plan.error.old_results", folder)
    founded = ensemble.futures["founded"].to_numpy(dtype=float) > 0
    if not founded.any():
        raise _refusal("plan.error.never_founded", folder, futures=ensemble.n)
    months_lived = ensemble.scenario.months - ensemble.futures["month_founded"].fillna(np.inf).to_numpy(dtype=float)
    years = _years_shown(months_lived[founded] // MONTHS_A_YEAR)
    if not years:
        raise _refusal("plan.error.too_short", folder, months=ensemble.scenario.months)
    followed = founded & (months_lived >= MONTHS_A_YEAR * years)
    closing = _closing_months(ensemble)
    order = futures_in_order(ensemble, followed, years, closing)
    chosen = tuple(_chosen(ensemble, number, level, years, closing) for level, number in _nearest(order))
    return Selection(ensemble, chosen, years, founded, followed, closing)


def _refusal(message: str, folder: Path | str, **values: object) -> InputError:
    return InputError([Diagnostic(message, {"folder": str(folder), **values}, str(folder), advice=f"{message}_advice")])


def _years_shown(whole_years: NDArray[np.float64]) -> int:
    """Most years, 0-5, for which at least half of the founded futures, and three where there are three, were followed."""
    needed = max(min(len(PERCENTS), len(whole_years)), -(-len(whole_years) // 2))
    return max((y for y in range(1, MOST_YEARS + 1) if (whole_years >= y).sum() >= needed), default=0)


def _closing_months(ensemble: Ensemble) -> NDArray[np.int64]:
    ends = ensemble.events[ensemble.events["kind"] == "dissolved"]
    month_of = dict(zip(ends["future"], ends["month"], strict=True))
    return np.array([int(month_of.get(future, 0)) for future in ensemble.futures["future"]], dtype=np.int64)


def futures_in_order(ensemble: Ensemble, followed: Bools, years: int, closing: NDArray[np.int64]) -> list[int]:
    """Give the numbers of the followed futures from the one that gets least far to the one that gets farthest.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    followed
        Futures to put in order, shape (futures,).
    years
        Years of life that count.
    closing
        Month of closing, 0 for none, shape (futures,).
    """
    shown = ensemble.accounts[ensemble.accounts["year"] <= years]
    results = shown.groupby("future")["result"].sum().round(CENT_DIGITS)
    rows = ensemble.futures.loc[followed, ["future", "month_founded"]]
    lived = np.where(closing[followed] > 0, closing[followed] - rows["month_founded"], np.inf)
    table = pd.DataFrame({"lived": np.minimum(lived, MONTHS_A_YEAR * years), "result": results.reindex(rows["future"]).to_numpy()})
    order = table.sort_values(["lived", "result"], kind="stable").index
    return [int(number) for number in rows["future"].to_numpy()[order]]


def _nearest(order: list[int]) -> list[tuple[str, int]]:
    """Level and number of the futures nearest to the percentiles of a row."""
    levels = list(PERCENTS) if len(order) >= len(PERCENTS) else ["low", "high"] if len(order) == 2 else ["middle"]
    ranks = [max(-(-PERCENTS[level] * len(order) // HUNDRED), 1) for level in levels]
    return [(level, order[rank - 1]) for level, rank in zip(levels, ranks, strict=True)]


def _chosen(ensemble: Ensemble, number: int, level: str, years: int, closing: NDArray[np.int64]) -> ChosenFuture:
    position = int(np.flatnonzero(ensemble.futures["future"].to_numpy() == number)[0])
    outcomes = {str(name): value for name, value in ensemble.futures.iloc[position].to_dict().items()}
    own = ensemble.accounts[(ensemble.accounts["future"] == number) & (ensemble.accounts["year"] <= years)]
    accounts = {int(row["year"]): {str(name): value for name, value in row.items()} for row in own.to_dict("records")}
    closed = int(closing[position])
    end = next((name for name in ENDS if outcomes[name] > 0), "") if closed else ""
    result = round(sum(row["result"] for row in accounts.values()), CENT_DIGITS)
    return ChosenFuture(level, number, result, int(outcomes["month_founded"]), closed, end, accounts, outcomes)
