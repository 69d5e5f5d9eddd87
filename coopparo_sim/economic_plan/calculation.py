"""Working out the formulas of the plan, so that programs that only show a file show its totals too.

Spreadsheets work formulas out when they open a file; previews of mail programs and protected views do not, and show what was
stored beside each formula. Only what the plan uses is understood: sums, differences, products, comparisons, and a few functions.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

Value = float | str | None
Worked = Callable[[], Any]
ALMOST = 1e-9
"""What a number may lie above a whole one and still count as it, before it is rounded up."""
OPERATORS: tuple[dict[str, Callable[[Any, Any], Any]], ...] = (
    {"=": operator.eq, "<>": operator.ne, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
)
"""Operators from the one that binds least to the one that binds most."""


class Calculation:
    """Values of the cells of a workbook, each worked out once, when it is asked for.

    Parameters
    ----------
    book
        A workbook of openpyxl.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[str, int, int], Value] = {}

    def value(self, sheet: str, row: int, column: int) -> Value:
        """Give the value of a cell: a number, words, or None where it is empty."""
        key = (sheet, row, column)
        if key not in self._known:
            cell = self._book[sheet].cell(row, column)
            self._known[key] = _Formula(self, sheet, cell.value).result() if cell.data_type == "f" else cell.value
        return self._known[key]

    def reach(self, sheet: str, reference: str) -> list[Value]:
        """Give the values of a cell or of a stretch of cells that a formula of ``sheet`` refers to."""
        named, _, cells = reference.rpartition("!")
        left, top, right, bottom = range_boundaries(cells)
        there = named.strip("'") or sheet
        return [self.value(there, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


class _Formula:
    """One formula, read from left to right into something that can be worked out; branches not taken never are."""

    def __init__(self, calculation: Calculation, sheet: str, formula: str) -> None:
        self._calculation, self._sheet = calculation, sheet
        self._tokens = [token for token in Tokenizer(formula).items if token.type != "WHITE-SPACE"]

    def result(self) -> Value:
        """Work the formula out."""
        found: Value = self._expression()()
        return found

    def _next_is(self, *words: str) -> bool:
        return bool(self._tokens) and self._tokens[0].value in words

    def _expression(self, level: int = 0) -> Worked:
        if level == len(OPERATORS):
            return self._signed()
        found = self._expression(level + 1)
        while self._next_is(*OPERATORS[level]) and self._tokens[0].type == "OPERATOR-INFIX":
            apply, left = OPERATORS[level][self._tokens.pop(0).value], found
            found = _joined(apply, left, self._expression(level + 1))
        return found

    def _signed(self) -> Worked:
        if self._tokens[0].type == "OPERATOR-PREFIX":
            negative = self._tokens.pop(0).value == "-"
            inner = self._signed()
            return (lambda: -inner()) if negative else inner
        return self._single()

    def _single(self) -> Worked:
        token = self._tokens.pop(0)
        if token.type == "FUNC":
            return self._function(token.value.removesuffix("("))
        if token.type == "PAREN":
            inner = self._expression()
            self._tokens.pop(0)
            return inner
        if token.subtype == "RANGE":
            return lambda: _plain(self._calculation.reach(self._sheet, token.value))
        if token.subtype == "TEXT":
            return lambda: token.value[1:-1].replace('""', '"')
        return lambda: float(token.value)

    def _function(self, name: str) -> Worked:
        arguments = [self._expression()]
        while self._next_is(","):
            self._tokens.pop(0)
            arguments.append(self._expression())
        self._tokens.pop(0)
        if name == "IF":
            test, yes, no = arguments
            return lambda: yes() if test() else no()
        return lambda: FUNCTIONS[name](*(argument() for argument in arguments))


def _joined(apply: Callable[[Any, Any], Any], left: Worked, right: Worked) -> Worked:
    return lambda: apply(left(), right())


def _plain(found: list[Value]) -> Any:
    """Give a single cell as its value, an empty one as 0, and a stretch of cells as a list."""
    if len(found) > 1:
        return found
    return 0.0 if found[0] is None else found[0]


def _numbers(arguments: Sequence[Any]) -> list[float]:
    every = [inner for value in arguments for inner in (value if isinstance(value, list) else [value])]
    return [float(value) for value in every if isinstance(value, int | float)]


def _rounded(value: float, digits: float) -> float:
    scale = 10 ** int(digits)
    return math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value) + 0.0


def _rounded_up(value: float, digits: float) -> float:
    scale = 10 ** int(digits)
    return math.copysign(math.ceil(abs(value) * scale - ALMOST) / scale, value) + 0.0


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "SUM": lambda *given: sum(_numbers(given)),
    "SUMSQ": lambda *given: sum(value * value for value in _numbers(given)),
    "MAX": lambda *given: max(_numbers(given)),
    "ROUND": _rounded,
    "ROUNDUP": _rounded_up,
    "ISNUMBER": lambda value: isinstance(value, int | float),
}
"""Functions that the plan uses, by their names in the file format; ``IF`` is apart, as only one of its branches is worked out."""
