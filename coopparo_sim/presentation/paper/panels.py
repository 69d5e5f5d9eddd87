"""The pictures of the sheet: as the large ones, at the size of a panel, without words that the page around them says."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from coopparo_sim.presentation import style
from coopparo_sim.presentation.behaviour_readings import Influence
from coopparo_sim.presentation.figures.dots import (
    TICK_ROW,
    WIDEST,
    block_height,
    dot_width,
    dot_width_in_block,
    draw_block,
    draw_scale,
    draw_stacks,
    scale_for,
    tallest,
)
from coopparo_sim.presentation.figures.frame import GAP, Sign, draw_key, key_height, label, line_height
from coopparo_sim.presentation.figures.houses import draw_row_of_houses
from coopparo_sim.presentation.figures.months_axis import LEAST_TOP, ROOM_ABOVE, month_ticks
from coopparo_sim.presentation.figures.over_time import FEWEST_FOR_BANDS, LEVELS, draw_bands, draw_examples, single_futures
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.tiles import Format, draw_tiles, map_height, tile_cells
from coopparo_sim.presentation.figures.twenty_futures import INDICATOR, dots_of
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import TEN, in_ten_short, number, rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import founded, founded_share, members_per_hundred, month_quoted, paths
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

HALF = 3.5
"""Width of a panel that shares its row with another one of the same width, inches."""
TALL = 1.78
"""Height of the panels over time and of twenty futures, inches."""
WIDE, NARROW = 4.2, 2.85
"""Widths of the map and of the panel beside it, inches."""
MAP = Format(width=WIDE, tallest=0.57, padding=0.02, name_size=8.0, number_size=11.0)
HOUSE, HOUSE_GAP = 0.44, 0.09
LEFT, RIGHT = 0.5, 0.12
BLOCK, BETWEEN = 0.85, 0.3
MOST_TICKS = 6
INFLUENCE, DOT, END = 0.6, 0.13, 0.12
"""Height of one entry of what matters most, diameter of its dots, and room at both ends of its line, inches."""
SIZE, KEY_SIZE = style.SMALL, 8.0


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.set_axis_off()
    return figure, axes


@style.drawing()
def houses_panel(ensemble: Ensemble, language: str) -> Picture:
    """Draw ten houses in a row, filled for the futures in which the cooperative is founded."""
    width = TEN * HOUSE + (TEN - 1) * HOUSE_GAP + 2 * HOUSE_GAP
    figure, axes = _canvas(width, HOUSE + HOUSE_GAP)
    draw_row_of_houses(axes, HOUSE_GAP, HOUSE_GAP / 2, HOUSE, HOUSE_GAP, founded_share(ensemble))
    title = birth_sentence(ensemble, language)
    description = text("report.panel.houses", language, sentence=title)
    return Picture("sheet_houses", figure, title, description, pd.DataFrame(), language)


@style.drawing()
def over_time_panel(ensemble: Ensemble, language: str) -> Picture:
    """Draw the bands that hold half and nine tenths of the futures at each month, and three futures as lines."""
    months, people = paths(ensemble)
    bands, shown = np.quantile(people, LEVELS, axis=0), single_futures(people, founded(ensemble))
    with_bands = ensemble.n >= FEWEST_FOR_BANDS
    signs = _key(with_bands, language)
    figure, canvas = _canvas(HALF, TALL)
    draw_key(canvas, TALL, signs, KEY_SIZE, HALF)
    bottom = 2 * line_height(SIZE) + GAP / 2
    upper = TALL - key_height(signs, KEY_SIZE, HALF) - GAP / 2
    axes = figure.add_axes((LEFT / HALF, bottom / TALL, (HALF - LEFT - RIGHT) / HALF, (upper - bottom) / TALL))
    if with_bands:
        draw_bands(axes, months, bands)
    draw_examples(axes, months, people, shown)
    highest = float(max(bands[-1].max() if with_bands else 0.0, people[shown].max()))
    _small_axes(axes, int(months[-1]), highest, language)
    label(canvas, LEFT + (HALF - LEFT) / 2, line_height(SIZE) / 2, text("report.panel.months", language), size=SIZE, ha="center")
    title = text("report.panel.over_time_title", language)
    description = text("report.panel.over_time", language, last=int(months[-1]), **_last_month(people, language))
    return Picture("sheet_over_time", figure, title, description, pd.DataFrame(), language)


def _key(with_bands: bool, language: str) -> list[Sign]:
    areas = [
        Sign(text("report.panel.half", language), "area", style.BLUE, style.PALE),
        Sign(text("report.panel.nine", language), "area", style.PALE, style.PALER),
    ]
    return [*(areas if with_bands else []), Sign(text("report.panel.example", language), "line", style.INK)]


def _last_month(people: np.ndarray, language: str) -> dict[str, str]:
    low, high = np.quantile(people[:, -1], (0.25, 0.75))
    return {"low": number(float(low), language), "high": number(float(high), language)}


def _small_axes(axes: Axes, last: int, highest: float, language: str) -> None:
    axes.set_xlim(1, max(last, 2))
    axes.set_xticks(month_ticks(last, MOST_TICKS))
    axes.set_ylim(0, max(highest * ROOM_ABOVE, LEAST_TOP))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language)))
    axes.tick_params(labelsize=SIZE, pad=2)
    axes.grid(axis="y")


@style.drawing()
def twenty_futures_panel(ensemble: Ensemble, language: str) -> Picture:
    """Draw twenty dots: founded ones above an axis of members, the others apart."""
    dots, others = dots_of(ensemble, INDICATOR)
    total, month = len(dots) + others, month_quoted(ensemble)
    left = BLOCK + BETWEEN if others and len(dots) else WIDEST / 2
    block = BLOCK if len(dots) else HALF
    lowest, highest = (float(dots.min()), float(dots.max())) if len(dots) else (0.0, 0.0)
    scale = scale_for(lowest, highest, left, HALF - left - WIDEST)
    bottom = TICK_ROW + line_height(SIZE)
    room = TALL - bottom - 2.5 * line_height(SIZE)
    diameter = min(dot_width([dots], scale, room, scale.low), dot_width_in_block(others, block, room))
    figure, axes = _canvas(HALF, TALL)
    head = bottom + max(tallest([dots], scale, diameter, scale.low), block_height(others, block, diameter)) + line_height(SIZE)
    if len(dots):
        draw_stacks(axes, dots, [True] * len(dots), scale, bottom, diameter, scale.low)
        draw_scale(axes, scale, bottom, language)
        axis = text("figures.twenty_futures.axis", language, month=month)
        label(axes, left + scale.width / 2, line_height(SIZE) / 2, axis, size=SIZE, ha="center")
        born = text("report.panel.born", language, count=len(dots), total=total)
        label(axes, left, head, born, size=SIZE, bold=True, color=style.BLUE)
    if others:
        draw_block(axes, others, 0, bottom, block, diameter)
        axes.plot([0, block], [bottom, bottom], color=style.INK, linewidth=1.0)
        words = style.wrapped(text("report.panel.unborn", language, count=others, total=total), SIZE, left - GAP / 2, bold=True)
        for row, line in enumerate(reversed(words)):
            label(axes, 0, head + row * line_height(SIZE), line, size=SIZE, bold=True, color=style.VERMILION)
    title = text("report.panel.twenty_title", language, total=total)
    description = text("report.panel.twenty", language, born=len(dots), total=total, month=month)
    return Picture("sheet_twenty_futures", figure, title, description, pd.DataFrame(), language)


@style.drawing()
def by_place_panel(ensemble: Ensemble, language: str, form: Format = MAP) -> Picture:
    """Draw the members of each place for every 100 adults as a small map of tiles of the sizes ``form``."""
    rates = members_per_hundred(ensemble, founded(ensemble))
    height = map_height(tile_cells(ensemble), form)
    figure = Figure(figsize=(WIDE, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-RIGHT / 4, WIDE + RIGHT / 4), ylim=(-RIGHT / 4, height + RIGHT / 4))
    axes.set_axis_off()
    draw_tiles(axes, ensemble, rates, 1, language, form)
    listed = "; ".join(f"{plain(ensemble.place_names[place])} {number(rate, language, 1)}" for place, rate in rates.items())
    description = text("report.panel.by_place", language, month=month_quoted(ensemble), listed=listed)
    return Picture("sheet_by_place", figure, text("report.panel.by_place_title", language), description, pd.DataFrame(), language)


@style.drawing()
def influences_panel(influences: list[Influence], language: str) -> Picture:
    """Draw for each unknown number how often the cooperative is founded where it is low and where it is high.

    Parameters
    ----------
    influences
        At least one, strongest first.
    """
    height = len(influences) * INFLUENCE + line_height(SIZE)
    figure, axes = _canvas(NARROW, height)
    for row, influence in enumerate(influences):
        _draw_influence(axes, influence, height - row * INFLUENCE, language)
    label(axes, NARROW / 2, line_height(SIZE) / 2, text("report.panel.out_of_ten", language), size=SIZE, ha="center")
    title = text("report.panel.matters_title", language)
    return Picture(
        "sheet_matters", figure, title, " ".join(influence_told(i, language) for i in influences), pd.DataFrame(), language
    )


def influence_told(influence: Influence, language: str) -> str:
    """Say how often the cooperative is founded where a number is low, and where it is high."""
    low, high = (in_ten_short(share, language) for share in (influence.low_share, influence.high_share))
    return text("report.panel.influence", language, name=influence.declared.label[language], low=low, high=high)


def _draw_influence(axes: Axes, influence: Influence, top: float, language: str) -> None:
    name = style.fitted(style.drawable(influence.declared.label[language]), SIZE, NARROW)
    label(axes, 0, top - line_height(SIZE) / 2, name, size=SIZE)
    middle = top - line_height(SIZE) - DOT
    low, high = (END + share * (NARROW - 2 * END) for share in (influence.low_share, influence.high_share))
    axes.plot([END, NARROW - END], [middle, middle], color=style.LINE, linewidth=0.8)
    axes.plot([low, high], [middle, middle], color=style.GREY, linewidth=2.4)
    size = DOT * style.POINTS_PER_INCH
    axes.plot([low], [middle], marker="o", markersize=size, markerfacecolor=style.WHITE, markeredgecolor=style.VERMILION,
              markeredgewidth=1.8)  # fmt: skip
    axes.plot([high], [middle], marker="o", markersize=size, color=style.BLUE)
    first, last = sorted(((low, influence.low_share), (high, influence.high_share)))
    below = middle - DOT / 2 - line_height(SIZE) / 2
    for (x, share), side in ((first, "left"), (last, "right")):
        words = number(float(rounded(share * TEN, 0)), language)
        near = abs(last[0] - first[0]) < DOT * 2
        label(axes, min(max(x, END / 2), NARROW - END / 2), below, words, size=SIZE, ha=side if near else "center")
