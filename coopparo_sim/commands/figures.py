"""``coopparo figures``: the pictures of results that are there already, drawn again; nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coopparo_sim.commands.choices import all_of
from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.run import FIGURES
from coopparo_sim.commands.terminal import Terminal
from coopparo_sim.kernel.errors import Diagnostic, InputError

if TYPE_CHECKING:
    from coopparo_sim.presentation.paper.runs import Run

ENDINGS = (".svg", ".png", ".csv")


def redraw(terminal: Terminal, folder: str, out: str | None, force: bool) -> int:
    """Draw the pictures of a folder of results again, in the language of the terminal.

    Parameters
    ----------
    terminal
        Where to speak.
    folder
        Folder of a run or of a comparison.
    out
        Folder for the pictures; None for the one within the results.
    force
        Whether pictures that are there may be replaced.

    Raises
    ------
    InputError
        If there are no results, the folder cannot be written to, or pictures are there already (without ``force``).
    """
    from coopparo_sim.presentation.paper.runs import read_runs
    from coopparo_sim.record.folder import add_files

    results = typed_path(folder)
    runs: list[Run] = []
    target = typed_path(out) if out is not None else results / FIGURES
    all_of(lambda: runs.extend(read_runs([results])), lambda: _check_folder(target, force))
    if target == results / FIGURES:
        written = add_files(results, lambda aside: list(_saved(terminal, runs, aside / FIGURES)))
    else:
        written = _moved_into(target, lambda aside: list(_saved(terminal, runs, aside)))
    if terminal.json:
        terminal.write_json({"folder": str(target), "files": [path.name for path in written]})
    else:
        terminal.write(terminal.say("cli.saved", folder=target))
        terminal.suggest(terminal.verb("report"), folder)
    return 0


def _check_folder(target: Path, force: bool) -> None:
    from coopparo_sim.record.folder import refusal

    if target.exists() and not target.is_dir():
        raise refusal("is_file", target)
    held = sorted(p.name for p in target.iterdir() if p.suffix in ENDINGS) if target.is_dir() else []
    if held and not force:
        values = {"folder": str(target), "listed": ", ".join(held[:3])}
        raise InputError([Diagnostic("report.figures.exist", values, str(target), advice="report.figures.exist_advice")])


def _moved_into(target: Path, write: Callable[[Path], list[Path]]) -> list[Path]:
    """Let ``write`` make files aside, then move them into place, so that no half-written one is ever found there."""
    from coopparo_sim.record.folder import told_as_bad_input

    with told_as_bad_input(target):
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".writing-", dir=target) as aside:
            return [path.replace(target / path.name) for path in write(Path(aside))]


def _saved(terminal: Terminal, runs: Sequence[Run], folder: Path) -> Iterator[Path]:
    from coopparo_sim.presentation.figures.album import all_pictures, drawn_for, save_picture
    from coopparo_sim.presentation.figures.compared import draw_compared
    from coopparo_sim.presentation.paper.comparison import plan_labels

    language, ensembles = terminal.language, [run.ensemble for run in runs]
    if len(runs) > 1:
        yield from save_picture(draw_compared(ensembles, plan_labels(ensembles, language), language), folder)
        return
    with terminal.progress("cli.progress.pictures") as progress:
        for done, picture in enumerate(all_pictures(ensembles[0], language), start=1):
            yield from save_picture(picture, folder)
            progress(done, len(drawn_for(ensembles[0])))
