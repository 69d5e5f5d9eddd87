"""The folder of a sweep: a manifest written first, the points, and parts that appear whole or not at all.

``manifest.json`` says what is being done, with which code. ``points.parquet`` has a row a point. ``runs/`` and ``months/`` hold
parts named by the runs in them, numbered point by point; ``failures/`` holds a file for each run that could not be done. A part of
``runs/`` is its own receipt: it is written last, under another name, brought to disk, and renamed. Runs with a receipt are never
run again.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

MANIFEST, POINTS, RUNS, MONTHS, FAILURES = "manifest.json", "points.parquet", "runs", "months", "failures"
UNFINISHED = ".unfinished"
SHOWN = 12
"""Signs of a digest that are shown."""
_PART = re.compile(r"part-(\d+)-(\d+)\.parquet")
_FAILURE = re.compile(r"run-(\d+)\.json")
Bools = NDArray[np.bool_]


class StoreFailed(Exception):
    """Results could not be written: the disk is full, or gone."""


class OtherSweep(StoreFailed):
    """Results were dropped: their folder was begun anew, with another sweep, while they were being made."""


@dataclass(frozen=True, order=True)
class Span:
    """Runs from ``start`` up to, but without, ``stop``; run number = point * futures + future."""

    start: int
    stop: int

    @property
    def n(self) -> int:
        """Number of runs."""
        return self.stop - self.start

    def singles(self) -> list[Span]:
        """Its runs one by one."""
        return [Span(run, run + 1) for run in range(self.start, self.stop)]

    def cut(self, n: int) -> tuple[Span, Span]:
        """Its first ``n`` runs, and the rest."""
        middle = min(self.start + n, self.stop)
        return Span(self.start, middle), Span(middle, self.stop)

    @property
    def part(self) -> str:
        """Name of the file of these runs."""
        return f"part-{self.start:09d}-{self.stop:09d}.parquet"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when power is lost.

    Raises
    ------
    StoreFailed
        If it cannot be written; nothing is left of it then.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _bring_to_disk(path.parent)
    except OSError as problem:
        raise StoreFailed(f"{path.name}: {problem.strerror or problem}") from problem


def _bring_to_disk(folder: Path) -> None:
    """Bring the names in a folder to disk, where the system lets a folder be opened for that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folders(folder: Path) -> None:
    """Make the folder of a sweep and those inside it."""
    for inside in (RUNS, MONTHS, FAILURES):
        (folder / inside).mkdir(parents=True, exist_ok=True)


def write_json(path: Path, content: object) -> None:
    """Write data as JSON, whole or not at all."""
    write_whole(path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))


def read_json(path: Path) -> Any:
    """Read what :func:`write_json` wrote."""
    return json.loads(path.read_text(encoding="utf-8"))


def own_manifest(folder: Path, identity: str) -> dict[str, Any]:
    """Read the manifest of a folder and make sure that it is still the one of a sweep.

    A worker may outlive its driver, and the folder be begun anew meanwhile: what it did must not be mixed with another plan.

    Parameters
    ----------
    folder
        Folder of the sweep.
    identity
        Digest of the sweep, as its manifest had it at the beginning.

    Raises
    ------
    OtherSweep
        If the folder holds another sweep by now; nothing in it was touched.
    StoreFailed
        If there is no manifest any more.
    """
    try:
        manifest: dict[str, Any] = read_json(folder / MANIFEST)
    except OSError as problem:
        raise StoreFailed(f"{MANIFEST}: {problem.strerror or problem}") from problem
    if manifest["identity"] != identity:
        raise OtherSweep(f"{folder}: holds the sweep {manifest['identity'][:SHOWN]} by now, not {identity[:SHOWN]}; part dropped")
    return manifest


def spans_done(folder: Path) -> list[Span]:
    """Give the receipts of a folder, in order."""
    found = (_PART.fullmatch(file.name) for file in (folder / RUNS).glob("*.parquet"))
    return sorted(Span(int(match[1]), int(match[2])) for match in found if match)


def is_sound(folder: Path, span: Span, with_months: bool) -> bool:
    """Whether the part of ``span`` can be read and has all its runs."""
    files = [folder / RUNS / span.part] + ([folder / MONTHS / span.part] if with_months else [])
    try:
        rows: list[int] = [pq.read_metadata(file).num_rows for file in files]
    except (pa.ArrowException, OSError):
        return False
    return rows[0] == span.n


def runs_done(folder: Path, runs: int) -> Bools:
    """Which runs have a receipt, shape (runs,)."""
    done = np.zeros(runs, dtype=np.bool_)
    for span in spans_done(folder):
        done[span.start : span.stop] = True
    return done


def remove_overlaps(folder: Path) -> bool:
    """Remove parts that hold runs of an earlier part; tell whether there were any.

    A worker of a cluster may finish its part after its driver was lost and the sweep was begun anew.
    """
    end, found = 0, False
    for span in spans_done(folder):
        if span.start < end:
            (folder / RUNS / span.part).unlink(missing_ok=True)
            (folder / MONTHS / span.part).unlink(missing_ok=True)
            found = True
        else:
            end = span.stop
    return found


def tidy(folder: Path, with_months: bool) -> None:
    """Remove what an interrupted sweep left unfinished, parts that can no longer be read, and runs that are there twice."""
    for inside in (folder, folder / RUNS, folder / MONTHS, folder / FAILURES):
        for file in inside.glob(f".*{UNFINISHED}"):
            file.unlink(missing_ok=True)
    for span in spans_done(folder):
        if not is_sound(folder, span, with_months):
            (folder / RUNS / span.part).unlink(missing_ok=True)
    remove_overlaps(folder)


def missing_spans(done: Bools) -> list[Span]:
    """Give what is still to do as stretches of runs; ``done`` has shape (runs,)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([True], done, [True])).astype(np.int8)))
    return [Span(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]


def failure_file(folder: Path, run: int) -> Path:
    """Name the file that tells of one failed run."""
    return folder / FAILURES / f"run-{run:09d}.json"


def read_points(folder: Path) -> pa.Table:
    """Read the values of the points: a row a point in order, a column a factor."""
    table = pq.read_table(folder / POINTS)
    return table.select(table.column_names[1:])


def failed_runs(folder: Path) -> list[int]:
    """Give the numbers of the runs that failed, in order."""
    found = (_FAILURE.fullmatch(file.name) for file in (folder / FAILURES).glob("*.json"))
    return sorted(int(match[1]) for match in found if match)
