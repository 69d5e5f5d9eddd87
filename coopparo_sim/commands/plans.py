"""Scenario files as they were typed: found, read, checked; and files to try next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.terminal import Terminal

if TYPE_CHECKING:
    from coopparo_sim.scenario.load import LoadedScenario

DIFFERENCES = ("mix-*.toml", "engagement-*.toml")
"""Files of differences, by name, that may lie beside a scenario."""


@dataclass(frozen=True)
class Side:
    """A scenario file and the files of differences laid over it, as typed."""

    plan: str
    overlays: Sequence[str] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """Short name of the plan for a folder: the names of its files, without endings."""
        return "+".join(Path(name).stem for name in (self.plan, *self.overlays))

    def words(self, option: str = "--with") -> list[str]:
        """Give what to type for this plan again."""
        return [self.plan, *(word for overlay in self.overlays for word in (option, overlay))]


def typed_path(typed: str) -> Path:
    """Give the path that was typed, with ``~`` for the home folder where there is one."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def read_plan(terminal: Terminal, side: Side) -> LoadedScenario:
    """Read a scenario with its files of differences; a file named twice counts once, where it stands last.

    Raises
    ------
    InputError
        With everything that is wrong in the files.
    """
    from coopparo_sim.scenario.load import read_scenario

    overlays = [typed_path(name) for name in side.overlays]
    once = [path for number, path in enumerate(overlays) if path not in overlays[number + 1 :]]
    for path in dict.fromkeys(path for path in overlays if overlays.count(path) > 1):
        terminal.tell(f"{terminal.say('errors.warning_word')}: {terminal.say('cli.file_twice', file=path)}")
    return read_scenario(typed_path(side.plan), once)


def tell_warnings(terminal: Terminal, *loaded: LoadedScenario) -> None:
    """Say what is allowed but unlikely in scenarios, each warning once."""
    for warning in dict.fromkeys(w.render(terminal.language) for plan in loaded for w in plan.warnings):
        terminal.tell(warning)


def file_names(loaded: LoadedScenario) -> list[str]:
    """Give the names of the files of a scenario, without their folders."""
    return [path.name for path in loaded.files]


def another_file(side: Side) -> str | None:
    """Give a file of differences beside a scenario that was not used; None where there is none."""
    plan = typed_path(side.plan)
    used = {plan.name, *(Path(name).name for name in side.overlays)}
    try:
        beside = sorted(path for pattern in DIFFERENCES for path in plan.parent.glob(pattern) if path.name not in used)
    except OSError:
        return None
    return str(Path(side.plan).parent / beside[-1].name) if beside else None
