"""Tables as files that a spreadsheet opens."""

from __future__ import annotations

import csv
from io import StringIO
from numbers import Integral, Real

import pandas as pd

from coopparo_sim.presentation.plain_text import spreadsheet_cell

SEPARATORS = {"it": (";", ","), "en": (",", ".")}
"""Between cells, and before decimals, as spreadsheets of each language expect."""


def csv_of(table: pd.DataFrame, language: str) -> bytes:
    """Give a table as a file that a spreadsheet of that language opens: UTF-8 with its mark, no cell that acts as a formula."""
    separator, decimal = SEPARATORS[language]
    file = StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow([spreadsheet_cell(str(name)) for name in table.columns])
    for row in table.astype(object).itertuples(index=False, name=None):
        writer.writerow([_written(cell, decimal) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _written(cell: object, decimal: str) -> str:
    if isinstance(cell, str):
        return spreadsheet_cell(cell)
    if isinstance(cell, bool | Integral):
        return str(int(cell))
    if isinstance(cell, Real) and not pd.isna(float(cell)):
        number = float(cell)
        return str(int(number)) if number.is_integer() else repr(number).replace(".", decimal)
    return ""
