"""Accounts over time: money in the bank and the result of each year of life, in bands and in three single futures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import GAP, INNER, Sign, draw_key, framed, key_height, label, line_height
from coopparo_sim.presentation.figures.over_time import DASHES, FEWEST_FOR_BANDS, LEVELS, SINGLE
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.life_readings import Floats, lived_years
from coopparo_sim.presentation.locale import money, number, readable, rounded
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

PLOT, LEFT, BELOW, BETWEEN = 1.75, 0.95, 0.62, 0.4
LINES = ("result", "bank")
"""Shown from above; both in EUR."""
TICKS, ASIDE, COUNTS = 5, 0.35, 0.34


@style.drawing()
def draw_accounts_over_time(ensemble: Ensemble, language: str) -> Picture:
    """Draw, for each year of life, the bands of result and cash over the futures that lived it, and three futures as lines."""
    lived = lived_years(ensemble)
    wide = {name: lived.pivot(index="future", columns="year", values=name) for name in LINES}
    shown = _examples(wide["bank"])
    signs = _key(len(shown), bool((wide["bank"].count() >= FEWEST_FOR_BANDS).any()), language)
    head = line_height(style.LABEL) + GAP / 2
    height = BELOW + 2 * (PLOT + head) + BETWEEN + key_height(signs) + GAP
    title = _title(wide["result"], language)
    frame = framed(title, text("figures.accounts_over_time.subtitle", language), height, language, ensemble)
    canvas = frame.canvas()
    draw_key(canvas, height, signs)
    for place, name in enumerate(LINES):
        bottom = BELOW + (1 - place) * (PLOT + head + BETWEEN)
        axes = frame.axes(LEFT, bottom, INNER - LEFT - GAP, PLOT)
        _draw_bands(axes, wide[name])
        for future, dash in zip(shown, DASHES, strict=False):
            _draw_example(axes, wide[name], future, dash)
        _lay_out(axes, wide[name], language)
        label(canvas, 0, bottom + PLOT + head / 2, text(f"figures.accounts_over_time.{name}", language), bold=True)
    _write_counts(canvas, wide["bank"])
    label(canvas, LEFT + (INNER - LEFT) / 2, 0.1, text("figures.accounts_over_time.axis", language), ha="center")
    description = text("figures.accounts_over_time.description", language, sentence=title)
    return Picture("accounts_over_time", frame.figure, title, description, _table(wide, shown, language), language)


def _examples(cash: pd.DataFrame) -> list[int]:
    """Futures shown as examples: of those that lived longest, in the order of their last cash, one from each third."""
    longest = cash[cash.count(axis=1) == cash.count(axis=1).max()]
    order = longest.ffill(axis=1).iloc[:, -1].sort_values(kind="stable").index
    return list(dict.fromkeys(int(order[min(int(s * len(order)), len(order) - 1)]) for s in SINGLE))


def quantiles(values: pd.DataFrame, levels: tuple[float, ...] = LEVELS) -> Floats:
    """Quantiles of each year over the futures that lived it, shape (levels, years)."""
    return np.array([[float(values[year].quantile(level)) for year in values] for level in levels])


def _draw_bands(axes: Axes, values: pd.DataFrame) -> None:
    years = [year for year in values if values[year].count() >= FEWEST_FOR_BANDS]
    if not years:
        return
    bands, at = quantiles(values[years]), np.array(years, dtype=float)
    if len(years) == 1:
        at, bands = np.array([at[0] - ASIDE, at[0] + ASIDE]), np.repeat(bands, 2, axis=1)
    for low, high, fill, edge in ((0, 3, style.PALER, style.PALE), (1, 2, style.PALE, style.BLUE)):
        axes.fill_between(at, bands[low], bands[high], facecolor=fill, edgecolor="none")
        axes.plot(at, bands[[low, high]].T, color=edge, linewidth=0.8)


def _years(values: pd.DataFrame) -> list[int]:
    return [int(year) for year in values.columns.to_numpy()]


def _of_future(values: pd.DataFrame, future: int) -> Floats:
    return np.asarray(values.to_numpy(dtype=float)[list(values.index).index(future)])


def _draw_example(axes: Axes, values: pd.DataFrame, future: int, dash: Any) -> None:
    axes.plot(_years(values), _of_future(values, future), color=style.INK, linewidth=1.3, linestyle=dash, marker="o", markersize=3)


def _lay_out(axes: Axes, values: pd.DataFrame, language: str) -> None:
    years = _years(values)
    axes.set_xlim(years[0] - ASIDE, years[-1] + ASIDE)
    axes.set_xticks(years)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=TICKS))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: money(value, language)))
    axes.grid(axis="y")
    axes.axhline(0.0, color=style.INK, linewidth=1.0)


def _write_counts(canvas: Axes, values: pd.DataFrame) -> None:
    """Write under each year how many futures lived it."""
    years = _years(values)
    first, last = years[0] - ASIDE, years[-1] + ASIDE
    for year in years:
        x = LEFT + (year - first) / (last - first) * (INNER - LEFT - GAP)
        label(canvas, x, BELOW - COUNTS, f"({values[year].count()})", size=style.SMALL, ha="center")


def _key(lines: int, with_bands: bool, language: str) -> list[Sign]:
    areas = [
        Sign(text("figures.over_time.half", language), "area", style.BLUE, style.PALE),
        Sign(text("figures.over_time.nine", language), "area", style.PALE, style.PALER),
    ]
    return [*(areas if with_bands else []), Sign(text(f"figures.over_time.lines_{lines}", language), "line", style.INK)]


def _title(result: pd.DataFrame, language: str) -> str:
    year = _years(result)[-1]
    low, high = (money(readable(float(result[year].quantile(level))), language) for level in (0.25, 0.75))
    key = "figures.accounts_over_time.title_same" if low == high else "figures.accounts_over_time.title"
    return text(key, language, year=year, low=low, high=high)


def _table(wide: dict[str, pd.DataFrame], shown: list[int], language: str) -> pd.DataFrame:
    years = _years(wide["bank"])
    columns: dict[str, list[object]] = {
        text("figures.column.year_of_life", language): list(years),
        text("figures.column.futures", language): [int(wide["bank"][year].count()) for year in years],
    }
    for name in LINES:
        line = text(f"figures.accounts_over_time.{name}", language)
        for level in (*LEVELS[:2], 0.5, *LEVELS[2:]):
            words = text("figures.accounts_over_time.below", language, line=line, share=number(level * 100, language))
            columns[words] = [float(rounded(v)) for v in quantiles(wide[name], (level,))[0]]
        for place, future in enumerate(shown, start=1):
            words = text("figures.accounts_over_time.example", language, line=line, count=place)
            columns[words] = [None if np.isnan(v) else float(rounded(v)) for v in _of_future(wide[name], future)]
    return pd.DataFrame(columns)
