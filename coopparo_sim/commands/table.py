"""``coopparo table``: the live page for a table, from a swept grid of what people may choose."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.choices import LARGEST, MOST_FUTURES, MOST_JOBS, all_of, read_uncertainty, whole_number
from coopparo_sim.commands.plans import Side, read_plan, tell_warnings, typed_path
from coopparo_sim.commands.sweep import in_time
from coopparo_sim.commands.terminal import Terminal, complain
from coopparo_sim.kernel.errors import EXIT_INCOMPLETE, EXIT_INTERRUPTED, Amount, Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.live.grid import Grid
    from coopparo_sim.live.levers import Mix
    from coopparo_sim.live.making import Making
    from coopparo_sim.scenario.load import LoadedScenario
    from coopparo_sim.scenario.uncertainty import Uncertainty

KILOBYTE = 1000
PAGE, ASIDE = ".html", ".sweep"
MIXES = "mix-*.toml"
"""Files of differences beside a scenario whose services can be chosen on the page."""


@dataclass(frozen=True)
class TypedTable:
    """What was typed after the options of a page; None where an option was not given."""

    out: str | None = None
    points: str | None = None
    futures: str | None = None
    seed: str | None = None
    jobs: str | None = None
    resume: bool = False
    uncertainty: str | None = None


def make_table(terminal: Terminal, side: Side, typed: TypedTable) -> int:
    """Check a plan, tell what is to be simulated, simulate it, try the page on fresh plans, write it.

    Parameters
    ----------
    terminal
        Where to speak.
    side
        The scenario and what is laid over it.
    typed
        Options.

    Raises
    ------
    InputError
        With everything that is wrong, before any simulation is started.
    """
    from coopparo_sim.live.grid import FUTURES, POINTS
    from coopparo_sim.live.making import Making

    numbers: dict[str, int] = {}
    plans: list[LoadedScenario] = []
    behaviour: list[Uncertainty] = []
    all_of(
        lambda: plans.append(read_plan(terminal, side)),
        lambda: numbers.update(points=whole_number("--points", typed.points, POINTS, 1, MOST_FUTURES)),
        lambda: numbers.update(futures=whole_number("--futures", typed.futures, FUTURES, 2, MOST_FUTURES)),
        lambda: numbers.update(seed=whole_number("--seed", typed.seed, 1, 0, LARGEST)),
        lambda: numbers.update(jobs=whole_number("--jobs", typed.jobs, os.cpu_count() or 1, 1, LARGEST)),
        lambda: behaviour.append(read_uncertainty(typed.uncertainty)),
        lambda: _check_out(typed),
    )
    tell_warnings(terminal, *plans)
    page = typed_path(typed.out or "")
    making = Making(
        plans[0].scenario, _grid(plans[0], side, numbers["points"]), numbers["futures"], numbers["seed"], page.with_suffix(ASIDE),
        min(numbers["jobs"], MOST_JOBS), typed.resume, uncertainty=behaviour[0],
    )  # fmt: skip
    return _make(terminal, plans[0], making, typed)


def _check_out(typed: TypedTable) -> None:
    """Check the name of the page; a file that is there is replaced only where its own simulations are resumed."""
    if typed.out is None:
        raise InputError([Diagnostic("cli.usage.missing", {"name": "--out"})])
    page = typed_path(typed.out)
    if page.suffix.lower() != PAGE:
        raise InputError([Diagnostic("live.error.not_html", {"file": typed.out}, advice="live.error.not_html_advice")])
    if page.exists() and not (typed.resume and page.with_suffix(ASIDE).is_dir()):
        raise InputError([Diagnostic("cli.new.exists", {"file": typed.out}, advice="cli.new.exists_advice")])


def _grid(loaded: LoadedScenario, side: Side, points: int) -> Grid:
    from coopparo_sim.live.grid import grid_within, least_points
    from coopparo_sim.live.levers import levers_of

    levers = levers_of(loaded.scenario, _mixes_beside(side))
    if least_points(levers) > points:
        values = {"points": points, "least": least_points(levers)}
        raise InputError([Diagnostic("live.error.too_few_points", values, advice="live.error.too_few_points_advice")])
    return grid_within(levers, points)


def _mixes_beside(side: Side) -> list[Mix]:
    """Give the mixes of services in files of differences beside the scenario; a file that is wrong is left out."""
    from coopparo_sim.scenario.load import load_scenario

    plan = typed_path(side.plan)
    found: list[Mix] = []
    for file in sorted(plan.parent.glob(MIXES)):
        try:
            found.append(load_scenario(plan, [*(typed_path(name) for name in side.overlays), file]).mix)
        except InputError:
            continue
    return found


def _make(terminal: Terminal, loaded: LoadedScenario, making: Making, typed: TypedTable) -> int:
    from coopparo_sim.live.making import Unfinished
    from coopparo_sim.sweeps.drive import Hopeless
    from coopparo_sim.sweeps.runner import SweepInterrupted
    from coopparo_sim.sweeps.store import OtherSweep, StoreFailed

    making.check()
    _tell_plan(terminal, making)
    try:
        with terminal.progress("live.command.grid") as progress:
            making.sweep_grid(progress)
        with terminal.progress("live.command.fresh") as progress:
            making.sweep_fresh(progress)
    except SweepInterrupted as stopped:
        said = terminal.say("live.command.interrupted", done=stopped.report.done, runs=stopped.report.runs, folder=making.folder)
        complain("\n" + said)
        _suggest_resuming(terminal, loaded, typed)
        return EXIT_INTERRUPTED
    except OtherSweep:
        complain(f"{terminal.say('errors.word')}: {terminal.say('sweep.begun_anew', folder=making.folder)}")
        return EXIT_INCOMPLETE
    except (StoreFailed, Hopeless) as problem:
        reason = str(problem).rstrip().split("\n")[-1]
        complain(f"{terminal.say('errors.word')}: {terminal.say('sweep.not_written', reason=reason)}")
        return EXIT_INCOMPLETE
    except Unfinished as lack:
        complain(terminal.say("live.command.incomplete", failed=lack.failed, folder=making.folder))
        return EXIT_INCOMPLETE
    return _write(terminal, making, typed_path(typed.out or ""))


def _suggest_resuming(terminal: Terminal, loaded: LoadedScenario, typed: TypedTable) -> None:
    chosen = (
        ("--points", typed.points), ("--futures", typed.futures), ("--seed", typed.seed), ("--jobs", typed.jobs),
        ("--uncertainty", typed.uncertainty),
    )  # fmt: skip
    options = [word for option, value in chosen if value is not None for word in (option, value)]
    terminal.suggest(terminal.verb("table"), str(loaded.files[0]), "--out", typed.out or "", *options, "--resume")


def _tell_plan(terminal: Terminal, making: Making) -> None:
    if terminal.quiet or terminal.json or making.resume:
        return
    seconds = making.seconds()
    time = terminal.say("sweep.unknown_amount") if seconds is None else in_time(terminal, seconds)
    counts = {
        "points": making.grid.points, "levers": len(making.grid.levers), "futures": making.futures, "fresh": making.fresh.samples,
        "runs": making.runs, "jobs": making.jobs,
    }  # fmt: skip
    said = {name: Amount(n).say(terminal.language) for name, n in counts.items()}
    terminal.tell(terminal.say("live.command.plan", time=time, **said))


def _write(terminal: Terminal, making: Making, page: Path) -> int:
    from coopparo_sim.presentation.locale import number

    measured = making.measured()
    content = making.page(measured, terminal.language).encode("utf-8")
    try:
        page.write_bytes(content)
    except OSError as problem:
        values = {"file": str(page), "reason": problem.strerror or str(problem)}
        raise InputError([Diagnostic("live.error.unwritable", values, advice="live.error.unwritable_advice")]) from None
    if terminal.json:
        from dataclasses import asdict

        about = {"points": making.grid.points, "futures": making.futures, "runs": making.runs}
        terminal.write_json({"page": str(page), "bytes": len(content), **about, "trial": asdict(measured.trial)})
        return 0
    trial = {name: number(getattr(measured.trial, name), terminal.language, 1) for name in ("interpolation", "luck")}
    terminal.write(terminal.say("live.command.done", file=page, size=len(content) // KILOBYTE, **trial))
    terminal.tell(terminal.say("live.command.kept", folder=making.folder))
    terminal.suggest(terminal.verb("guide"), "--out", str(page.with_name(f"{terminal.verb('guide')}{PAGE}")))
    return 0
