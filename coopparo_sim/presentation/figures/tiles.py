"""A map of tiles: one square a place, where it lies more or less, with a number in it."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import INNER, label, line_height
from coopparo_sim.presentation.locale import number
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble

WIDEST, TALLEST, GAP, PADDING = 1.5, 0.98, 0.07, 0.06
NAME_LINES = 3
NUMBER_SIZE = 14.0
LONGEST_NAME = 60


def tile_cells(ensemble: Ensemble) -> dict[str, tuple[int, int]]:
    """Row and column of each place from 0; places side by side where two would lie on one another."""
    tiles = ensemble.place_tiles
    if len(set(tiles.values())) < len(tiles):
        columns = max(int(len(tiles) ** 0.5 + 0.5), 1)
        return {place: divmod(k, columns) for k, place in enumerate(tiles)}
    top, left = min(row for row, _ in tiles.values()), min(column for _, column in tiles.values())
    return {place: (row - top, column - left) for place, (row, column) in tiles.items()}


def tile_size(cells: dict[str, tuple[int, int]]) -> tuple[float, float]:
    """Width and height of a tile, inches, that let all columns fit."""
    columns = max(column for _, column in cells.values()) + 1
    return min(WIDEST, (INNER - (columns - 1) * GAP) / columns), TALLEST


def map_height(cells: dict[str, tuple[int, int]]) -> float:
    """Height of the map, inches."""
    rows = max(row for row, _ in cells.values()) + 1
    return rows * TALLEST + (rows - 1) * GAP


def shade(value: float, values: Sequence[float]) -> str:
    """Colour of a tile: the more, the darker, in equal steps from nothing to the greatest value."""
    greatest = max(values, default=0.0)
    step = int(value / greatest * len(style.BLUES)) if greatest > 0 else 0
    return style.BLUES[min(step, len(style.BLUES) - 1)]


def draw_tiles(axes: Axes, ensemble: Ensemble, values: dict[str, float], decimals: int, language: str) -> None:
    """Draw the map on axes in inches from the lower left corner on, centred, with names and numbers in the tiles."""
    cells = tile_cells(ensemble)
    width, height = tile_size(cells)
    columns = max(column for _, column in cells.values()) + 1
    start = (INNER - columns * width - (columns - 1) * GAP) / 2
    top = map_height(cells)
    for place, (row, column) in cells.items():
        fill = shade(values[place], list(values.values()))
        left, lower = start + column * (width + GAP), top - (row + 1) * height - row * GAP
        axes.add_patch(Rectangle((left, lower), width, height, facecolor=fill, edgecolor=style.INK, linewidth=0.9))
        name = plain(ensemble.place_names[place], LONGEST_NAME)
        _write(axes, left + width / 2, lower + height, width - 2 * PADDING, name, number(values[place], language, decimals), fill)


def _write(axes: Axes, middle: float, top: float, width: float, name: str, value: str, fill: str) -> None:
    step, ink = line_height(style.SMALL), style.ink_on(fill)
    lines = style.wrapped(style.drawable(name), style.SMALL, width)
    if len(lines) > NAME_LINES:
        lines = [*lines[: NAME_LINES - 1], style.fitted("".join(lines[NAME_LINES - 1 :]) + "…", style.SMALL, width)]
    used = len(lines) * step + line_height(NUMBER_SIZE)
    upper = top - (TALLEST - used) / 2
    for number_of_line, line in enumerate(lines):
        label(axes, middle, upper - (number_of_line + 0.5) * step, line, size=style.SMALL, color=ink, ha="center")
    label(axes, middle, upper - used + line_height(NUMBER_SIZE) / 2, value, size=NUMBER_SIZE, bold=True, color=ink, ha="center")
