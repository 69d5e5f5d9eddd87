"""The table of known results: what is expected, what the rules give, and whether it is near enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from coopparo_sim.kernel.rng import generator
from coopparo_sim.texts import text
from coopparo_sim.verification.assemblies import ASSEMBLY_CASES
from coopparo_sim.verification.cases import CASES as FORMATION_CASES
from coopparo_sim.verification.cases import Case, Known
from coopparo_sim.verification.money import MONEY_CASES

__all__ = ["CASES", "Row", "set_up_in_words", "verification_table"]
CASES: tuple[Case, ...] = (*FORMATION_CASES, *MONEY_CASES, *ASSEMBLY_CASES)
"""All cases, in the order of the table; new ones come last, so that the chance of the others stays theirs."""
_ALL_DIGITS = "#,##0.#####"


@dataclass(frozen=True)
class Row:
    """One known number and what the rules of the model give for it.

    Attributes
    ----------
    case
        Name of the function of :mod:`coopparo_sim.verification` that works it out.
    set_up
        What is set up, in words, by language.
    source
        Where the number comes from.
    expected, got, tolerance
        Published number, number reached, greatest difference allowed; in the same unit.
    passed
        Whether the difference is within the tolerance.
    """

    case: str
    set_up: Mapping[str, str]
    source: str
    expected: float
    got: float
    tolerance: float
    passed: bool


def set_up_in_words(known: Known, language: str) -> str:
    """Say what is set up for one number, in ``language`` (``it`` or ``en``), with its numbers written as usual there."""
    shown = {
        name: value if isinstance(value, str) else format_decimal(value, format=_ALL_DIGITS, locale=language)
        for name, value in known.values.items()
    }
    return text(f"verification.{known.sentence}", language, **shown)


def rows_of(case: Case, rng_seed: int, number: int) -> list[Row]:
    """Work one case out: a row for each of its numbers; ``number`` keeps its chance apart from that of other cases."""
    reached = case.measure(generator(rng_seed, 0, number))
    return [_row(case, known, got) for known, got in zip(case.known, reached, strict=True)]


def _row(case: Case, known: Known, got: float) -> Row:
    return Row(
        case=case.name,
        set_up={language: set_up_in_words(known, language) for language in ("it", "en")},
        source=case.source,
        expected=known.expected,
        got=float(got),
        tolerance=known.tolerance,
        passed=abs(got - known.expected) <= known.tolerance,
    )


def verification_table(seed: int = 1) -> list[Row]:
    """Work all known results out through the rules of the model; the same ``seed`` gives the same table.

    Returns
    -------
    A row for each number, in the order of the cases.
    """
    return [row for number, case in enumerate(CASES, start=1) for row in rows_of(case, seed, number)]
