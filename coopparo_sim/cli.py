"""The command ``coopparo``: from what was typed to an exit code, and never to a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from coopparo_sim.commands.app import do_what_was_typed
from coopparo_sim.commands.language import spoken_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was typed and give the exit code: 0, 1 (a known result missed), 2 (bad input), 3 (a simulation failed), 130 (Ctrl-C).

    Parameters
    ----------
    arguments
        The words after ``coopparo``; those of this process if not given.
    """
    words = _typed() if arguments is None else arguments
    language = spoken_language(words, os.environ)
    prepare_streams()
    try:
        code = do_what_was_typed(words, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        from coopparo_sim.commands.failures import say_interrupted

        return say_interrupted(language)
    except Exception as problem:  # the only place that may: whatever happens, people get a sentence and a file for the details
        from coopparo_sim.commands.failures import tell_failure

        return tell_failure(problem, language)
    return code


def prepare_streams() -> None:
    """Let a console that cannot show a sign show another one instead of ending the program."""
    for stream, instead in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=instead)


def _typed() -> list[str]:
    """Give the words of this process; on Windows, whose shells leave that to programs, ``~`` and ``*`` stand for names of files."""
    words = sys.argv[1:]
    if os.name != "nt":
        return words
    from glob import glob  # unlike that of a path, it takes absolute names
    from pathlib import Path

    at_home = [str(Path(word).expanduser()) if word[:2] in ("~", "~/", "~\\") else word for word in words]
    return [name for word in at_home for name in (glob(word, recursive=True) or [word])]  # noqa: PTH207
