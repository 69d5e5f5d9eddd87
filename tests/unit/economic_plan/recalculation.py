"""A few honest lines that work out the formulas of a workbook, so that its totals are checked without an office program."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

FUNCTIONS = {"SUM", "SUMSQ", "ROUND", "ROUNDUP", "MAX", "IF", "ISNUMBER"}
SIGNS = {"=": "==", "<>": "!=", "^": "**"}


def _numbers(arguments: tuple[Any, ...]) -> list[float]:
    flat = [value for item in arguments for value in (item if isinstance(item, list) else [item])]
    return [float(value) for value in flat if isinstance(value, int | float)]


def _round_half_away(value: float, digits: int) -> float:
    return math.copysign(math.floor(abs(value) * 10**digits + 0.5) / 10**digits, value)


class Recalculation:
    """The values of all cells of a workbook, formulas worked out when they are asked for."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.known: dict[tuple[str, int, int], Any] = {}
        self.functions: dict[str, Callable[..., Any]] = {
            "SUM": lambda *a: sum(_numbers(a)),
            "SUMSQ": lambda *a: sum(v * v for v in _numbers(a)),
            "ROUND": lambda value, digits: _round_half_away(value, int(digits)),
            "ROUNDUP": lambda value, digits: math.copysign(math.ceil(abs(value) * 10**digits - 1e-9) / 10**digits, value),
            "MAX": lambda *a: max(_numbers(a)),
            "IF": lambda test, yes, no: yes() if test() else no(),
            "ISNUMBER": lambda value: isinstance(value, int | float),
        }

    def value(self, sheet: str, row: int, column: int) -> Any:
        """Give the value of a cell; None where it is empty."""
        key = (sheet, row, column)
        if key not in self.known:
            cell = self.book[sheet].cell(row, column)
            self.known[key] = self._worked_out(sheet, str(cell.value)) if cell.data_type == "f" else cell.value
        return self.known[key]

    def formulas(self) -> list[tuple[str, int, int]]:
        """Give where formulas stand."""
        return [(s.title, c.row, c.column) for s in self.book for row in s.iter_rows() for c in row if c.data_type == "f"]

    def _worked_out(self, sheet: str, formula: str) -> Any:
        words, open_functions = [], []
        for token in Tokenizer(formula).items:
            if token.type == "OPERAND" and token.subtype == "RANGE":
                words.append(f"reach({sheet!r}, {token.value!r})")
            elif token.type == "FUNC" and token.subtype == "OPEN":
                name = token.value[:-1]
                assert name in FUNCTIONS, f"{name} is not among the functions that every office program works out alike"
                open_functions.append(name)
                words.append(f"{name}(" + ("lambda: " if name == "IF" else ""))
            elif token.type == "FUNC":
                open_functions.pop()
                words.append(")")
            elif token.type == "SEP":
                words.append(", lambda: " if open_functions[-1] == "IF" else ", ")
            elif token.type.startswith("OPERATOR"):
                words.append(SIGNS.get(token.value, token.value))
            else:
                words.append(token.value)
        return eval("".join(words), {"reach": self._reach, **self.functions})

    def _reach(self, sheet: str, reference: str) -> Any:
        named, _, cells = reference.rpartition("!")
        there = named.strip("'") or sheet
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        if (left, top) == (right, bottom):
            found = self.value(there, top, left)
            return 0 if found is None else found
        return [self.value(there, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
