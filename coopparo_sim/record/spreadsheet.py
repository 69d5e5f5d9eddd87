"""Tables as files that a spreadsheet opens, and text that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
from io import StringIO
from numbers import Integral, Real

import pandas as pd

SEPARATORS = {"it": (";", ","), "en": (",", ".")}
"""Between cells, and before decimals, as spreadsheets of each language expect."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_cell(words: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Examples
    --------
    >>> spreadsheet_cell("=1+1"), spreadsheet_cell("Copparo")
    ("'=1+1", 'Copparo')
    """
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA_STARTS) else words


def csv_of(table: pd.DataFrame, language: str) -> bytes:
    """Give a table as a file that a spreadsheet of that language opens: UTF-8 with its mark, no cell that acts as a formula.

    Parameters
    ----------
    table
        Cells of words and numbers; missing ones are left empty.
    language
        ``it`` (semicolons, decimal commas) or ``en`` (commas, decimal points).
    """
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
