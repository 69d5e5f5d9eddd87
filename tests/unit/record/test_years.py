"""Accounts over many futures: by year of life, over those that lived it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from coopparo_sim.record.ensemble import no_life
from coopparo_sim.record.result import ACCOUNT_COLUMNS, BALANCE_LINES, INCOME_LINES, life_table
from coopparo_sim.record.store import load_results, save_results
from coopparo_sim.record.years import accounts_by_year, accounts_csv, whole_years
from coopparo_sim.texts import text
from tests.unit.presentation.ensembles import make_ensemble


def _accounts(*rows: dict[str, float]) -> pd.DataFrame:
    columns = ("future", *ACCOUNT_COLUMNS)
    return life_table([[{"month": 12, "months": 12, **row}.get(name, 0) for name in columns] for row in rows], columns)


BOOKS = _accounts(
    {"future": 0, "year": 1, "sales": 100.0, "bank": 10.0},
    {"future": 1, "year": 1, "sales": 300.0, "bank": 20.5},
    {"future": 1, "year": 2, "sales": 1234567.89},
    {"future": 0, "year": 2, "sales": 9999.0, "months": 5},
)


def test_a_year_cut_short_is_not_set_beside_whole_ones() -> None:
    assert whole_years(BOOKS)[["future", "year"]].to_numpy().tolist() == [[0, 1], [1, 1], [1, 2]]
    lines = accounts_by_year(BOOKS).set_index(["year", "name"])
    assert lines.loc[(2, "sales"), "mean"] == 1234567.89 and lines.loc[(2, "sales"), "futures"] == 1


def test_each_line_is_summed_up_over_the_futures_that_lived_the_year() -> None:
    sales = accounts_by_year(BOOKS).set_index(["year", "name"]).loc[(1, "sales")]
    assert (sales["futures"], sales["mean"], sales["p10"], sales["p50"], sales["p90"]) == (2, 200.0, 120.0, 200.0, 280.0)


def test_lines_stand_in_the_order_of_the_statements_and_only_if_they_hold_something() -> None:
    assert accounts_by_year(BOOKS).query("year == 1")["name"].tolist() == ["sales", "bank"]


@pytest.mark.parametrize(("language", "separator", "decimal"), [("it", ";", ","), ("en", ",", ".")])
def test_the_file_for_a_spreadsheet_has_the_words_and_decimals_of_its_language(language: str, separator: str, decimal: str) -> None:
    rows = list(csv.reader(accounts_csv(BOOKS, language).decode("utf-8-sig").splitlines(), delimiter=separator))
    assert rows[1][2] == text("finance.line.sales", language) and rows[2][5] == f"15{decimal}25"
    assert len(rows) == 1 + 3 and {len(row) for row in rows} == {9}


def test_every_line_of_the_accounts_has_words_in_both_languages() -> None:
    for language in ("it", "en"):
        assert all(text(f"finance.line.{name}", language) for name in (*INCOME_LINES, *BALANCE_LINES))


def test_accounts_keep_their_cents_in_the_folder(tmp_path: Path) -> None:
    save_results(replace(make_ensemble(4), accounts=BOOKS), tmp_path, language="it")
    pd.testing.assert_frame_equal(load_results(tmp_path).accounts, BOOKS, check_exact=True)
    assert (tmp_path / "accounts.csv").read_bytes() == accounts_csv(BOOKS, "it")


@pytest.mark.parametrize("name", ["accounts", "sittings", "seats"])
def test_folders_written_before_there_was_a_life_after_founding_can_be_read(tmp_path: Path, name: str) -> None:
    save_results(make_ensemble(4), tmp_path)
    (tmp_path / f"{name}.parquet").unlink()
    assert list(getattr(load_results(tmp_path), name).columns) == list(no_life(name).columns)
    assert len(getattr(load_results(tmp_path), name)) == 0


def test_where_nothing_was_founded_there_are_headings_and_no_lines() -> None:
    assert len(accounts_csv(no_life("accounts"), "en").decode("utf-8-sig").splitlines()) == 1
