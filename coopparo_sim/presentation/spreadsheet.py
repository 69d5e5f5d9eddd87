"""Tables as files that a spreadsheet opens."""

from __future__ import annotations

import pandas as pd

from coopparo_sim.presentation.plain_text import spreadsheet_cell

SEPARATORS = {"it": (";", ","), "en": (",", ".")}
"""Between cells, and before decimals, as spreadsheets of each language expect."""


def csv_of(table: pd.DataFrame, language: str) -> bytes:
    """Give a table as a file that a spreadsheet of that language opens: UTF-8 with its mark, no cell that acts as a formula."""
    separator, decimal = SEPARATORS[language]
    safe = table.map(lambda cell: spreadsheet_cell(cell) if isinstance(cell, str) else cell)
    safe.columns = [spreadsheet_cell(str(name)) for name in table.columns]
    written = safe.to_csv(index=False, sep=separator, decimal=decimal, lineterminator="\r\n")
    return str(written).encode("utf-8-sig")
