"""``coopparo run``: many futures of one scenario, in words, as JSON, as a folder of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coopparo_sim.commands.choices import Choices, Typed, all_of, read_choices
from coopparo_sim.commands.plans import Side, another_file, file_names, read_plan, tell_warnings, typed_path
from coopparo_sim.commands.terminal import Progress, Terminal, complain
from coopparo_sim.kernel.errors import EXIT_INTERRUPTED

if TYPE_CHECKING:
    from coopparo_sim.record.ensemble import Ensemble
    from coopparo_sim.scenario.load import LoadedScenario
    from coopparo_sim.scenario.schema import Scenario

RESULTS = "results"
"""Folder proposed for results."""
SUMMARY = "summary.csv"
FIGURES = "figures"


def run_plan(terminal: Terminal, plan: str, overlays: Sequence[str], typed: Typed, out: str | None, force: bool) -> int:
    """Run a scenario and tell what came out.

    Parameters
    ----------
    terminal
        Where to speak.
    plan, overlays
        Scenario file and files of differences.
    typed
        Options of the run.
    out
        Folder for the results; None to write none.
    force
        Whether an earlier run in it may be replaced.

    Raises
    ------
    InputError
        With everything that is wrong, before any simulation is started.
    """
    from coopparo_sim.record.store import check_folder, save_results
    from coopparo_sim.sweeps.futures import Interrupted

    side, folder = Side(plan, overlays), typed_path(out) if out is not None else None
    read: list[LoadedScenario] = []
    chosen: list[Choices] = []
    all_of(
        lambda: chosen.append(read_choices(typed)),
        lambda: read.append(read_plan(terminal, side)),
        lambda: check_folder(folder, force) if folder else None,
    )
    tell_warnings(terminal, *read)
    try:
        with terminal.progress("cli.progress.run") as progress:
            ensemble = run_scenario(read[0].scenario, chosen[0], progress)
    except Interrupted as stopped:
        return keep_partial(terminal, {"": (stopped.ensemble, read[0])}, folder, force)
    try:
        if folder:
            save_results(ensemble, folder, files=file_names(read[0]), language=terminal.language, force=force)
    finally:
        _tell(terminal, ensemble, read[0])
    if folder and not draw_into(terminal, folder, lambda aside: _words_and_pictures(terminal, ensemble, aside)):
        return EXIT_INTERRUPTED
    _suggest(terminal, side, folder)
    return 0


def run_scenario(scenario: Scenario, choices: Choices, progress: Progress) -> Ensemble:
    """Run the futures of one scenario.

    Raises
    ------
    Interrupted
        On Ctrl-C, with what was finished.
    """
    from coopparo_sim.sweeps.futures import run_futures

    return run_futures(
        scenario, choices.futures, choices.seed, jobs=choices.jobs, uncertainty=choices.uncertainty, progress=progress
    )


def _tell(terminal: Terminal, ensemble: Ensemble, loaded: LoadedScenario) -> None:
    from coopparo_sim.analysis.ensembles import outcomes_json, summarise

    if terminal.json:
        terminal.write_json(outcomes_json(ensemble, file_names(loaded)))
    else:
        from coopparo_sim.presentation.summary import summary_in_words

        terminal.write(summary_in_words(ensemble, summarise(ensemble), terminal.language))


def draw_into(terminal: Terminal, folder: Path, write: Callable[[Path], Iterator[Path]]) -> bool:
    """Add tables to read and pictures to a folder that holds the tables of results already.

    Parameters
    ----------
    terminal
        Where to speak.
    folder
        A folder of results.
    write
        Given an empty folder, makes files in it and gives them one by one.

    Returns
    -------
    whether all was written; False where Ctrl-C came, and nothing was added.
    """
    from coopparo_sim.record.store import add_files

    try:
        add_files(folder, lambda aside: list(write(aside)))
    except KeyboardInterrupt:
        complain("\n" + terminal.say("cli.interrupted.no_pictures", folder=folder))
        return False
    terminal.tell("\n" + terminal.say("cli.saved", folder=folder))
    return True


def _words_and_pictures(terminal: Terminal, ensemble: Ensemble, aside: Path) -> Iterator[Path]:
    from coopparo_sim.analysis.ensembles import summarise
    from coopparo_sim.presentation.figures.album import all_pictures, drawn_for, save_picture
    from coopparo_sim.presentation.summary import write_summary_csv

    write_summary_csv(ensemble, summarise(ensemble), aside / SUMMARY, terminal.language)
    yield aside / SUMMARY
    (aside / FIGURES).mkdir()
    with terminal.progress("cli.progress.pictures") as progress:
        for done, picture in enumerate(all_pictures(ensemble, terminal.language), start=1):
            yield from save_picture(picture, aside / FIGURES)
            progress(done, len(drawn_for(ensemble)))


def keep_partial(terminal: Terminal, parts: dict[str, tuple[Ensemble, LoadedScenario]], folder: Path | None, force: bool) -> int:
    """Keep what was finished before Ctrl-C, if there is a folder for it, and say so.

    Parameters
    ----------
    terminal
        Where to speak.
    parts
        Finished futures and their scenario, by folder below ``folder``.
    folder
        Folder for the results; None where none was asked for.
    force
        Whether an earlier run in it may be replaced.

    Returns
    -------
    the exit code of an interruption.
    """
    from coopparo_sim.record.folder import common_manifest, start_folder
    from coopparo_sim.record.store import save_results

    done = sum(ensemble.n for ensemble, _ in parts.values())
    if folder is None or not done:
        complain("\n" + terminal.say("cli.interrupted.lost" if done else "cli.interrupted.nothing", done=done))
        return EXIT_INTERRUPTED
    if "" not in parts:
        fit = next(ensemble.fit for ensemble, _ in parts.values())
        start_folder(folder, common_manifest("comparison", fit), force)
    for below, (ensemble, loaded) in parts.items():
        if ensemble.n:
            save_results(ensemble, folder / below, files=file_names(loaded), language=terminal.language, force=force)
    wanted = sum(ensemble.wanted for ensemble, _ in parts.values())
    complain("\n" + terminal.say("cli.interrupted.kept", done=done, wanted=wanted, folder=folder))
    return EXIT_INTERRUPTED


def _suggest(terminal: Terminal, side: Side, folder: Path | None) -> None:
    other = another_file(side)
    if folder is None:
        terminal.suggest(terminal.verb("run"), *side.words(), "--out", f"{RESULTS}/{side.name}")
    elif other:
        plan = [word for overlay in side.overlays for word in ("--with", overlay)]
        terminal.suggest(terminal.verb("compare"), side.plan, side.plan, *plan, "--with-b", other)
    else:
        terminal.suggest(terminal.verb("explain"), "founded")
