"""Formulas are worked out as spreadsheets do: by precedence, empty cells as nothing, halves away from zero, one branch only."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from coopparo_sim.economic_plan.calculation import Calculation

WORKED_OUT = {
    "=1+2*3-4/2": 5.0,
    "=(1+2)*3": 9.0,
    "=-A1+10": 7.0,
    "=A1-A2-A3": 7.0,
    "=10-A1-2": 5.0,
    "=SUM(A1:A4)": -1.0,
    "=SUMSQ(A1:A4)": 25.0,
    "=MAX(0,-A1)": 0.0,
    "=ROUND(2.345,2)+ROUND(-0.5,0)": 1.35,
    "=ROUNDUP(2.000001,0)": 3.0,
    "=ROUNDUP(6/3,0)": 2.0,
    "=IF(A3=0,0,1/A3)": 0.0,
    '=IF(A1>=3,"a ""b""","c")': 'a "b"',
    "=IF(ISNUMBER(A5),1,2)": 2.0,
    "=A4*2": 0.0,
    "='Other sheet'!B2+1": 8.0,
}


@pytest.mark.parametrize(("formula", "expected"), WORKED_OUT.items())
def test_a_formula_comes_to_what_a_spreadsheet_shows(formula: str, expected: float | str) -> None:
    book = Workbook()
    book.active.title = "Plan"
    for row, value in enumerate((3.0, -4.0, 0.0, None, "words"), start=1):
        book.active.cell(row, 1).value = value
    book.create_sheet("Other sheet").cell(2, 2).value = 7
    book.active.cell(9, 9).value = formula
    found = Calculation(book).value("Plan", 9, 9)
    assert found == (expected if isinstance(expected, str) else pytest.approx(expected))


def test_a_formula_may_rest_on_others() -> None:
    book = Workbook()
    for row, value in enumerate((2.0, "=A1*A1", "=A2+A1"), start=1):
        book.active.cell(row, 1).value = value
    assert Calculation(book).value(book.active.title, 3, 1) == 6.0
