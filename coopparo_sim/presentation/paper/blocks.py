"""What the planner's report is made of: sections with sentences, tables and pictures, all of them words and nothing but words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from numbers import Integral, Real

import pandas as pd
from babel.numbers import format_decimal

from coopparo_sim.presentation.locale import LOCALES
from coopparo_sim.presentation.paper.pages import Drawing
from coopparo_sim.presentation.plain_text import plain

LONGEST_CELL = 240
MOST_COLUMNS = 9
"""Columns that fit a page."""
DIGITS = "#,##0.######"
"""Pattern of numbers as they stand in a file: no more decimals than they have."""


@dataclass(frozen=True)
class Table:
    """A table: headings, and rows of cells in words.

    Attributes
    ----------
    columns, rows
        Headings, and cells in the order of the headings.
    figures
        Places of the columns that hold numbers, which are set to the right.
    caption
        What it shows; empty where the heading above says it.
    identifier
        Where links within the report lead; empty for none.
    widths
        Parts of the width that the columns get, hundredths; empty to let the cells decide.
    """

    columns: list[str]
    rows: list[list[str]]
    figures: tuple[int, ...] = ()
    caption: str = ""
    identifier: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the report under its own heading.

    Attributes
    ----------
    identifier, heading
        Where links lead, and what it is called.
    paragraphs, bullets
        Sentences, the latter as a list.
    parts
        Smaller parts within.
    tables
        Tables below the sentences.
    drawings
        Pictures, each with the place of its table of numbers.
    """

    identifier: str
    heading: str
    paragraphs: Sequence[str] = ()
    bullets: Sequence[str] = ()
    parts: Sequence[Section] = ()
    tables: Sequence[Table] = ()
    drawings: Sequence[tuple[Drawing, str]] = field(default=())


def exact(value: float, language: str) -> str:
    """Write a number with all its digits, up to six decimals, as ``language`` does."""
    return str(format_decimal(value, format=DIGITS, locale=LOCALES[language])).replace("\u00a0", " ")


def table_of(data: pd.DataFrame, language: str, caption: str = "", identifier: str = "") -> Table:
    """Put a table of numbers and words into cells in words; missing cells are left empty.

    Parameters
    ----------
    data
        Columns named in words.
    language
        ``it`` or ``en``.
    caption, identifier
        As of the table that is made.
    """
    rows = [[_cell(cell, language) for cell in row] for row in data.astype(object).itertuples(index=False, name=None)]
    numeric = tuple(k for k in range(len(data.columns)) if all(isinstance(v, Real) for v in data.iloc[:, k]) and len(data))
    return Table([str(name) for name in data.columns], rows, numeric, caption, identifier)


def parted(table: Table) -> list[Table]:
    """Part a table that is too wide for a page into tables that each begin with the first column."""
    others = range(1, len(table.columns))
    if len(table.columns) <= MOST_COLUMNS:
        return [table]
    parts = []
    for start in others[:: MOST_COLUMNS - 1]:
        kept = (0, *others[start - 1 : start + MOST_COLUMNS - 2])
        figures = tuple(place for place, column in enumerate(kept) if column in table.figures)
        rows = [[row[column] for column in kept] for row in table.rows]
        head = (table.caption, table.identifier) if start == 1 else ("", "")
        parts.append(Table([table.columns[column] for column in kept], rows, figures, *head))
    return parts


def _cell(cell: object, language: str) -> str:
    if isinstance(cell, str):
        return plain(cell, LONGEST_CELL)
    if isinstance(cell, Integral):
        return exact(int(cell), language)
    if isinstance(cell, Real) and not pd.isna(float(cell)):
        return exact(float(cell), language)
    return ""
