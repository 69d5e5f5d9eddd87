"""The results of a run on disk: a manifest that says what was run, and plain Parquet tables that any tool can read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from coopparo_sim.record.ensemble import LIFE_COLUMNS, Ensemble, no_life
from coopparo_sim.record.folder import (
    add_files,
    check_folder,
    common_manifest,
    finish_folder,
    read_manifest,
    recorded_fit,
    refusal,
    start_folder,
    told_as_bad_input,
)
from coopparo_sim.record.years import accounts_csv
from coopparo_sim.scenario.schema import Scenario

__all__ = ["add_files", "check_folder", "load_results", "run_manifest", "save_results"]
TABLES = ("futures", "months", "events", "needs")
ACCOUNTS = "accounts.csv"
FULL_PRECISION = ("futures", "accounts")
"""Tables whose numbers keep 64 bits, so that summaries of a folder are those of the run and accounts keep their cents; the
others hold 32."""


def save_results(
    ensemble: Ensemble, folder: Path, *, files: Sequence[str] = (), language: str = "en", force: bool = False
) -> list[Path]:
    """Write the manifest and the tables of an ensemble, finished or not, and its accounts for a spreadsheet.

    Parameters
    ----------
    ensemble
        At least one future.
    folder
        Folder to write into; made if missing.
    files
        Names of the scenario files, without their folders: a manifest names no place on a machine.
    language
        Language of the words in and around the results, ``it`` or ``en``.
    force
        Whether an earlier run in the folder is replaced.

    Returns
    -------
    written
        The files written.

    Raises
    ------
    InputError
        As :func:`check_folder`, or if writing fails.
    ValueError
        If the ensemble holds no future.
    """
    if ensemble.n == 0:
        raise ValueError("ensemble must hold at least one future")
    manifest = {**run_manifest(ensemble, files), "language": language}
    start_folder(folder, manifest, force)
    written = add_files(folder, lambda aside: _write_tables(ensemble, aside, language))
    finish_folder(folder, ensemble.complete)
    return written


def run_manifest(ensemble: Ensemble, files: Sequence[str]) -> dict[str, Any]:
    """Give the manifest of an ensemble: ``scenario`` with every value, ``given`` with those its files set.

    Parameters
    ----------
    ensemble
        Futures of one scenario.
    files
        Names of the scenario files.
    """
    places = {
        place: {"name": name, "tile": list(ensemble.place_tiles[place]), "adults": ensemble.place_people[place]}
        for place, name in ensemble.place_names.items()
    }
    return {
        **common_manifest("run", ensemble.fit),
        "title": ensemble.scenario.title,
        "files": [Path(name).name for name in files],
        "digest": ensemble.digest,
        "seed": ensemble.seed,
        "uncertainty": ensemble.uncertainty,
        "futures_wanted": ensemble.wanted,
        "futures_done": ensemble.n,
        "complete": ensemble.complete,
        "scenario": _as_data(ensemble.scenario, given=False),
        "given": _as_data(ensemble.scenario, given=True),
        "places": places,
    }


def _as_data(scenario: Scenario, given: bool) -> dict[str, Any]:
    """Give a scenario as data; a town of one's own by the name of its folder, not by where it lies."""
    data: dict[str, Any] = scenario.model_dump(mode="json", exclude_unset=given)
    if "town" in data:
        data["town"] = PurePosixPath(data["town"]).name
    return data


def _write_tables(ensemble: Ensemble, folder: Path, language: str) -> list[Path]:
    (folder / ACCOUNTS).write_bytes(accounts_csv(ensemble.accounts, language))
    names = (*TABLES, *LIFE_COLUMNS)
    return [*(_write_table(name, getattr(ensemble, name), folder) for name in names), folder / ACCOUNTS]


def _write_table(name: str, table: pd.DataFrame, folder: Path) -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    found = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    narrow = {pa.int64(): pa.int32(), pa.large_string(): pa.string()}
    if name not in FULL_PRECISION:
        narrow[pa.float64()] = pa.float32()
    schema = pa.schema([(field.name, narrow.get(field.type, field.type)) for field in found.schema])
    path = folder / f"{name}.parquet"
    parquet.write_table(found.cast(schema), path, compression="zstd")
    return path


def load_results(folder: Path) -> Ensemble:
    """Read a folder of results back.

    Parameters
    ----------
    folder
        A folder written by :func:`save_results`.

    Raises
    ------
    InputError
        If it is none, its tables cannot be read, or it does not say what its behaviour was fitted to.
    """
    manifest = read_manifest(folder)
    if manifest.get("kind") != "run":
        raise refusal("no_results", folder)
    with told_as_bad_input(folder):
        tables = {name: _read_table(folder / f"{name}.parquet") for name in TABLES}
        life = {name: _read_life(folder, name) for name in LIFE_COLUMNS}
    fit = recorded_fit(manifest, manifest["uncertainty"], folder)
    places = manifest["places"]
    return Ensemble(
        scenario=Scenario.model_validate(manifest["given"]),
        digest=manifest["digest"],
        seed=manifest["seed"],
        uncertainty=manifest["uncertainty"],
        wanted=manifest["futures_wanted"],
        place_names={place: about["name"] for place, about in places.items()},
        place_tiles={place: (about["tile"][0], about["tile"][1]) for place, about in places.items()},
        place_people={place: about["adults"] for place, about in places.items()},
        fit=fit,
        **tables,
        **life,
    )


def _read_life(folder: Path, name: str) -> pd.DataFrame:
    """Read a table of life after founding; empty in folders written before there were any."""
    path = folder / f"{name}.parquet"
    return _read_table(path) if path.exists() else no_life(name)


def _read_table(path: Path) -> pd.DataFrame:
    table = pd.read_parquet(path)
    wide = {"int32": "int64", "float32": "float64"}
    return table.astype({name: wide[str(kind)] for name, kind in table.dtypes.items() if str(kind) in wide})
