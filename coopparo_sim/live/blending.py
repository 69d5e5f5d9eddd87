"""Between the points of the grid: what the page says of a plan that was not simulated itself."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.live.grid import Grid
from coopparo_sim.live.readings import Layout
from coopparo_sim.presentation.readings import BORN

Floats = NDArray[np.float64]


def corners(grid: Grid, setting: Mapping[str, Any]) -> list[tuple[int, float]]:
    """Give the points around a setting of the levers, each with its weight; weights add up to 1 and none is 0.

    Options are taken as they are; between two levels of a number, weight goes to each in proportion to how near it is
    (multilinear interpolation).

    Parameters
    ----------
    grid
        The grid.
    setting
        Id of the option, or value, by id of the lever.
    """
    sides: list[list[tuple[int, float]]] = []
    for number, lever in enumerate(grid.levers):
        if lever.choices:
            ids = [choice.id for choice in lever.choices[: grid.sizes[number]]]
            sides.append([(ids.index(setting[lever.id]), 1.0)])
        else:
            sides.append(_between(grid.levels(number), float(setting[lever.id])))
    found = []
    for corner in itertools.product(*sides):
        point = int(np.ravel_multi_index(tuple(place for place, _ in corner), grid.sizes))
        found.append((point, float(np.prod([weight for _, weight in corner]))))
    return found


def _between(levels: list[float], value: float) -> list[tuple[int, float]]:
    value = min(max(value, levels[0]), levels[-1])
    above = max(int(np.searchsorted(levels, value)), 1)
    part = (value - levels[above - 1]) / (levels[above] - levels[above - 1])
    return [(place, weight) for place, weight in ((above - 1, 1 - part), (above, part)) if weight > 0]


def blended(rows: Floats, layout: Layout, around: list[tuple[int, float]]) -> Floats:
    """Mix the rows of the points around a setting, shape (width,).

    Parameters
    ----------
    rows
        Row of each point of the grid, shape (points, width).
    layout
        Where its numbers stand.
    around
        As :func:`corners` gives them.
    """
    points, weights = np.array([p for p, _ in around]), np.array([w for _, w in around])
    near = rows[points]
    ends = layout.block("ends")
    born = near[:, ends.start : ends.start + len(BORN)].sum(axis=1)
    mixed = np.empty(layout.width)
    for block in layout.blocks:
        part = slice(block.start, block.start + block.size)
        share = weights * born if block.given_founded and (weights * born).sum() > 0 else weights
        if block.nearest:
            share = (np.arange(len(points)) == int(weights.argmax())).astype(float)
        mixed[part] = share @ near[:, part] / share.sum()
    return mixed
