"""Futures as dots: one for each equal share of them, stacked above an axis, as in a quantile dotplot.

Source: Fernandes, Walls, Munson, Hullman and Kay (2018), "Uncertainty Displays Using Quantile Dotplots or CDFs Improve Transit
Decision-Making", CHI; people decide better with a few countable dots than with intervals or densities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import label
from coopparo_sim.presentation.locale import number

Floats = NDArray[np.float64]
DOTS = 20
WIDEST, NARROWEST, SHRINK = 0.3, 0.06, 0.93
FILLED_PART = 0.86
"""Diameter of a dot over the room it has."""
TICKS = 5
TICK_LENGTH, TICK_ROW = 0.06, 0.27
ZERO_WITHIN = 0.6
"""An axis starts at zero unless the least value is beyond this part of the greatest."""


def quantile_dots(sample: Floats, dots: int) -> Floats:
    """Give ``dots`` values that stand for equal shares of a sample, shape (n,); all of them values that occur.

    Examples
    --------
    >>> quantile_dots(np.array([4.0, 1.0, 3.0, 2.0]), 2)
    array([1., 3.])
    """
    if not dots:
        return np.empty(0)
    return np.quantile(sample, (np.arange(dots) + 0.5) / dots, method="inverted_cdf")


@dataclass(frozen=True)
class Scale:
    """A horizontal axis in inches.

    Attributes
    ----------
    low, high
        Values at its ends.
    left, width
        Where it starts and how long it is, inches.
    ticks
        Values that are written.
    """

    low: float
    high: float
    left: float
    width: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value stands, inches."""
        return self.left + (value - self.low) / (self.high - self.low) * self.width


def scale_for(lowest: float, highest: float, left: float, width: float) -> Scale:
    """Lay out an axis of round numbers that holds all values from ``lowest`` to ``highest``."""
    low = 0.0 if lowest < ZERO_WITHIN * highest or highest <= 0 else lowest
    locator = MaxNLocator(nbins=TICKS, integer=True, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2)
    ticks = [float(t) for t in locator.tick_values(low, max(highest, low + 1))]
    first = max((t for t in ticks if t <= low), default=ticks[0])
    last = min((t for t in ticks if t >= highest and t > first), default=ticks[-1])
    return Scale(first, last, left, width, tuple(t for t in ticks if first <= t <= last))


def stacked(values: Floats, scale: Scale, diameter: float, anchor: float) -> list[tuple[float, int]]:
    """Stack dots of one width: (inches of the middle, rank from below) of each.

    Parameters
    ----------
    values
        Shape (dots,), in the order in which they are stacked.
    scale
        The axis.
    diameter
        Width of a stack, inches.
    anchor
        A value at which one stack ends and the next begins, so that a threshold there parts the dots rightly.
    """
    start = scale.at(anchor)
    heights: dict[int, int] = {}
    places = []
    for value in values:
        column = int(np.floor((scale.at(float(value)) - start) / diameter + 1e-9))
        middle = start + (column + 0.5) * diameter
        middle = min(max(middle, scale.left + diameter / 2), scale.left + scale.width + diameter / 2)
        places.append((middle, heights.get(column, 0)))
        heights[column] = heights.get(column, 0) + 1
    return places


def dot_width(samples: Sequence[Floats], scale: Scale, height: float, anchor: float) -> float:
    """The widest dots with which no stack of any sample is higher than ``height`` inches."""
    for step in count():
        diameter = WIDEST * SHRINK**step
        if tallest(samples, scale, diameter, anchor) <= height or diameter < NARROWEST:
            return diameter
    raise AssertionError("endless count")


def tallest(samples: Sequence[Floats], scale: Scale, diameter: float, anchor: float) -> float:
    """Height of the highest stack of any sample, inches."""
    ranks = (rank + 1 for sample in samples for _, rank in stacked(sample, scale, diameter, anchor))
    return max(ranks, default=0) * diameter


def draw_dot(axes: Axes, x: float, y: float, diameter: float, born: bool) -> None:
    """Draw one future: filled where the cooperative is founded, an empty ring where not."""
    edge = style.BLUE if born else style.VERMILION
    axes.add_patch(
        Circle((x, y), diameter * FILLED_PART / 2, facecolor=style.BLUE if born else style.WHITE, edgecolor=edge, linewidth=1.3)
    )


def draw_stacks(
    axes: Axes, values: Floats, born: Sequence[bool], scale: Scale, bottom: float, diameter: float, anchor: float
) -> None:
    """Draw stacks of dots, shape (dots,), each with its flag, above ``bottom`` inches."""
    for (x, rank), flag in zip(stacked(values, scale, diameter, anchor), born, strict=True):
        draw_dot(axes, x, bottom + (rank + 0.5) * diameter, diameter, flag)


def block_height(dots: int, width: float, diameter: float) -> float:
    """Height of ``dots`` in rows of ``width`` inches."""
    return -(-dots // max(int(width / diameter + 1e-9), 1)) * diameter


def dot_width_in_block(dots: int, width: float, height: float) -> float:
    """The widest dots with which a block of rows is no higher than ``height`` inches."""
    return next(d for d in (WIDEST * SHRINK**step for step in count()) if block_height(dots, width, d) <= height)


def draw_block(axes: Axes, dots: int, left: float, bottom: float, width: float, diameter: float) -> None:
    """Draw rings in rows, from below, for futures in which nothing can be measured on the axis."""
    columns = max(int(width / diameter + 1e-9), 1)
    for dot in range(dots):
        row, column = divmod(dot, columns)
        draw_dot(axes, left + (column + 0.5) * diameter, bottom + (row + 0.5) * diameter, diameter, False)


def draw_scale(axes: Axes, scale: Scale, bottom: float, language: str) -> None:
    """Draw an axis with its numbers below ``bottom`` inches; they need :data:`TICK_ROW`."""
    axes.plot([scale.left, scale.left + scale.width], [bottom, bottom], color=style.INK, linewidth=1.0)
    for tick in scale.ticks:
        x = scale.at(tick)
        axes.plot([x, x], [bottom - TICK_LENGTH, bottom], color=style.INK, linewidth=1.0)
        label(axes, x, bottom - TICK_LENGTH - TICK_ROW / 2, number(tick, language), ha="center")
