"""Pictures of what a sweep says: what matters most, which choice holds up, where it works."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from coopparo_sim.analysis.robustness import AND
from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import INNER, Frame, framed, label, line_height
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.tiles import shade
from coopparo_sim.presentation.locale import TEN, count_in_ten, in_ten, in_ten_short, money, number, share
from coopparo_sim.presentation.option_words import choice_words, choice_words_alone, factor_name, option_sentence, option_words
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.indicators import BY_NAME
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.sweeps.design import Design
from coopparo_sim.texts import text

MOST_ROWS = 20
"""Factors or choices that a picture shows; its table has all."""
ROW, TALL_ROW, AXIS, NAMES = 0.3, 0.48, 0.45, 2.9
"""Height of a row, of one whose name takes two lines, of the axis, and width of the names, inches."""
TILE_HEIGHT, TILE_GAP, TILE_NAMES = 0.62, 0.06, 1.9
"""Height of a tile, room between tiles, width of the names of rows, inches."""
MOST_HEAD_LINES = 3
LONGEST, LONGEST_CHOICE = 60, 160
"""Signs of the name of an option, and of a choice of several, at most."""
BOLD = 0.8
"""Part of a width that words may take which are measured in plain letters and set in bold ones."""


def amount(value: float | None, outcome: str, language: str) -> str:
    """Write a value of an outcome in its unit; a dash where there is none."""
    if value is None or math.isnan(value):
        return "-"
    indicator = BY_NAME[outcome]
    if indicator.kind == "yes_no" or indicator.unit.startswith("share"):
        return share(value, language)
    decimals = 2 if indicator.unit == "0-1" else 1
    return money(value, language) if indicator.unit == "EUR" else number(value, language, decimals)


@style.drawing()
def draw_factors(table: pd.DataFrame, design: Design, outcome: str, language: str, fit: Fit | None = None) -> Picture:
    """Draw how much each factor matters, with its interval, most important first.

    Parameters
    ----------
    table
        What :func:`coopparo_sim.analysis.sensitivity.sensitivity` gives.
    """
    shown = table.head(MOST_ROWS)
    names = [factor_name(str(name), language) for name in shown["factor"]]
    about = {"outcome": BY_NAME[outcome].label[language], "name": names[0], "shown": len(shown), "all": len(table)}
    title = text("sweep.picture.factors_title", language, **about)
    frame = _framed(title, text(f"sweep.picture.factors_{design.kind}", language, **about), names, design, language, fit)
    axes = _rows(frame, names)
    _intervals(axes, shown, "index")
    axes.xaxis.set_major_formatter(lambda value, _: number(value, language, 2))
    axes.set_xlim(0, max(float(shown["high"].max()), float(shown["index"].max())) * 1.05)
    columns = {text("sweep.picture.factor", language): [factor_name(str(name), language) for name in table["factor"]]}
    data = pd.concat([pd.DataFrame(columns), table.drop(columns="factor")], axis=1)
    description = text("sweep.picture.factors_description", language, **about)
    return Picture(f"{outcome}-factors", frame.figure, title, description, data, language)


@style.drawing()
def draw_choices(table: pd.DataFrame, design: Design, outcome: str, language: str, fit: Fit | None = None) -> Picture:
    """Draw what each choice is worth, with its interval, best first.

    Parameters
    ----------
    table
        What :func:`coopparo_sim.analysis.robustness.choice_table` gives.
    """
    ordered = table.sort_values("rank", kind="stable", ignore_index=True)
    ordered["choice"] = [choice_words(design, row, language) for row in ordered.to_dict("records")]
    shown = ordered.head(MOST_ROWS)
    best = ordered.iloc[0]
    about = {
        "choice": plain(str(best["choice"]), LONGEST_CHOICE),
        "value": _value(float(best["mean"]), outcome, language),
        "outcome": _outcome(outcome, language),
        "levers": "; ".join(factor_name(name, language) for name in design.levers),
    }
    title = text("sweep.picture.choices_title", language, **about)
    names = _choice_names(shown, design, language)
    frame = _framed(title, text("sweep.picture.choices", language, **about), names, design, language, fit)
    axes = _rows(frame, names)
    _intervals(axes, shown.rename(columns={"mean": "index"}), "index")
    if BY_NAME[outcome].kind == "yes_no":
        axes.set_xlim(0, 1)
        axes.set_xticks([n / 10 for n in range(0, 11, 2)], [number(n, language) for n in range(0, 11, 2)])
        axes.set_xlabel(text("sweep.picture.out_of_ten", language), fontproperties=style.font(style.LABEL))
    else:
        axes.set_xlim(left=0)
        axes.xaxis.set_major_formatter(lambda value, _: amount(value, outcome, language))
        axes.set_xlabel(BY_NAME[outcome].label[language], fontproperties=style.font(style.LABEL))
    description = text("sweep.picture.choices_description", language, **about)
    return Picture(f"{outcome}-choices", frame.figure, title, description, ordered, language)


def _choice_names(table: pd.DataFrame, design: Design, language: str) -> list[str]:
    """Name choices in full, or by their values alone where one of the full names would take more than a line."""
    names = [plain(str(name), LONGEST_CHOICE) for name in table["choice"]]
    if all(len(_lines(name)) == 1 for name in names):
        return names
    return [plain(choice_words_alone(design, row, language), LONGEST_CHOICE) for row in table.to_dict("records")]


@style.drawing()
def draw_where(where: pd.DataFrame, design: Design, outcome: str, language: str, fit: Fit | None = None) -> Picture:
    """Draw a table of two levers with the outcome in each cell: the more, the darker.

    Parameters
    ----------
    where
        What :func:`coopparo_sim.analysis.robustness.where_it_works` gives.
    """
    values = where.to_numpy(float)
    levers = [str(where.index.name), str(where.columns.name)]
    rows, columns = (
        [option_words(design, lever, value, language) for value in values_of]
        for lever, values_of in zip(levers, (where.index, where.columns), strict=True)
    )
    sign = -1 if BY_NAME[outcome].better == "less" else 1
    best = divmod(int(np.nanargmax(sign * values)), len(columns))
    chosen = (where.index[best[0]], where.columns[best[1]])
    row, column = (option_sentence(design, lever, value, language) for lever, value in zip(levers, chosen, strict=True))
    about = {
        "row": plain(row, LONGEST), "column": plain(column, LONGEST), "outcome": _outcome(outcome, language),
        "value": _value(float(values[best]), outcome, language), "rows": factor_name(levers[0], language),
        "columns": factor_name(levers[1], language),
    }  # fmt: skip
    title = text("sweep.picture.where_title", language, **about)
    height = _head(columns) + len(rows) * (TILE_HEIGHT + TILE_GAP)
    town = design.base_scenario.town
    said = [_value(float(value), outcome, language) for value in values.ravel()]
    subtitle = text("sweep.picture.where_tied" if said.count(about["value"]) > 1 else "sweep.picture.where", language, **about)
    frame = framed(title, subtitle, height, language, town=town, fit=fit)
    _tiles(frame, values, rows, columns, outcome, language)
    description = text("sweep.picture.where_description", language, **about)
    data = pd.DataFrame(values, columns=columns)
    data.insert(0, about["rows"], rows)
    return Picture(f"{outcome}-where", frame.figure, title, description, data, language)


def _outcome(outcome: str, language: str) -> str:
    return BY_NAME[outcome].label[language]


def _value(value: float, outcome: str, language: str) -> str:
    return in_ten(value, language) if BY_NAME[outcome].kind == "yes_no" else amount(value, outcome, language)


def _framed(title: str, subtitle: str, names: list[str], design: Design, language: str, fit: Fit | None) -> Frame:
    height = len(names) * _row_height(names) + AXIS
    return framed(title, subtitle, height, language, note=design.title, town=design.base_scenario.town, fit=fit)


def _lines(name: str) -> list[str]:
    """Lay the name of a row out on at most two lines, parted between two levers where both lines have room."""
    words, width = style.drawable(name), NAMES - 0.15
    parts = words.split(AND)
    halves = [[AND.join(parts[:n]), AND.join(parts[n:])] for n in range(1, len(parts))]
    fitting = [pair for pair in halves if max(style.text_width(line, style.LABEL) for line in pair) <= width]
    found = style.shortened(words, style.LABEL, width, 2)
    return fitting[0] if len(found) > 1 and fitting else found


def _row_height(names: list[str]) -> float:
    return ROW if all(len(_lines(name)) == 1 for name in names) else TALL_ROW


def _rows(frame: Frame, names: list[str]) -> Axes:
    """Open axes with a named row for each of ``names``, the first one on top."""
    axes = frame.axes(NAMES, AXIS, INNER - NAMES - 0.1, len(names) * _row_height(names))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), ["\n".join(_lines(name)) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    return axes


def _intervals(axes: Axes, table: pd.DataFrame, value: str) -> None:
    places = range(len(table))
    axes.hlines(places, table["low"].astype(float), table["high"].astype(float), color=style.PALE, linewidth=5)
    axes.plot(table[value].astype(float), places, "o", color=style.BLUE, markersize=7)


def _tile_width(columns: list[str]) -> float:
    return (INNER - TILE_NAMES) / len(columns) - TILE_GAP


def _head_lines(columns: list[str]) -> list[list[str]]:
    """Lay the names of columns out over their tiles."""
    width = _tile_width(columns)
    return [style.shortened(style.drawable(plain(name, LONGEST)), style.SMALL, width, MOST_HEAD_LINES) for name in columns]


def _head(columns: list[str]) -> float:
    """Height that the names of columns need, inches."""
    return TILE_GAP + line_height(style.SMALL) * (0.5 + max(len(lines) for lines in _head_lines(columns)))


def _tiles(frame: Frame, values: NDArray[np.float64], rows: list[str], columns: list[str], outcome: str, language: str) -> None:
    canvas, width = frame.canvas(), _tile_width(columns)
    everything = [float(v) for v in values.ravel()]
    greatest = [1.0] if BY_NAME[outcome].kind == "yes_no" else everything
    for k, lines in enumerate(_head_lines(columns)):
        for n, line in enumerate(lines):
            height = frame.height - line_height(style.SMALL) * (n + 0.7)
            label(canvas, TILE_NAMES + k * (width + TILE_GAP) + width / 2, height, line, size=style.SMALL, ha="center")
    for r, name in enumerate(rows):
        lower = frame.height - _head(columns) - (r + 1) * TILE_HEIGHT - r * TILE_GAP
        words = style.shortened(style.drawable(plain(name, LONGEST)), style.LABEL, TILE_NAMES - 0.1, 3)
        for n, line in enumerate(words):
            label(canvas, 0, lower + TILE_HEIGHT / 2 + line_height(style.LABEL) * ((len(words) - 1) / 2 - n), line)
        for k in range(len(columns)):
            value = float(values[r, k])
            is_share = BY_NAME[outcome].kind == "yes_no"
            fill = shade(count_in_ten(value) / TEN if is_share else value, greatest)  # one number never has two shades
            left = TILE_NAMES + k * (width + TILE_GAP)
            canvas.add_patch(Rectangle((left, lower), width, TILE_HEIGHT, facecolor=fill, edgecolor=style.INK, linewidth=0.9))
            said = in_ten_short(value, language) if is_share else amount(value, outcome, language)
            _written(canvas, (left, lower, width), said, style.ink_on(fill))


def _written(canvas: Axes, tile: tuple[float, float, float], said: str, color: str) -> None:
    """Write into the middle of a tile (left, lower, width), in small letters and on two lines where there is no room."""
    left, lower, width = tile
    has_room = style.fitted(said, style.SUBTITLE, width) == said
    size = style.SUBTITLE if has_room else style.SMALL
    lines = [said] if has_room else style.wrapped(said, size, width * BOLD)[:2]
    for n, line in enumerate(lines):
        height = lower + TILE_HEIGHT / 2 + line_height(size) * ((len(lines) - 1) / 2 - n)
        label(canvas, left + width / 2, height, line, size=size, bold=True, color=color, ha="center")
