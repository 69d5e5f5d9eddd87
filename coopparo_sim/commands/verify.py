"""``coopparo verify``: known results of theory against what the rules of the model give."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from coopparo_sim.commands.choices import LARGEST, whole_number
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import EXIT_MISSED

if TYPE_CHECKING:
    from coopparo_sim.verification.table import Row

WIDTH = 150
"""Width of the table where it is not read on a terminal, characters."""
DIGITS = 4
BASELINE = "scenarios/copparo-baseline.toml"


def verify_rules(terminal: Terminal, seed: str | None) -> int:
    """Try the rules on every known result; exit code 1 if one is missed.

    Parameters
    ----------
    terminal
        Where to speak.
    seed
        Seed of the results that need chance, as typed.

    Raises
    ------
    InputError
        If the seed is no whole number.
    """
    from coopparo_sim.verification.table import CASES, rows_of

    number = whole_number("--seed", seed, 1, 0, LARGEST)
    rows: list[Row] = []
    with terminal.progress("cli.progress.verify") as progress:
        for done, case in enumerate(CASES, start=1):
            rows += rows_of(case, number, done)
            progress(done, len(CASES))
    missed = sum(not row.passed for row in rows)
    if terminal.json:
        known = [{**asdict(row), "set_up": row.set_up[terminal.language]} for row in rows]
        terminal.write_json({"seed": number, "passed": missed == 0, "missed": missed, "rows": known})
        return EXIT_MISSED if missed else 0
    _print_table(terminal, rows)
    verdict = "cli.verify.missed" if missed else "cli.verify.passed"
    terminal.write(terminal.say(verdict, missed=missed, count=len(rows)))
    terminal.suggest(terminal.verb("run"), BASELINE)
    return EXIT_MISSED if missed else 0


def _print_table(terminal: Terminal, rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(terminal.say("cli.verify.known"), ratio=1)
    table.add_column(terminal.say("cli.verify.source"), overflow="fold", max_width=36)
    for name in ("expected", "got", "tolerance"):
        table.add_column(terminal.say(f"cli.verify.{name}"), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for row in rows:
        numbers = (_number(value, terminal.language) for value in (row.expected, row.got, row.tolerance))
        passed = terminal.say("cli.verify.yes" if row.passed else "cli.verify.no")
        verdict = Text(passed, style="" if row.passed else "bold")
        table.add_row(Text(row.set_up[terminal.language]), Text(row.source), *numbers, verdict)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDTH, highlight=False).print(table)


def _number(value: float, language: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(round(value, DIGITS), format="#,##0.####", locale=language))
