"""Two to four scenarios beside each other: ten houses each, and their futures as dots on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.dots import (
    TICK_ROW,
    WIDEST,
    Floats,
    Scale,
    block_height,
    dot_width,
    dot_width_in_block,
    draw_block,
    draw_scale,
    draw_stacks,
    scale_for,
    tallest,
)
from coopparo_sim.presentation.figures.frame import GAP, INNER, framed, label, line_height
from coopparo_sim.presentation.figures.houses import draw_row_of_houses
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.twenty_futures import INDICATOR, dots_of
from coopparo_sim.presentation.locale import TEN, in_ten, in_ten_short, number, readable, share
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import founded, founded_share, month_quoted, spread, values
from coopparo_sim.record.ensemble import Ensemble, shared_fit
from coopparo_sim.texts import text

FEWEST, MOST = 2, 4
HOUSE, HOUSE_GAP = 0.24, 0.05
STACKS, BLOCK, BETWEEN = 1.0, 1.5, 0.4
LONGEST_LABEL = 70
AXIS_ROOM = TICK_ROW + line_height(style.LABEL) + GAP
HEAD = line_height(style.SUBTITLE) + HOUSE
AIRY, CLOSE = 4.5 * GAP, 2.4 * GAP
"""Room above, between and below the name, the houses and the dots of a row, inches: in a picture, and on a page."""


@dataclass(frozen=True)
class _Rows:
    """Where everything stands: dots of each scenario, the axis they share, and the height of each row, inches."""

    dots: list[tuple[Floats, int]]
    scale: Scale
    diameter: float
    heights: list[float]

    @property
    def height(self) -> float:
        return sum(self.heights) + AXIS_ROOM


def _laid_out(ensembles: Sequence[Ensemble], stacks: float, room: float) -> _Rows:
    dots = [dots_of(ensemble, INDICATOR) for ensemble in ensembles]
    samples = [sample for sample, _ in dots]
    greatest = max((float(sample.max()) for sample in samples if len(sample)), default=0.0)
    scale = scale_for(0.0, greatest, BLOCK + BETWEEN, INNER - BLOCK - BETWEEN - WIDEST)
    diameter = min(dot_width(samples, scale, stacks, scale.low), *(dot_width_in_block(n, BLOCK, stacks) for _, n in dots))
    tops = [max(tallest([d], scale, diameter, scale.low), block_height(n, BLOCK, diameter), diameter) for d, n in dots]
    heights = [top + HEAD + room for top in tops]
    return _Rows(dots, scale, diameter, heights)


def check_compared(ensembles: Sequence[Ensemble], labels: Sequence[str]) -> None:
    """Make sure that there are two to four scenarios with a label each.

    Raises
    ------
    ValueError
        If not.
    """
    if not FEWEST <= len(ensembles) <= MOST or len(labels) != len(ensembles):
        raise ValueError(f"ensembles(n={len(ensembles)}) must be {FEWEST} to {MOST}, with a label each (n={len(labels)})")


@style.drawing()
def draw_compared(ensembles: Sequence[Ensemble], labels: Sequence[str], language: str) -> Picture:
    """Draw each scenario in a row: its name, ten houses, and twenty futures above one axis of members that all share.

    Raises
    ------
    ValueError
        If there are not two to four scenarios with a label each, or one has no finished future.
    """
    check_compared(ensembles, labels)
    rows = _laid_out(ensembles, STACKS, AIRY)
    frame = framed(
        compared_title(ensembles, language), text("figures.compared.subtitle", language), rows.height, language,
        note=text("figures.compared.above", language), town=ensembles[0].scenario.town,
        fit=shared_fit(ensembles),
    )  # fmt: skip
    _draw_rows(frame.canvas(), rows, AIRY / 3, ensembles, labels, language)
    return _picture("compared", frame.figure, ensembles, labels, language)


@style.drawing()
def draw_compared_panel(ensembles: Sequence[Ensemble], labels: Sequence[str], language: str, stacks: float = STACKS) -> Picture:
    """Draw the same rows without title and small print, for a page that says them; no stack higher than ``stacks`` inches.

    Raises
    ------
    ValueError
        As :func:`draw_compared`.
    """
    check_compared(ensembles, labels)
    rows = _laid_out(ensembles, stacks, CLOSE)
    figure = Figure(figsize=(INNER, rows.height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, INNER), ylim=(0, rows.height))
    axes.set_axis_off()
    _draw_rows(axes, rows, CLOSE / 2, ensembles, labels, language)
    return _picture("compared_panel", figure, ensembles, labels, language)


def _draw_rows(axes: Axes, rows: _Rows, above: float, ensembles: Sequence[Ensemble], labels: Sequence[str], language: str) -> None:
    scale = rows.scale
    for row, (ensemble, words, (sample, others)) in enumerate(zip(ensembles, labels, rows.dots, strict=True)):
        bottom = AXIS_ROOM + sum(rows.heights[row + 1 :])
        _draw_row(axes, ensemble, words, bottom + rows.heights[row] - above, language)
        _draw_dots(axes, sample, others, scale, bottom, rows.diameter)
    draw_scale(axes, scale, AXIS_ROOM, language)
    month = max(month_quoted(ensemble) for ensemble in ensembles)
    label(axes, scale.left + scale.width / 2, 0.12, text("figures.compared.axis", language, month=month), ha="center")
    label(axes, BLOCK / 2, AXIS_ROOM - TICK_ROW / 2 - GAP / 2, text("figures.unborn", language), color=style.VERMILION, ha="center")


def _picture(name: str, figure: Figure, ensembles: Sequence[Ensemble], labels: Sequence[str], language: str) -> Picture:
    counted = "; ".join(f"{plain(w)}: {in_ten(founded_share(e), language)}" for e, w in zip(ensembles, labels, strict=True))
    description = text("figures.compared.description", language, counted=counted)
    return Picture(name, figure, compared_title(ensembles, language), description, _table(ensembles, labels, language), language)


def _draw_row(axes: Axes, ensemble: Ensemble, words: str, top: float, language: str) -> None:
    name = style.fitted(style.drawable(plain(words, LONGEST_LABEL)), style.SUBTITLE, INNER, bold=True)
    label(axes, 0, top - line_height(style.SUBTITLE) / 2, name, size=style.SUBTITLE, bold=True)
    lower = top - line_height(style.SUBTITLE) - GAP / 2 - HOUSE
    draw_row_of_houses(axes, 0, lower, HOUSE, HOUSE_GAP, founded_share(ensemble))
    often = text("figures.compared.row", language, often=in_ten_short(founded_share(ensemble), language))
    label(axes, TEN * (HOUSE + HOUSE_GAP) + GAP, lower + HOUSE / 2, often)


def _draw_dots(axes: Axes, sample: Floats, others: int, scale: Scale, bottom: float, diameter: float) -> None:
    axes.plot([scale.left, scale.left + scale.width], [bottom, bottom], color=style.GREY, linewidth=0.8)
    axes.plot([0, BLOCK], [bottom, bottom], color=style.GREY, linewidth=0.8)
    draw_stacks(axes, sample, [True] * len(sample), scale, bottom, diameter, scale.low)
    draw_block(axes, others, 0.0, bottom, BLOCK, diameter)


def compared_title(ensembles: Sequence[Ensemble], language: str) -> str:
    """Say in how many futures out of ten it is founded with the worst and with the best of the plans."""
    shares = [founded_share(ensemble) for ensemble in ensembles]
    words = [in_ten_short(p, language) for p in (min(shares), max(shares))]
    if words[0] == words[1]:
        return text("figures.compared.title_same", language, often=in_ten(shares[0], language))
    return text("figures.compared.title", language, least=words[0], most=words[1])


def _table(ensembles: Sequence[Ensemble], labels: Sequence[str], language: str) -> pd.DataFrame:
    rows = []
    for ensemble, words in zip(ensembles, labels, strict=True):
        p, members = founded_share(ensemble), values(ensemble, INDICATOR, founded(ensemble))
        quarters = [number(readable(v), language) for v in spread(members)] if len(members) else ["", "", ""]
        rows.append((plain(words, LONGEST_LABEL), ensemble.n, in_ten_short(p, language), share(p, language), *quarters))
    names = ("scenario", "futures", "in_ten", "share", "members_low", "members_middle", "members_high")
    return pd.DataFrame(rows, columns=[text(f"figures.column.{name}", language) for name in names])
