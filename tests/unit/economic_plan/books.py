"""The workbook of the village, read back as whoever opens it would find it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from coopparo_sim.economic_plan.workbook import plan_workbook
from coopparo_sim.texts import text
from tests.unit.economic_plan.lives import selection
from tests.unit.economic_plan.recalculation import Recalculation

ABOUT = {"version": "0", "digest": "abc", "date": "1/1/2026"}
LABELS = 1


@lru_cache(maxsize=2)
def content(language: str = "en") -> bytes:
    return plan_workbook(selection(), language, ABOUT)


def opened(language: str = "en") -> Any:
    return load_workbook(BytesIO(content(language)))


@lru_cache(maxsize=2)
def recalculated(language: str = "en") -> Recalculation:
    return Recalculation(opened(language))


def title(sheet: str, language: str = "en") -> str:
    return text(f"plan.sheet.{sheet}", language)


def row_of(book: Any, sheet: str, identifier: str, language: str = "en") -> int:
    """Give the row of a sheet that begins with a sentence of the catalogue."""
    words = text(identifier, language).strip()
    found = [row for row in range(1, book[sheet].max_row + 1) if book[sheet].cell(row, LABELS).value == words]
    assert found, f"{identifier} is not on {sheet}"
    return found[0]


def column_of(level: str, year: int) -> int:
    """Give the column of a year of the future at a level on the pages of statements."""
    chosen = selection()
    return 2 + [f.level for f in chosen.chosen].index(level) * (chosen.years + 1) + year - 1
