"""Numbers and words typed after options, read with all that is wrong with them said at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.scenario.uncertainty import DEFAULT, UNCERTAINTIES, Uncertainty

FUTURES = 200
"""Futures if none are asked for: enough to explore."""
QUOTABLE_FUTURES = 1000
"""Futures wanted for a number that is quoted at a table."""
MOST_FUTURES = 1_000_000
MOST_JOBS = 60
"""Processes that every system allows; more that are asked for are not started."""
LARGEST = 2**53 - 1
"""Largest whole number that every reader of JSON gives back."""
Word = TypeVar("Word", bound=str)
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


@dataclass(frozen=True)
class Typed:
    """What was typed after the options of a run; None where an option was not given."""

    futures: str | None = None
    seed: str | None = None
    jobs: str | None = None
    uncertainty: str | None = None


@dataclass(frozen=True)
class Choices:
    """How to run: number of futures, seed, processes (None: as many as there are cores), what is uncertain."""

    futures: int
    seed: int
    jobs: int | None
    uncertainty: Uncertainty


def all_of(*steps: Callable[[], object]) -> None:
    """Take all steps, and then say together what is wrong with any of them.

    Raises
    ------
    InputError
        With the faults of all steps, each fault once.
    """
    faults: list[Diagnostic] = []
    for step in steps:
        try:
            step()
        except InputError as problem:
            faults += [fault for fault in problem.diagnostics if fault not in faults]
    if faults:
        raise InputError(faults)


def read_choices(typed: Typed) -> Choices:
    """Read the options of a run.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    found: dict[str, int] = {}
    said: list[Uncertainty] = []
    all_of(
        lambda: found.update(futures=whole_number("--futures", typed.futures, FUTURES, 1, MOST_FUTURES)),
        lambda: found.update(seed=whole_number("--seed", typed.seed, 1, 0, LARGEST)),
        lambda: found.update(jobs=whole_number("--jobs", typed.jobs, 1, 1, LARGEST)),
        lambda: said.append(read_uncertainty(typed.uncertainty)),
    )
    jobs = min(found["jobs"], MOST_JOBS) if typed.jobs is not None else None
    return Choices(found["futures"], found["seed"], jobs, said[0])


def read_uncertainty(typed: str | None, default: Uncertainty = DEFAULT) -> Uncertainty:
    """Read where behaviour comes from; ``default`` where nothing was typed.

    Raises
    ------
    InputError
        If it is none of the words allowed, or the fit is wanted and cannot be used.
    """
    from coopparo_sim.scenario.fit import fit_behind

    said = default if typed is None else one_of("--uncertainty", typed, UNCERTAINTIES)
    fit_behind(said)
    return said


def whole_number(option: str, typed: str | None, default: int, low: int, high: int) -> int:
    """Read a whole number.

    Parameters
    ----------
    option
        Name of the option.
    typed
        What was typed; None for ``default``.
    default
        The number meant where nothing was typed.
    low, high
        Least and greatest number allowed.

    Raises
    ------
    InputError
        If it is no whole number, or out of bounds.
    """
    if typed is None:
        return default
    if not _WHOLE.fullmatch(typed.strip()):
        raise InputError([Diagnostic("cli.usage.not_whole", {"name": option, "value": typed}, advice="cli.usage.not_whole_advice")])
    if not low <= int(typed) <= high:
        values = {"name": option, "value": typed, "low": low, "high": high}
        raise InputError([Diagnostic("cli.usage.out_of_bounds", values, advice="cli.usage.out_of_bounds_advice")])
    return int(typed)


def one_of(option: str, typed: str, allowed: Sequence[Word]) -> Word:
    """Read a word that must be one of a few.

    Raises
    ------
    InputError
        If it is another one.
    """
    for word in allowed:
        if word == typed:
            return word
    words = [str(word) for word in allowed]
    near = get_close_matches(typed, words, 1)
    values = {"name": option, "value": typed, "near": "".join(near), "allowed": ", ".join(words)}
    raise InputError([Diagnostic("cli.usage.wrong_word", values, advice="errors.did_you_mean_one_of" if near else "errors.one_of")])
