"""The results of a sweep as tables for pandas, and for whatever else reads Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.record.folder import recorded_fit
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.sweeps.design import Design
from coopparo_sim.sweeps.store import MANIFEST, MONTHS, POINTS, RUNS, failed_runs, failure_file, read_json, spans_done
from coopparo_sim.sweeps.tables import KEY, MONTH


@dataclass(frozen=True)
class SweepResults:
    """What a sweep has given so far.

    Attributes
    ----------
    folder
        Where it is stored.
    manifest
        What was done, with which code and libraries.
    design
        The design.
    points
        A row a point: ``point`` and the value of each factor.
    runs
        A row a run, in order: ``point``, ``future``, ``draw`` (of behaviour), factors, ``digest`` of the scenario, outcomes, and
        drawn behaviour under ``behaviour.<group>.<name>``.
    failures
        A row a run that could not be done: run, point, future, seed, kind, traceback.
    fit
        What behaviour was fitted to; None where it was not.
    """

    folder: Path
    manifest: dict[str, Any]
    design: Design
    points: pd.DataFrame
    runs: pd.DataFrame
    failures: pd.DataFrame
    fit: Fit | None = None

    @property
    def complete(self) -> bool:
        """Whether every run has its results."""
        return len(self.runs) == int(self.manifest["runs"])

    def months(self, columns: list[str] | None = None) -> pd.DataFrame:
        """Read the months: a row a run and month, in order.

        Parameters
        ----------
        columns
            Which to read beside ``point``, ``future`` and ``month``; all if not given.
        """
        wanted = [*KEY, MONTH, *columns] if columns is not None else None
        return _parts(self.folder / MONTHS, self.folder, wanted, [*KEY, MONTH])


def check_sweep(folder: Path) -> dict[str, Any]:
    """Give the manifest of the sweep in a folder.

    Raises
    ------
    InputError
        If there is no sweep in it.
    """
    if not (folder / MANIFEST).is_file() or not (folder / POINTS).is_file():
        raise InputError([Diagnostic("sweep.no_sweep", {"folder": str(folder)}, advice="sweep.no_sweep_advice")])
    manifest: dict[str, Any] = read_json(folder / MANIFEST)
    return manifest


def load_sweep(folder: str | Path) -> SweepResults:
    """Read the results of a sweep, finished or not.

    Raises
    ------
    InputError
        If there is no sweep in ``folder``, or one that does not say what its behaviour was fitted to.
    """
    where = Path(folder)
    manifest = check_sweep(where)
    design = Design.model_validate(manifest["design"])
    failures = [read_json(failure_file(where, run)) for run in failed_runs(where)]
    return SweepResults(
        folder=where, manifest=manifest, design=design, fit=recorded_fit(manifest, design.uncertainty, where),
        points=pq.read_table(where / POINTS).to_pandas(), runs=_parts(where / RUNS, where, None, list(KEY)),
        failures=pd.DataFrame(failures, columns=["run", "point", "future", "seed", "kind", "traceback"]),
    )  # fmt: skip


def _parts(inside: Path, folder: Path, columns: list[str] | None, order: list[str]) -> pd.DataFrame:
    """Read the parts that have a receipt, one after the other, and put their rows in order."""
    files = [inside / span.part for span in spans_done(folder) if (inside / span.part).exists()]
    tables: list[pd.DataFrame] = [pq.read_table(file, columns=columns).to_pandas() for file in files]
    if not tables:
        return pd.DataFrame(columns=columns or order)
    together = pd.concat(tables, ignore_index=True)
    return together.sort_values(order, kind="stable", ignore_index=True)
