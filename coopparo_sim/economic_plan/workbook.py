"""The whole workbook, and its bytes: the same for the same results, whenever and wherever it is written."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.defined_name import DefinedName

from coopparo_sim.economic_plan.assumptions import write_assumptions
from coopparo_sim.economic_plan.break_even import write_break_even
from coopparo_sim.economic_plan.calculation import Calculation
from coopparo_sim.economic_plan.clauses import write_clauses
from coopparo_sim.economic_plan.cover import warning, write_cover, write_glossary
from coopparo_sim.economic_plan.futures import Selection
from coopparo_sim.economic_plan.page import Page, absolute
from coopparo_sim.economic_plan.people import write_people
from coopparo_sim.economic_plan.risks import write_risks
from coopparo_sim.economic_plan.start_up import write_start_up
from coopparo_sim.economic_plan.statement import StatementPages
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.texts import text

SHEETS = ("cover", "start", "income", "cash", "balance", "even", "people", "risks", "clauses", "assumptions", "words")
"""Sheets of the workbook, in order."""
FIXED_DATE = datetime(2000, 1, 1)
"""Date written into the properties of every workbook, and of the files inside it."""
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?/></c>')
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def plan_workbook(selection: Selection, language: str, about: dict[str, str]) -> bytes:
    """Write the economic plan of the chosen futures.

    Parameters
    ----------
    selection
        The futures.
    language
        ``it`` or ``en``.
    about
        Where the numbers come from: ``version``, ``digest`` and ``date`` of the results.

    Returns
    -------
    content
        The bytes of an ``.xlsx`` file without macros, links to other files, or anything that runs.
    """
    book = Workbook()
    book.remove(book.active)
    pages = {key: Page(book.create_sheet(text(f"plan.sheet.{key}", language)), language) for key in SHEETS}
    statements = StatementPages(selection, pages["income"], pages["cash"], pages["balance"])
    statements.write()
    write_break_even(pages["even"], selection)
    write_start_up(pages["start"], selection, statements, pages["even"])
    write_people(pages["people"], selection)
    write_risks(pages["risks"], selection)
    write_clauses(pages["clauses"], selection.ensemble)
    write_assumptions(pages["assumptions"], selection)
    write_glossary(pages["words"])
    write_cover(pages["cover"], selection, statements, about, pages["start"])
    _name_cells(book, pages, statements)
    book.properties.title = plain(selection.ensemble.scenario.title) or text("plan.cover.title", language)
    book.properties.creator, book.properties.language = "coopparo_sim", language
    book.properties.description = warning(selection, language)
    book.calculation.fullCalcOnLoad = True
    return _bytes_of(book)


def _name_cells(book: Workbook, pages: dict[str, Page], statements: StatementPages) -> None:
    """Give names to the cells that readers may want to refer to: general expenses, and the last of each future's summed results."""
    even, income = pages["even"], pages["income"]
    named = {"overhead_year": even.reference(even.rows["overhead"], 3)}
    for future in statements.selection.chosen:
        column = statements.column(future.level, future.last_year)
        named[f"summed_result_{future.level}"] = income.reference(income.rows["summed"], column)
    for name, cell in named.items():
        book.defined_names[name] = DefinedName(name, attr_text=absolute(cell))


def _bytes_of(book: Workbook) -> bytes:
    written, fixed = BytesIO(), BytesIO()
    book.save(written)
    sheets = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(book, start=1)}
    calculation = Calculation(book)
    date = FIXED_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>" + date, content)
            elif name in sheets:
                content = _with_values(content, sheets[name], calculation)
            about = ZipInfo(name, FIXED_DATE.timetuple()[:6])
            about.compress_type = ZIP_DEFLATED
            target.writestr(about, content)
    return fixed.getvalue()


def _with_values(content: bytes, sheet: str, calculation: Calculation) -> bytes:
    """Put beside each formula of a sheet what it comes to."""

    def filled(found: re.Match[bytes]) -> bytes:
        cell, style, formula = found.groups()
        row, column = coordinate_to_tuple(cell.decode("ascii"))
        value = calculation.value(sheet, row, column)
        kind = b' t="str"' if isinstance(value, str) else b""
        shown = escape(value) if isinstance(value, str) else repr(float(value or 0))
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (cell, style, kind, formula, shown.encode("utf-8"))

    return _FORMULA.sub(filled, content)
