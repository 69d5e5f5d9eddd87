"""The command ``coopparo``: from what was typed to an exit code, and never to a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from coopparo_sim.commands.failures import say_interrupted, tell_failure
from coopparo_sim.commands.language import spoken_language
from coopparo_sim.commands.terminal import Terminal, prepare_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed and give the exit code: 0, 1 (a known result missed), 2 (bad input), 3 (a simulation failed), 130 (Ctrl-C).

    Parameters
    ----------
    arguments
        The words after ``coopparo``; those of this process if not given.
    """
    language = spoken_language(sys.argv[1:] if arguments is None else arguments, os.environ)
    prepare_streams()
    try:
        code = _do(arguments, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return say_interrupted(language)
    except Exception as problem:  # the only place that may: whatever happens, people get a sentence and a file for the details
        return tell_failure(problem, language)
    return code


def _do(arguments: Sequence[str] | None, language: str) -> int:
    from coopparo_sim.commands.app import Request, spoken_command

    asked = spoken_command(language).main(args=arguments, prog_name="coopparo", standalone_mode=False)
    if not isinstance(asked, Request):
        return int(asked or 0)
    return asked.work(Terminal(language, json=asked.json, quiet=asked.quiet))
