"""The folder that results are written into: claimed by one run, and never overwritten unasked.

Nothing in it is replaced unless asked for, and then only files that this program wrote, as its manifest lists them. Each file is
written aside and moved into place, so that no half-written one is ever found under its name.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import Any

from coopparo_sim import __version__
from coopparo_sim.kernel.errors import Diagnostic, InputError
from coopparo_sim.scenario.fit import Fit, fit_from

MANIFEST = "manifest.json"
PROGRAM = "coopparo"
FORMAT = 1
LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "pydantic", "scipy")
ENDINGS = (".csv", ".json", ".parquet", ".png", ".svg")
"""What a file of results may end with: nothing else is ever removed."""
PARTS = ("a", "b")
"""Folders of the two plans in the folder of a comparison."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """Give the manifest of a folder of results; empty where the folder has none that this program wrote.

    Parameters
    ----------
    folder
        Any folder.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("program") == PROGRAM else {}


def check_folder(folder: Path, force: bool = False) -> None:
    """Make sure, before anything is run, that results can be written into a folder.

    Parameters
    ----------
    folder
        Folder to write into; it need not exist.
    force
        Whether an earlier run in it may be replaced.

    Raises
    ------
    InputError
        If it is a file, cannot be written, holds another run (without ``force``), or holds files of somebody else.
    """
    if folder.is_file():
        raise refusal("is_file", folder)
    with told_as_bad_input(folder):
        held = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        manifest = read_manifest(folder) if held else {}
        if manifest and not force:
            raise refusal("other_run", folder, title=str(manifest.get("title", "")))
        if held and not manifest:
            raise refusal("foreign", folder, listed=_listed(held))
        _try_to_write(folder)


def refusal(name: str, folder: Path, **values: object) -> InputError:
    """Give the error that says why a folder cannot be used; its advice stands beside the message in the catalogue.

    Parameters
    ----------
    name
        Name of the sentence among those on folders.
    folder
        The folder.
    **values
        What else fills the sentence and its advice.
    """
    about = {"folder": str(folder), **values}
    return InputError([Diagnostic(f"cli.folder.{name}", about, str(folder), advice=f"cli.folder.{name}_advice")])


def _listed(names: Sequence[str], shown: int = 3) -> str:
    return ", ".join([*names[:shown], *(["…"] if len(names) > shown else [])])


def _try_to_write(folder: Path) -> None:
    """Make the folder and a file in it, and leave things as they were."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    finally:
        for path in missing:
            if path.is_dir():
                path.rmdir()


@contextmanager
def told_as_bad_input(path: Path) -> Iterator[None]:
    """Turn what the system says against writing at ``path`` into an :class:`InputError`."""
    try:
        yield
    except OSError as problem:
        values = {"folder": str(path), "reason": problem.strerror or type(problem).__name__}
        if problem.errno == errno.ENOSPC:
            fault = Diagnostic("cli.folder.full", values, advice="cli.folder.full_advice")
        else:
            fault = Diagnostic("cli.folder.unwritable", values, str(path), advice="cli.folder.unwritable_advice")
        raise InputError([fault]) from problem


def start_folder(folder: Path, manifest: dict[str, Any], force: bool = False) -> None:
    """Claim a folder: remove the earlier run where that is allowed, and write the manifest before anything else.

    The manifest calls the results incomplete until :func:`finish_folder` says that all was written.

    Raises
    ------
    InputError
        As :func:`check_folder`.
    """
    check_folder(folder, force)
    with told_as_bad_input(folder):
        folder.mkdir(parents=True, exist_ok=True)
        remove_results(folder)
        _write_manifest(folder, {**manifest, "complete": False, "results": []})


def finish_folder(folder: Path, complete: bool) -> None:
    """Say in the manifest that everything was written, and whether everything wanted was run.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    with told_as_bad_input(folder):
        _write_manifest(folder, {**read_manifest(folder), "complete": complete})


def add_files(folder: Path, write: Callable[[Path], Sequence[Path]]) -> list[Path]:
    """Let ``write`` make files in a folder aside, move them into ``folder``, and list them in the manifest.

    Parameters
    ----------
    folder
        A folder of results.
    write
        Given an empty folder, makes files in it and returns them.

    Raises
    ------
    InputError
        If writing fails.
    """
    with told_as_bad_input(folder):
        aside = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
        try:
            names = [path.relative_to(aside) for path in write(aside)]
            for name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (aside / name).replace(folder / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        manifest = read_manifest(folder)
        results = [*manifest.get("results", []), *(name.as_posix() for name in names)]
        _write_manifest(folder, {**manifest, "results": list(dict.fromkeys(results))})
    return [folder / name for name in names]


def remove_results(folder: Path) -> None:
    """Remove the files that the manifest of a folder lists, and the manifest; what it does not list stays.

    Parameters
    ----------
    folder
        Any folder; one without a manifest of this program is left alone.
    """
    manifest = read_manifest(folder)
    if not manifest:
        return
    listed = [PurePosixPath(str(name)) for name in manifest.get("results", [])]
    paths = [folder / name for name in listed if name.suffix in ENDINGS]
    inside = [path for path in paths if path.parent.resolve().is_relative_to(folder.resolve())]
    for path in inside:
        path.unlink(missing_ok=True)
    for part in PARTS if manifest.get("kind") == "comparison" else ():
        remove_results(folder / part)
    (folder / MANIFEST).unlink()
    for place in sorted({path.parent for path in inside} | {folder / part for part in PARTS}):
        if place != folder and place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    number, name = tempfile.mkstemp(prefix=".writing-", dir=folder)
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=2, allow_nan=False)
        file.write("\n")
    Path(name).chmod(0o644)
    Path(name).replace(folder / MANIFEST)


def common_manifest(kind: str, fit: Fit | None) -> dict[str, Any]:
    """Give what every manifest says: program, format, versions, time, and what behaviour was fitted to.

    Parameters
    ----------
    kind
        ``run`` or ``comparison``.
    fit
        What behaviour was fitted to; None where it was not fitted.
    """
    return {
        "program": PROGRAM,
        "format": FORMAT,
        "kind": kind,
        "version": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version_of(name) for name in LIBRARIES},
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "calibrated": fit is not None,
        "fit": fit.as_json() if fit else None,
    }


def recorded_fit(manifest: dict[str, Any], uncertainty: str, folder: Path) -> Fit | None:
    """Read from a manifest what behaviour was fitted to, which may be another fit than the one that is shipped now.

    Parameters
    ----------
    manifest
        The manifest.
    uncertainty
        Where behaviour came from; there is no fit unless it is ``calibrated``.
    folder
        Its folder.

    Raises
    ------
    InputError
        If the manifest should say it and does not.
    """
    if uncertainty != "calibrated":
        return None
    try:
        return fit_from(manifest["fit"])
    except (KeyError, TypeError, ValueError):
        raise refusal("no_fit", folder) from None


def _version_of(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
