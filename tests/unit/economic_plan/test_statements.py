"""Totals by formula are those of the ledger, to the cent; each column is one year of one future; checks show what is wrong."""

from __future__ import annotations

from itertools import product

import pytest

from coopparo_sim.economic_plan.statement import BALANCE, CASH, INCOME, Line
from coopparo_sim.finance.accounts import ASSETS, COSTS, DEBTS, DEFERRED, EQUITY
from coopparo_sim.finance.accounts import INCOME as INCOME_ACCOUNTS
from coopparo_sim.record.cash_flow import CASH_FLOWS
from tests.unit.economic_plan.books import column_of, content, opened, recalculated, row_of, title
from tests.unit.economic_plan.lives import selection, village
from tests.unit.economic_plan.recalculation import Recalculation

RECORDED = {
    ("income", "total_value"): "total_income", ("income", "result"): "result",
    ("cash", "change"): "total_cash", ("cash", "closing"): "bank",
    ("balance", "total_assets"): "total_assets", ("balance", "total_equity"): "total_equity",
    ("balance", "total_debts"): "total_debts", ("balance", "total_liabilities"): "total_liabilities",
}  # fmt: skip
LEVELS = ("low", "middle", "high")


def cents(value: object) -> int:
    assert isinstance(value, int | float), value
    return round(value * 100)


def recorded(level: str, year: int, column: str) -> int | None:
    """Give an amount of the ledger, cents, from the table of accounts itself; None where the year was not lived."""
    future = next(f for f in selection().chosen if f.level == level)
    accounts = village().accounts
    rows = accounts[(accounts["future"] == future.number) & (accounts["year"] == year)]
    return cents(float(rows[column].iloc[0])) if len(rows) else None


@pytest.mark.parametrize(
    ("line", "column"), RECORDED.items(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else value
)
def test_a_total_by_formula_is_the_ledgers_to_the_cent(line: tuple[str, str], column: str) -> None:
    sheet, key = title(line[0]), f"plan.{line[0]}.{line[1]}"
    books = recalculated()
    row, compared = row_of(books.book, sheet, key), 0
    for level, year in product(LEVELS, selection().year_range):
        cell, expected = books.book[sheet].cell(row, column_of(level, year)), recorded(level, year, column)
        if column == "total_equity" and expected is not None:
            expected += recorded(level, year, "open_result") or 0
        if expected is None:
            assert cell.value is None
            continue
        assert cell.data_type == "f"
        assert cents(books.value(sheet, row, cell.column)) == expected
        compared += 1
    assert compared >= 10


def test_costs_and_interest_together_are_the_ledgers_costs() -> None:
    books, sheet = recalculated(), title("income")
    rows = [row_of(books.book, sheet, f"plan.income.{key}") for key in ("total_costs", "interest")]
    for level, year in product(LEVELS, selection().year_range):
        expected = recorded(level, year, "total_costs")
        if expected is not None:
            assert sum(cents(books.value(sheet, row, column_of(level, year)) or 0) for row in rows) == expected


@pytest.mark.parametrize("statement", ["income", "cash", "balance"])
def test_every_check_is_nil(statement: str) -> None:
    books, sheet = recalculated(), title(statement)
    keys = {"income": ["ledger_check"], "cash": ["bank_check"], "balance": ["balance_check", "ledger_check"]}[statement]
    rows = [row_of(books.book, sheet, f"plan.check.{key}") for key in keys]
    columns = [column_of(f.level, year) for f in selection().chosen for year in selection().year_range if f.months(year)]
    assert {books.value(sheet, row, column) for row in rows for column in columns} == {0}


ALTERED = [
    ("income", "sales", "income_check"),
    ("cash", "cash_staff", "bank_check"),
    ("balance", "bank", "balance_check"),
    ("balance", "equipment", "assets_check"),
]


@pytest.mark.parametrize(("sheet", "line", "broken"), ALTERED)
def test_an_amount_that_is_altered_shows_on_the_cover(sheet: str, line: str, broken: str) -> None:
    book = opened()
    cover, check = title("cover"), row_of(book, title("cover"), f"plan.cover.check.{broken}")
    assert Recalculation(book).value(cover, check, 7) == 0
    cell = book[title(sheet)].cell(row_of(book, title(sheet), f"plan.{sheet}.{line}"), column_of("high", 1))
    cell.value += 1.0
    assert Recalculation(book).value(cover, check, 7) > 0


def test_each_block_holds_the_accounts_of_one_future_and_no_other() -> None:
    books, sheet = recalculated(), title("income")
    row = row_of(books.book, sheet, "plan.income.sales")
    for level, year in product(LEVELS, selection().year_range):
        expected = recorded(level, year, "sales")
        shown = books.value(sheet, row, column_of(level, year))
        assert (shown is None) == (expected is None)
        assert expected is None or cents(shown) == expected
    assert len({f.number for f in selection().chosen}) == len(LEVELS)


def _columns(lines: tuple[Line, ...]) -> list[str]:
    return sorted(column for line in lines for column in line.columns)


def test_every_account_stands_in_one_line_of_its_statement() -> None:
    assert _columns(INCOME) == sorted({*INCOME_ACCOUNTS, *COSTS})
    assert _columns(BALANCE) == sorted({*ASSETS, *DEBTS, *DEFERRED, *EQUITY, "open_result"})
    assert _columns(CASH) == sorted(CASH_FLOWS)


def test_results_are_summed_since_founding() -> None:
    books, sheet = recalculated(), title("income")
    row = row_of(books.book, sheet, "plan.income.summed")
    for future in selection().chosen:
        lived = [year for year in selection().year_range if future.months(year)]
        assert cents(books.value(sheet, row, column_of(future.level, lived[-1]))) == cents(future.result_eur)


def test_years_after_the_closing_are_empty_and_said_to_be_so() -> None:
    closing = next(future for future in selection().chosen if future.month_closed)
    after = [year for year in selection().year_range if not closing.months(year)]
    book = opened()
    assert after
    for sheet in ("income", "cash", "balance"):
        for year in after:
            cells = [
                book[title(sheet)].cell(row, column_of(closing.level, year)) for row in range(7, book[title(sheet)].max_row + 1)
            ]
            assert {cell.value for cell in cells} == {None}
            assert book[title(sheet)].cell(6, column_of(closing.level, year)).value == "closed"


def test_both_languages_hold_the_same_numbers_and_formulas() -> None:
    english, italian = opened("en"), opened("it")
    for there, here in zip(english, italian, strict=True):
        for row in there.iter_rows():
            for cell in row:
                twin = here.cell(cell.row, cell.column)
                assert cell.data_type == twin.data_type or {cell.data_type, twin.data_type} <= {"s", "n"}
                if cell.data_type == "n" and cell.value is not None:
                    assert cell.value == twin.value


def test_the_same_results_give_the_same_bytes() -> None:
    from coopparo_sim.economic_plan.workbook import plan_workbook
    from tests.unit.economic_plan.books import ABOUT

    assert plan_workbook(selection(), "en", ABOUT) == content("en")
