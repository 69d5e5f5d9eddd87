"""A map of tiles: one square a place, where it lies more or less, with a number in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import INNER, label, line_height
from coopparo_sim.presentation.locale import number, rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble

WIDEST, GAP = 1.5, 0.07
LONGEST_NAME = 60


@dataclass(frozen=True)
class Format:
    """Sizes of a map.

    Attributes
    ----------
    width
        Room for all columns, inches.
    tallest
        Height of a tile, inches.
    padding
        Room beside a name within its tile, inches.
    name_size, number_size
        Sizes of name and number, points.
    name_lines
        Lines that a name may take.
    """

    width: float = INNER
    tallest: float = 0.98
    padding: float = 0.06
    name_size: float = style.SMALL
    number_size: float = 14.0
    name_lines: int = 3


FULL = Format()
"""Of a picture that fills the width of a page."""


def tile_cells(ensemble: Ensemble) -> dict[str, tuple[int, int]]:
    """Row and column of each place from 0; places side by side where two would lie on one another."""
    tiles = ensemble.place_tiles
    if len(set(tiles.values())) < len(tiles):
        columns = max(int(len(tiles) ** 0.5 + 0.5), 1)
        return {place: divmod(k, columns) for k, place in enumerate(tiles)}
    top, left = min(row for row, _ in tiles.values()), min(column for _, column in tiles.values())
    return {place: (row - top, column - left) for place, (row, column) in tiles.items()}


def tile_size(cells: dict[str, tuple[int, int]], form: Format = FULL) -> tuple[float, float]:
    """Width and height of a tile, inches, that let all columns fit."""
    columns = max(column for _, column in cells.values()) + 1
    return min(WIDEST, (form.width - (columns - 1) * GAP) / columns), form.tallest


def map_height(cells: dict[str, tuple[int, int]], form: Format = FULL) -> float:
    """Height of the map, inches."""
    rows = max(row for row, _ in cells.values()) + 1
    return rows * form.tallest + (rows - 1) * GAP


def shade(value: float, values: Sequence[float]) -> str:
    """Colour of a tile: the more, the darker, in equal steps from nothing to the greatest value."""
    greatest = max(values, default=0.0)
    step = int(value / greatest * len(style.BLUES)) if greatest > 0 else 0
    return style.BLUES[min(step, len(style.BLUES) - 1)]


def draw_tiles(axes: Axes, ensemble: Ensemble, values: dict[str, float], decimals: int, language: str, form: Format = FULL) -> None:
    """Draw the map on axes in inches from the lower left corner on, centred, with names and numbers in the tiles."""
    cells = tile_cells(ensemble)
    width, height = tile_size(cells, form)
    columns = max(column for _, column in cells.values()) + 1
    start = (form.width - columns * width - (columns - 1) * GAP) / 2
    top = map_height(cells, form)
    written = {place: float(rounded(value, decimals)) for place, value in values.items()}
    for place, (row, column) in cells.items():
        fill = shade(written[place], list(written.values()))  # the same number never has two shades
        left, lower = start + column * (width + GAP), top - (row + 1) * height - row * GAP
        axes.add_patch(Rectangle((left, lower), width, height, facecolor=fill, edgecolor=style.INK, linewidth=0.9))
        words = (plain(ensemble.place_names[place], LONGEST_NAME), number(values[place], language, decimals))
        _write(axes, left + width / 2, lower + height, width, words, style.ink_on(fill), form)


def _write(axes: Axes, middle: float, top: float, width: float, words: tuple[str, str], ink: str, form: Format) -> None:
    step, last = line_height(form.name_size), line_height(form.number_size)
    room = width - 2 * form.padding
    lines = style.wrapped(style.drawable(words[0]), form.name_size, room)
    if len(lines) > form.name_lines:
        kept = form.name_lines - 1
        lines = [*lines[:kept], style.fitted("".join(lines[kept:]) + "…", form.name_size, room)]
    used = len(lines) * step + last
    upper = top - (form.tallest - used) / 2
    for number_of_line, line in enumerate(lines):
        label(axes, middle, upper - (number_of_line + 0.5) * step, line, size=form.name_size, color=ink, ha="center")
    label(axes, middle, upper - used + last / 2, words[1], size=form.number_size, bold=True, color=ink, ha="center")
