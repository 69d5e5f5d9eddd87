"""Pledges at their peak against the target."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.dots import (
    TICK_ROW,
    WIDEST,
    Scale,
    dot_width,
    draw_scale,
    draw_stacks,
    quantile_dots,
    scale_for,
)
from coopparo_sim.presentation.figures.frame import INNER, Sign, draw_key, framed, key_height, label, line_height
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.twenty_futures import dots_of
from coopparo_sim.presentation.locale import money, number, readable, rounded
from coopparo_sim.presentation.readings import founded, spread, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

STACKS = 1.8
INDICATOR = "pledged_peak"
DASHES = (0, (5, 3))


@style.drawing()
def draw_pledges(ensemble: Ensemble, language: str) -> Picture:
    """Draw twenty dots above an axis of pledges, filled where the cooperative is founded, and the target as a dashed line."""
    table = _dots(ensemble)
    target = ensemble.scenario.campaign.target_members
    low, _, high = (number(readable(v), language) for v in spread(values(ensemble, INDICATOR)))
    key = "figures.pledges.title_same" if low == high else "figures.pledges.title"
    title = text(key, language, low=low, high=high, target=number(target, language))
    capital = money(ensemble.scenario.campaign.target_capital_eur, language)
    signs = [
        Sign(text("figures.founded", language), "dot", style.BLUE, style.BLUE),
        Sign(text("figures.not_founded", language), "dot", style.VERMILION, style.WHITE),
    ]
    bottom = TICK_ROW + line_height(style.LABEL) + 0.1
    height = bottom + STACKS + line_height(style.LABEL) + key_height(signs) + 0.1
    frame = framed(title, text("figures.pledges.subtitle", language, total=len(table), capital=capital), height, language, ensemble)
    axes = frame.canvas()
    dots = table["value"].to_numpy()
    scale = scale_for(min(float(dots.min()), target), max(float(dots.max()), target), WIDEST, INNER - 2 * WIDEST)
    diameter = dot_width([dots], scale, STACKS, target)
    draw_stacks(axes, dots, list(table["born"]), scale, bottom, diameter, target)
    draw_scale(axes, scale, bottom, language)
    _draw_target(axes, scale, target, bottom, text("figures.pledges.target", language, target=number(target, language)))
    draw_key(axes, height, signs)
    label(axes, INNER / 2, 0.12, text("figures.pledges.axis", language), ha="center")
    description = text("figures.pledges.description", language, sentence=title, total=len(table))
    return Picture("pledges", frame.figure, title, description, _words(table, language), language)


def _draw_target(axes: Axes, scale: Scale, target: float, bottom: float, words: str) -> None:
    x, top = scale.at(target), bottom + STACKS + 0.05
    axes.plot([x, x], [bottom, top], color=style.INK, linestyle=DASHES, linewidth=1.4)
    half = style.text_width(words, style.LABEL) / 2
    label(axes, min(max(x, half), INNER - half), top + line_height(style.LABEL) / 2, words, ha="center")


def _dots(ensemble: Ensemble) -> pd.DataFrame:
    flags = founded(ensemble)
    born, others = dots_of(ensemble, INDICATOR)
    unborn = quantile_dots(values(ensemble, INDICATOR, ~flags), others)
    table = pd.DataFrame({"value": np.concatenate([unborn, born]), "born": [False] * len(unborn) + [True] * len(born)})
    return table.sort_values(["value", "born"], ignore_index=True)


def _words(table: pd.DataFrame, language: str) -> pd.DataFrame:
    words = {True: text("figures.founded", language), False: text("figures.not_founded", language)}
    return pd.DataFrame(
        {
            text("figures.column.dot", language): np.arange(1, len(table) + 1),
            text("figures.column.outcome", language): [words[bool(flag)] for flag in table["born"]],
            text("figures.column.pledges", language): [int(rounded(value)) for value in table["value"]],
        }
    )
