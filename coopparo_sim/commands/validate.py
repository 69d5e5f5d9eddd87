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
    from coopparo_sim.calibration.reading import RealCases
    from coopparo_sim.calibration.validation import Comparison

FUTURES = 40
"""Futures of each case if none are asked for."""
WIDTH = 120
"""Width of the table where it is not read on a terminal, characters."""
DIGITS = 3
"""Significant digits of a number in the table."""
KINDS = ("pattern", "case", "pledge", "assembly", "life", "operation")
"""Kinds of comparisons, in the order in which their shares are told."""
OVERALL = {"pattern": "calibration.all_cases", "life": "calibration.all_shops"}
"""What stands for the name of a case where all of them are compared."""
WORDS_OF = {"pattern": "statistic", "life": "life"}
"""Table of texts with the words for what is compared; ``quantity`` for all other kinds."""


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
    from coopparo_sim.calibration.reading import ALL_SHIPPED, RealCases

    numbers: dict[str, int] = {}
    real = RealCases()
    all_of(
        lambda: numbers.update(futures=whole_number("--futures", futures, FUTURES, 1, MOST_FUTURES)),
        lambda: numbers.update(seed=whole_number("--seed", seed, 1, 0, LARGEST)),
        *[lambda file=file: _read(Path(file), real) for file in files or ALL_SHIPPED],
    )
    _tell_left_out(terminal, real)
    found = _compared(terminal, real, numbers)
    if terminal.json:
        terminal.write_json(_as_json(found, real, numbers))
        return 0
    if found:
        _print_table(terminal, found, real.names)
    _tell_shares(terminal, found, numbers["futures"])
    return 0


def _read(file: Path, real: RealCases) -> None:
    try:
        real.add(file)
    except (OSError, UnicodeDecodeError):
        raise InputError(
            [Diagnostic("calibration.unreadable", {"file": str(file)}, advice="calibration.unreadable_advice")]
        ) from None


def _tell_left_out(terminal: Terminal, real: RealCases) -> None:
    """Say which lines cannot be read and which rows cannot be compared, each with its reason."""
    for broken in real.broken:
        why = terminal.say(f"calibration.broken.{broken.why}", field=broken.field)
        complain(terminal.say("calibration.broken_line", where=f"{broken.file}:{broken.line}", why=why))
    by_reason: dict[tuple[str, str], list[int]] = {}
    for row in real.unused:
        by_reason.setdefault((row.file, row.why), []).append(row.line)
    for (file, reason), lines in by_reason.items():
        why = terminal.say(f"calibration.unused.{reason}")
        complain(terminal.say("calibration.unused_rows", file=file, why=why, lines=", ".join(map(str, lines))))
    if not real:
        complain(terminal.say("calibration.no_cases"))


def _compared(terminal: Terminal, real: RealCases, numbers: Mapping[str, int]) -> list[Comparison]:
    from coopparo_sim.calibration.validation import (
        compare_with_assemblies,
        compare_with_cases,
        compare_with_operations,
        compare_with_pledges,
        misses_first,
    )
    from coopparo_sim.calibration.work import processes

    seed = numbers["seed"]
    with terminal.progress("calibration.progress") as progress:
        found = compare_with_cases(real.campaigns, numbers["futures"], seed, processes(), progress)
    found += [*compare_with_pledges(real.pledges), *compare_with_assemblies(real.assemblies, seed)]
    return misses_first([*found, *compare_with_operations(real.operations, seed, processes())])


def _as_json(found: Sequence[Comparison], real: RealCases, numbers: Mapping[str, int]) -> dict[str, Any]:
    from coopparo_sim.calibration.validation import NOMINAL, share_inside

    rows = [{**asdict(one), "inside": one.inside} for one in found]
    return {
        **numbers,
        "cases": len(real.campaigns),
        "assemblies": len(real.assemblies),
        "operations": len(real.operations),
        "nominal": NOMINAL,
        "inside": {kind: _plain(share_inside([f for f in found if f.kind == kind])) for kind in KINDS},
        "comparisons": [{key: _plain(value) for key, value in row.items()} for row in rows],
        "broken": [asdict(one) for one in real.broken],
        "unused": [asdict(one) for one in real.unused],
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
        which = terminal.say(OVERALL[one.kind]) if one.kind in OVERALL else f"{one.name} {names.get(one.name, '')}".strip()
        what = terminal.say(f"calibration.{WORDS_OF.get(one.kind, 'quantity')}.{one.what}")
        simulated = "–" if one.inside is None else " ".join(_number(v, terminal.language) for v in (one.low, one.middle, one.high))
        word = {True: "inside", False: "missed", None: "unknown"}[one.inside]
        verdict = Text(terminal.say(f"calibration.verdict.{word}"), style="bold" if one.inside is False else "")
        table.add_row(Text(which), Text(what), _number(one.observed, terminal.language), simulated, verdict)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDTH, highlight=False).print(table)


def _number(value: float, language: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(float(f"{value:.{DIGITS}g}"), format="#,##0.###", locale=language))
