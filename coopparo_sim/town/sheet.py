"""One table in a CSV file, read cell by cell so that every fault has its line and column.

Comma-separated files have decimal points; files separated by semicolons, as an Italian spreadsheet saves them, may have decimal
commas. A byte-order mark is accepted; lines that start with ``#`` are comments and empty lines are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from coopparo_sim.kernel.errors import Diagnostic

Kind = Literal["id", "text", "number", "whole", "word"]
_PIECE = {",": re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*)'), ";": re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*)')}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_COMMA_NUMBER = re.compile(r"[+-]?\d*,\d+")
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Column:
    """What the cells of one column may hold.

    Attributes
    ----------
    name
        Its word in the header.
    kind
        ``id`` (small letters, digits, underscores), ``text``, ``number``, ``whole`` or ``word`` (one of ``words``).
    low, high
        Bounds of a number, both allowed.
    words
        The words allowed; empty for any.
    """

    name: str
    kind: Kind
    low: float = 0.0
    high: float = 1.0
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One cell: its text, the number it means (nan where it means none), and where it stands, counted from 1."""

    text: str
    line: int
    column: int
    number: float = float("nan")

    @property
    def has_number(self) -> bool:
        """Whether a number within its bounds was read."""
        return self.number == self.number


@dataclass
class Sheet:
    """One table as read.

    Attributes
    ----------
    name
        Name of the table, without ``.csv``.
    file
        Its path as shown to the user.
    lines
        The lines of the file.
    header
        The words of the header, each with its place.
    rows
        The good cells of each row by column.
    faults
        What is wrong, in the order of the file.
    """

    name: str
    file: str
    lines: list[str] = field(default_factory=list)
    header: list[Cell] = field(default_factory=list)
    rows: list[dict[str, Cell]] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, message: str, cell: Cell | None = None, advice: str = "", **values: object) -> None:
        """Add a fault at ``cell``, or about the whole file."""
        line, column, width = (cell.line, cell.column, max(len(cell.text), 1)) if cell else (0, 0, 1)
        source = self.lines[line - 1] if line else ""
        hint = f"town.{advice}" if advice else ""
        self.faults.append(Diagnostic(f"town.{message}", values, self.file, line, column, width, source, hint))

    def head(self, column: str) -> Cell | None:
        """Give the cell of the header that names a column."""
        return next((cell for cell in self.header if cell.text == column), None)

    def texts(self, column: str) -> list[str]:
        """Give the words of a column, top to bottom, without the bad cells."""
        return [row[column].text for row in self.rows if column in row]

    def cells(self, column: str) -> list[Cell]:
        """Give the cells of a column, top to bottom, without the bad ones."""
        return [row[column] for row in self.rows if column in row]


def split_line(line: str, number: int, separator: str) -> list[Cell]:
    """Split one line into cells; a cell in double quotes may hold the separator.

    Parameters
    ----------
    line
        The line, without its end.
    number
        Its number, from 1.
    separator
        ``,`` or ``;``.
    """
    cells, at = [], 0
    while at <= len(line):
        found = _PIECE[separator].match(line, at)
        assert found is not None  # the second alternative matches anything
        quoted, plain = found.groups()
        raw = quoted.replace('""', '"') if quoted is not None else plain
        start = found.start(1) if quoted is not None else found.start(2)
        text = raw.strip()
        cells.append(Cell(text, number, start + len(raw) - len(raw.lstrip()) + 1))
        at = found.end() + 1
    return cells


def separator_of(header: str) -> str:
    """Tell the separator of a file from its header: a semicolon if there is one, else a comma."""
    return ";" if ";" in header else ","


def is_comment(line: str) -> bool:
    """Whether a line holds nothing to read: a comment, or separators alone."""
    return line.lstrip().lstrip('"').startswith("#") or not line.strip(" ,;\t")


def read_sheet(path: Path, columns: Sequence[Column], more_columns: bool = False) -> Sheet:
    """Read one table and check each cell by itself; all that is wrong is in ``faults`` of the sheet.

    Parameters
    ----------
    path
        The CSV file.
    columns
        The columns it must have, in any order.
    more_columns
        Whether columns that are not named may be there, and are not read.
    """
    sheet = Sheet(path.stem, str(path))
    sheet.lines = _lines(path, sheet)
    if sheet.faults:
        return sheet
    filled = [(i + 1, line) for i, line in enumerate(sheet.lines) if not is_comment(line)]
    if not filled:
        sheet.fault("empty_file", advice="empty_file_advice")
        return sheet
    separator = separator_of(filled[0][1])
    sheet.header = split_line(filled[0][1], filled[0][0], separator)
    _check_header(sheet, columns, more_columns)
    known = {c.name: c for c in columns}
    for number, line in filled[1:]:
        _read_row(sheet, split_line(line, number, separator), known, separator)
    return sheet


def _lines(path: Path, sheet: Sheet) -> list[str]:
    if not path.is_file():
        sheet.fault("missing_file", advice="missing_file_advice", name=path.name)
        return []
    try:
        data = path.read_bytes()
    except OSError as problem:
        sheet.fault("unreadable_file", reason=problem.strerror or "")
        return []
    if b"\0" in data:
        sheet.fault("binary_file", advice="encoding_advice")
        return []
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].replace(b"\r\n", b"\n")
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        sheet.lines = [row.decode("utf-8", "replace") for row in data.splitlines()]
        sheet.fault("not_utf8", Cell("?", min(line, len(sheet.lines)), column), "encoding_advice")
        return sheet.lines


def _check_header(sheet: Sheet, columns: Sequence[Column], more_columns: bool) -> None:
    names = [c.name for c in columns]
    words = [cell.text for cell in sheet.header]
    for i, cell in enumerate(sheet.header):
        if cell.text in words[:i]:
            sheet.fault("double_column", cell, name=cell.text)
        elif cell.text not in names and not more_columns:
            unknown(sheet, "unknown_column", cell, [n for n in names if n not in words])
    for name in names:
        if name not in words:
            sheet.fault("missing_column", sheet.header[0], "missing_column_advice", name=name, columns=", ".join(names))


def unknown(sheet: Sheet, message: str, cell: Cell, allowed: Sequence[str]) -> None:
    """Add a fault about a word that is not one of ``allowed``, with the nearest one as advice."""
    near = get_close_matches(cell.text, allowed, 1)
    advice = "did_you_mean" if near else "one_of"
    sheet.fault(message, cell, advice, name=cell.text, near="".join(near), allowed=", ".join(allowed))


def _read_row(sheet: Sheet, cells: list[Cell], known: dict[str, Column], separator: str) -> None:
    while len(cells) > len(sheet.header) and not cells[-1].text:
        cells.pop()
    if len(cells) != len(sheet.header):
        advice = "too_many_cells_advice" if len(cells) > len(sheet.header) else "too_few_cells_advice"
        sheet.fault(
            "cell_count", cells[min(len(cells), len(sheet.header) + 1) - 1], advice, n=len(cells), expected=len(sheet.header)
        )
        return
    row: dict[str, Cell] = {}
    for head, cell in zip(sheet.header, cells, strict=True):
        column = known.get(head.text)
        good = _check_cell(sheet, cell, column, separator) if column else None
        if good:
            row[head.text] = good
    sheet.rows.append(row)


def _check_cell(sheet: Sheet, cell: Cell, column: Column, separator: str) -> Cell | None:
    if not cell.text:
        sheet.fault("empty_cell", cell, "empty_cell_advice", column=column.name)
    elif column.kind in ("number", "whole"):
        return _number(sheet, cell, column, separator)
    elif column.kind == "id" and not _ID.fullmatch(cell.text):
        sheet.fault("bad_id", cell, "bad_id_advice", value=cell.text)
    elif column.words and cell.text not in column.words:
        unknown(sheet, "unknown_word", cell, column.words)
    else:
        return cell
    return None


def _number(sheet: Sheet, cell: Cell, column: Column, separator: str) -> Cell | None:
    text = cell.text.replace(",", ".") if separator == ";" and _COMMA_NUMBER.fullmatch(cell.text) else cell.text
    if _COMMA_NUMBER.fullmatch(text):
        sheet.fault("decimal_comma", cell, "decimal_comma_advice", value=cell.text, better=cell.text.replace(",", "."))
    elif not _NUMBER.fullmatch(text):
        sheet.fault("not_number", cell, "not_number_advice", value=cell.text, column=column.name)
    elif column.kind == "whole" and not float(text).is_integer():
        sheet.fault("not_whole", cell, "not_whole_advice", value=cell.text, column=column.name)
    elif not column.low <= float(text) <= column.high:
        values = {"value": cell.text, "column": column.name, "low": f"{column.low:g}", "high": f"{column.high:g}"}
        sheet.fault("out_of_bounds", cell, **values)
    else:
        return Cell(cell.text, cell.line, cell.column, float(text))
    return None
