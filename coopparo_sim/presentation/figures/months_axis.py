"""Axes of months and of people, alike in all pictures that have them."""

from __future__ import annotations

from math import ceil

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from coopparo_sim.presentation import style
from coopparo_sim.presentation.locale import number
from coopparo_sim.texts import text

STEPS = (1, 2, 3, 6, 12, 24, 36, 48, 60)
MOST_TICKS = 8
ROOM_ABOVE = 1.06
LEAST_TOP = 5.0


def month_ticks(last: int, most: int = MOST_TICKS) -> list[int]:
    """Months to write on an axis: the first one and every half year, or the like.

    Examples
    --------
    >>> month_ticks(36)
    [1, 6, 12, 18, 24, 30, 36]
    """
    step = next((s for s in STEPS if last / s <= most - 1), ceil(last / (most - 1)))
    return sorted({1, *range(step, last + 1, step)})


def month_axis(axes: Axes, last: int, language: str) -> None:
    """Lay out the horizontal axis: months from the start of the process."""
    axes.set_xlim(1, max(last, 2))
    axes.set_xticks(month_ticks(last))
    axes.set_xlabel(text("figures.axis.months", language), fontproperties=style.font(style.LABEL))


def people_axis(axes: Axes, most: float, language: str, words: str) -> None:
    """Lay out the vertical axis: whole people from zero, thousands marked, with pale lines across."""
    axes.set_ylim(0, max(most * ROOM_ABOVE, LEAST_TOP))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language)))
    axes.set_ylabel(words, fontproperties=style.font(style.LABEL))
    axes.grid(axis="y")
