"""Which language to speak: the one asked for, else that of the computer where it is Italian, else English."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from coopparo_sim.texts import LANGUAGES

OPTION = "--lang"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where the language of the computer is looked for, the strongest first."""
_ITALIAN = re.compile(r"it([_.@-]|$)|italian", re.IGNORECASE)


def spoken_language(arguments: Sequence[str], environment: Mapping[str, str], system: str | None = None) -> str:
    """Give ``it`` or ``en``.

    Parameters
    ----------
    arguments
        The words after ``coopparo``; ``--lang`` may stand anywhere among them.
    environment
        Environment variables.
    system
        Name of the locale of the computer, used where no variable says anything; asked for on Windows if not given.

    Examples
    --------
    >>> spoken_language(["run", "--lang=it"], {"LANG": "C"}), spoken_language([], {"LANG": "it_IT.UTF-8"})
    ('it', 'it')
    """
    asked = _asked(arguments)
    if asked:
        return asked
    told = next((environment[name] for name in VARIABLES if environment.get(name)), system or _system_locale())
    return "it" if _ITALIAN.match(told) else "en"


def _asked(arguments: Sequence[str]) -> str:
    """Give the last language asked for that we speak; empty where there is none."""
    found = ""
    for position, word in enumerate(arguments):
        if word == "--":
            break
        following = arguments[position + 1] if position + 1 < len(arguments) else ""
        value = following if word == OPTION else word.removeprefix(f"{OPTION}=")
        found = value.lower() if word.startswith(OPTION) and value.lower() in LANGUAGES else found
    return found


def _system_locale() -> str:
    if os.name != "nt":
        return ""
    import locale

    return locale.getlocale()[0] or ""
