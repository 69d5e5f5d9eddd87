"""What the page knows: levers, numbers of every point, words, and how far it may be trusted."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopparo_sim import __version__
from coopparo_sim.governance.statute import legal_minimum
from coopparo_sim.live.grid import Grid
from coopparo_sim.live.readings import Layout
from coopparo_sim.live.scenario_text import choice_lines, scenario_pieces
from coopparo_sim.live.trial import Trial
from coopparo_sim.model import tables_of
from coopparo_sim.presentation.headline import fit_values
from coopparo_sim.presentation.readings import ENDS, month_quoted
from coopparo_sim.presentation.style import BLUES, ink_on
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.texts import LANGUAGES, catalogue, text

Floats = NDArray[np.float64]
FINEST = 65_535
"""Steps from the least to the greatest number of a column."""
SHOWN_WORDS = ("live.page.", "figures.in_ten.", "figures.in_ten_short.", "figures.end.")
DIGEST_SIGNS = 8


@dataclass(frozen=True)
class Measured:
    """All that was simulated for a page.

    Attributes
    ----------
    grid
        Levers and what was simulated of them.
    layout
        Where the numbers of a row stand.
    rows
        Row of each point, shape (points, width).
    trial
        How far the page is from fresh simulations.
    pattern
        Futures of the plan itself: its scenario, town and places.
    futures, seed
        Futures of each point and their seed.
    """

    grid: Grid
    layout: Layout
    rows: Floats
    trial: Trial
    pattern: Ensemble
    futures: int
    seed: int


def page_content(measured: Measured) -> dict[str, Any]:
    """Give all that the scripts of the page need, as plain data."""
    pattern, grid, layout = measured.pattern, measured.grid, measured.layout
    plan = pattern.scenario
    tables = tables_of(plan)
    main = tables.places[tables.main_place]
    places = [tables.places[tables.place_index(place)] for place in layout.places]
    needs = {need.id: need for need in tables.needs}
    return {
        "title": plan.title, "question": plan.question, "town": {lang: main.name(lang) for lang in LANGUAGES},
        "version": __version__, "digest": pattern.digest[:DIGEST_SIGNS], "seed": measured.seed, "futures": measured.futures,
        "points": grid.points, "month": month_quoted(pattern), "months": list(layout.months),
        "target": max(plan.campaign.target_members, legal_minimum(plan.statute.form)), "capital": plan.campaign.target_capital_eur,
        "levers": [_lever(measured, number) for number in range(len(grid.levers))],
        "pieces": scenario_pieces(plan, grid.levers), "ends": list(ENDS),
        "blocks": {b.name: [b.start, b.size, int(b.given_founded), int(b.nearest)] for b in layout.blocks},
        "places": [
            {"name": {lang: p.name(lang) for lang in LANGUAGES}, "row": p.tile_row, "column": p.tile_column,
             "adults": pattern.place_people[p.id]}
            for p in places
        ],
        "needs": [{lang: needs[need].name(lang) for lang in LANGUAGES} for need in layout.needs],
        "blues": [[fill, ink_on(fill)] for fill in BLUES],
        "trial": asdict(measured.trial),
        "behaviour": {lang: _behaviour(pattern.fit, lang) for lang in LANGUAGES},
        "words": {lang: _words(lang) for lang in LANGUAGES},
        **packed(measured.rows),
    }  # fmt: skip


def _lever(measured: Measured, number: int) -> dict[str, Any]:
    grid, lever = measured.grid, measured.grid.levers[number]
    common: dict[str, Any] = {"id": lever.id, "label": lever.label}
    if not lever.choices:
        levels = grid.levels(number)
        return {
            **common, "parameter": lever.parameter, "unit": lever.unit, "levels": levels, "step": lever.step,
            "start": min(max(lever.start, levels[0]), levels[-1]),
        }  # fmt: skip
    lines = choice_lines(lever, measured.pattern.scenario)
    chosen = lever.choices[: grid.sizes[number]]
    return {**common, "choices": [{"id": c.id, "label": c.label, "lines": lines[c.id]} for c in chosen], "start": chosen[0].id}


def _behaviour(fit: Fit | None, language: str) -> dict[str, str]:
    """Say what behaviour rests on: in a sentence, and in a few words for the line that says how the page was made."""
    if fit is None:
        return {"long": text("fit.page_open", language), "short": text("fit.made_with_open", language)}
    values = fit_values(fit, language)
    return {"long": text("fit.page", language, **values), "short": text("fit.made_with", language, **values)}


def _words(language: str) -> dict[str, str]:
    return {name: words for name, words in catalogue(language).items() if name.startswith(SHOWN_WORDS)}


def packed(rows: Floats) -> dict[str, Any]:
    """Write rows, shape (points, width), as whole numbers of two bytes between the least and the greatest of each column."""
    low, high = rows.min(axis=0), rows.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    cells = np.round((rows - low) / span * FINEST).astype("<u2")
    return {
        "low": [round(float(x), 6) for x in low], "span": [round(float(x), 6) for x in span],
        "cells": base64.b64encode(cells.tobytes()).decode("ascii"),
    }  # fmt: skip


def unpacked(content: dict[str, Any]) -> Floats:
    """Read the rows back from the content of a page, as its scripts do, shape (points, width)."""
    low, span = np.array(content["low"]), np.array(content["span"])
    cells = np.frombuffer(base64.b64decode(content["cells"]), dtype="<u2").reshape(-1, len(low))
    rows: Floats = low + cells / FINEST * span
    return rows
