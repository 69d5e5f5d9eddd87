"""Many simulated sets of cases, done in parts that survive an interruption.

The sweep engine runs one scenario at a time and stores its outcomes; a point of a calibration is a whole set of cases that passes a
filter before anything is worked out. So the parts are of this module, on the engine's processes and with its way of writing.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopparo_sim.calibration.cases import Case
from coopparo_sim.calibration.draws import behaviour_with, names
from coopparo_sim.calibration.simulation import COLUMNS, simulate_all
from coopparo_sim.calibration.targets import observed, simulated_statistics
from coopparo_sim.calibration.variants import DECLARED, in_variant
from coopparo_sim.sweeps.engines import local_engine
from coopparo_sim.sweeps.provenance import code_files
from coopparo_sim.sweeps.store import write_whole

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
CHUNK = 4
"""Points that one process does before it writes a part: some seconds."""
MANIFEST = "manifest.json"
DIGEST = 8
"""Letters of a digest in the name of a file."""
WITHOUT_EFFECT = ("scenario/data/", "sweeps/")
"""Folders on which no simulated campaign depends: what a calibration writes, and how work is shared out."""
OWN_CODE = (
    "campaigns.py",
    "draws.py",
    "offer.py",
    "simulation.py",
    "tables.py",
    "variants.py",
    "filling.csv",
    "prices.csv",
)
"""Files of the calibration on which simulated campaigns depend; cases enter by what was read of them."""


class OtherCalibration(Exception):
    """A folder holds parts of another calibration; says what differs."""


@dataclass(frozen=True)
class Points:
    """Points to simulate.

    Attributes
    ----------
    kind
        Word that names them in files, beside a digest of the numbers and futures: other points have other files.
    values
        Shape (points, unknowns): the unknown numbers.
    futures
        One number of a future for each point.
    variant
        Structural variant of the model.
    """

    kind: str
    values: Floats
    futures: tuple[int, ...]
    variant: str = DECLARED

    @property
    def name(self) -> str:
        """What their files are named by."""
        numbers = np.ascontiguousarray(self.values, dtype="<f8").tobytes() + np.array(self.futures, dtype="<i8").tobytes()
        return f"{self.kind}-{hashlib.sha256(numbers).hexdigest()[:DIGEST]}"


def simulated_points(
    folder: Path, cases: Sequence[Case], points: Points, seed: int, jobs: int, progress: Progress | None = None
) -> list[pd.DataFrame]:
    """Simulate all ``cases`` at each point; what is done already is read, not done again.

    Parameters
    ----------
    folder
        Where parts are kept.
    cases
        The cases.
    points
        Unknown numbers and futures.
    seed
        Seed of all luck.
    jobs
        Processes; 0 for this one.
    progress
        Called with (done, wanted) points.

    Returns
    -------
    A table of simulated campaigns for each point.

    Raises
    ------
    OtherCalibration
        If the folder holds parts of other cases, another seed or other code.
    """
    _check(folder, cases, seed)
    total = len(points.values)
    spans = [(first, min(first + CHUNK, total)) for first in range(0, total, CHUNK)]
    open_spans = [span for span in spans if not _part(folder, points.name, *span).is_file()]
    done = total - sum(last - first for first, last in open_spans)
    with local_engine(jobs) as engine, engine.open(engine.workers) as executor:
        tasks = {executor.submit(do_part, folder, list(cases), points, seed, (a, b)): b - a for a, b in open_spans}
        for task in as_completed(tasks):
            task.result()
            done += tasks[task]
            if progress:
                progress(done, total)
    return [table for span in spans for table in _tables(np.load(_part(folder, points.name, *span)), cases, span)]


def do_part(folder: Path, cases: Sequence[Case], points: Points, seed: int, span: tuple[int, int]) -> None:
    """Simulate some points and write their campaigns; done in a worker process."""
    number = {case.id: k for k, case in enumerate(cases)}
    parts = []
    for point in range(*span):
        drawn, offer = behaviour_with(dict(zip(names(), points.values[point].tolist(), strict=True)))
        table = simulate_all(cases, in_variant(drawn, points.variant), offer, seed, [points.futures[point]])
        table["case"] = table["case"].map(number)
        parts.append(np.column_stack([np.full(len(table), point), table.to_numpy(dtype=np.float64)]))
    buffer = io.BytesIO()
    np.save(buffer, np.concatenate(parts))
    write_whole(_part(folder, points.name, *span), buffer.getvalue())


def _tables(rows: Floats, cases: Sequence[Case], span: tuple[int, int]) -> list[pd.DataFrame]:
    """Give the campaigns of a part back, a table a point."""
    every = pd.DataFrame(rows[:, 1:], columns=list(COLUMNS))
    every["case"] = [cases[int(number)].id for number in rows[:, 1]]
    return [every[rows[:, 0] == point] for point in range(*span)]


def statistics_of(tables: Sequence[pd.DataFrame], cases: Sequence[Case]) -> Floats:
    """Work out the statistics of each table, looking at some of the cases only, shape (tables, statistics)."""
    real, wanted = observed(cases), [case.id for case in cases]
    return np.array([simulated_statistics(table[table["case"].isin(wanted)], real) for table in tables])


def _part(folder: Path, kind: str, first: int, last: int) -> Path:
    return folder / f"{kind}-{first:05d}-{last:05d}.npy"


def identity(cases: Sequence[Case], seed: int) -> dict[str, str]:
    """Say what simulated campaigns depend on: cases, seed, code, each in a short word."""
    data = json.dumps([asdict(case) for case in cases], sort_keys=True)
    return {"cases": hashlib.sha256(data.encode()).hexdigest(), "seed": str(seed), "code": simulation_code()}


def simulation_code() -> str:
    """Give one hash of all code and tables that simulated campaigns depend on; line ends do not enter, nor the ensemble itself."""
    model = {name: digest for name, digest in code_files().items() if not name.startswith(WITHOUT_EFFECT)}
    whole = hashlib.sha256(json.dumps(model, sort_keys=True).encode())
    here = Path(__file__).parent
    for name in OWN_CODE:
        file = here / name if name.endswith(".py") else here / "data" / name
        whole.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()


def _check(folder: Path, cases: Sequence[Case], seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted, file = identity(cases, seed), folder / MANIFEST
    if not file.is_file():
        write_whole(file, json.dumps(wanted, indent=1).encode())
        return
    found = json.loads(file.read_text(encoding="utf-8"))
    other = sorted(key for key in wanted if found.get(key) != wanted[key])
    if other:
        raise OtherCalibration(f"{folder} holds parts of a calibration with other {', '.join(other)}: choose another folder")


def processes() -> int:
    """Number of processes that this machine can do at once."""
    return os.cpu_count() or 1
