"""Needs: what the tables came to believe against what is true, one line a need."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.dots import TICK_ROW, Scale, draw_scale, scale_for
from coopparo_sim.presentation.figures.frame import GAP, INNER, Sign, draw_key, framed, key_height, label, line_height
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.locale import rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import HUNDRED, names_of, needs_of_town
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

ROW, WIDEST_NAME = 0.32, 2.3
MARK = 0.085
NOTABLE = 3.0
"""Points of 100 from which a difference is told in words."""
LONGEST_NAME = 60


@style.drawing()
def draw_needs_heard(ensemble: Ensemble, language: str) -> Picture:
    """Draw for each need a filled dot where it truly stands and a ring where the tables thought it stood, mean over futures."""
    needs = _needs(ensemble, language)
    title = _title(needs, language)
    signs = [
        Sign(text("figures.needs_heard.true", language), "dot", style.BLUE, style.BLUE),
        Sign(text("figures.needs_heard.believed", language), "dot", style.VERMILION, style.WHITE),
    ]
    bottom = TICK_ROW + line_height(style.LABEL) + GAP
    height = bottom + len(needs) * ROW + GAP + key_height(signs)
    frame = framed(title, text("figures.needs_heard.subtitle", language), height, language, ensemble)
    axes = frame.canvas()
    names = [style.fitted(style.drawable(name), style.LABEL, WIDEST_NAME) for name in needs["name"]]
    left = max(style.text_width(name, style.LABEL) for name in names) + 2 * GAP
    scale = scale_for(0.0, float(needs[["believed", "true"]].to_numpy(dtype=float).max()), left, INNER - left - 2 * GAP)
    _draw_rows(axes, needs, names, scale, bottom)
    draw_scale(axes, scale, bottom, language)
    label(axes, left + scale.width / 2, 0.12, text("figures.needs_heard.axis", language), ha="center")
    draw_key(axes, height, signs)
    description = text("figures.needs_heard.description", language, sentence=title)
    return Picture("needs_heard", frame.figure, title, description, _table(needs, language), language)


def _needs(ensemble: Ensemble, language: str) -> pd.DataFrame:
    names = names_of(ensemble, "needs", language)
    needs = needs_of_town(ensemble)
    needs[["believed", "true"]] *= HUNDRED
    needs["name"] = [plain(names[need], LONGEST_NAME) for need in needs["need"]]
    return needs.sort_values("true", ascending=False, kind="stable", ignore_index=True)


def _draw_rows(axes: Axes, needs: pd.DataFrame, names: list[str], scale: Scale, bottom: float) -> None:
    for tick in scale.ticks:
        axes.plot([scale.at(tick)] * 2, [bottom, bottom + len(needs) * ROW], color=style.LINE, linewidth=0.8, zorder=0.5)
    for row, (name, true, believed) in enumerate(zip(names, needs["true"], needs["believed"], strict=True)):
        y = bottom + (len(needs) - row - 0.5) * ROW
        label(axes, 0, y, name)
        axes.plot([scale.at(true), scale.at(believed)], [y, y], color=style.GREY, linewidth=2.2, zorder=1)
        size = 2 * MARK * style.POINTS_PER_INCH
        axes.plot([scale.at(true)], [y], marker="o", color=style.BLUE, markersize=size, zorder=2)
        axes.plot(
            [scale.at(believed)], [y], marker="o", markerfacecolor="none", markeredgecolor=style.VERMILION, markersize=size,
            markeredgewidth=2.2, zorder=3,
        )  # fmt: skip


def _title(needs: pd.DataFrame, language: str) -> str:
    gaps = needs["believed"] - needs["true"]
    worst = int(gaps.abs().argmax())
    if abs(gaps.iloc[worst]) < NOTABLE:
        return text("figures.needs_heard.title_well", language)
    key = "figures.needs_heard.title_over" if gaps.iloc[worst] > 0 else "figures.needs_heard.title_under"
    return text(key, language, need=needs["name"].iloc[worst])


def _table(needs: pd.DataFrame, language: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            text("figures.column.need", language): needs["name"],
            text("figures.column.true", language): [float(rounded(v, 1)) for v in needs["true"]],
            text("figures.column.believed", language): [float(rounded(v, 1)) for v in needs["believed"]],
        }
    )
