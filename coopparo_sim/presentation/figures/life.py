"""Life: of ten futures, in how many the cooperative is at work, has closed, or is not founded, year after year."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import GAP, INNER, Sign, draw_key, framed, key_height, label, line_height
from coopparo_sim.presentation.figures.houses import draw_house
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.life_readings import STATES, Floats, states_by_year, states_in_ten
from coopparo_sim.presentation.locale import TEN, futures_in_words, share, tenths_in_words
from coopparo_sim.presentation.readings import founded
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

SIZE, STEP = 0.27, 0.32
HOUSE_OF = {"working": "full", "closed": "closed", "unborn": "empty"}
LOOKS = {
    "working": (style.BLUE, style.BLUE, "", "-"),
    "closed": (style.INK, style.SKY, style.HATCH["other"], "-"),
    "unborn": (style.GREY, style.WHITE, "", "--"),
}


@style.drawing()
def draw_life(ensemble: Ensemble, language: str) -> Picture:
    """Draw a column of ten houses for each year of the run: at work, closed again, not founded."""
    months, shares = states_by_year(ensemble)
    counts = [states_in_ten(row) for row in shares]
    title = _title(ensemble, months[-1], shares[-1], counts[-1], language)
    signs = [
        Sign(text(f"figures.life.{s}", language), "area", LOOKS[s][0], LOOKS[s][1], LOOKS[s][2], LOOKS[s][3])
        for k, s in enumerate(STATES)
        if s != "closed" or shares[:, k].any()
    ]
    below = 2 * line_height(style.LABEL) + GAP
    height = below + TEN * STEP + GAP + key_height(signs)
    frame = framed(title, text("figures.life.subtitle", language), height, language, ensemble)
    axes = frame.canvas()
    draw_key(axes, height, signs)
    for column, (month, tenths) in enumerate(zip(months, counts, strict=True)):
        _draw_column(axes, (column + 0.5) * INNER / len(months), below, tenths)
        label(axes, (column + 0.5) * INNER / len(months), below - line_height(style.LABEL) * 0.8, str(month), ha="center")
    label(axes, INNER / 2, line_height(style.LABEL) * 0.5, text("figures.axis.months", language), ha="center")
    description = text("figures.life.description", language, sentence=title)
    return Picture("life", frame.figure, title, description, _table(months, shares, counts, language), language)


def _draw_column(axes: Axes, middle: float, bottom: float, tenths: list[int]) -> None:
    states = [state for state, count in zip(STATES, tenths, strict=True) for _ in range(count)]
    for row, state in enumerate(states):
        draw_house(axes, middle - SIZE / 2, bottom + row * STEP, SIZE, HOUSE_OF[state])


def _title(ensemble: Ensemble, month: int, shares: Floats, tenths: list[int], language: str) -> str:
    if not founded(ensemble).any():
        return birth_sentence(ensemble, language)
    if not shares[0]:
        return text("figures.life.title_none", language, month=month)
    return text("figures.life.title", language, month=month, often=futures_in_words(float(shares[0]), tenths[0], language))


def _table(months: list[int], shares: Floats, counts: list[list[int]], language: str) -> pd.DataFrame:
    columns: dict[str, list[object]] = {text("figures.column.month", language): list(months)}
    for k, state in enumerate(STATES):
        words = text(f"figures.life.{state}", language)
        tenths = [tenths_in_words(float(row[k]), count[k], language) for row, count in zip(shares, counts, strict=True)]
        columns[words] = list(tenths)
        columns[text("figures.life.share", language, state=words)] = [share(float(row[k]), language) for row in shares]
    return pd.DataFrame(columns)
