"""How it is governed: who comes to the assembly year by year, how few decide, and whose places sit on the board."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.dots import TICK_ROW, Scale, draw_scale, scale_for
from coopparo_sim.presentation.figures.frame import GAP, INNER, Sign, draw_key, framed, key_height, label, line_height
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.life_readings import assemblies_by_year, board_by_place
from coopparo_sim.presentation.locale import number, rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

YEAR_ROW, PLACE_ROW, BAR = 0.5, 0.27, 0.17
MARK, RING = 0.075, 0.105
WIDEST_NAME, LONGEST_NAME, MOST_PLACES = 2.1, 60, 15
HUNDRED = 100
HEADING = line_height(style.SUBTITLE) + GAP / 2
AXIS = TICK_ROW + line_height(style.LABEL) + GAP
BARS = {"turnout": (style.BLUE, style.BLUE, ""), "deciders": (style.INK, style.AMBER, style.HATCH["almost"])}


@style.drawing()
def draw_governance(ensemble: Ensemble, language: str) -> Picture:
    """Draw for each year of life members present and members enough to decide, and below them seats against members by place."""
    years, places = assemblies_by_year(ensemble), board_by_place(ensemble).head(MOST_PLACES)
    title = _title(years, language)
    bars = [Sign(text(f"figures.governance.{n}", language), "area", BARS[n][0], BARS[n][1], BARS[n][2]) for n in BARS]
    dots = [
        Sign(text("figures.governance.members", language), "dot", style.BLUE, style.BLUE),
        Sign(text("figures.governance.seats", language), "dot", style.VERMILION, style.WHITE),
    ]
    lower = AXIS + len(places) * PLACE_ROW + key_height(dots) + HEADING
    height = lower + 2 * GAP + len(years) * YEAR_ROW + key_height(bars) + HEADING
    frame = framed(title, text("figures.governance.subtitle", language), height, language, ensemble)
    axes = frame.canvas()
    _head(axes, height, text("figures.governance.assemblies", language), bars)
    _draw_years(axes, years, lower + 2 * GAP, language)
    _head(axes, lower, text("figures.governance.board", language), dots)
    _draw_places(axes, ensemble, places, language)
    description = text("figures.governance.description", language, sentence=title)
    return Picture("governance", frame.figure, title, description, _table(ensemble, years, places, language), language)


def _head(axes: Axes, top: float, words: str, signs: list[Sign]) -> None:
    label(axes, 0, top - HEADING / 2, words, size=style.SUBTITLE, bold=True)
    draw_key(axes, top - HEADING, signs)


def _draw_years(axes: Axes, years: pd.DataFrame, bottom: float, language: str) -> None:
    names = [text("figures.governance.year", language, year=int(y)) for y in years["year"]]
    notes = [
        text("figures.governance.present", language, present=number(present, language), members=number(members, language))
        for present, members in zip(years["present"], years["members"], strict=True)
    ]
    left = max(style.text_width(name, style.LABEL) for name in names) + GAP
    right = max(style.text_width(note, style.LABEL) for note in notes) + style.text_width("100", style.LABEL) + 3 * GAP
    greatest = float(years[["turnout", "deciders"]].max().max())
    for row, (name, note) in enumerate(zip(names, notes, strict=True)):
        middle = bottom + (len(years) - row - 0.5) * YEAR_ROW
        label(axes, 0, middle, name)
        label(axes, INNER, middle, note, ha="right")
        for place, bar in enumerate(BARS):
            value = float(years[bar].iloc[row])
            if not pd.isna(value):  # there is no majority where no assembly had a quorum
                length = (INNER - left - right) * value / greatest if greatest else 0.0
                _draw_bar(axes, left, middle + (0.5 - place) * (BAR + 0.04), length, bar, number(value * HUNDRED, language))


def _draw_bar(axes: Axes, left: float, middle: float, length: float, name: str, words: str) -> None:
    edge, fill, hatch = BARS[name]
    axes.add_patch(Rectangle((left, middle - BAR / 2), length, BAR, facecolor=fill, edgecolor=edge, hatch=hatch, linewidth=1.0))
    label(axes, left + length + GAP / 2, middle, words, bold=name == "turnout")


def _draw_places(axes: Axes, ensemble: Ensemble, places: pd.DataFrame, language: str) -> None:
    names = [_name(ensemble, str(place)) for place in places["place"]]
    fitted = [style.fitted(style.drawable(name), style.LABEL, WIDEST_NAME) for name in names]
    left = max(style.text_width(name, style.LABEL) for name in fitted) + 2 * GAP
    scale = scale_for(0.0, float(places[["members", "seats"]].max().max()), left, INNER - left - 2 * GAP)
    for tick in scale.ticks:
        axes.plot([scale.at(tick)] * 2, [AXIS, AXIS + len(places) * PLACE_ROW], color=style.LINE, linewidth=0.8, zorder=0.5)
    for row, (name, members, seats) in enumerate(zip(fitted, places["members"], places["seats"], strict=True)):
        _draw_place(axes, name, float(members), float(seats), AXIS + (len(places) - row - 0.5) * PLACE_ROW, scale)
    draw_scale(axes, scale, AXIS, language)
    label(axes, INNER / 2, 0.12, text("figures.governance.axis", language), ha="center")


def _draw_place(axes: Axes, name: str, members: float, seats: float, y: float, scale: Scale) -> None:
    label(axes, 0, y, name)
    axes.plot([scale.at(members), scale.at(seats)], [y, y], color=style.GREY, linewidth=2.0, zorder=1)
    size, ring = (2 * radius * style.POINTS_PER_INCH for radius in (MARK, RING))
    axes.plot([scale.at(members)], [y], marker="o", color=style.BLUE, markersize=size, zorder=2)
    axes.plot(
        [scale.at(seats)], [y], marker="o", markerfacecolor="none", markeredgecolor=style.VERMILION, markersize=ring,
        markeredgewidth=2.0, zorder=3,
    )  # fmt: skip


def _name(ensemble: Ensemble, place: str) -> str:
    return plain(ensemble.place_names.get(place, place), LONGEST_NAME)


def _title(years: pd.DataFrame, language: str) -> str:
    first, last = (number(float(years["turnout"].iloc[k]) * HUNDRED, language) for k in (0, -1))
    year = int(years["year"].iloc[-1])
    if len(years) == 1 or first == last:
        return text("figures.governance.title_same", language, present=last)
    return text("figures.governance.title", language, first=first, last=last, year=year)


def _table(ensemble: Ensemble, years: pd.DataFrame, places: pd.DataFrame, language: str) -> pd.DataFrame:
    """Years first, then places; what does not belong to a row is left empty."""
    rows: list[list[object]] = []
    for year in years.to_dict("records"):
        means = [float(rounded(year[name], 1)) for name in ("members", "present")]
        shares = [None if pd.isna(year[n]) else float(rounded(year[n] * HUNDRED, 1)) for n in ("turnout", "deciders", "void")]
        about = text("figures.governance.year", language, year=int(year["year"]))
        rows.append([about, int(year["futures"]), *means, *shares, None, None])
    for place in places.to_dict("records"):
        seats = [float(rounded(place[name], 1)) for name in ("members", "seats")]
        rows.append([_name(ensemble, str(place["place"])), *[None] * 6, *seats])
    names = ("year_or_place", "futures", "members", "present", "turnout", "deciders", "void", "members_share", "seats_share")
    return pd.DataFrame(rows, columns=[text(f"figures.governance.column.{name}", language) for name in names], dtype=object)
