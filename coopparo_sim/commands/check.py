"""``coopparo check``: everything that is wrong in scenario files, what they change, what the plan costs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coopparo_sim.commands.choices import all_of
from coopparo_sim.commands.plans import Side, file_names, read_plan, tell_warnings
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.scenario.load import LoadedScenario

SHOWN = 60
"""Longest value shown of a difference, characters."""


def check_plans(terminal: Terminal, plans: Sequence[str], overlays: Sequence[str]) -> int:
    """Check scenario files, each with the same files of differences.

    Raises
    ------
    InputError
        With everything that is wrong in any of them.
    """
    read: dict[str, LoadedScenario] = {}

    def reading(plan: str) -> None:
        read[plan] = read_plan(terminal, Side(plan, overlays))

    try:
        all_of(*(lambda plan=plan: reading(plan) for plan in dict.fromkeys(plans)))
    except InputError as problem:
        if terminal.json:
            terminal.write_json({"fine": False, "errors": [_fault(f, terminal) for f in problem.diagnostics]})
        raise
    tell_warnings(terminal, *read.values())
    if terminal.json:
        terminal.write_json({"fine": True, "errors": [], "plans": [_as_json(plan, terminal) for plan in read.values()]})
        return 0
    terminal.write("\n\n".join(_in_words(terminal, loaded) for loaded in read.values()))
    terminal.write("\n" + terminal.say("cli.check.fine_one" if len(read) == 1 else "cli.check.fine_many", count=len(read)))
    terminal.suggest(terminal.verb("run"), *Side(plans[0], overlays).words())
    return 0


def _fault(fault: Diagnostic, terminal: Terminal) -> dict[str, Any]:
    about = {"file": fault.file, "line": fault.line, "column": fault.column, "severity": fault.severity}
    return {**about, "message": fault.sentence(terminal.language), "advice": fault.advice_sentence(terminal.language)}


def _as_json(loaded: LoadedScenario, terminal: Terminal) -> dict[str, Any]:
    from coopparo_sim.scenario.digest import scenario_digest

    process = loaded.scenario.process
    return {
        "title": loaded.scenario.title,
        "files": file_names(loaded),
        "digest": scenario_digest(loaded.scenario),
        "differences": [{"key": key, "value": value, "base": base} for key, value, base in loaded.differences],
        "cost_eur": process.cost_eur,
        "budget_eur": process.budget_eur,
        "warnings": [_fault(warning, terminal) for warning in loaded.warnings],
    }


def _in_words(terminal: Terminal, loaded: LoadedScenario) -> str:
    from coopparo_sim.presentation.locale import money

    process = loaded.scenario.process
    cost = {
        name: money(value, terminal.language)
        for name, value in (
            ("cost", process.cost_eur),
            ("budget", process.budget_eur),
            ("left", process.budget_eur - process.cost_eur),
        )
    }
    lines = [
        loaded.scenario.title or file_names(loaded)[0],
        "  " + terminal.say("cli.check.files", files=", ".join(file_names(loaded))),
        "  " + terminal.say("cli.check.cost", **cost),
    ]
    if not loaded.differences:
        return "\n".join([*lines, "  " + terminal.say("cli.check.no_differences")])
    lines.append("  " + terminal.say("cli.check.differences"))
    return "\n".join([*lines, *(f"    {key} = {_value(value)}  ({_value(base)})" for key, value, base in loaded.differences)])


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"[{len(value)}]"
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= SHOWN else written[: SHOWN - 1] + "…"
