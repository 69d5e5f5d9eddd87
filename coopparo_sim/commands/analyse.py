"""``coopparo analyse``: what a sweep says, as tables, pictures and a short text."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopparo_sim.commands.plans import typed_path
from coopparo_sim.commands.terminal import Terminal

if TYPE_CHECKING:
    import pandas as pd

    from coopparo_sim.analysis.robustness import Choices
    from coopparo_sim.presentation.figures.picture import Picture
    from coopparo_sim.sweeps.design import Design
    from coopparo_sim.sweeps.results import SweepResults

FOLDER, TEXT = "analysis", "analysis.txt"
OUTCOMES = ("founded", "members_month_36")
"""What is told where the design names no outcomes."""
TOLD = 5
"""Factors, or choices, that the text names."""
DISCOVERY = "ema_workbench"
LEAST_CASES = 50
"""Draws of behaviour, or points, without which a box of conditions, found in half of them, says nothing."""


@dataclass
class Findings:
    """What was found: tables by name, pictures, sentences."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def analyse_sweep(terminal: Terminal, folder: str, out: str | None) -> int:
    """Analyse the results of a sweep and write what was found.

    Parameters
    ----------
    terminal
        Where to speak.
    folder
        Folder of the sweep.
    out
        Folder for tables and pictures; one inside that of the sweep if not given.

    Raises
    ------
    InputError
        If there is no sweep, or ``out`` cannot be used.
    """
    from coopparo_sim.sweeps.results import load_sweep
    from coopparo_sim.sweeps.runner import check_folder

    results = load_sweep(typed_path(folder))
    target = typed_path(out) if out else results.folder / FOLDER
    if out:
        check_folder(target)
    if not results.complete:
        done, runs = len(results.runs), results.manifest["runs"]
        terminal.tell(f"{terminal.say('errors.warning_word')}: {terminal.say('sweep.analysis.partial', done=done, runs=runs)}")
    findings = find(results, terminal.language)
    _write(findings, target, terminal.language)
    if terminal.json:
        terminal.write_json({name: _plain(table) for name, table in findings.tables.items()})
    else:
        terminal.write("\n".join(findings.lines))
    terminal.tell("\n" + terminal.say("cli.saved", folder=target))
    return 0


def find(results: SweepResults, language: str) -> Findings:
    """Analyse a sweep: every outcome that its design names, then precision, then conditions."""
    from coopparo_sim.presentation.headline import no_forecast
    from coopparo_sim.sweeps.design import SAMPLED
    from coopparo_sim.texts import text

    findings = Findings()
    design = results.design
    findings.lines += [line for line in (design.title, design.question) if line]
    about = {"points": results.manifest["points"], "futures": design.futures, "runs": len(results.runs), "seed": design.seed}
    findings.lines += [text("sweep.analysis.size", language, **about), ""]
    if design.kind not in SAMPLED and len(results.points) == 1:
        findings.lines += [text("sweep.analysis.one_point", language), ""]
    for outcome in design.outcomes or OUTCOMES:
        _factors(results, outcome, findings, language)
        _choices(results, outcome, findings, language)
    _precision(results, findings, language)
    _conditions(results, findings, language)
    findings.lines.append(no_forecast(design.base_scenario.town, language, results.fit))
    return findings


def _factors(results: SweepResults, outcome: str, findings: Findings, language: str) -> None:
    from coopparo_sim.analysis.sensitivity import FACTOR, HIGH, INDEX, LOW, NotAnalysable, sensitivity
    from coopparo_sim.commands.analyse_pictures import draw_factors
    from coopparo_sim.presentation.locale import number
    from coopparo_sim.presentation.option_words import factor_name
    from coopparo_sim.record.indicators import BY_NAME
    from coopparo_sim.sweeps.design import SAMPLED
    from coopparo_sim.texts import text

    label = BY_NAME[outcome].label[language]
    if results.design.kind not in SAMPLED:
        return
    try:
        table = sensitivity(results, outcome)
    except NotAnalysable:
        findings.lines += [text("sweep.analysis.not_analysable", language, outcome=label), ""]
        return
    findings.tables[f"{outcome}-factors"] = table
    findings.pictures.append(draw_factors(table, results.design, outcome, language, results.fit))
    findings.lines.append(text(f"sweep.analysis.factors_{results.design.kind}", language, outcome=label))
    for row in table.head(TOLD).to_dict("records"):
        values = {name: number(float(row[name]), language, 2) for name in (INDEX, LOW, HIGH)}
        findings.lines.append("  " + text("sweep.analysis.factor", language, name=factor_name(row[FACTOR], language), **values))
    findings.lines.append("")


def _choices(results: SweepResults, outcome: str, findings: Findings, language: str) -> None:
    from coopparo_sim.analysis.robustness import choice_table, choices_of, makes_a_difference, where_it_works
    from coopparo_sim.commands.analyse_pictures import draw_choices, draw_where
    from coopparo_sim.record.indicators import BY_NAME
    from coopparo_sim.texts import text

    choices = choices_of(results, outcome)
    if choices is None:
        return
    label = BY_NAME[outcome].label[language]
    if math.isnan(_largest(choices)):
        findings.lines += [text("sweep.analysis.nowhere", language, outcome=label), ""]
        return
    table = choice_table(choices, outcome)
    findings.tables[f"{outcome}-choices"] = table
    if not makes_a_difference(choices):
        findings.lines += [text("sweep.analysis.no_difference", language, outcome=label), ""]
        return
    findings.pictures.append(draw_choices(table, results.design, outcome, language, results.fit))
    findings.lines.append(text("sweep.analysis.choices", language, outcome=label))
    best = table.dropna(subset="mean").sort_values("rank", kind="stable")
    told = best.head(TOLD).to_dict("records")
    findings.lines += ["  " + choice_sentence(row, results.design, outcome, language) for row in told]
    findings.lines.append("")
    if choices.levers.shape[1] > 1:
        row, column = choices.levers.columns[:2]
        where = where_it_works(choices, row, column)
        findings.tables[f"{outcome}-where"] = where.reset_index()
        findings.pictures.append(draw_where(where, results.design, outcome, language, results.fit))


def _largest(choices: Choices) -> float:
    import numpy as np

    return float(np.nanmax(choices.futures)) if not np.isnan(choices.futures).all() else math.nan


def choice_sentence(row: dict[Any, Any], design: Design, outcome: str, language: str) -> str:
    """Say of one choice what it is worth and how well it holds up."""
    from coopparo_sim.commands.analyse_pictures import amount
    from coopparo_sim.presentation.locale import share
    from coopparo_sim.presentation.option_words import choice_words
    from coopparo_sim.texts import text

    values = {name: amount(row[name], outcome, language) for name in ("mean", "low", "high", "regret_mean")}
    shares = {name: share(row[name], language) for name in ("satisficing", "first_share")}
    return text("sweep.analysis.choice", language, choice=choice_words(design, row, language), **values, **shares)


def _precision(results: SweepResults, findings: Findings, language: str) -> None:
    import pandas as pd

    from coopparo_sim.analysis.sensitivity import futures_needed
    from coopparo_sim.commands.analyse_pictures import amount
    from coopparo_sim.kernel.errors import Amount
    from coopparo_sim.record.indicators import BY_NAME
    from coopparo_sim.texts import text

    rows: list[dict[str, Any]] = [
        {"outcome": name, **futures_needed(results, name)} for name in results.design.outcomes or OUTCOMES
    ]
    findings.tables["precision"] = pd.DataFrame(rows)
    told = [row for row in rows if not math.isnan(float(row["for_value"]))]
    if told:
        findings.lines.append(text("sweep.analysis.precision", language))
    for row in told:
        name, form = str(row["outcome"]), "needed" if not math.isnan(float(row["for_difference"])) else "needed_value"
        values = {
            key: "-" if math.isnan(float(row[key])) else Amount(float(row[key])).say(language)
            for key in ("for_value", "for_difference", "for_difference_apart")
        }
        width = amount(float(row["half_width"]), name, language)
        label = BY_NAME[name].label[language]
        findings.lines.append("  " + text(f"sweep.analysis.{form}", language, outcome=label, width=width, **values))
    findings.lines += [""] * bool(told)


def _conditions(results: SweepResults, findings: Findings, language: str) -> None:
    """Look for the conditions under which it is founded, where the library for it is installed and behaviour varies."""
    from coopparo_sim.texts import text

    uncertain = any(factor.role == "uncertainty" for factor in results.design.factors)
    drawn = results.design.uncertainty != "none"
    cases = results.runs["draw"].nunique() if drawn else len(results.points) if uncertain else 0
    if importlib.util.find_spec(DISCOVERY) is None or cases < LEAST_CASES:
        return
    from coopparo_sim.presentation.locale import number, share
    from coopparo_sim.presentation.option_words import factor_name
    from coopparo_sim.sweeps.discovery import discover_box

    box = discover_box(results)
    findings.tables["conditions"] = box
    if box.empty:
        findings.lines += [text("sweep.analysis.no_conditions", language), ""]
        return
    first = box.iloc[0]
    about = {name: share(float(first[name]), language) for name in ("density", "share", "coverage", "mass")}
    findings.lines.append(text("sweep.analysis.conditions", language, **about))
    for row in box.to_dict("records"):
        name = factor_name(row["name"], language)
        if row["values"]:
            findings.lines.append("  " + text("sweep.analysis.condition_words", language, name=name, values=row["values"]))
            continue
        low, high = (number(float(row[end]), language, 2) for end in ("low", "high"))
        findings.lines.append("  " + text("sweep.analysis.condition", language, name=name, low=low, high=high))
    findings.lines.append("")


def _write(findings: Findings, folder: Path, language: str) -> None:
    from coopparo_sim.presentation.figures.album import save_picture
    from coopparo_sim.presentation.spreadsheet import csv_of

    folder.mkdir(parents=True, exist_ok=True)
    for name, table in findings.tables.items():
        (folder / f"{name}.csv").write_bytes(csv_of(table, language))
    for picture in findings.pictures:
        save_picture(picture, folder / "figures")
    (folder / TEXT).write_text("\n".join(findings.lines) + "\n", encoding="utf-8")


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a table as rows for JSON, with null where there is nothing."""
    return [dict(_pairs(row)) for row in table.to_dict("records")]


def _pairs(row: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        plain = value.item() if hasattr(value, "item") else value
        yield str(name), None if isinstance(plain, float) and not math.isfinite(plain) else plain
