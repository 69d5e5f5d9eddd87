"""``coopparo compare``: two scenarios on the same luck, and whether one would do better."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopparo_sim.commands.choices import QUOTABLE_FUTURES, Choices, Typed, all_of, read_choices
from coopparo_sim.commands.declared import unit_in_words
from coopparo_sim.commands.plans import Side, file_names, read_plan, tell_warnings, typed_path
from coopparo_sim.commands.run import FIGURES, RESULTS, draw_into, keep_partial, run_scenario
from coopparo_sim.commands.terminal import Progress, Terminal
from coopparo_sim.kernel.errors import EXIT_INTERRUPTED
from coopparo_sim.texts import text

if TYPE_CHECKING:
    import pandas as pd

    from coopparo_sim.analysis.compare import Comparison, Difference
    from coopparo_sim.record.ensemble import Ensemble
    from coopparo_sim.scenario.load import LoadedScenario

__all__ = ["Side", "compare_plans"]
TABLE, DATA = "comparison.csv", "comparison.json"
LETTERS = ("a", "b")


def compare_plans(terminal: Terminal, a: Side, b: Side, typed: Typed, out: str | None, force: bool) -> int:
    """Run two scenarios on the same luck and tell which would do better, if any.

    Parameters
    ----------
    terminal
        Where to speak.
    a, b
        The two plans.
    typed
        Options of both runs.
    out
        Folder for the results; None to write none.
    force
        Whether an earlier run in it may be replaced.

    Raises
    ------
    InputError
        With everything that is wrong, before any simulation is started.
    """
    from coopparo_sim.analysis.compare import compare_ensembles, comparison_json
    from coopparo_sim.record.store import check_folder

    folder = typed_path(out) if out is not None else None
    read: dict[str, LoadedScenario] = {}
    chosen: list[Choices] = []
    all_of(
        lambda: chosen.append(read_choices(typed)),
        lambda: read.update(a=read_plan(terminal, a)),
        lambda: read.update(b=read_plan(terminal, b)),
        lambda: check_folder(folder, force) if folder else None,
    )
    tell_warnings(terminal, *read.values())
    ensembles = _run_both(terminal, read, chosen[0])
    if any(not ensemble.complete for ensemble in ensembles.values()):
        return keep_partial(terminal, {letter: (found, read[letter]) for letter, found in ensembles.items()}, folder, force)
    comparison, labels = compare_ensembles(ensembles["a"], ensembles["b"]), labels_of(terminal, read["a"], read["b"])
    data = with_files(comparison_json(comparison, terminal.language), read)
    if folder:
        _save(terminal, ensembles, read, data, folder, force)
    _tell(terminal, comparison, data, labels)
    pictures = partial(_tables_and_pictures, terminal, ensembles, comparison, data, labels)
    if folder and not draw_into(terminal, folder, pictures):
        return EXIT_INTERRUPTED
    _suggest(terminal, a, b, chosen[0], folder)
    return 0


def _run_both(terminal: Terminal, read: dict[str, LoadedScenario], choices: Choices) -> dict[str, Ensemble]:
    """Run one plan after the other; where Ctrl-C comes, what was finished, and nothing of what had not begun."""
    from coopparo_sim.sweeps.futures import Interrupted

    done: dict[str, Ensemble] = {}
    with terminal.progress("cli.progress.compare") as progress:
        for letter in LETTERS:
            try:
                done[letter] = run_scenario(read[letter].scenario, choices, _after(progress, len(done) * choices.futures, choices))
            except Interrupted as stopped:
                done[letter] = stopped.ensemble
                break
    return done


def _after(progress: Progress, before: int, choices: Choices) -> Progress:
    return lambda done, _: progress(before + done, len(LETTERS) * choices.futures)


def labels_of(terminal: Terminal, a: LoadedScenario, b: LoadedScenario) -> tuple[str, str]:
    """Give a name to each plan: its title or its files, and the letter where both have the same.

    Parameters
    ----------
    terminal
        Whose language is spoken.
    a, b
        The two plans.
    """
    names = [plan.scenario.title or " + ".join(file_names(plan)) for plan in (a, b)]
    if names[0] != names[1]:
        return names[0], names[1]
    return f"{names[0]} (A)", f"{names[1]} (B)"


def with_files(data: dict[str, Any], read: dict[str, LoadedScenario]) -> dict[str, Any]:
    """Add to the comparison, as it stands in JSON, the names of the files of each plan."""
    return {**data, **{letter: {**data[letter], "files": file_names(read[letter])} for letter in LETTERS}}


def _tell(terminal: Terminal, comparison: Comparison, data: dict[str, Any], labels: tuple[str, str]) -> None:
    if terminal.json:
        terminal.write_json(data)
        return
    from coopparo_sim.presentation.summary import comparison_in_words

    terminal.write(comparison_in_words(comparison, *labels, terminal.language))


def _save(
    terminal: Terminal, ensembles: dict[str, Ensemble], read: dict[str, LoadedScenario], data: dict[str, Any], folder: Path,
    force: bool,
) -> None:  # fmt: skip
    from coopparo_sim.record.folder import common_manifest, finish_folder, start_folder
    from coopparo_sim.record.store import save_results

    about = {name: data[name] for name in ("a", "b", "seed", "futures", "uncertainty")}
    title = " / ".join(str(data[letter]["title"]) for letter in LETTERS)
    start_folder(folder, {**common_manifest("comparison", ensembles["a"].fit), "title": title, **about}, force)
    for letter in LETTERS:
        save_results(ensembles[letter], folder / letter, files=file_names(read[letter]), language=terminal.language, force=force)
    finish_folder(folder, complete=True)


def _tables_and_pictures(
    terminal: Terminal, ensembles: dict[str, Ensemble], comparison: Comparison, data: dict[str, Any], labels: tuple[str, str],
    aside: Path,
) -> Iterator[Path]:  # fmt: skip
    from coopparo_sim.presentation.figures.album import save_picture
    from coopparo_sim.presentation.figures.compared import draw_compared
    from coopparo_sim.presentation.spreadsheet import csv_of

    (aside / DATA).write_text(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    yield aside / DATA
    table = comparison_table(comparison, ensembles["a"].place_names, labels, terminal.language)
    (aside / TABLE).write_bytes(csv_of(table, terminal.language))
    yield aside / TABLE
    (aside / FIGURES).mkdir()
    picture = draw_compared([ensembles[letter] for letter in LETTERS], list(labels), terminal.language)
    yield from save_picture(picture, aside / FIGURES)


def comparison_table(comparison: Comparison, places: dict[str, str], labels: tuple[str, str], language: str) -> pd.DataFrame:
    """Give a comparison as a table: a row an outcome, a row a place, and at its foot a row that says where the numbers come from.

    Parameters
    ----------
    comparison
        Two plans compared.
    places
        Name of each place, by identifier.
    labels
        What to call the two plans.
    language
        Language of the labels and verdicts, ``it`` or ``en``.
    """
    import pandas as pd

    from coopparo_sim.presentation.summary import comparison_note
    from coopparo_sim.record.indicators import BY_NAME, member_column

    rows: list[dict[str, object]] = []
    for name, found in comparison.outcomes.items():
        rows.append(_row(found, name, BY_NAME[name].label[language], BY_NAME[name].unit, language))
    for place, found in comparison.members_by_place.items():
        rows.append(_row(found, member_column(place), places[place], "people", language))
    return pd.DataFrame([*rows, {"name": comparison_note(comparison, *labels, language)}])


def _row(found: Difference, name: str, label: str, unit: str, language: str) -> dict[str, object]:
    verdict = text(f"cli.verdict_short.{found.verdict}", language)
    return {**asdict(found), "name": name, "verdict": verdict, "label": label, "unit": unit_in_words(unit, language)}


def _suggest(terminal: Terminal, a: Side, b: Side, choices: Choices, folder: Path | None) -> None:
    if choices.futures < QUOTABLE_FUTURES and folder is None:
        own = [word for side, option in ((a, "--with-a"), (b, "--with-b")) for word in side.words(option)[1:]]
        more = ["--futures", str(QUOTABLE_FUTURES), "--out", f"{RESULTS}/{a.name}-{b.name}"]
        terminal.suggest(terminal.verb("compare"), a.plan, b.plan, *own, *more)
    else:
        terminal.suggest(terminal.verb("explain"), "founded")
