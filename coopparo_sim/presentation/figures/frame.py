"""The sheet a picture is drawn on: message, explanation, drawing, small print; all in inches, so that nothing is cut off."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from coopparo_sim.presentation import style
from coopparo_sim.presentation.headline import COPPARO, futures_counted, no_forecast
from coopparo_sim.presentation.plain_text import ELLIPSIS, plain
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.scenario.fit import Fit

WIDTH = 7.2
"""Of every picture, inches: an A4 page without its margins."""
MARGIN = 0.2
INNER = WIDTH - 2 * MARGIN
LEADING = 1.28
"""Height of a line of text over its size."""
GAP, BLOCK_GAP = 0.1, 0.04
KEY_BOX, KEY_ROW = 0.3, 0.25
MOST_TITLE_LINES = 3


@dataclass(frozen=True)
class Frame:
    """A figure with its words in place and the drawing area still empty.

    Attributes
    ----------
    figure
        The figure.
    bottom
        Lower edge of the drawing area above the lower edge of the figure, inches.
    height
        Height of the drawing area, inches; its width is :data:`INNER`.
    """

    figure: Figure
    bottom: float
    height: float

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Give axes at a place within the drawing area, inches from its lower left corner."""
        full = float(self.figure.get_figheight())
        return self.figure.add_axes(((MARGIN + left) / WIDTH, (self.bottom + bottom) / full, width / WIDTH, height / full))

    def canvas(self) -> Axes:
        """Give the whole drawing area as axes without lines, whose units are inches."""
        axes = self.axes(0, 0, INNER, self.height)
        axes.set(xlim=(0, INNER), ylim=(0, self.height))
        axes.set_axis_off()
        return axes


def line_height(size: float) -> float:
    """Height of a line of text of ``size`` points, inches."""
    return size * LEADING / style.POINTS_PER_INCH


def framed(
    title: str,
    subtitle: str,
    height: float,
    language: str,
    ensemble: Ensemble | None = None,
    note: str = "",
    town: str = COPPARO,
    fit: Fit | None = None,
) -> Frame:
    """Open a figure whose message, explanation and small print are written, with ``height`` inches left for the drawing.

    Parameters
    ----------
    title
        The message, one sentence.
    subtitle
        What is shown and how to read it.
    ensemble
        Futures shown; their scenario, number and seed are named. None where several are compared.
    note
        A line above the message in place of the title of the scenario.
    town, fit
        The town, and what behaviour was fitted to, where no ``ensemble`` says it.
    """
    above = style.fitted(style.drawable(plain(ensemble.scenario.title if ensemble else note)), style.SMALL, INNER)
    small = small_print(ensemble, language, town, fit)
    blocks = [
        ([above] if above else [], style.SMALL, False, style.GREY),
        (_title_lines(title), style.TITLE, True, style.INK),
        (style.balanced(style.drawable(subtitle), style.SUBTITLE, INNER), style.SUBTITLE, False, style.INK),
    ]
    head = sum(len(lines) * line_height(size) + BLOCK_GAP for lines, size, _, _ in blocks) + GAP
    foot = len(small) * line_height(style.SMALL) + GAP
    total = MARGIN + head + height + foot + MARGIN / 2
    figure = Figure(figsize=(WIDTH, total))
    top = total - MARGIN
    for lines, size, bold, colour in blocks:
        top = _write(figure, lines, top, size, bold, colour) - BLOCK_GAP
    _write(figure, small, MARGIN / 2 + foot - GAP, style.SMALL, False, style.GREY)
    return Frame(figure, MARGIN / 2 + foot, height)


def _title_lines(title: str) -> list[str]:
    words = style.drawable(title)
    lines = style.balanced(words, style.TITLE, INNER, bold=True)
    if len(lines) > MOST_TITLE_LINES:
        kept = style.wrapped(words, style.TITLE, INNER, bold=True)[:MOST_TITLE_LINES]
        lines = [*kept[:-1], style.fitted(kept[-1] + ELLIPSIS, style.TITLE, INNER, bold=True)]
    return lines


def _write(figure: Figure, lines: list[str], top: float, size: float, bold: bool, colour: str) -> float:
    total = float(figure.get_figheight())
    for line in lines:
        figure.text(
            MARGIN / WIDTH, (top - line_height(size) / 2) / total, line,
            fontproperties=style.font(size, bold), color=colour, va="center_baseline", ha="left",
        )  # fmt: skip
        top -= line_height(size)
    return top


def small_print(ensemble: Ensemble | None, language: str, town: str = COPPARO, fit: Fit | None = None) -> list[str]:
    """Give the lines under every picture: how many futures, what behaviour was fitted to if anything, and what it is not."""
    words = no_forecast(ensemble.scenario.town, language, ensemble.fit) if ensemble else no_forecast(town, language, fit)
    if ensemble is None:
        return style.wrapped(words, style.SMALL, INNER)
    counts = futures_counted(ensemble, language)
    together, apart = (style.wrapped(line, style.SMALL, INNER) for line in (f"{words} · {counts}", words))
    return [*apart, counts] if len(apart) < len(together) else together


def label(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    size: float = style.LABEL,
    bold: bool = False,
    color: str = style.INK,
    ha: str = "left",
    va: str = "center",
) -> None:
    """Write words at a point of ``axes``, in its units."""
    axes.text(x, y, style.drawable(words), fontproperties=style.font(size, bold), color=color, ha=ha, va=va)


@dataclass(frozen=True)
class Sign:
    """One entry of a key: words beside an area, a line or a dot.

    Attributes
    ----------
    words
        What it means.
    kind
        ``area``, ``line`` or ``dot``.
    color, fill, hatch, dash
        Colour of line or outline, colour of the area, its hatch, and the pattern of the line.
    """

    words: str
    kind: str
    color: str
    fill: str = "none"
    hatch: str = ""
    dash: str = "-"


def key_rows(signs: list[Sign], size: float = style.LABEL, width: float = INNER) -> list[list[tuple[float, str, Sign]]]:
    """Lay out a key in rows that fit ``width`` inches, words of ``size`` points: (inches from the left, words, sign) by row."""
    rows: list[list[tuple[float, str, Sign]]] = [[]]
    left = 0.0
    for sign in signs:
        words = style.fitted(style.drawable(sign.words), size, width - KEY_BOX - GAP)
        needed = KEY_BOX + GAP + style.text_width(words, size) + 2 * GAP
        if rows[-1] and left + needed > width + 2 * GAP:
            rows.append([])
            left = 0.0
        rows[-1].append((left, words, sign))
        left += needed
    return rows


def key_height(signs: list[Sign], size: float = style.LABEL, width: float = INNER) -> float:
    """Height that a key needs, inches."""
    return len(key_rows(signs, size, width)) * KEY_ROW


def draw_key(axes: Axes, top: float, signs: list[Sign], size: float = style.LABEL, width: float = INNER) -> None:
    """Draw a key on axes in inches, its upper edge at ``top``."""
    for number_of_row, row in enumerate(key_rows(signs, size, width)):
        middle = top - (number_of_row + 0.5) * KEY_ROW
        for left, words, sign in row:
            _draw_sign(axes, left, middle, sign)
            label(axes, left + KEY_BOX + GAP, middle, words, size=size)


def _draw_sign(axes: Axes, left: float, middle: float, sign: Sign) -> None:
    half = KEY_ROW / 4
    if sign.kind == "area":
        corner = (left, middle - half)
        axes.add_patch(
            Rectangle(corner, KEY_BOX, 2 * half, facecolor=sign.fill, edgecolor=sign.color, hatch=sign.hatch, linestyle=sign.dash)
        )
    elif sign.kind == "dot":
        axes.add_patch(Circle((left + KEY_BOX / 2, middle), half, facecolor=sign.fill, edgecolor=sign.color, linestyle=sign.dash))
    else:
        axes.plot([left, left + KEY_BOX], [middle, middle], color=sign.color, linestyle=sign.dash, linewidth=1.6)
