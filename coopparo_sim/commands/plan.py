"""``coopparo plan``: the economic plan of results that are there already, as a workbook; nothing is run again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.target_file import check_target, save_bytes
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
    files: list[Path] = []
    all_of(lambda: read.append(load_results(where)), lambda: files.append(_target(out, force)))
    from coopparo_sim.economic_plan.futures import choose_futures
    from coopparo_sim.economic_plan.workbook import plan_workbook

    selection = choose_futures(read[0], where)
    save_bytes(plan_workbook(selection, terminal.language, _about(where, terminal.language)), files[0])
    _tell(terminal, selection, files[0])
    return 0


def _target(out: str | None, force: bool) -> Path:
    """Give the file to write.

    Raises
    ------
    InputError
        If none was named, or it may not be written.
    """
    if out is None:
        raise InputError([Diagnostic("plan.error.no_out", advice="plan.error.no_out_advice")])
    file = typed_path(out)
    check_target(file, (ENDING,), force)
    return file


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
