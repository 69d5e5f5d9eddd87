"""``coopparo validate``: real campaigns against simulated ones, misses first."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopparo_sim.commands.choices import LARGEST, MOST_FUTURES, all_of, whole_number
from coopparo_sim.commands.terminal import Terminal, complain
from coopparo_sim.kernel.errors import Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.calibration.assemblies import Assembly
    from coopparo_sim.calibration.cases import Broken, Case
    from coopparo_sim.calibration.validation import Comparison

FUTURES = 60
"""Futures of each case if none are asked for."""
WIDTH = 120
"""Width of the table where it is not read on a terminal, characters."""
DIGITS = 3
KINDS = ("pattern", "case", "assembly")
"""Significant digits of a number in the table."""


def validate_cases(terminal: Terminal, files: Sequence[str], futures: str | None, seed: str | None) -> int:
    """Compare real cases with simulated ones; 0 whatever comes out, as long as the files can be read.

    Parameters
    ----------
    terminal
        Where to speak.
    files
        Files of cases; the ones that the ensemble was fitted to if there is none.
    futures, seed
        As typed.

    Raises
    ------
    InputError
        If a file cannot be read, or a number is wrong.
    """
    from coopparo_sim.calibration.cases import distinct
    from coopparo_sim.calibration.validation import compare_with_assemblies, compare_with_cases, misses_first
    from coopparo_sim.calibration.work import processes

    numbers: dict[str, int] = {}
    cases: list[Case] = []
    broken: list[Broken] = []
    meetings: list[Assembly] = []
    all_of(
        lambda: numbers.update(futures=whole_number("--futures", futures, FUTURES, 1, MOST_FUTURES)),
        lambda: numbers.update(seed=whole_number("--seed", seed, 1, 0, LARGEST)),
        *[lambda file=file: _read(file, cases, meetings, broken) for file in files or [""]],
    )
    cases = distinct(cases)
    for one in broken:
        where = f"{one.file}:{one.line}"
        complain(
            terminal.say("calibration.broken_line", where=where, why=terminal.say(f"calibration.broken.{one.why}", field=one.field))
        )
    if not cases and not meetings:
        complain(terminal.say("calibration.no_cases"))
    with terminal.progress("calibration.progress") as progress:
        found = compare_with_cases(cases, numbers["futures"], numbers["seed"], processes(), progress)
    found = misses_first([*found, *compare_with_assemblies(meetings, numbers["seed"])])
    if terminal.json:
        terminal.write_json(_as_json(found, broken, cases, numbers))
        return 0
    if found:
        _print_table(terminal, found, {case.id: case.name for case in cases} | {one.id: one.name for one in meetings})
    _tell_shares(terminal, found, numbers["futures"])
    return 0


def _read(file: str, cases: list[Case], meetings: list[Assembly], broken: list[Broken]) -> None:
    from coopparo_sim.calibration.assemblies import SHIPPED_ASSEMBLIES, read_assemblies
    from coopparo_sim.calibration.cases import SHIPPED, read_cases

    try:
        more, wrong = read_cases(Path(file) if file else SHIPPED)
        meetings += read_assemblies(Path(file) if file else SHIPPED_ASSEMBLIES)
    except (OSError, UnicodeDecodeError):
        raise InputError([Diagnostic("calibration.unreadable", {"file": file}, advice="calibration.unreadable_advice")]) from None
    cases += more
    broken += wrong


def _as_json(
    found: Sequence[Comparison], broken: Sequence[Broken], cases: Sequence[Case], numbers: dict[str, int]
) -> dict[str, Any]:
    from coopparo_sim.calibration.validation import NOMINAL, share_inside

    rows = [{**asdict(one), "inside": one.inside} for one in found]
    return {
        **numbers,
        "cases": len(cases),
        "nominal": NOMINAL,
        "inside": {kind: _plain(share_inside([f for f in found if f.kind == kind])) for kind in KINDS},
        "comparisons": [{key: _plain(value) for key, value in row.items()} for row in rows],
        "broken": [asdict(one) for one in broken],
    }


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _tell_shares(terminal: Terminal, found: Sequence[Comparison], futures: int) -> None:
    from coopparo_sim.calibration.validation import NOMINAL, share_inside

    for kind in KINDS:
        of_kind = [one for one in found if one.kind == kind and one.inside is not None]
        values = {"inside": sum(bool(one.inside) for one in of_kind), "count": len(of_kind)}
        share = share_inside(of_kind)
        if not math.isnan(share):
            values |= {"share": round(100 * share), "nominal": round(100 * NOMINAL)}
            terminal.write(terminal.say(f"calibration.share_{kind}", **values))
    none = sum(one.inside is None for one in found)
    if none:
        terminal.write(terminal.say("calibration.not_compared", count=none, futures=futures))
    terminal.write(terminal.say("calibration.caveat"))


def _print_table(terminal: Terminal, found: Sequence[Comparison], names: Mapping[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("which", "what"):
        table.add_column(terminal.say(f"calibration.column.{name}"), overflow="fold")
    for name in ("observed", "simulated"):
        table.add_column(terminal.say(f"calibration.column.{name}"), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for one in found:
        which = terminal.say("calibration.all_cases") if one.kind == "pattern" else f"{one.name} {names.get(one.name, '')}".strip()
        what = terminal.say(f"calibration.{'statistic' if one.kind == 'pattern' else 'quantity'}.{one.what}")
        simulated = "–" if one.inside is None else " ".join(_number(v, terminal.language) for v in (one.low, one.middle, one.high))
        word = {True: "inside", False: "missed", None: "unknown"}[one.inside]
        verdict = Text(terminal.say(f"calibration.verdict.{word}"), style="bold" if one.inside is False else "")
        table.add_row(Text(which), Text(what), _number(one.observed, terminal.language), simulated, verdict)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDTH, highlight=False).print(table)


def _number(value: float, language: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(float(f"{value:.{DIGITS}g}"), format="#,##0.###", locale=language))
