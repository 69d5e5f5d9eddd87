"""One sheet of the workbook: text that is only text, amounts, live formulas, and how they look on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import absolute_coordinate, get_column_letter
from openpyxl.worksheet.page import PageMargins

from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.texts import text

FACE, SIZE, LARGE = "Arial", 10, 15
DARK, LIGHT, PALE = "1F2A36", "E3E6EA", "F4F5F7"
EURO = '#,##0;-#,##0;"–"'
EURO_SIGN = '#,##0\\ "€";-#,##0\\ "€";"–"'
CENTS = '#,##0.00\\ "€";-#,##0.00\\ "€";"–"'
COUNT = "#,##0;-#,##0;0"
DECIMAL = '#,##0.##;-#,##0.##;"–"'
SHARE = '0%;-0%;"–"'
SHARE_FINE = '0.0%;-0.0%;"–"'
MARGIN, FOOT_MARGIN = 0.5, 0.7
"""Margins of the paper, inches."""
LONGEST = 2000
"""Most characters of what others wrote that are shown in a cell."""
LINE_POINTS, CHARACTER_SHARE, BOLD_SHARE = 13.0, 1.25, 0.92
"""Height of a line of text, points; characters of usual text in a width of one, and how many of them fit in bold."""
THIN, THICK = Side(style="thin", color="8A929B"), Side(style="medium", color=DARK)

LOOKS: dict[str, dict[str, Any]] = {
    "plain": {"font": Font(name=FACE, size=SIZE, color=DARK)},
    "title": {"font": Font(name=FACE, size=LARGE, bold=True, color=DARK)},
    "strong": {"font": Font(name=FACE, size=SIZE, bold=True, color=DARK)},
    "note": {"font": Font(name=FACE, size=SIZE - 1, italic=True, color="3C444D")},
    "heading": {"font": Font(name=FACE, size=SIZE, bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor=DARK)},
    "group": {"font": Font(name=FACE, size=SIZE, bold=True, color=DARK), "fill": PatternFill("solid", fgColor=LIGHT)},
    "sum": {"font": Font(name=FACE, size=SIZE, bold=True, color=DARK), "border": Border(top=THIN)},
    "total": {"font": Font(name=FACE, size=SIZE, bold=True, color=DARK), "border": Border(top=THICK, bottom=THICK)},
    "row": {"border": Border(bottom=Side(style="hair", color="8A929B"))},
    "input": {"fill": PatternFill("solid", fgColor="FFF3C4"), "border": Border(left=THIN, right=THIN, top=THIN, bottom=THIN)},
    "check": {"font": Font(name=FACE, size=SIZE - 1, italic=True, color="3C444D"), "fill": PatternFill("solid", fgColor=PALE)},
    "absent": {"fill": PatternFill("lightUp", fgColor="B9BFC6")},
}
"""Fonts, fills and borders by the part a cell plays; told apart by weight, fill and line, never by colour alone."""


def check_format(language: str) -> str:
    """Format of a number that must be 0: a word where it is, else the difference."""
    fine, wrong = text("plan.check.fine", language), text("plan.check.wrong", language)
    return f'"{wrong}: "#,##0.00;"{wrong}: "-#,##0.00;"{fine}"'


@dataclass
class Page:
    """A sheet while it is being written.

    Attributes
    ----------
    sheet
        The sheet of the workbook.
    language
        ``it`` or ``en``.
    rows
        Row of each line that others refer to, by its key.
    """

    sheet: Any
    language: str
    rows: dict[str, int] = field(default_factory=dict)

    def say(self, identifier: str, **values: object) -> str:
        """Give a sentence of the catalogue in the language of the page."""
        return text(identifier, self.language, **values)

    def years(self, count: int) -> str:
        """Say a number of years."""
        return self.say("plan.page.years_one") if count == 1 else self.say("plan.page.years_many", count=count)

    def words(self, row: int, column: int, words: str, look: str = "plain", **alignment: Any) -> None:
        """Write words that stay words, whatever they begin with; what others wrote is cut to :data:`LONGEST` characters."""
        cell = self._cell(row, column, look, **{"wrap_text": look != "title", **alignment})
        cell.value = plain(words, LONGEST)
        cell.data_type = "s"
        cell.quotePrefix = words.lstrip().startswith(("=", "+", "-", "@"))

    def amount(self, row: int, column: int, value: float | None, form: str = EURO, look: str = "plain") -> None:
        """Write a number; where there is none, mark the cell as one that has none."""
        cell = self._cell(row, column, look if value is not None else "absent", horizontal="right")
        if value is not None:
            cell.value, cell.number_format = value, form

    def formula(self, row: int, column: int, formula: str, form: str = EURO, look: str = "plain") -> None:
        """Write a live formula, in the English notation of the file format, such as ``=SUM(B4:B9)``."""
        cell = self._cell(row, column, look, horizontal="right")
        cell.value, cell.number_format = formula, form

    def band(self, row: int, look: str, first: int, last: int) -> None:
        """Give a stretch of a row one look, as far as its cells are empty."""
        for column in range(first, last + 1):
            if self.sheet.cell(row, column).value is None:
                self._cell(row, column, look)

    def paragraph(self, row: int, words: str, last: int, look: str = "plain") -> int:
        """Write a paragraph over the columns up to ``last``, as high as it needs to be; give the row that follows."""
        self.words(row, 1, words, look, vertical="top")
        self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        self.raise_row(row, {1: words}, {1: sum(self._width(column) for column in range(1, last + 1))})
        return row + 1

    def raise_row(self, row: int, words: dict[int, str], widths: dict[int, float] | None = None) -> None:
        """Make a row high enough for words by column, wrapped to the width of the columns or to ``widths``."""
        lines = 1
        for column, said in words.items():
            weight = BOLD_SHARE if self.sheet.cell(row, column).font.bold else 1.0
            room = (widths or {}).get(column, self._width(column)) * CHARACTER_SHARE * weight
            lines = max(lines, ceil(len(said) / room))
        self.sheet.row_dimensions[row].height = lines * LINE_POINTS + 2

    def begin(self, key: str, *widths: float) -> int:
        """Set the widths of the columns in use, write the title and what the page is about; give the row that follows."""
        self.widths(*widths)
        self.words(1, 1, self.say(f"plan.{key}.title"), "title")
        return self.paragraph(2, self.say(f"plan.{key}.about"), len(widths), "note")

    def bar(self, row: int, words: str, last: int) -> int:
        """Write a heading over the columns up to ``last``; give the row that follows."""
        self.words(row, 1, words, "heading", wrap_text=False)
        self.band(row, "heading", 2, last)
        return row + 1

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from the first one on, in characters."""
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def paper(self, last: int, landscape: bool, header_rows: str = "", freeze: str = "") -> None:
        """Set up A4 paper: as wide as the page, header rows on each page, name and number of the page at the foot."""
        sheet = self.sheet
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_area = f"A1:{get_column_letter(last)}{sheet.max_row}"
        sheet.print_options.horizontalCentered = True
        sheet.page_margins = PageMargins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=FOOT_MARGIN)
        sheet.oddFooter.left.text, sheet.oddFooter.left.size = self.say("plan.page.foot"), SIZE - 2
        sheet.oddFooter.right.text, sheet.oddFooter.right.size = self.say("plan.page.number"), SIZE - 2
        sheet.sheet_view.showGridLines = False
        if header_rows:
            sheet.print_title_rows = header_rows
        if freeze:
            sheet.freeze_panes = freeze

    def reference(self, row: int, column: int) -> str:
        """Give the address of a cell as other sheets name it."""
        return f"'{self.sheet.title}'!{cell_name(row, column)}"

    def _width(self, column: int) -> float:
        return float(self.sheet.column_dimensions[get_column_letter(column)].width)

    def _cell(self, row: int, column: int, look: str, **alignment: Any) -> Any:
        cell = self.sheet.cell(row, column)
        for name, value in (LOOKS["plain"] | LOOKS[look]).items():
            setattr(cell, name, value)
        usual = {"vertical": "center"} | ({"horizontal": "left"} if alignment.get("indent") else {})
        cell.alignment = Alignment(**{**usual, **alignment})
        return cell


def cell_name(row: int, column: int) -> str:
    """Give the address of a cell, such as ``C7``."""
    return f"{get_column_letter(column)}{row}"


def absolute(reference: str) -> str:
    """Give a reference such as ``'Sheet'!C7`` with its column and row fixed: ``'Sheet'!$C$7``."""
    sheet, _, cell = reference.rpartition("!")
    return f"{sheet}!{absolute_coordinate(cell)}"
