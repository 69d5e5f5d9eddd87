"""What went wrong, in a sentence and an exit code; the details of what nobody foresaw go to a file."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coopparo_sim.commands.terminal import complain
from coopparo_sim.kernel.errors import EXIT_BAD_INPUT, EXIT_INTERRUPTED, EXIT_SIMULATION_FAILED, Diagnostic, InputError
from coopparo_sim.texts import text


class UsageError(InputError):
    """Words of the command line that cannot be read.

    Attributes
    ----------
    path
        The command whose help page tells how they are written.
    """

    def __init__(self, fault: Diagnostic, path: str) -> None:
        super().__init__([fault])
        self.path = path

    def __reduce__(self) -> tuple[type[UsageError], tuple[Diagnostic, str]]:  # type: ignore[override]
        return (type(self), (self.diagnostics[0], self.path))


def say_interrupted(language: str) -> int:
    """Say that Ctrl-C ended a command that had nothing to keep."""
    complain("\n" + text("cli.interrupted.nothing", language))
    return EXIT_INTERRUPTED


def tell_failure(problem: Exception, language: str) -> int:
    """Say what went wrong and give the exit code.

    Parameters
    ----------
    problem
        What was raised.
    language
        ``it`` or ``en``.
    """
    if isinstance(problem, InputError):
        return _tell_input_error(problem, language)
    if isinstance(problem, BrokenPipeError):
        return _end_quietly()
    if hasattr(problem, "future") and hasattr(problem, "details"):
        return _tell_failed_simulation(problem, language)
    if isinstance(problem, OSError) and problem.errno == errno.ENOSPC:
        _end_quietly()
        complain(_headed("cli.failure.full", language))
        return EXIT_BAD_INPUT
    if isinstance(problem, MemoryError):
        complain(_headed("cli.failure.memory", language))
        return EXIT_SIMULATION_FAILED
    details = "".join(traceback.format_exception(problem))
    complain(_headed("cli.failure.unexpected", language, kind=type(problem).__name__, log=_keep(details)))
    return EXIT_SIMULATION_FAILED


def _headed(identifier: str, language: str, **values: object) -> str:
    return f"{text('errors.word', language)}: {text(identifier, language, **values)}"


def _tell_input_error(problem: InputError, language: str) -> int:
    complain(problem.render(language))
    if any(fault.file for fault in problem.diagnostics):
        complain(problem.summary(language))
    if isinstance(problem, UsageError):
        complain(text("cli.usage.see", language, command=f"{problem.path} --help"))
    return EXIT_BAD_INPUT


def _end_quietly() -> int:
    """Stop writing where the reader has gone, as ``coopparo explain | head`` does."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return 0


def _tell_failed_simulation(problem: Any, language: str) -> int:
    log = _keep(str(problem.details))
    if problem.future < 0:
        complain(_headed("cli.failure.worker", language, log=log))
    else:
        complain(_headed("cli.failure.simulation", language, future=problem.future, seed=problem.seed, log=log))
    return EXIT_SIMULATION_FAILED


def _keep(details: str) -> str:
    """Write the details to a file of their own, away from the user's files, and give its name; ``-`` where that fails too."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="coopparo-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(details)
            return file.name
    except OSError:
        return "-"


def unknown_word(message: str, word: str, known: Sequence[str]) -> Diagnostic:
    """Say that a word is not known, and which known one is nearest.

    Parameters
    ----------
    message
        Identifier of the sentence; gets ``word``.
    word
        What was typed.
    known
        What could have been typed.
    """
    near = get_close_matches(word, known, 1)
    values = {"word": word, "near": near[0] if near else ""}
    return Diagnostic(message, values, advice="errors.did_you_mean" if near else "")
