"""Values of declared indicators in words, by their unit, and lines of text for a terminal."""

from __future__ import annotations

import re
from textwrap import wrap

from coopparo_sim.presentation.locale import in_ten, money, number, readable, rounded
from coopparo_sim.presentation.plain_text import NO_BREAK, together
from coopparo_sim.presentation.readings import HUNDRED
from coopparo_sim.record.indicators import Indicator
from coopparo_sim.texts import text

COLUMNS = 92
"""Width of the lines written to a terminal."""
SMALL_MONEY, SMALL_COUNT = 100, 10
"""Below these, cents and tenths are told."""
MONEY = {"EUR", "EUR a year"}
PARTS_OF_ONE = {"share of adults", "share of need", "share of members", "share of assemblies", "need 0-1", "0-1"}


def amount(indicator: Indicator, value: float, language: str) -> str:
    """Say a value of an indicator with its unit, rounded for a sentence; of a yes/no one its probability (0-1)."""
    if indicator.kind == "yes_no":
        return in_ten(min(max(value, 0.0), 1.0), language)
    if indicator.unit in MONEY:
        return money_in_words(value, language)
    if indicator.unit in PARTS_OF_ONE:
        return text("summary.of_hundred", language, count=number(value * HUNDRED, language))
    return number(readable(value), language) if abs(value) >= SMALL_COUNT else number(value, language, _decimals(value))


def money_in_words(value: float, language: str) -> str:
    """Say euros: cents for small change, whole euros above, hundreds from a thousand on."""
    if abs(value) < SMALL_MONEY:
        return money(value, language, 2 if value != int(value) else 0)
    return money(readable(value), language)


def signed(value: float, language: str) -> str:
    """Write a difference in whole numbers with its sign."""
    sign = "+" if rounded(value) > 0 else "−" if rounded(value) < 0 else ""
    return sign + number(abs(value), language)


def unit(indicator: Indicator, language: str) -> str:
    """Unit of an indicator in the reader's language."""
    slug = re.sub(r"[^a-z0-9]+", "_", indicator.unit.lower()).strip("_") or "none"
    return text(f"summary.unit.{slug}", language)


def bullet(words: str) -> str:
    """Lay out a sentence as an entry of a list, in lines that fit a terminal."""
    return _lines(words, "  - ", "    ")


def paragraph(words: str, indent: str = "  ") -> str:
    """Lay out sentences in lines that fit a terminal, set in from the left."""
    return _lines(words, indent, indent)


def _lines(words: str, first: str, others: str) -> str:
    """Split into lines, never between a number and its sign."""
    lines = wrap(together(words), COLUMNS, initial_indent=first, subsequent_indent=others)
    return "\n".join(lines).replace(NO_BREAK, " ")


def _decimals(value: float) -> int:
    return 1 if abs(value) < SMALL_COUNT and rounded(value, 1) != rounded(value) else 0
