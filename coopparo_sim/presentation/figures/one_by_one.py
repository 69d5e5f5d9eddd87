"""Twelve futures one by one: what differs between them, seen without any statistics.

Source: Hullman, Resnick and Adar (2015), "Hypothetical Outcome Plots Outperform Error Bars and Violin Plots", PLoS ONE 10(11).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import INNER, Frame, framed, label, line_height
from coopparo_sim.presentation.figures.months_axis import LEAST_TOP, ROOM_ABOVE, month_ticks
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import number, rounded
from coopparo_sim.presentation.readings import BORN, closed, end_labels, end_of_each, founded, founded_share, paths
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

Floats = NDArray[np.float64]
SHOWN, COLUMNS = 12, 4
PLOT, LEFT, BETWEEN = 0.85, 0.62, 0.2
HEAD = 2 * line_height(style.SMALL) + 0.08
BELOW = 0.3
FEW_TICKS = 3


def twelve_futures(ensemble: Ensemble) -> list[int]:
    """Rows of the table of futures to show: as many founded ones as their share asks for, each kind evenly from first to last.

    Founded ones stand in the order of their month, the others by their most people.
    """
    _, people = paths(ensemble)
    born = founded(ensemble)
    total = min(SHOWN, ensemble.n)
    n_born = int(rounded(founded_share(ensemble) * total))
    months = ensemble.futures["month_founded"].to_numpy(dtype=float)
    first = sorted(np.flatnonzero(born), key=lambda row: (months[row], row))
    last = sorted(np.flatnonzero(~born), key=lambda row: (-people[row].max(), row))
    return [*_evenly([int(r) for r in first], n_born), *_evenly([int(r) for r in last], total - n_born)]


def _evenly(rows: list[int], wanted: int) -> list[int]:
    return [rows[int((k + 0.5) / wanted * len(rows))] for k in range(wanted)] if rows else []


@style.drawing()
def draw_one_by_one(ensemble: Ensemble, language: str) -> Picture:
    """Draw up to twelve small charts of pledges and members by month, each with how it ends."""
    rows = twelve_futures(ensemble)
    months, people = paths(ensemble)
    born, ends = founded(ensemble), end_of_each(ensemble)
    n_born = int(born[rows].sum())
    title = _title(ensemble, n_born, len(rows), language)
    lines = -(-len(rows) // COLUMNS)
    height = lines * (HEAD + PLOT + BELOW)
    explained = text("figures.one_by_one.subtitle", language)
    if closed(ensemble)[rows].any():
        explained += " " + text("figures.one_by_one.cross", language)
    frame = framed(title, explained, height, language, ensemble)
    canvas = frame.canvas()
    top = max(float(people[rows].max()) * ROOM_ABOVE, LEAST_TOP)
    for place, row in enumerate(rows):
        axes, left, upper = _cell(frame, place, height)
        _draw_path(axes, months, people[row], bool(born[row]), ensemble.futures["month_founded"].iloc[row])
        _lay_out(axes, int(months[-1]), top, language, with_people=place % COLUMNS == 0)
        if ends[row] == "closed":
            _mark_closing(axes, months, people[row])
        _write_end(canvas, left, upper, ends[row], ensemble.futures["month_founded"].iloc[row], language)
    description = text("figures.one_by_one.description", language, sentence=title)
    return Picture("one_by_one", frame.figure, title, description, _table(ensemble, rows, people, language), language)


def _title(ensemble: Ensemble, born: int, total: int, language: str) -> str:
    if total == 1:
        return birth_sentence(ensemble, language)
    return text("figures.one_by_one.title" if born else "figures.one_by_one.title_none", language, born=born, total=total)


def _cell(frame: Frame, place: int, height: float) -> tuple[Axes, float, float]:
    line, column = divmod(place, COLUMNS)
    width = (INNER - LEFT - (COLUMNS - 1) * BETWEEN - 0.1) / COLUMNS
    left, upper = LEFT + column * (width + BETWEEN), height - line * (HEAD + PLOT + BELOW)
    return frame.axes(left, upper - HEAD - PLOT, width, PLOT), left, upper


def _draw_path(axes: Axes, months: Floats, people: Floats, born: bool, month: float) -> None:
    colour = style.BLUE if born else style.VERMILION
    axes.plot(months, people, color=colour, linewidth=1.8, linestyle="-" if born else (0, (4, 1.5)), clip_on=False)
    if born:
        at = int(np.searchsorted(months, month))
        axes.plot([month], [people[min(at, len(people) - 1)]], marker="o", color=colour, markersize=6, clip_on=False)


def _mark_closing(axes: Axes, months: Floats, people: Floats) -> None:
    """Put a cross where the last people leave."""
    last = int(np.flatnonzero(people > 0)[-1]) if (people > 0).any() else 0
    at = min(last + 1, len(months) - 1)
    axes.plot([months[at]], [people[at]], marker="X", color=style.INK, markersize=6, clip_on=False, zorder=4)


def _lay_out(axes: Axes, last: int, top: float, language: str, *, with_people: bool) -> None:
    axes.set(xlim=(1, max(last, 2)), ylim=(0, top))
    axes.set_xticks(month_ticks(last, FEW_TICKS + 1))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language)))
    axes.tick_params(labelleft=with_people, labelsize=style.SMALL, length=2)


def _write_end(canvas: Axes, left: float, upper: float, end: str, month: float, language: str) -> None:
    colour = style.BLUE if end in BORN else style.VERMILION
    head = text("figures.unborn" if end not in BORN else "figures.born" if end == "founded" else "figures.born_closed", language)
    reason = (
        text("figures.one_by_one.month", language, month=int(month)) if end in BORN else text(f"figures.end_short.{end}", language)
    )
    step = line_height(style.SMALL)
    label(canvas, left, upper - step / 2, head, size=style.SMALL, bold=True, color=colour)
    label(canvas, left, upper - 1.5 * step, reason, size=style.SMALL, color=colour)


def _table(ensemble: Ensemble, rows: list[int], people: Floats, language: str) -> pd.DataFrame:
    ends, words = end_of_each(ensemble), end_labels(ensemble, language)
    months = ensemble.futures["month_founded"].to_numpy(dtype=float)
    return pd.DataFrame(
        {
            text("figures.column.future", language): [int(ensemble.futures["future"].iloc[row]) for row in rows],
            text("figures.column.outcome", language): [words[ends[row]] for row in rows],
            text("figures.column.month_founded", language): [
                "" if np.isnan(months[row]) else str(int(months[row])) for row in rows
            ],
            text("figures.column.most_people", language): [int(people[row].max()) for row in rows],
            text("figures.column.last_people", language): [int(people[row][-1]) for row in rows],
        }
    )
