"""``coopparo sweep``: every run of a design, stored so that nothing done is lost."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.choices import LARGEST, MOST_FUTURES, MOST_JOBS, all_of, read_uncertainty, whole_number
from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.terminal import Terminal, complain
from coopparo_sim.kernel.errors import EXIT_INCOMPLETE, EXIT_INTERRUPTED, Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.sweeps.design import Design
    from coopparo_sim.sweeps.runner import SweepReport

MINUTE, HOUR = 60, 3600
MEGABYTE = 1e6
LISTED = 5
"""Failed runs that are named."""


@dataclass(frozen=True)
class TypedSweep:
    """What was typed after the options of a sweep; None where an option was not given."""

    out: str | None = None
    jobs: str | None = None
    points: str | None = None
    futures: str | None = None
    dask: str | None = None
    resume: bool = False
    dry_run: bool = False
    uncertainty: str | None = None


def run_sweep(terminal: Terminal, file: str, typed: TypedSweep) -> int:
    """Check a design, tell the plan, do the runs, tell what came of it.

    Parameters
    ----------
    terminal
        Where to speak.
    file
        File of the design.
    typed
        Options.

    Raises
    ------
    InputError
        With everything that is wrong, before any simulation is started.
    """
    from coopparo_sim.sweeps.points import smaller

    numbers: dict[str, int | None] = {}
    designs: list[Design] = []
    all_of(
        lambda: numbers.update(jobs=_number("--jobs", typed.jobs, LARGEST)),
        lambda: numbers.update(points=_number("--points", typed.points, MOST_FUTURES)),
        lambda: numbers.update(futures=_number("--futures", typed.futures, MOST_FUTURES)),
        lambda: designs.append(_design(file, typed.uncertainty)),
        lambda: _check_out(typed),
    )
    design = smaller(designs[0], numbers["points"], numbers["futures"])
    jobs = min(numbers["jobs"] or os.cpu_count() or 1, MOST_JOBS)
    if typed.dry_run:
        _tell_plan(terminal, design, jobs, as_data=True)
        return 0
    return _do(terminal, design, file, typed, jobs)


def _design(file: str, uncertainty: str | None) -> Design:
    """Read a design; what was typed stands before what the file says."""
    from coopparo_sim.sweeps.design_file import load_design

    design = load_design(typed_path(file))
    return design.model_copy(update={"uncertainty": read_uncertainty(uncertainty, design.uncertainty)})


def _number(option: str, typed: str | None, high: int) -> int | None:
    return None if typed is None else whole_number(option, typed, 1, 1, high)


def _check_out(typed: TypedSweep) -> None:
    if typed.out is None and not typed.dry_run:
        raise InputError([Diagnostic("cli.usage.missing", {"name": "--out"})])


def _tell_plan(terminal: Terminal, design: Design, jobs: int, as_data: bool) -> None:
    """Tell points, runs, time and disk: as data where nothing else is asked for, else as a message."""
    from coopparo_sim.sweeps.estimate import plan_sweep
    from coopparo_sim.sweeps.futures import run

    plan = plan_sweep(design, run, jobs)
    if as_data and terminal.json:
        about = {"points": plan.points, "runs": plan.runs, "seconds": plan.seconds, "size_bytes": plan.size_bytes}
        terminal.write_json({**about, "jobs": jobs})
        return
    unknown = terminal.say("sweep.unknown_amount")
    time = unknown if plan.seconds is None else in_time(terminal, plan.seconds)
    disk = unknown if plan.size_bytes is None else in_megabytes(terminal, plan.size_bytes)
    words = terminal.say(
        "sweep.plan", points=_count(terminal, plan.points), futures=_count(terminal, design.futures),
        runs=_count(terminal, plan.runs), jobs=jobs, time=time, disk=disk,
    )  # fmt: skip
    (terminal.write if as_data else terminal.tell)(words)


def _count(terminal: Terminal, n: float) -> str:
    from coopparo_sim.kernel.errors import Amount

    return Amount(n).say(terminal.language)


def in_time(terminal: Terminal, seconds: float) -> str:
    """Say how long something takes, in the unit that suits it."""
    unit, name = next(
        ((size, word) for size, word in ((HOUR, "hours"), (MINUTE, "minutes")) if seconds >= 2 * size), (1, "seconds")
    )
    return terminal.say(f"sweep.time.{name}", n=_count(terminal, max(seconds / unit, 1)))


def in_megabytes(terminal: Terminal, size: float) -> str:
    """Say how much disk something takes."""
    return terminal.say("sweep.megabytes", n=_count(terminal, max(size / MEGABYTE, 1)))


def _do(terminal: Terminal, design: Design, file: str, typed: TypedSweep, jobs: int) -> int:
    from coopparo_sim.sweeps.drive import Hopeless
    from coopparo_sim.sweeps.runner import SweepInterrupted, check_folder, sweep
    from coopparo_sim.sweeps.store import OtherSweep, StoreFailed

    out = typed_path(typed.out or "")
    if not typed.resume:
        check_folder(out)
        if not terminal.quiet and not terminal.json:
            _tell_plan(terminal, design, jobs, as_data=False)
    try:
        with terminal.progress("sweep.progress") as progress:
            chosen = None if typed.dask and typed.jobs is None else jobs
            report = sweep(design, out, jobs=chosen, resume=typed.resume, dask=typed.dask, progress=progress)
    except SweepInterrupted as stopped:
        complain("\n" + terminal.say("sweep.interrupted", done=stopped.report.done, runs=stopped.report.runs, folder=out))
        _suggest_resuming(terminal, file, typed)
        return EXIT_INTERRUPTED
    except OtherSweep:
        complain(f"{terminal.say('errors.word')}: {terminal.say('sweep.begun_anew', folder=out)}")
        return EXIT_INCOMPLETE
    except StoreFailed as problem:
        complain(f"{terminal.say('errors.word')}: {terminal.say('sweep.not_written', reason=problem)}")
        _suggest_resuming(terminal, file, typed)
        return EXIT_INCOMPLETE
    except Hopeless as problem:
        last = str(problem).rstrip().split("\n")[-1]
        complain(f"{terminal.say('errors.word')}: {terminal.say('sweep.hopeless', reason=last, folder=out / 'failures')}")
        return EXIT_INCOMPLETE
    return _tell_report(terminal, report, file, typed)


def _suggest_resuming(terminal: Terminal, file: str, typed: TypedSweep) -> None:
    chosen = (
        ("--jobs", typed.jobs), ("--points", typed.points), ("--futures", typed.futures), ("--dask", typed.dask),
        ("--uncertainty", typed.uncertainty),
    )  # fmt: skip
    options = [word for option, value in chosen if value is not None for word in (option, value)]
    terminal.suggest(terminal.verb("sweep"), file, "--out", typed.out or "", *options, "--resume")


def _tell_report(terminal: Terminal, report: SweepReport, file: str, typed: TypedSweep) -> int:
    if terminal.json:
        from coopparo_sim.sweeps.digest import sweep_digest

        about = {name: getattr(report, name) for name in ("points", "runs", "done", "failed", "complete", "seconds")}
        terminal.write_json({"folder": str(report.folder), **about, "digest": sweep_digest(report.folder)})
    else:
        done, runs = _count(terminal, report.done), _count(terminal, report.runs)
        time = in_time(terminal, report.seconds)
        terminal.write(terminal.say("sweep.finished", done=done, runs=runs, time=time, folder=report.folder))
    if report.complete:
        terminal.suggest(terminal.verb("analyse"), typed.out or "")
        return 0
    _tell_failures(terminal, report.folder, report.failed)
    _suggest_resuming(terminal, file, typed)
    return EXIT_INCOMPLETE


def _tell_failures(terminal: Terminal, folder: Path, failed: int) -> None:
    """Name the first runs that failed, with what they met last; the rest stands in files."""
    from coopparo_sim.sweeps.store import FAILURES, failed_runs, failure_file, read_json

    complain(terminal.say("sweep.failed", n=failed, folder=folder / FAILURES))
    for run in failed_runs(folder)[:LISTED]:
        about = read_json(failure_file(folder, run))
        why = str(about["traceback"]).rstrip().split("\n")[-1]
        complain("  " + terminal.say("sweep.failed_run", point=about["point"], future=about["future"], seed=about["seed"], why=why))
