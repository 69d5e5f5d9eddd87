"""The law as values: each limit of ``data/law.toml`` with its article and its source, and all of them as numbers for the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from coopparo_sim.texts import text

DATA = Path(__file__).parent / "data" / "law.toml"
MOST_DENOMINATOR = 1000
"""Shares are read as the nearest fraction with a denominator up to this: 0.3333 is a third, 0.125 an eighth, 0.667 itself."""


@dataclass(frozen=True)
class Limit:
    """One limit set by law.

    Attributes
    ----------
    value
        The limit, exact.
    unit
        Its unit.
    article
        Article of law.
    evidence, source
        Kind of evidence, and where it was found.
    """

    value: Fraction
    unit: str
    article: str
    evidence: str
    source: str


@dataclass(frozen=True)
class Law:
    """The limits of law that the rules need; articles and sources stand in :func:`limits` under the same names.

    Attributes
    ----------
    ordinary_minimum, small_minimum
        Least members of the ordinary and of the small form.
    small_form_members, small_form_assets_eur
        The small form is open to fewer members than this, or to assets up to this, EUR.
    recovery_months
        Months to come back to the minimum.
    least_share_eur, most_share_eur, most_held_eur
        Least and greatest price of a share; greatest holding of a natural person; EUR.
    large_members, large_held_share
        Above so many members the statute may let one hold this share of the capital.
    admission_answer_days, appeal_days
        Days to answer who asks to join; days to appeal.
    voting_after_months
        Months in the members' book before voting.
    most_votes, funding_votes_share
        Most votes of a legal person or funding member; greatest share of votes of all funding members.
    most_proxies
        Most members that one may stand for.
    separate_members, separate_members_by_activity
        Members above which separate assemblies are due: over several provinces; with several activities.
    board_least, board_term_years, board_cooperators_share
        Least directors; longest term, years; share of directors that cooperators must exceed.
    """

    ordinary_minimum: int
    small_minimum: int
    small_form_members: int
    small_form_assets_eur: int
    recovery_months: int
    least_share_eur: int
    most_share_eur: int
    most_held_eur: int
    large_members: int
    large_held_share: Fraction
    admission_answer_days: int
    appeal_days: int
    voting_after_months: int
    most_votes: int
    funding_votes_share: Fraction
    most_proxies: int
    separate_members: int
    separate_members_by_activity: int
    board_least: int
    board_term_years: int
    board_cooperators_share: Fraction


@lru_cache(maxsize=1)
def limits() -> Mapping[str, Limit]:
    """Give every limit of law by name, in the order of the table."""
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return MappingProxyType({name: Limit(**{**row, "value": Fraction(row["value"])}) for name, row in table.items()})


@lru_cache(maxsize=1)
def law() -> Law:
    """Give the limits of law as numbers: whole ones as integers, shares as exact fractions.

    Raises
    ------
    KeyError
        If the table lacks a limit.
    """
    found = limits()
    return Law(**{f.name: _plain(found[f.name].value) for f in fields(Law)})  # type: ignore[arg-type]


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def limit_sentence(name: str, language: str) -> str:
    """Say one limit of law in plain words, with its article, in ``language`` (``it`` or ``en``).

    Raises
    ------
    KeyError
        If there is no such limit.
    """
    limit = limits()[name]
    return text(f"governance.law.{name}", language, value=_shown(limit.value, language), article=limit.article)


def _shown(value: Fraction, language: str) -> str:
    from babel.numbers import format_decimal

    whole = value.denominator == 1
    return str(format_decimal(value.numerator, locale=language)) if whole else f"{value.numerator}/{value.denominator}"


def exact_share(share: float | Fraction) -> Fraction:
    """Read a share, 0-1, as an exact fraction: 2/3 given as 0.6667 is two thirds.

    Examples
    --------
    >>> exact_share(0.6667), exact_share(0.5), exact_share(0.51)
    (Fraction(2, 3), Fraction(1, 2), Fraction(51, 100))
    """
    return Fraction(share).limit_denominator(MOST_DENOMINATOR)
