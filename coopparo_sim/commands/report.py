"""``coopparo report``: results on paper, from folders that are there already; nothing is run again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.choices import all_of
from coopparo_sim.commands.plans import Side, read_plan, typed_path
from coopparo_sim.commands.target_file import check_target, save_bytes
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.presentation.paper.runs import Run
    from coopparo_sim.scenario.schema import Scenario

PAGE, PDF = ".html", ".pdf"


@dataclass(frozen=True)
class TypedReport:
    """What was typed after the options of a report.

    Attributes
    ----------
    out
        File to write; None for a name made from the results.
    pdf, full, verify, force
        Whether a PDF is wanted too, the planner's report instead of the sheet, known results tried for it, and a file of that name
        replaced.
    base
        Scenario that the planner's report sets the plan against; None for the values used where a file says nothing.
    """

    out: str | None = None
    pdf: bool = False
    full: bool = False
    verify: bool = False
    force: bool = False
    base: str | None = None


def print_report(terminal: Terminal, folders: Sequence[str], typed: TypedReport) -> int:
    """Write the sheet of a plan, the sheet that compares plans, or the planner's report.

    Parameters
    ----------
    terminal
        Where to speak.
    folders
        Folders of results.
    typed
        Options.

    Raises
    ------
    InputError
        With everything that is wrong, before anything is drawn.
    """
    from coopparo_sim.presentation.paper.runs import read_runs

    runs: list[Run] = []
    base: list[Scenario] = []
    files = _files(terminal, folders, typed)
    all_of(
        lambda: runs.extend(read_runs([typed_path(folder) for folder in folders])),
        *(partial(check_target, file, (PAGE, PDF), typed.force) for file in files),
        lambda: _check_pdf(files),
        lambda: base.append(read_plan(terminal, Side(typed.base, [])).scenario) if typed.base is not None else None,
        lambda: _check_options(folders, typed),
    )
    if typed.full and len(runs) > 1:
        raise InputError([Diagnostic("report.full.one", {"count": len(runs)}, advice="report.full.one_advice")])
    with terminal.progress("report.file.progress") as progress:
        html = _page(terminal, runs, typed, base[0] if base else None)
        for done, file in enumerate(files, start=1):
            progress(done, len(files) + 1)
            save_bytes(_pdf(html) if file.suffix.lower() == PDF else html.encode("utf-8"), file)
    _tell(terminal, files, runs, folders, typed.full)
    return 0


def _files(terminal: Terminal, folders: Sequence[str], typed: TypedReport) -> list[Path]:
    """Give the files to write: the page, its PDF beside it, or the PDF alone where that is what was named."""
    if typed.out is not None:
        named = typed_path(typed.out)
    else:
        kind = "full" if typed.full else "sheet" if len(folders) == 1 else "comparison"
        start = f"{typed_path(folders[0]).resolve().name}-" if len(folders) == 1 else ""
        named = Path(f"{start}{terminal.say(f'report.file.{kind}')}{PAGE}")
    return [named, named.with_suffix(PDF)] if typed.pdf and named.suffix.lower() != PDF else [named]


def _check_pdf(files: Sequence[Path]) -> None:
    if any(file.suffix.lower() == PDF for file in files):
        from coopparo_sim.presentation.paper.pdf import check_pdf

        check_pdf()


def _check_options(folders: Sequence[str], typed: TypedReport) -> None:
    """Refuse options that only the planner's report knows where it is not asked for."""
    for option, given in (("--verify", typed.verify), ("--base", typed.base is not None)):
        if given and not typed.full:
            raise InputError([Diagnostic("report.full.only", {"option": option}, advice="report.full.only_advice")])


def _page(terminal: Terminal, runs: Sequence[Run], typed: TypedReport, base: Scenario | None) -> str:
    if typed.full:
        from coopparo_sim.presentation.paper.planner_report import report_page

        return report_page(runs[0], terminal.language, base=base, verify=typed.verify)
    if len(runs) > 1:
        from coopparo_sim.presentation.paper.comparison import comparison_page

        return comparison_page(runs, terminal.language)
    from coopparo_sim.presentation.paper.sheet import sheet_page

    return sheet_page(runs[0], terminal.language)


def _pdf(html: str) -> bytes:
    from coopparo_sim.presentation.paper.pdf import pdf_of

    return pdf_of(html)


def _tell(terminal: Terminal, files: Sequence[Path], runs: Sequence[Run], folders: Sequence[str], full: bool) -> None:
    if terminal.json:
        plans = [{"folder": run.folder, "title": run.ensemble.scenario.title, "futures": run.ensemble.n} for run in runs]
        terminal.write_json({"files": [str(file) for file in files], "plans": plans})
        return
    for file in files:
        terminal.write(terminal.say("report.file.written", file=file))
    if files[-1].suffix.lower() != PDF and not full:
        terminal.tell(terminal.say("report.file.print"))
    if full:
        terminal.suggest(terminal.verb("explain"))
    elif len(runs) == 1:
        terminal.suggest(terminal.verb("report"), folders[0], "--full")
