"""Doing a sweep: check the folder, write the manifest, hand the runs out, and say what came of it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.scenario.digest import scenario_digest
from coopparo_sim.scenario.fit import fit_behind
from coopparo_sim.sweeps.design import Design
from coopparo_sim.sweeps.design_file import load_design
from coopparo_sim.sweeps.drive import MOST_RUNS, Drive, FailureKind
from coopparo_sim.sweeps.engines import Engine, dask_engine, local_engine
from coopparo_sim.sweeps.futures import run
from coopparo_sim.sweeps.points import design_points, smaller
from coopparo_sim.sweeps.provenance import code_files, libraries
from coopparo_sim.sweeps.store import (
    MANIFEST,
    POINTS,
    Bools,
    Span,
    failed_runs,
    failure_file,
    make_folders,
    missing_spans,
    own_manifest,
    read_json,
    read_points,
    remove_overlaps,
    runs_done,
    tidy,
    write_json,
    write_whole,
)  # fmt: skip
from coopparo_sim.sweeps.tables import parquet_bytes
from coopparo_sim.sweeps.worker import RunFunction, function_name, work

Progress = Callable[[int, int], None]
FORMAT = 1
"""Number of the form of the folder."""


@dataclass(frozen=True)
class SweepReport:
    """What came of a sweep.

    Attributes
    ----------
    folder
        Where the results are.
    points, runs
        Points and runs of the design.
    done, failed
        Runs with results; runs that could not be done.
    seconds
        How long this call took.
    """

    folder: Path
    points: int
    runs: int
    done: int
    failed: int
    seconds: float

    @property
    def complete(self) -> bool:
        """Whether every run has its results."""
        return self.done == self.runs


class SweepInterrupted(Exception):
    """The user stopped a sweep; ``report`` says how far it came."""

    def __init__(self, report: SweepReport) -> None:
        super().__init__(f"stopped after {report.done} of {report.runs} runs")
        self.report = report


def sweep(
    design: Design | str | Path, out: str | Path, *, jobs: int | None = None, resume: bool = False, dask: str | None = None,
    points: int | None = None, futures: int | None = None, progress: Progress | None = None, function: RunFunction = run,
    most_runs: int = MOST_RUNS,
) -> SweepReport:  # fmt: skip
    """Do every run of a design and store the results; what is done is never lost and never done twice.

    Parameters
    ----------
    design
        The design, or the path of its file.
    out
        Folder of the results: a new one, or with ``resume`` the one of the same sweep.
    jobs
        Processes; as many as there are cores if not given, 0 for this process alone. In a script, call this under
        ``if __name__ == "__main__":``.
    resume
        Go on with a sweep that was interrupted; runs that failed are tried again.
    dask
        Address of a Dask scheduler, or ``local`` for a cluster on this machine; processes of this machine if not given.
    points, futures
        A smaller version of the design: see :func:`coopparo_sim.sweeps.points.smaller`.
    progress
        Called with (done, wanted) runs each time some are done.
    function
        What is run; it must stand at the top of a module.
    most_runs
        Runs in a part at most; a part holds about four seconds' work.

    Raises
    ------
    InputError
        If the design is wrong, the folder cannot be used, or what is resumed is not the same design and code.
    OtherSweep
        If the folder was begun anew with another sweep meanwhile; what it holds now is left alone.
    StoreFailed
        If results cannot be written; what was written before stays and can be resumed.
    Hopeless
        If run after run fails and none succeeds.
    SweepInterrupted
        On Ctrl-C; what was done stays and can be resumed.
    """
    started = time.perf_counter()
    if jobs is not None and jobs < 0:
        raise ValueError(f"jobs(={jobs}) must be >= 0")
    plan = smaller(design if isinstance(design, Design) else load_design(design), points, futures)
    folder = Path(out)
    manifest = _resumed(folder, plan, function) if resume else _started(folder, plan, function)
    done = runs_done(folder, manifest["runs"])

    def report() -> SweepReport:
        seconds, failed = time.perf_counter() - started, [n for n in failed_runs(folder) if not done[n]]
        return SweepReport(folder, manifest["points"], manifest["runs"], int(done.sum()), len(failed), seconds)

    try:
        while not done.all():
            with _engine(dask, jobs, folder, function) as engine:
                _do(engine, folder, manifest["identity"], plan, done, progress, most_runs)
            if not remove_overlaps(folder):
                break
            done[:] = runs_done(folder, manifest["runs"])
    except KeyboardInterrupt:
        done[:] = runs_done(folder, manifest["runs"])
        raise SweepInterrupted(report()) from None
    return report()


@contextmanager
def _engine(dask: str | None, jobs: int | None, folder: Path, function: RunFunction) -> Iterator[Engine]:
    workers = (os.cpu_count() or 1) if jobs is None else jobs
    with dask_engine(dask, jobs, folder, function_name(function)) if dask else local_engine(workers) as engine:
        yield engine


def _do(
    engine: Engine, folder: Path, identity: str, design: Design, done: Bools, progress: Progress | None, most_runs: int
) -> None:
    failed, wanted = 0, len(done)

    def on_done(span: Span) -> None:
        done[span.start : span.stop] = True
        if span.n == 1:
            failure_file(folder, span.start).unlink(missing_ok=True)
        tell()

    def on_failure(span: Span, kind: FailureKind, details: str) -> None:
        nonlocal failed
        failed += 1
        own_manifest(folder, identity)
        write_json(failure_file(folder, span.start), _failure(folder, design, span.start, kind, details))
        tell()

    def tell() -> None:
        if progress:
            progress(int(done.sum()) + failed, wanted)

    tell()
    drive = Drive(engine, partial(work, str(folder.resolve()), identity), on_done, on_failure, most_runs)
    drive.through(missing_spans(done))
    for run_number in failed_runs(folder):
        if done[run_number]:
            failure_file(folder, run_number).unlink(missing_ok=True)


def _failure(folder: Path, design: Design, run_number: int, kind: FailureKind, details: str) -> dict[str, Any]:
    """Tell of a failed run all that is needed to do it again."""
    point, future = divmod(run_number, design.futures)
    values = read_points(folder).slice(point, 1).to_pylist()[0]
    scenario = design.scenario_at(values)
    return {
        "run": run_number, "point": point, "future": future, "seed": design.seed, "uncertainty": design.uncertainty, "kind": kind,
        "values": values, "digest": scenario_digest(scenario), "scenario": scenario.model_dump(exclude_unset=True),
        "traceback": details,
    }  # fmt: skip


def _started(folder: Path, design: Design, function: RunFunction) -> dict[str, Any]:
    """Start a new folder: manifest first, then the points."""
    check_folder(folder)
    table = design_points(design)
    fit = fit_behind(design.uncertainty)
    manifest = _manifest(design, function) | {
        "points": len(table), "runs": len(table) * design.futures, "fit": fit.as_json() if fit else None,
        "created": datetime.now(UTC).isoformat(timespec="seconds"), "libraries": libraries(),
    }  # fmt: skip
    try:
        make_folders(folder)
    except OSError as problem:
        raise _unusable(folder, problem) from None
    write_json(folder / MANIFEST, manifest)
    write_whole(folder / POINTS, parquet_bytes(pa.Table.from_pandas(table, preserve_index=False)))
    return manifest


def _manifest(design: Design, function: RunFunction) -> dict[str, Any]:
    """Give what a sweep is; its identity is that of design, town, fitted behaviour, code and function."""
    fit = fit_behind(design.uncertainty)
    content = {
        "format": FORMAT, "design": design.model_dump(), "base_digest": scenario_digest(design.base_scenario),
        "function": function_name(function), "code": code_files(function_name(function)), "ensemble": fit.ensemble if fit else None,
    }  # fmt: skip
    written = json.dumps(content, sort_keys=True)
    return {"identity": sha256(written.encode("utf-8")).hexdigest(), **json.loads(written)}


def check_folder(folder: Path) -> None:
    """Check that a new sweep can be written to ``folder``.

    Raises
    ------
    InputError
        If it is a file, is not empty, or cannot be used.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError([Diagnostic("sweep.out_is_file", {"folder": str(folder)}, advice="sweep.out_is_file_advice")])
    if (folder / MANIFEST).exists():
        raise InputError([Diagnostic("sweep.out_has_results", {"folder": str(folder)}, advice="sweep.out_has_results_advice")])
    try:
        if folder.exists() and any(folder.iterdir()):
            raise InputError([Diagnostic("sweep.out_not_empty", {"folder": str(folder)}, advice="sweep.out_not_empty_advice")])
    except OSError as problem:
        raise _unusable(folder, problem) from None


def _unusable(folder: Path, problem: OSError) -> InputError:
    values = {"folder": str(folder), "reason": problem.strerror or str(problem)}
    return InputError([Diagnostic("sweep.out_unusable", values, advice="sweep.out_unusable_advice")])


def _resumed(folder: Path, design: Design, function: RunFunction) -> dict[str, Any]:
    """Open the folder of the same sweep.

    Raises
    ------
    InputError
        If there is none, or design or code have changed; says what differs.
    """
    if not (folder / MANIFEST).is_file():
        raise InputError([Diagnostic("sweep.nothing_to_resume", {"folder": str(folder)}, advice="sweep.nothing_to_resume_advice")])
    manifest: dict[str, Any] = read_json(folder / MANIFEST)
    now = _manifest(design, function)
    if manifest["identity"] != now["identity"]:
        raise InputError([_changed(folder, manifest, now)])
    make_folders(folder)
    tidy(folder, design.months)
    if not (folder / POINTS).is_file():
        table = design_points(design)
        write_whole(folder / POINTS, parquet_bytes(pa.Table.from_pandas(table, preserve_index=False)))
    return manifest


SHOWN = 8


def _changed(folder: Path, before: dict[str, Any], now: dict[str, Any]) -> Diagnostic:
    differences = list(_differences(before, now))
    shown = ", ".join(differences[:SHOWN]) + (", …" if len(differences) > SHOWN else "")
    return Diagnostic("sweep.changed", {"folder": str(folder), "what": shown}, advice="sweep.changed_advice")


def _differences(before: Any, now: Any, path: str = "") -> Iterator[str]:
    """Walk what differs between two manifests, with old and new value where they are short."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted(before.keys() & now.keys() | (now.keys() - before.keys())):
            if key != "identity":
                yield from _differences(before.get(key), now.get(key), f"{path}.{key}".removeprefix("."))
        if path == "code":
            yield from (f"code.{name}" for name in sorted(before.keys() - now.keys()))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from _differences(one, other, f"{path}[{number + 1}]")
    elif before != now:
        plain = all(isinstance(value, int | float | str) and len(str(value)) < 40 for value in (before, now))
        yield f"{path}: {before} → {now}" if plain and not path.startswith("code") else path
