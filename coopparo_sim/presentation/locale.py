"""Numbers as people write them, by language, with one rounding rule everywhere: half up."""

from __future__ import annotations

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from coopparo_sim.texts import text

LOCALES = {"it": "it_IT", "en": "en_GB"}
TEN = 10
READABLE_FROM = 1000
"""From here on, numbers in sentences are rounded to hundreds."""
READABLE_STEP = 100
CLEAN_DIGITS = 9
"""Digits kept before rounding, so that 6.4999999999 from a division counts as the 6.5 it stands for."""


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Round half up (half away from zero), as people do by hand.

    Raises
    ------
    ValueError
        If ``value`` is not a finite number.

    Examples
    --------
    >>> rounded(2.5), rounded(0.145, 2), rounded(-2.5)
    (Decimal('3'), Decimal('0.15'), Decimal('-3'))
    """
    if not math.isfinite(value):
        raise ValueError(f"value(={value!r}) must be a finite number")
    return Decimal(repr(round(float(value), CLEAN_DIGITS))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, language: str, decimals: int = 0) -> str:
    """Write a number, such as ``1.234,5`` in Italian and ``1,234.5`` in English."""
    return _plain_spaces(format_decimal(rounded(value, decimals), format=_pattern(decimals), locale=LOCALES[language]))


def money(value: float, language: str, decimals: int = 0) -> str:
    """Write euros, such as ``1.234,50 €`` in Italian and ``€1,234.50`` in English."""
    exact = rounded(value, decimals)
    written = format_currency(
        exact, "EUR", locale=LOCALES[language], currency_digits=False, format=_money_pattern(language, decimals)
    )
    return _plain_spaces(written)


def share(value: float, language: str, decimals: int = 0) -> str:
    """Write a share (0-1) in hundredths, such as ``65,5 %`` in Italian and ``65.5%`` in English."""
    exact = rounded(value, decimals + 2)
    pattern = _pattern(decimals) + (" %" if language == "it" else "%")
    return _plain_spaces(format_percent(exact, format=pattern, locale=LOCALES[language]))


def long_date(day: date, language: str) -> str:
    """Write a date, such as ``22 novembre 2026`` in Italian and ``22 November 2026`` in English."""
    return str(format_date(day, "long", locale=LOCALES[language]))


def readable(value: float) -> float:
    """Round for a sentence: to whole numbers, and to hundreds from a thousand on."""
    step = READABLE_STEP if abs(value) >= READABLE_FROM else 1
    return float(rounded(value / step) * step)


def count_in_ten(probability: float) -> int:
    """How many out of ten, 0-10, half up; the one rule behind headline, pictures and tables.

    Raises
    ------
    ValueError
        If ``probability`` is not within 0-1.

    Examples
    --------
    >>> count_in_ten(0.65), count_in_ten(0.04)
    (7, 0)
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"probability(={probability!r}) must be within 0-1")
    return int(rounded(round(probability, CLEAN_DIGITS) * TEN))


def _case(probability: float, count: int) -> str:
    if probability == 0:
        return "none"
    if count == 0:
        return "under_one"
    if count == TEN and probability < 1:
        return "over_nine"
    return "one" if count == 1 else "some"


def in_ten(probability: float, language: str) -> str:
    """Say a probability in futures out of ten, such as ``6 futuri su 10``.

    ``meno di 1 futuro su 10`` where a chance that exists rounds to none, ``più di 9 futuri su 10`` where one short of certainty
    rounds to ten.
    """
    return futures_in_words(probability, count_in_ten(probability), language)


def futures_in_words(probability: float, count: int, language: str) -> str:
    """Say a ``count`` of futures out of ten for a probability that was rounded together with others."""
    return text(f"figures.in_ten.{_case(probability, count)}", language, count=count)


def times_in_ten(probability: float, language: str) -> str:
    """Say how often something happens once something else has, such as ``6 volte su 10``."""
    count = count_in_ten(probability)
    return text(f"figures.times_in_ten.{_case(probability, count)}", language, count=count)


def in_ten_short(probability: float, language: str) -> str:
    """Say the same in the least words, for labels and tables, such as ``6 su 10``."""
    return tenths_in_words(probability, count_in_ten(probability), language)


def tenths_in_words(probability: float, count: int, language: str) -> str:
    """Say a ``count`` out of ten for a probability that was rounded together with others."""
    return text(f"figures.in_ten_short.{_case(probability, count)}", language, count=count)


def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _money_pattern(language: str, decimals: int) -> str:
    return f"{_pattern(decimals)} ¤" if language == "it" else f"¤{_pattern(decimals)}"


def _plain_spaces(written: str) -> str:
    """Put plain spaces for the no-break ones, so that lines can be measured and split alike everywhere."""
    return written.replace("\u00a0", " ").replace("\u202f", " ")
