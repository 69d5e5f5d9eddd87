"""The sheet for a table: one plan on one A4 page, to be read by people who have never seen the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopparo_sim.presentation import style
from coopparo_sim.presentation.behaviour_readings import clear_influences
from coopparo_sim.presentation.figures.frame import line_height
from coopparo_sim.presentation.figures.tiles import GAP, Format, tile_cells
from coopparo_sim.presentation.headline import COPPARO, birth_sentence, fit_values, founded_meaning, futures_counted, no_forecast
from coopparo_sim.presentation.life_words import lasting_in_words
from coopparo_sim.presentation.locale import long_date, number
from coopparo_sim.presentation.paper.choices import choices
from coopparo_sim.presentation.paper.pages import Drawing, drawing_of, page
from coopparo_sim.presentation.paper.panels import (
    MAP,
    by_place_panel,
    houses_panel,
    influences_panel,
    over_time_panel,
    twenty_futures_panel,
)
from coopparo_sim.presentation.paper.runs import Run
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import founded, month_quoted
from coopparo_sim.presentation.summary import places_in_words
from coopparo_sim.record.ensemble import Ensemble, shared_fit
from coopparo_sim.scenario.documentation import all_declarations
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.texts import text

FULL_WIDTH, WHERE_WIDTH, CHOICE_WIDTH = 7.1, 4.9, 2.82
"""Room for the question, for the name of the plan and for a choice, inches."""
QUESTION_SIZE, BODY_SIZE, CHOICE_SIZE, FOOT_SIZE = 17.0, 9.0, 8.5, 8.0
"""Points, as in the style sheet."""
LONGEST = 300
QUESTION_LINES, CHOICE_LINES, MOST_CHOICE_LINES, FOOT_LINES = 2, 2, 11, 1
MOST_INFLUENCES = 3
MAP_HEIGHT = 1.86
"""Room for the map, inches."""
QUESTIONS = ("missing_people", "missing_things", "would_change")
EVIDENCE = ("measured", "literature", "expert", "assumption")


@dataclass(frozen=True)
class Foot:
    """What every sheet says at its edges.

    Attributes
    ----------
    badge, evidence
        Whether it is calibrated, and on what the numbers of the model rest.
    questions_heading, questions
        What a table is asked.
    reading_heading, reading
        How to read the sheet.
    provenance, warning
        What was run, in lines, and that it is no forecast.
    """

    badge: str
    evidence: list[str]
    questions_heading: str
    questions: list[str]
    reading_heading: str
    reading: str
    provenance: list[str]
    warning: str


@dataclass(frozen=True)
class Sheet(Foot):
    """What the sheet of one plan says, in the order of the page; texts of others are cut into lines that fit.

    Attributes
    ----------
    question, plan, place_and_date
        The question as title, the name of the plan, and where and when it was run.
    headline, houses, meaning, afterwards
        How often the cooperative is founded, what that means here, and how it goes on where the run is long enough.
    over_time, twenty_futures
        Two pictures.
    places_heading, places_note, by_place, places
        The map; sentences where it has too many rows for the page.
    matters_heading, matters_note, matters
        What goes with the founding most; no picture where that is not clear.
    choices_heading, choices
        What the plan chose.
    answer_lines
        Dotted lines under each question.
    """

    question: list[str]
    plan: list[str]
    place_and_date: str
    headline: str
    houses: Drawing
    meaning: str
    afterwards: list[str]
    over_time: Drawing
    twenty_futures: Drawing
    places_heading: str
    places_note: str
    by_place: Drawing | None
    places: list[str]
    matters_heading: str
    matters_note: str
    matters: Drawing | None
    choices_heading: str
    choices: list[tuple[str, list[str]]]
    answer_lines: int


def sheet_page(run: Run, language: str) -> str:
    """Give the sheet of one plan as a self-contained HTML page that prints to one A4 page.

    Parameters
    ----------
    run
        Results with at least one future.
    language
        ``it`` or ``en``.
    """
    sheet = scenario_sheet(run, language)
    title = f"{' '.join(sheet.question)} · {' '.join(sheet.plan)}"
    return page("sheet", language, {"sheet": sheet, "title": title})


def scenario_sheet(run: Run, language: str) -> Sheet:
    """Put together what the sheet of one plan says."""
    ensemble = run.ensemble
    foot = foot_of([run], language)
    form = _map_format(ensemble)
    influences = clear_influences(ensemble)[:MOST_INFLUENCES]
    return Sheet(
        **vars(foot),
        question=cut(question_of(ensemble, language), QUESTION_SIZE, FULL_WIDTH, QUESTION_LINES, bold=True),
        plan=cut(plan_name(ensemble, language), BODY_SIZE, WHERE_WIDTH, 1),
        place_and_date=_place_and_date(run, language),
        headline=birth_sentence(ensemble, language),
        houses=drawing_of(houses_panel(ensemble, language)),
        meaning=founded_meaning(ensemble.scenario, language),
        afterwards=lasting_in_words(ensemble, language)[:1],
        over_time=drawing_of(over_time_panel(ensemble, language)),
        twenty_futures=drawing_of(twenty_futures_panel(ensemble, language)),
        places_heading=text("report.panel.by_place_title", language),
        places_note=_places_note(ensemble, language),
        by_place=drawing_of(by_place_panel(ensemble, language, form)) if form and founded(ensemble).any() else None,
        places=[] if form else places_in_words(ensemble, language),
        matters_heading=text("report.panel.matters_title", language),
        matters_note=_matters_note(ensemble, bool(influences), language),
        matters=drawing_of(influences_panel(influences, language)) if influences else None,
        choices_heading=text("report.sheet.choices", language),
        choices=fitted_choices(choices(ensemble, language)),
        answer_lines=1 if len(influences) > 1 else 2,
    )


def foot_of(runs: Sequence[Run], language: str) -> Foot:
    """Put together what a sheet of these runs says at its edges."""
    fit = shared_fit([run.ensemble for run in runs])
    listed = list(dict.fromkeys(futures_counted(run.ensemble, language) for run in runs))
    digests = ", ".join(plain(run.ensemble.digest, 12).rstrip("…") for run in runs)
    what = text("report.sheet.computed", language, version=runs[0].fact("version"), futures="; ".join(listed), digests=digests)
    who = text("report.sheet.files", language, files=plain(", ".join(_files(run) for run in runs), LONGEST))
    return Foot(
        badge=text("fit.badge" if fit else "report.sheet.badge", language),
        evidence=[evidence_told(language), *fit_told(fit, language)],
        questions_heading=text("report.sheet.questions", language),
        questions=[text(f"report.question.{name}", language) for name in QUESTIONS],
        reading_heading=text("report.sheet.reading_heading", language),
        reading=text("report.sheet.reading", language),
        provenance=[line for words in (what, who) for line in cut(words, FOOT_SIZE, FULL_WIDTH, FOOT_LINES)],
        warning=no_forecast(runs[0].ensemble.scenario.town, language, fit),
    )


def evidence_told(language: str) -> str:
    """Say how many numbers of the model were measured, and on what the others rest."""
    counted = Counter(str(declared.evidence) for declared in all_declarations())
    kinds = {kind: number(counted[kind], language) for kind in EVIDENCE}
    return text("report.sheet.evidence", language, all=number(sum(counted.values()), language), **kinds)


def fit_told(fit: Fit | None, language: str) -> list[str]:
    """Say what behaviour was fitted to; nothing where it was not."""
    return [text("fit.sheet", language, **fit_values(fit, language))] if fit else []


def _files(run: Run) -> str:
    listed = run.manifest.get("files")
    return " + ".join(plain(str(name)) for name in listed) if isinstance(listed, list) and listed else run.folder


def cut(words: str, size: float, width: float, lines: int, bold: bool = False) -> list[str]:
    """Split words that somebody else wrote into at most ``lines`` lines of ``width`` inches; what is cut shows as an ellipsis."""
    return style.shortened(plain(words, LONGEST), size, width, lines, bold)


def question_of(ensemble: Ensemble, language: str) -> str:
    """Give the question that a plan asks, or the one behind all plans."""
    return plain(ensemble.scenario.question, LONGEST) or text("report.sheet.question", language)


def plan_name(ensemble: Ensemble, language: str) -> str:
    """Give the title of a plan, or say that it has none."""
    return plain(ensemble.scenario.title, LONGEST) or text("summary.untitled", language)


def _place_and_date(run: Run, language: str) -> str:
    town = run.ensemble.scenario.town
    place = run.ensemble.place_names.get(town, text("report.sheet.copparo", language) if town == COPPARO else town)
    day = [long_date(run.created, language)] if run.created else []
    return ", ".join([*cut(place, BODY_SIZE, FULL_WIDTH - WHERE_WIDTH - 1.2, 1), *day])


def _places_note(ensemble: Ensemble, language: str) -> str:
    if not founded(ensemble).any():
        return text("report.panel.no_places", language)
    return text("report.panel.places_note", language, month=month_quoted(ensemble))


def _map_format(ensemble: Ensemble) -> Format | None:
    """Sizes of the map that let it fit; None where a tile could no longer hold a name and a number."""
    rows = max(row for row, _ in tile_cells(ensemble).values()) + 1
    tallest = min(MAP.tallest, (MAP_HEIGHT - (rows - 1) * GAP) / rows)
    lines = int((tallest - line_height(MAP.number_size)) / line_height(MAP.name_size) + 1e-9)
    return replace(MAP, tallest=tallest, name_lines=min(lines, MAP.name_lines)) if lines >= 1 else None


def _matters_note(ensemble: Ensemble, clear: bool, language: str) -> str:
    """Say how to read what matters most, or why it cannot be told."""
    if ensemble.uncertainty == "none":
        return text("report.panel.matters_fixed", language)
    return text("report.panel.matters_note" if clear else "report.panel.matters_unclear", language, n=number(ensemble.n, language))


def fitted_choices(rows: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Cut choices into lines that fit the table; where all together are too many, the last ones get one line each."""
    cells = [(name, cut(chosen, CHOICE_SIZE, CHOICE_WIDTH, CHOICE_LINES)) for name, chosen in rows]
    for place in range(len(cells) - 1, -1, -1):
        if sum(len(lines) for _, lines in cells) > MOST_CHOICE_LINES:
            name, chosen = rows[place]
            cells[place] = (name, cut(chosen, CHOICE_SIZE, CHOICE_WIDTH, 1))
    return cells
