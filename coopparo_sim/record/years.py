"""The accounts over many futures, year by year of life, as an accountant reads them."""

from __future__ import annotations

import pandas as pd

from coopparo_sim.record.result import BALANCE_LINES, INCOME_LINES
from coopparo_sim.record.spreadsheet import csv_of
from coopparo_sim.texts import text

WHOLE_YEAR = 12
LEVELS = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
"""Percentiles that are written, by name."""
COLUMNS = ("year", "statement", "line", "name", "futures", "mean", *LEVELS)
STATEMENTS = {"income_statement": INCOME_LINES, "balance_sheet": BALANCE_LINES}
CENTS = 2


def whole_years(accounts: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of years that were lived to their end; those cut short cannot be set beside the others.

    Parameters
    ----------
    accounts
        Table of accounts of an ensemble.
    """
    return accounts[accounts["months"] >= WHOLE_YEAR]


def accounts_by_year(accounts: pd.DataFrame) -> pd.DataFrame:
    """Sum up each line of each whole year of life over the futures that lived it.

    Parameters
    ----------
    accounts
        Table of accounts of an ensemble.

    Returns
    -------
    lines
        A row a year and line in the order of the statements, columns year, statement, name, futures, mean, p10, p50, p90 (EUR);
        lines that are zero in every future are left out.
    """
    rows = []
    for year, of_year in whole_years(accounts).groupby("year"):
        for statement, names in STATEMENTS.items():
            for name in names:
                held = of_year[name]
                if held.any():
                    levels = {level: float(held.quantile(share)) for level, share in LEVELS.items()}
                    about = {"year": year, "statement": statement, "name": name, "futures": len(held)}
                    rows.append({**about, "mean": float(held.mean()), **levels})
    return pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "line"])


def accounts_csv(accounts: pd.DataFrame, language: str) -> bytes:
    """Give the sums of :func:`accounts_by_year` as a file for a spreadsheet, each line with its words.

    Parameters
    ----------
    accounts
        Table of accounts of an ensemble.
    language
        ``it`` or ``en``.
    """
    table = accounts_by_year(accounts)
    table["line"] = [text(f"finance.line.{name}", language) for name in table["name"]]
    table["statement"] = [text(f"summary.accounts.{name}", language) for name in table["statement"]]
    table[["mean", *LEVELS]] = table[["mean", *LEVELS]].astype("float64").round(CENTS)
    headings = {name: text(f"summary.accounts.column.{name}", language) for name in COLUMNS}
    return csv_of(table[list(COLUMNS)].rename(columns=headings), language)
