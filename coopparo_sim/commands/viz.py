"""``coopparo viz``: Mesa's own page around one future, for researchers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from coopparo_sim.commands.choices import all_of, whole_number
from coopparo_sim.commands.plans import Side, read_plan, tell_warnings, typed_path
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError

NEEDED = ("solara", "altair")
LIBRARY = "coopparo_sim.viz.page"
PORT, LOWEST, HIGHEST = 8765, 1024, 65_535
HOST = "127.0.0.1"


def open_viz(terminal: Terminal, side: Side, port: str | None) -> int:
    """Serve Mesa's page on this machine until Ctrl-C.

    Parameters
    ----------
    terminal
        Where to speak.
    side
        The scenario and what is laid over it.
    port
        Port as typed; :data:`PORT` if not.

    Raises
    ------
    InputError
        If the scenario is wrong, or what the page needs is not installed.
    """
    numbers: dict[str, int] = {}
    plans = []
    all_of(
        _check_installed,
        lambda: plans.append(read_plan(terminal, side)),
        lambda: numbers.update(port=whole_number("--port", port, PORT, LOWEST, HIGHEST)),
    )
    tell_warnings(terminal, *plans)
    terminal.tell(terminal.say("viz.command.serving", address=f"http://{HOST}:{numbers['port']}"))
    words = [sys.executable, "-m", "solara", "run", LIBRARY, "--host", HOST, "--port", str(numbers["port"]), "--production"]
    try:
        return subprocess.run(words, env=_environment(side, terminal.language), check=False).returncode
    except KeyboardInterrupt:
        return 0


def _check_installed() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise InputError([Diagnostic("viz.command.missing", {"names": ", ".join(missing)}, advice="viz.command.missing_advice")])


def _environment(side: Side, language: str) -> dict[str, str]:
    overlays: Sequence[str] = [str(typed_path(name).resolve()) for name in side.overlays]
    return {
        **os.environ, "COOPPARO_VIZ_PLAN": str(typed_path(side.plan).resolve()), "COOPPARO_VIZ_WITH": os.pathsep.join(overlays),
        "COOPPARO_VIZ_LANG": language, "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    }  # fmt: skip
