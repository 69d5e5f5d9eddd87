"""The sheet that sets two to four plans beside each other on one A4 page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np

from coopparo_sim.analysis.compare import SHARED, compare_ensembles
from coopparo_sim.presentation.amounts import amount, money_in_words
from coopparo_sim.presentation.figures.compared import compared_title, draw_compared_panel
from coopparo_sim.presentation.headline import founded_meaning
from coopparo_sim.presentation.life_readings import fates_in_ten, has_life
from coopparo_sim.presentation.locale import in_ten_short, long_date, number
from coopparo_sim.presentation.paper.choices import differing_choices
from coopparo_sim.presentation.paper.pages import Drawing, drawing_of, page
from coopparo_sim.presentation.paper.runs import MOST_RUNS, Run
from coopparo_sim.presentation.paper.sheet import BODY_SIZE, CHOICE_SIZE, FULL_WIDTH, Foot, cut, foot_of, plan_name
from coopparo_sim.presentation.readings import founded, founded_share, month_quoted, spread, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import BY_NAME
from coopparo_sim.texts import text

LETTERS = ascii_uppercase[:MOST_RUNS]
NAME_WIDTH, CELL_GAP = 1.85, 0.1
"""Room for the names of rows and between columns of the tables, inches."""
STACKS = {2: 0.8, 3: 0.5, 4: 0.24}
MOST_LINES = {2: 12, 3: 8, 4: 4}
"""Heights of the dots, inches, and lines of the table of choices, by number of plans, that fit the page."""
CELL_LINES = 3
IF_FOUNDED = ("members_month_36", "capital_eur")
MEANS = ("engagement_cost_eur", "public_money_eur", "money_lost_eur")


@dataclass(frozen=True)
class ComparisonSheet(Foot):
    """What the sheet says, in the order of the page.

    Attributes
    ----------
    question, above, place_and_date, headline
        Title, what the sheet is, where and when, and the message.
    verdicts
        For every plan but the first whether it differs from that one.
    picture
        Houses and dots of each plan.
    meaning
        What counts as founded, where that is the same for all.
    columns
        Letter of each plan.
    outcomes_heading, outcomes
        What came out: name, and a value for each plan.
    choices_heading, choices, choices_more
        In which choices they differ, lines for each plan, and how many more differences there are, in words.
    """

    question: str
    above: str
    place_and_date: str
    headline: str
    verdicts: list[str]
    picture: Drawing
    meaning: str
    columns: list[str]
    outcomes_heading: str
    outcomes: list[tuple[str, list[str]]]
    choices_heading: str
    choices: list[tuple[list[str], list[list[str]]]]
    choices_more: str


def comparison_page(runs: Sequence[Run], language: str) -> str:
    """Give the sheet of two to four plans as a self-contained HTML page that prints to one A4 page.

    Parameters
    ----------
    runs
        Two to four runs, each with at least one future.
    language
        ``it`` or ``en``.
    """
    sheet = comparison_sheet(runs, language)
    return page("comparison", language, {"sheet": sheet, "title": f"{sheet.question} {sheet.headline}"})


def comparison_sheet(runs: Sequence[Run], language: str) -> ComparisonSheet:
    """Put together what the sheet of two to four plans says."""
    ensembles = [run.ensemble for run in runs]
    letters = list(LETTERS[: len(runs)])
    labels = [f"{letter} · {plan_name(e, language)}" for letter, e in zip(letters, ensembles, strict=True)]
    meanings = {founded_meaning(ensemble.scenario, language) for ensemble in ensembles}
    rows, more = _choices(ensembles, language)
    days = [run.created for run in runs if run.created]
    towns = dict.fromkeys(e.place_names.get(e.scenario.town, e.scenario.town) for e in ensembles)
    place = cut(", ".join(towns), BODY_SIZE, FULL_WIDTH / 2, 1)
    return ComparisonSheet(
        **vars(foot_of(runs, language)),
        question=text("report.compare.question", language),
        above=text("report.compare.above", language, count=len(runs)),
        place_and_date=", ".join([*place, *([long_date(max(days), language)] if days else [])]),
        headline=compared_title(ensembles, language),
        verdicts=_verdicts(ensembles, language),
        picture=drawing_of(draw_compared_panel(ensembles, labels, language, STACKS[len(runs)])),
        meaning=meanings.pop() if len(meanings) == 1 else text("report.compare.own_meaning", language),
        columns=letters,
        outcomes_heading=text("report.compare.outcomes", language),
        outcomes=outcome_rows(ensembles, language),
        choices_heading=text("report.compare.choices", language),
        choices=rows,
        choices_more=more,
    )


def plan_labels(ensembles: Sequence[Ensemble], language: str) -> list[str]:
    """Name each plan by its title; with a letter where titles are alike."""
    names = [plan_name(ensemble, language) for ensemble in ensembles]
    alike = len(set(names)) < len(names)
    return [f"{name} ({letter})" if alike else name for name, letter in zip(names, LETTERS, strict=False)]


def _verdicts(ensembles: Sequence[Ensemble], language: str) -> list[str]:
    """Say of each plan after the first whether it is founded more often, or that luck was not the same."""
    first, told = ensembles[0], []
    for letter, other in zip(LETTERS[1:], ensembles[1:], strict=False):
        if first.n != other.n or any(getattr(first, name) != getattr(other, name) for name in SHARED):
            verdict = "other_luck"
        else:
            verdict = compare_ensembles(first, other).outcomes["founded"].verdict
        told.append(text(f"report.compare.{verdict}", language, first=LETTERS[0], other=letter))
    return told


def outcome_rows(ensembles: Sequence[Ensemble], language: str) -> list[tuple[str, list[str]]]:
    """Give what came out of each plan: a row an outcome, its name and a value for each plan, in words."""
    rows = [(text("report.compare.founded", language), [in_ten_short(founded_share(e), language) for e in ensembles])]
    for name in IF_FOUNDED:
        label = text(f"report.compare.{name}", language, month=max(month_quoted(e) for e in ensembles))
        rows.append((label, [_half(e, name, language) for e in ensembles]))
    for name in MEANS:
        means = [money_in_words(float(np.mean(values(e, name))), language) for e in ensembles]
        rows.append((text(f"report.compare.{name}", language), means))
    if any(has_life(e) and founded(e).any() for e in ensembles):
        rows.append((text("report.compare.working", language), [_working(e, language) for e in ensembles]))
    return rows


def _half(ensemble: Ensemble, name: str, language: str) -> str:
    sample = values(ensemble, name, founded(ensemble))
    if not len(sample):
        return text("report.compare.never", language)
    low, _, high = (amount(BY_NAME[name], value, language) for value in spread(sample))
    return low if low == high else text("report.compare.between", language, low=low, high=high)


def _working(ensemble: Ensemble, language: str) -> str:
    if not founded(ensemble).any():
        return text("report.compare.never", language)
    if not has_life(ensemble):
        return text("report.compare.too_short", language)
    working = number(fates_in_ten(ensemble)["working"], language)
    return text("report.compare.of_ten", language, count=working, month=ensemble.scenario.months)


def _choices(ensembles: Sequence[Ensemble], language: str) -> tuple[list[tuple[list[str], list[list[str]]]], str]:
    """Cut the choices that differ into cells that fit; those beyond the page are only counted."""
    differing = differing_choices(list(ensembles), language)
    width = (FULL_WIDTH - NAME_WIDTH) / len(ensembles) - CELL_GAP
    rows: list[tuple[list[str], list[list[str]]]] = []
    left = MOST_LINES[len(ensembles)]
    for name, chosen in differing:
        cells = [cut(words, CHOICE_SIZE, width, CELL_LINES) for words in chosen]
        left -= max(len(lines) for lines in cells)
        if left < 0:
            break
        rows.append((cut(name, CHOICE_SIZE, NAME_WIDTH - CELL_GAP, CELL_LINES, bold=True), cells))
    if not differing:
        return rows, text("report.compare.same_choices", language)
    beyond = len(differing) - len(rows)
    return rows, text("report.compare.more", language, count=beyond) if beyond else ""
