"""``coopparo plan``: the economic plan of results that are there already, as a workbook; nothing is run again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.economic_plan.futures import Selection

ENDING = ".xlsx"


def write_plan(terminal: Terminal, folder: str, out: str | None, force: bool) -> int:
    """Write the economic plan of a folder of results.

    Parameters
    ----------
    terminal
        Where to speak.
    folder
        Folder of results of ``coopparo run``.
    out
        File to write.
    force
        Whether a file of that name may be replaced.

    Raises
    ------
    InputError
        If there are no results, they have no founded cooperative to plan for, or the file may not be written.
    """
    from coopparo_sim.commands.choices import all_of
    from coopparo_sim.record.store import load_results

    where, read = typed_path(folder), []
    file = typed_path(out) if out is not None else None
    all_of(lambda: read.append(load_results(where)), lambda: check_file(file, force))
    assert file is not None
    from coopparo_sim.economic_plan.futures import choose_futures
    from coopparo_sim.economic_plan.workbook import plan_workbook

    selection = choose_futures(read[0], where)
    save_bytes(plan_workbook(selection, terminal.language, _about(where, terminal.language)), file)
    _tell(terminal, selection, file)
    return 0


def check_file(file: Path | None, force: bool) -> None:
    """Make sure that a file may be written, before the work is done.

    Parameters
    ----------
    file
        The file; None where none was named.
    force
        Whether one that is there may be replaced.

    Raises
    ------
    InputError
        If none was named, it does not end with ``.xlsx``, is no plain file, cannot be looked at,
        or is there already (without ``force``).
    """
    from coopparo_sim.record.folder import told_as_bad_input

    if file is None:
        raise _refusal("plan.error.no_out", "")
    if file.suffix.lower() != ENDING:
        raise _refusal("plan.error.ending", str(file))
    with told_as_bad_input(file):
        is_link = file.is_symlink()
        is_there, is_plain = is_link or file.exists(), file.is_file() and not is_link
    if is_there and not is_plain:
        raise _refusal("plan.error.no_file", str(file))
    if is_there and not force:
        raise _refusal("plan.error.exists", str(file))


def _refusal(message: str, file: str) -> InputError:
    return InputError([Diagnostic(message, {"file": file}, file, advice=f"{message}_advice")])


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


def _about(folder: Path, language: str) -> dict[str, str]:
    """Tell where the numbers come from: what the manifest of the results says."""
    from datetime import datetime

    from babel.dates import format_date

    from coopparo_sim.presentation.locale import LOCALES
    from coopparo_sim.record.folder import read_manifest

    manifest = read_manifest(folder)
    created = datetime.fromisoformat(str(manifest["created"]))
    return {
        "version": str(manifest["version"]), "digest": str(manifest["digest"])[:12],
        "date": format_date(created.date(), format="long", locale=LOCALES[language]),
    }  # fmt: skip


def _tell(terminal: Terminal, selection: Selection, file: Path) -> None:
    chosen = selection.chosen
    if terminal.json:
        listed = [
            {"level": f.level, "future": f.number, "result_eur": f.result_eur, "closed": bool(f.month_closed)} for f in chosen
        ]
        counts = {"founded": int(selection.founded.sum()), "followed": int(selection.followed.sum())}
        counts["lasting"] = int(selection.lasting.sum())
        terminal.write_json({"file": str(file), "years": selection.years, **counts, "futures": listed})
        return
    names = [terminal.say(f"plan.level.{future.level}", number=future.number) for future in chosen]
    terminal.write(terminal.say("plan.written.saved", file=file))
    terminal.tell(terminal.say("plan.written.chosen", listed=", ".join(names)))
    terminal.suggest(terminal.verb("explain"), "surplus_eur_year")
