"""Twenty futures: how many members there are in the quoted month, where the cooperative is founded, and how often it is not."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.dots import (
    DOTS,
    TICK_ROW,
    WIDEST,
    dot_width,
    draw_block,
    draw_scale,
    draw_stacks,
    quantile_dots,
    scale_for,
)
from coopparo_sim.presentation.figures.frame import INNER, framed, label, line_height
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import number, readable, rounded
from coopparo_sim.presentation.readings import founded, founded_share, month_quoted, spread, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

HEIGHT, STACKS = 2.9, 1.95
BLOCK, BETWEEN = 4.5 * WIDEST, 0.5
INDICATOR = "members_month_36"


def dots_of(ensemble: Ensemble, indicator: str) -> tuple[NDArray[np.float64], int]:
    """Dots of the futures in which the cooperative is founded, as values of an indicator, and the number of dots of the others."""
    total = min(DOTS, ensemble.n)
    born = int(rounded(founded_share(ensemble) * total))
    return quantile_dots(values(ensemble, indicator, founded(ensemble)), born), total - born


@style.drawing()
def draw_twenty_futures(ensemble: Ensemble, language: str) -> Picture:
    """Draw twenty dots: founded ones above an axis of members in month 36, the others apart."""
    dots, others = dots_of(ensemble, INDICATOR)
    title = _title(ensemble, language)
    total = len(dots) + others
    explained = text("figures.twenty_futures.subtitle" if total < ensemble.n else "figures.twenty_futures.each", language, total=total)
    frame = framed(title, explained, HEIGHT, language, ensemble)
    axes = frame.canvas()
    left = BLOCK + BETWEEN if others else WIDEST
    scale = scale_for(float(dots.min(initial=np.inf)) if len(dots) else 0.0, float(dots.max(initial=0)), left, INNER - left - WIDEST)
    bottom = TICK_ROW + line_height(style.LABEL) + 0.1
    diameter = dot_width([dots], scale, STACKS, scale.low)
    draw_stacks(axes, dots, [True] * len(dots), scale, bottom, diameter, scale.low)
    draw_scale(axes, scale, bottom, language)
    month = month_quoted(ensemble)
    label(axes, left + scale.width / 2, 0.12, text("figures.twenty_futures.axis", language, month=month), ha="center")
    _head(axes, left, text("figures.twenty_futures.born", language, count=len(dots), total=total), style.BLUE)
    if others:
        draw_block(axes, others, 0.05, bottom, BLOCK, min(diameter, BLOCK / 4))
        axes.plot([0, BLOCK], [bottom, bottom], color=style.INK, linewidth=1.0)
        _head(axes, 0.05, text("figures.twenty_futures.unborn", language, count=others, total=total), style.VERMILION)
    description = text("figures.twenty_futures.description", language, sentence=title, born=len(dots), total=total, month=month)
    return Picture("twenty_futures", frame.figure, title, description, _table(ensemble, language), language)


def _head(axes: Axes, left: float, words: str, colour: str) -> None:
    label(axes, left, HEIGHT - 0.16, words, bold=True, color=colour)


def _title(ensemble: Ensemble, language: str) -> str:
    sample = values(ensemble, INDICATOR, founded(ensemble))
    if not len(sample):
        return birth_sentence(ensemble, language)
    low, _, high = (readable(v) for v in spread(sample))
    key = "figures.twenty_futures.title_same" if low == high else "figures.twenty_futures.title"
    month = month_quoted(ensemble)
    return text(key, language, low=number(low, language), high=number(high, language), month=month)


def _table(ensemble: Ensemble, language: str) -> pd.DataFrame:
    dots, others = dots_of(ensemble, INDICATOR)
    born, unborn = text("figures.founded", language), text("figures.not_founded", language)
    rows = [(born, int(rounded(value))) for value in dots] + [(unborn, 0)] * others
    names = [text("figures.column.dot", language), text("figures.column.outcome", language), text("figures.column.members", language)]
    return pd.DataFrame([(k + 1, *row) for k, row in enumerate(rows)], columns=names)
