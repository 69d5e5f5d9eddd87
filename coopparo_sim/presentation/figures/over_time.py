"""Over time: pledges and members month by month, in bands told in words and in three single futures."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import GAP, INNER, Sign, draw_key, framed, key_height
from coopparo_sim.presentation.figures.months_axis import month_axis, people_axis
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.locale import number, readable, rounded
from coopparo_sim.presentation.readings import founded, month_quoted, paths
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

Floats = NDArray[np.float64]
PLOT, LEFT, BELOW = 2.9, 0.78, 0.5
LEVELS = (0.05, 0.25, 0.75, 0.95)
"""Edges of the bands that hold nine futures in ten, and half of them."""
SINGLE = (1 / 6, 1 / 2, 5 / 6)
FEWEST_FOR_BANDS = 4
MARK = "o"
DASHES = ("-", (0, (6, 2)), (0, (1.5, 1.5)))


def single_futures(people: Floats, born: NDArray[np.bool_]) -> list[int]:
    """Rows of (futures, months) to show as examples: in the order of people in the last month, one from each third."""
    order = np.lexsort((np.arange(len(people)), born, people.max(axis=1), people[:, -1]))
    return list(dict.fromkeys(int(order[min(int(s * len(order)), len(order) - 1)]) for s in SINGLE))


@style.drawing()
def draw_over_time(ensemble: Ensemble, language: str) -> Picture:
    """Draw the bands that hold half and nine tenths of the futures at each month, and three futures as lines."""
    months, people = paths(ensemble)
    bands = np.quantile(people, LEVELS, axis=0)
    shown = single_futures(people, founded(ensemble))
    title, with_bands = _title(ensemble, people, language), ensemble.n >= FEWEST_FOR_BANDS
    signs = _key(len(shown), with_bands, language)
    height = BELOW + PLOT + GAP + key_height(signs)
    frame = framed(title, text("figures.over_time.subtitle", language), height, language, ensemble)
    draw_key(frame.canvas(), height, signs)
    axes = frame.axes(LEFT, BELOW, INNER - LEFT - GAP, PLOT)
    if with_bands:
        draw_bands(axes, months, bands)
    draw_examples(axes, months, people, shown)
    highest = float(max(bands[-1].max() if with_bands else 0.0, people[shown].max()))
    month_axis(axes, int(months[-1]), language)
    people_axis(axes, highest, language, text("figures.axis.people", language))
    description = text("figures.over_time.description", language, sentence=title)
    return Picture("over_time", frame.figure, title, description, _table(months, people, shown, language), language)


def draw_bands(axes: Axes, months: Floats, bands: Floats) -> None:
    """Draw the two bands between the edges of :data:`LEVELS`, shape (4, months), over ``months``, shape (months,)."""
    for low, high, fill, edge in ((0, 3, style.PALER, style.PALE), (1, 2, style.PALE, style.BLUE)):
        axes.fill_between(months, bands[low], bands[high], facecolor=fill, edgecolor="none")
        axes.plot(months, bands[[low, high]].T, color=edge, linewidth=0.8)


def draw_examples(axes: Axes, months: Floats, people: Floats, shown: list[int]) -> None:
    """Draw the futures ``shown`` of ``people``, shape (futures, months), as lines; as points where there is one month only."""
    for future, dash in zip(shown, DASHES, strict=False):
        axes.plot(
            months,
            people[future],
            color=style.INK,
            linewidth=1.3,
            linestyle=dash,
            marker=MARK if len(months) == 1 else "",
            clip_on=len(months) > 1,
        )


def _key(lines: int, with_bands: bool, language: str) -> list[Sign]:
    areas = [
        Sign(text("figures.over_time.half", language), "area", style.BLUE, style.PALE),
        Sign(text("figures.over_time.nine", language), "area", style.PALE, style.PALER),
    ]
    return [*(areas if with_bands else []), Sign(text(f"figures.over_time.lines_{lines}", language), "line", style.INK)]


def _title(ensemble: Ensemble, people: Floats, language: str) -> str:
    month = month_quoted(ensemble)
    low, high = (readable(float(v)) for v in np.quantile(people[:, min(month, people.shape[1]) - 1], (0.25, 0.75)))
    key = "figures.over_time.title_same" if low == high else "figures.over_time.title"
    return text(key, language, month=month, low=number(low, language), high=number(high, language))


def _table(months: Floats, people: Floats, shown: list[int], language: str) -> pd.DataFrame:
    columns: dict[str, list[int]] = {text("figures.column.month", language): [int(m) for m in months]}
    for level in (*LEVELS[:2], 0.5, *LEVELS[2:]):
        words = text("figures.column.below", language, share=number(level * 100, language))
        columns[words] = [int(rounded(v)) for v in np.quantile(people, level, axis=0)]
    for number_of_line, future in enumerate(shown, start=1):
        columns[text("figures.column.example", language, count=number_of_line)] = [int(rounded(v)) for v in people[future]]
    return pd.DataFrame(columns)
