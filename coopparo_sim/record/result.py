"""What one run gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from coopparo_sim.finance.accounts import ASSETS, COSTS, DEBTS, DEFERRED, EQUITY, INCOME
from coopparo_sim.record.cash_flow import CASH_FLOWS, TOTAL_CASH

MONTH_COLUMNS = (
    "month", "stage", "aware", "promoters", "pledged", "members", "committed_capital_eur", "paid_capital_eur",
    "endorsing_associations", "trust", "services_open", "needs_map_error", "engagement_cost_eur", "volunteers", "volunteer_hours",
)  # fmt: skip
EVENT_COLUMNS = ("month", "kind", "place", "amount")
INCOME_LINES: tuple[str, ...] = (*INCOME, "total_income", *COSTS, "total_costs", "result")
BALANCE_LINES: tuple[str, ...] = (
    *ASSETS, "total_assets", *DEBTS, "total_debts", *DEFERRED, "total_deferred", *EQUITY, "total_equity", "open_result",
    "total_liabilities",
)  # fmt: skip
CASH_LINES: tuple[str, ...] = (*CASH_FLOWS, TOTAL_CASH)
ACCOUNT_COLUMNS = ("year", "month", "months", *INCOME_LINES, *BALANCE_LINES, *CASH_LINES, "lowest_free", "lowest_free_month")
SITTING_COLUMNS = ("month", "year", "kind", "members", "present", "represented", "call", "decision", "deciders_share")
SEAT_COLUMNS = ("place", "members", "seats")
WORDS = ("kind", "decision", "place")
WHOLE = ("future", "year", "month", "months", "members", "present", "represented", "call", "seats", "lowest_free_month")


def life_table(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Make a table of life after founding, with the same kinds of columns whether or not it has rows.

    Parameters
    ----------
    rows
        Cells in the order of ``columns``.
    columns
        Names of the columns.
    """
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame({name: _column(name, of_name) for name, of_name in zip(columns, cells, strict=True)})


def _column(name: str, cells: Sequence[Any]) -> Any:
    """Give the cells of a column in the kind its name asks for; an array where one will do, which a table takes in far faster."""
    if name in WORDS:
        return pd.Series(cells, dtype="object")
    return np.array(cells, dtype=np.int64 if name in WHOLE else np.float64)


def no_accounts() -> pd.DataFrame:
    """Give the table of accounts of a future in which nothing is founded."""
    return life_table([], ACCOUNT_COLUMNS)


def no_sittings() -> pd.DataFrame:
    """Give the table of assemblies of a future in which nothing is founded."""
    return life_table([], SITTING_COLUMNS)


def no_seats() -> pd.DataFrame:
    """Give the table of seats on the board of a future in which nothing is founded."""
    return life_table([], SEAT_COLUMNS)


@dataclass(frozen=True)
class RunResult:
    """One future of one scenario.

    Attributes
    ----------
    outcomes
        Declared indicators by name; yes/no ones are 0 or 1; NaN where an indicator does not exist in this future. Members by
        place follow under ``members_<place id>``.
    months
        A row a month, columns :data:`MONTH_COLUMNS`.
    events
        A row an event, columns :data:`EVENT_COLUMNS` (``kind`` such as ``meeting``, ``campaign_opened``, ``founded``).
    parameters
        The drawn or fixed numbers of behaviour by dotted name.
    needs
        What the tables heard against what is true: a row per place, age group and need, columns place, age_group, need, believed,
        true, heard, people.
    accounts
        A row a year of the cooperative, columns :data:`ACCOUNT_COLUMNS`: ``year`` of its life from 1, its last ``month``,
        ``months`` covered (less than 12 where the year was cut short), then the lines of income statement, balance sheet and cash
        flow, EUR as they add up on the page, the least money that was free at the end of a month, EUR, and that month. Empty
        where nothing is founded.
    sittings
        A row an assembly, columns :data:`SITTING_COLUMNS`: ``year`` of life that ends with it (0 for the founding one), ``call``
        that was valid (0 for none), ``decision`` with a leading ``no:`` where it fell, ``deciders_share`` the least share of
        members who together hold a majority of the votes. Empty where nothing is founded.
    seats
        A row a place, columns :data:`SEAT_COLUMNS`: members of the place when the board was last elected, and those of
        them elected. Empty where nothing is founded.
    """

    outcomes: dict[str, float]
    months: pd.DataFrame
    events: pd.DataFrame
    parameters: dict[str, float]
    needs: pd.DataFrame
    accounts: pd.DataFrame = field(default_factory=no_accounts)
    sittings: pd.DataFrame = field(default_factory=no_sittings)
    seats: pd.DataFrame = field(default_factory=no_seats)
