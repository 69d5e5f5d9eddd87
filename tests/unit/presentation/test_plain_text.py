from __future__ import annotations

import pytest

from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.spreadsheet import spreadsheet_cell


def test_line_breaks_tabs_and_direction_marks_become_plain_spaces() -> None:
    assert plain("a\nb\tc\u202ed\x00e\ud800f") == "a b c d e f"


def test_ten_thousand_characters_are_cut_visibly() -> None:
    assert plain("x" * 10_000, 20) == "x" * 19 + "…"


def test_markup_and_quotes_stay_text() -> None:
    assert plain("<script>alert('1')</script> & $x^2$") == "<script>alert('1')</script> & $x^2$"


@pytest.mark.parametrize("cell", ["=1+1", "+39", "-1", "@SUM(A1)", "\t=1", " =1+1"])
def test_what_a_spreadsheet_would_compute_is_defused(cell: str) -> None:
    assert spreadsheet_cell(cell) == "'" + cell


def test_other_cells_stay_as_they_are() -> None:
    assert spreadsheet_cell("Copparo = bello") == "Copparo = bello"
