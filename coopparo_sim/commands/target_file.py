"""The one file that a command writes: looked at before the work is done, and never found half-written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from coopparo_sim.kernel.errors import Diagnostic, InputError


def check_target(file: Path, endings: Sequence[str], force: bool) -> None:
    """Make sure that a file may be written, before the work is done.

    Parameters
    ----------
    file
        The file.
    endings
        What its name may end with, in small letters, such as ``.html``.
    force
        Whether one that is there may be replaced.

    Raises
    ------
    InputError
        If it ends otherwise, is no plain file, cannot be looked at, or is there already (without ``force``).
    """
    from coopparo_sim.record.folder import told_as_bad_input

    if file.suffix.lower() not in endings:
        raise _refusal("report.file.ending", file, endings)
    with told_as_bad_input(file):
        is_link = file.is_symlink()
        is_there, is_plain = is_link or file.exists(), file.is_file() and not is_link
    if is_there and not is_plain:
        raise _refusal("report.file.no_file", file, endings)
    if is_there and not force:
        raise _refusal("report.file.exists", file, endings)


def _refusal(message: str, file: Path, endings: Sequence[str]) -> InputError:
    values = {"file": str(file), "allowed": ", ".join(endings), "example": f"{file.stem or file.name}{endings[0]}"}
    return InputError([Diagnostic(message, values, str(file), advice=f"{message}_advice")])


def save_bytes(content: bytes, file: Path) -> None:
    """Write a file aside and move it into place, so that no half-written one is ever found under its name.

    Raises
    ------
    InputError
        If the place cannot be written to.
    """
    from coopparo_sim.record.folder import told_as_bad_input

    with told_as_bad_input(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        number, aside = tempfile.mkstemp(prefix=".writing-", dir=file.parent)
        try:
            with os.fdopen(number, "wb") as target:
                target.write(content)
            Path(aside).chmod(0o644)
            Path(aside).replace(file)
        finally:
            Path(aside).unlink(missing_ok=True)
