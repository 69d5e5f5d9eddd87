"""When it is born: in how many futures out of ten the cooperative has been founded by each month."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import GAP, INNER, framed
from coopparo_sim.presentation.figures.months_axis import month_axis
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import TEN, in_ten_short, number, readable, rounded
from coopparo_sim.presentation.readings import founded, founded_share, spread, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

Floats = NDArray[np.float64]
PLOT, LEFT, BELOW, ABOVE = 2.7, 0.62, 0.5, 0.12
ROOM = 0.1
"""Beyond 0 and 10, so that a line there is not cut in half."""


def founded_by_month(ensemble: Ensemble) -> tuple[Floats, Floats]:
    """Months (months,) and share of all futures in which the cooperative is founded by the end of each, shape (months,)."""
    months = np.arange(1, ensemble.scenario.months + 1, dtype=float)
    born = values(ensemble, "month_founded", founded(ensemble))
    return months, np.array([float((born <= month).sum()) / ensemble.n for month in months])


@style.drawing()
def draw_when_born(ensemble: Ensemble, language: str) -> Picture:
    """Draw the steps of a curve: futures out of ten in which the cooperative is founded by each month."""
    months, shares = founded_by_month(ensemble)
    title = _title(ensemble, language)
    last = in_ten_short(founded_share(ensemble), language)
    room = style.text_width(last, style.LABEL, bold=True) + GAP
    frame = framed(title, text("figures.when_born.subtitle", language), BELOW + PLOT + ABOVE, language, ensemble)
    axes = frame.axes(LEFT, BELOW, INNER - LEFT - room, PLOT)
    _draw_steps(axes, months, shares * TEN)
    month_axis(axes, int(months[-1]), language)
    axes.set_ylim(-ROOM, TEN + ROOM)
    axes.set_yticks(range(0, TEN + 1, 2))
    axes.grid(axis="y")
    axes.set_ylabel(text("figures.when_born.axis", language), fontproperties=style.font(style.LABEL))
    axes.annotate(
        last, (1, shares[-1] * TEN), xycoords=("axes fraction", "data"), xytext=(5, 0), textcoords="offset points", va="center",
        color=style.BLUE, fontproperties=style.font(style.LABEL, bold=True), annotation_clip=False,
    )  # fmt: skip
    description = text("figures.when_born.description", language, sentence=title, birth=birth_sentence(ensemble, language))
    return Picture("when_born", frame.figure, title, description, _table(months, shares, language), language)


def _draw_steps(axes: Axes, months: Floats, tenths: Floats) -> None:
    until, height = np.append(months, months[-1] + 1), np.append(tenths, tenths[-1])
    axes.fill_between(until, 0, height, step="post", facecolor=style.PALER, edgecolor="none")
    axes.step(until, height, where="post", color=style.BLUE, linewidth=2.4)


def _title(ensemble: Ensemble, language: str) -> str:
    born = values(ensemble, "month_founded", founded(ensemble))
    if not len(born):
        return birth_sentence(ensemble, language)
    low, _, high = (readable(v) for v in spread(born))
    key = "figures.when_born.title_same" if low == high else "figures.when_born.title"
    return text(key, language, low=number(low, language), high=number(high, language))


def _table(months: Floats, shares: Floats, language: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            text("figures.column.month", language): [int(m) for m in months],
            text("figures.column.born_by", language): [float(rounded(s, 3)) for s in shares],
            text("figures.column.in_ten", language): [in_ten_short(float(s), language) for s in shares],
        }
    )
