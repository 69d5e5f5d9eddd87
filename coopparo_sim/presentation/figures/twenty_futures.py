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
    block_height,
    dot_width,
    dot_width_in_block,
    draw_block,
    draw_scale,
    draw_stacks,
    quantile_dots,
    scale_for,
    tallest,
)
from coopparo_sim.presentation.figures.frame import INNER, framed, label, line_height
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import number, readable, rounded
from coopparo_sim.presentation.readings import founded, founded_share, month_quoted, spread, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

STACKS = 1.9
BLOCK, BETWEEN = 1.6, 0.4
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
    total, month, title = len(dots) + others, month_quoted(ensemble), _title(ensemble, language)
    left = BLOCK + BETWEEN if others else WIDEST
    scale = scale_for(
        float(dots.min(initial=np.inf)) if len(dots) else 0.0, float(dots.max(initial=0)), left, INNER - left - WIDEST
    )
    diameter = min(dot_width([dots], scale, STACKS, scale.low), dot_width_in_block(others, BLOCK, STACKS))
    bottom = TICK_ROW + line_height(style.LABEL) + 0.1
    upper = bottom + max(tallest([dots], scale, diameter, scale.low), block_height(others, BLOCK, diameter)) + 0.1
    explained = text(
        "figures.twenty_futures.subtitle" if total < ensemble.n else "figures.twenty_futures.each", language, total=total
    )
    frame = framed(title, explained, upper + line_height(style.LABEL) + 0.05, language, ensemble)
    axes = frame.canvas()
    draw_stacks(axes, dots, [True] * len(dots), scale, bottom, diameter, scale.low)
    if len(dots):
        draw_scale(axes, scale, bottom, language)
        label(axes, left + scale.width / 2, 0.12, text("figures.twenty_futures.axis", language, month=month), ha="center")
    head = upper + line_height(style.LABEL) / 2
    words = text("figures.twenty_futures.born", language, count=len(dots), total=total)
    label(axes, left, head, words, bold=True, color=style.BLUE)
    if others:
        _draw_others(axes, others, total, diameter, bottom, head, language)
    description = text("figures.twenty_futures.description", language, sentence=title, born=len(dots), total=total, month=month)
    return Picture("twenty_futures", frame.figure, title, description, _table(ensemble, language), language)


def _draw_others(axes: Axes, others: int, total: int, diameter: float, bottom: float, head: float, language: str) -> None:
    draw_block(axes, others, 0, bottom, BLOCK, diameter)
    axes.plot([0, BLOCK], [bottom, bottom], color=style.INK, linewidth=1.0)
    words = text("figures.twenty_futures.unborn", language, count=others, total=total)
    label(axes, 0, head, words, bold=True, color=style.VERMILION)


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
    names = [
        text("figures.column.dot", language),
        text("figures.column.outcome", language),
        text("figures.column.members", language),
    ]
    return pd.DataFrame([(k + 1, *row) for k, row in enumerate(rows)], columns=names)
