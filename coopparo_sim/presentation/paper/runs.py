"""Folders of results, read for printing: what was run, what came out, and how it was computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.folder import FORMAT, PARTS, read_manifest, refusal
from coopparo_sim.record.indicators import member_column
from coopparo_sim.record.store import TABLES, load_results

MOST_RUNS = 4
"""Plans that one sheet can compare."""
LONGEST_FACT = 40
NEEDED = (
    "future", "draw", "founded", "month_founded", "members_at_founding", "members_month_36", "capital_eur", "capital_citizens_eur",
    "capital_associations_eur", "capital_firms_eur", "capital_public_eur", "capital_funders_eur", "pledged_peak", "aware_share",
    "needs_map_error", "unheard_share", "engagement_cost_eur", "cost_per_aware_eur", "cost_per_member_eur", "public_money_eur",
    "money_lost_eur", "exit_no_promoters", "exit_campaign_failed", "exit_insolvent", "exit_no_board", "exit_under_legal_minimum",
    "exit_no_service", "operating_5_years", "months_to_break_even", "turnout", "deciders_share", "need_really_met_share",
    "worst_place_met_share",
    "firms_competed",
)  # fmt: skip
"""Columns of the table of futures that sentences and pictures read by name."""


@dataclass(frozen=True)
class Run:
    """The results of one plan.

    Attributes
    ----------
    folder
        Name of the folder, without where it lies.
    ensemble
        Its futures.
    manifest
        What the folder says about itself.
    """

    folder: str
    ensemble: Ensemble
    manifest: dict[str, Any]

    @property
    def created(self) -> datetime | None:
        """When it was run, universal time; None where the manifest does not say it."""
        try:
            return datetime.fromisoformat(str(self.manifest.get("created"))).astimezone(UTC)
        except ValueError:
            return None

    def fact(self, name: str) -> str:
        """Give a value of the manifest as one short line."""
        return plain(str(self.manifest.get(name, "")), LONGEST_FACT)


def read_run(folder: Path) -> Run:
    """Read the folder of one run.

    Parameters
    ----------
    folder
        A folder written by ``coopparo run``.

    Raises
    ------
    InputError
        If it holds no results, results of another version of the program, damaged ones, or not a single future.
    """
    manifest = read_manifest(folder)
    if manifest.get("kind") != "run":
        raise refusal("no_results", folder)
    if manifest.get("format") != FORMAT:
        raise _refusal("other_format", folder)
    lost = [name for name in TABLES if not (folder / f"{name}.parquet").is_file()]
    if lost:
        raise _refusal("damaged", folder, reason=f"{lost[0]}.parquet")
    with _damage_told(folder):
        ensemble = load_results(folder)
        _check(ensemble, folder)
    return Run(folder.resolve().name, ensemble, manifest)


def read_runs(folders: Sequence[Path]) -> list[Run]:
    """Read one to four runs; the folder of a comparison stands for its two plans.

    Parameters
    ----------
    folders
        Folders written by ``coopparo run`` or ``coopparo compare``.

    Raises
    ------
    InputError
        As :func:`read_run`, with the faults of all folders, or if there are too many plans.
    """
    parts = [part for folder in folders for part in _parts(folder)]
    if len(parts) > MOST_RUNS:
        raise _refusal("too_many", parts[-1], most=MOST_RUNS, count=len(parts))
    runs: list[Run] = []
    faults: list[Diagnostic] = []
    for part in parts:
        try:
            runs.append(read_run(part))
        except InputError as problem:
            faults += problem.diagnostics
    if faults:
        raise InputError(faults)
    return runs


def _refusal(name: str, folder: Path, **values: object) -> InputError:
    about = {"folder": str(folder), **values}
    return InputError([Diagnostic(f"report.folder.{name}", about, str(folder), advice=f"report.folder.{name}_advice")])


def _parts(folder: Path) -> list[Path]:
    compared = read_manifest(folder).get("kind") == "comparison"
    return [folder / part for part in PARTS] if compared else [folder]


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    """Say of tables and manifests that do not hold what they should that they are damaged."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as problem:
        raise _refusal("damaged", folder, reason=plain(str(problem))) from problem


def _check(ensemble: Ensemble, folder: Path) -> None:
    """Make sure that there is a future, and every column that is read by name."""
    if not ensemble.n:
        raise _refusal("no_futures", folder)
    wanted = [*NEEDED, *(member_column(place) for place in ensemble.place_names)]
    missing = [name for name in wanted if name not in ensemble.futures]
    if missing:
        raise _refusal("older", folder, missing=", ".join(missing[:3]))
