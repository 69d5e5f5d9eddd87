"""``coopparo new``: a commented scenario, or the tables of a town, to start from; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from coopparo_sim.commands.choices import one_of
from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.record.folder import told_as_bad_input

SCENARIO, TOWN = "scenario", "town"
ENDING = ".toml"


def write_new(terminal: Terminal, what: str | None, where: str | None) -> int:
    """Write a scenario file or the folder of a town.

    Parameters
    ----------
    terminal
        Where to speak.
    what
        ``scenario`` (if not given) or ``town``, also by its Italian name; the name of a ``.toml`` file means a scenario.
    where
        File or folder to write; a name is proposed if not given.

    Raises
    ------
    InputError
        If it exists already or cannot be written.
    """
    if what is not None and what.endswith(ENDING) and where is None:
        what, where = SCENARIO, what
    names = {
        SCENARIO: SCENARIO,
        TOWN: TOWN,
        terminal.say("cli.new.scenario_word"): SCENARIO,
        terminal.say("cli.new.town_word"): TOWN,
    }
    chosen = names[one_of(terminal.verb("new"), (what or SCENARIO).lower(), list(names))]
    path = typed_path(where or terminal.say(f"cli.new.{chosen}_name"))
    if chosen == TOWN:
        return _write_town(terminal, path)
    return _write_scenario(terminal, path)


def _write_scenario(terminal: Terminal, path: Path) -> int:
    from coopparo_sim.scenario.template import scenario_template

    content = scenario_template(terminal.language)
    with told_as_bad_input(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
        except (FileExistsError, IsADirectoryError):
            fault = Diagnostic("cli.new.exists", {"file": str(path)}, advice="cli.new.exists_advice")
            raise InputError([fault]) from None
    terminal.write(terminal.say("cli.new.scenario_written", file=path))
    terminal.suggest(terminal.verb("check"), str(path))
    return 0


def _write_town(terminal: Terminal, folder: Path) -> int:
    from coopparo_sim.town.template import write_town_template

    files = write_town_template(folder, terminal.language)
    listed = ", ".join(file.name for file in files)
    terminal.write(terminal.say("cli.new.town_written", folder=folder, count=len(files), listed=listed))
    terminal.tell(terminal.say("cli.new.town_use", folder=folder.as_posix()))
    terminal.suggest(terminal.verb("new"), terminal.say("cli.new.scenario_word"))
    return 0
