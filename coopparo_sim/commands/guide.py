"""``coopparo guide``: the guide for whoever runs a table, to be printed."""

from __future__ import annotations

from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError


def write_guide(terminal: Terminal, out: str | None) -> int:
    """Write the guide in the language of the terminal; a file that is there is not touched.

    Raises
    ------
    InputError
        If there is no name for it, or it cannot be written.
    """
    from coopparo_sim.live.guide import guide_html

    if out is None:
        raise InputError([Diagnostic("cli.usage.missing", {"name": "--out"})])
    file = typed_path(out)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as target:
            target.write(guide_html(terminal.language))
    except FileExistsError:
        raise InputError([Diagnostic("cli.new.exists", {"file": str(file)}, advice="cli.new.exists_advice")]) from None
    except OSError as problem:
        values = {"file": str(file), "reason": problem.strerror or str(problem)}
        raise InputError([Diagnostic("live.error.unwritable", values, advice="live.error.unwritable_advice")]) from None
    terminal.write(terminal.say("live.command.guide", file=file))
    return 0
