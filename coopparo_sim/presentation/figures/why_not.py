"""Why not: how runs end, out of ten."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import INNER, framed, label
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import TEN, share, tenths_in_words
from coopparo_sim.presentation.readings import BORN, end_labels, end_of_each, end_shares, ends_in_ten, ends_in_words
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

LOOKS = {
    "founded": (style.BLUE, style.HATCH["full"]),
    "closed": (style.SKY, style.HATCH["other"]),
    "exit_no_promoters": (style.WHITE, style.HATCH["none"]),
    "exit_campaign_failed": (style.AMBER, style.HATCH["almost"]),
    "undecided": (style.LINE, style.HATCH["open"]),
}
SQUARE, GAP, ROW = 0.3, 0.06, 0.48


@style.drawing()
def draw_why_not(ensemble: Ensemble, language: str) -> Picture:
    """Draw ten squares a row apart by how futures end: at work, closed again, or never founded and why."""
    shares, tenths = end_shares(ensemble), ends_in_ten(ensemble)
    often = ends_in_words(ensemble, language)
    ends = list(often)
    title = _title(ensemble, shares, language)
    frame = framed(title, text("figures.why_not.subtitle", language), len(ends) * ROW, language, ensemble)
    axes = frame.canvas()
    words = end_labels(ensemble, language)
    left = max(style.text_width(w, style.LABEL) for w in map(words.__getitem__, ends)) + 2 * GAP
    room = INNER - left - max(style.text_width(w, style.LABEL, bold=True) for w in often.values()) - GAP
    for row, end in enumerate(ends):
        middle = (len(ends) - row - 0.5) * ROW
        label(axes, 0, middle, words[end])
        right = _draw_squares(axes, left, middle, room, tenths[end], end)
        label(axes, right + GAP, middle, often[end], bold=True)
    counted = "; ".join(f"{words[end]}: {often[end]}" for end in ends)
    description = text("figures.why_not.description", language, counted=counted)
    return Picture("why_not", frame.figure, title, description, _table(ensemble, shares, tenths, language), language)


def _draw_squares(axes: Axes, left: float, middle: float, room: float, count: int, end: str) -> float:
    size = min(SQUARE, room / TEN - GAP)
    fill, hatch = LOOKS[end]
    for place in range(count):
        corner = (left + place * (size + GAP), middle - size / 2)
        axes.add_patch(Rectangle(corner, size, size, facecolor=fill, edgecolor=style.INK, hatch=hatch, linewidth=1.0))
    return left + count * (size + GAP)


def _title(ensemble: Ensemble, shares: dict[str, float], language: str) -> str:
    others = {end: p for end, p in shares.items() if end not in BORN and p > 0}
    if not others:
        return text("figures.why_not.title_closed", language) if shares["closed"] else birth_sentence(ensemble, language)
    first = max(others, key=lambda end: others[end])
    return text(f"figures.why_not.title_{first}", language)


def _table(ensemble: Ensemble, shares: dict[str, float], tenths: dict[str, int], language: str) -> pd.DataFrame:
    ends, often, words = end_of_each(ensemble), ends_in_words(ensemble, language), end_labels(ensemble, language)
    return pd.DataFrame(
        {
            text("figures.column.outcome", language): [words[end] for end in shares],
            text("figures.column.futures", language): [ends.count(end) for end in shares],
            text("figures.column.squares", language): [tenths[end] for end in shares],
            text("figures.column.in_ten", language): [often.get(end, tenths_in_words(0.0, 0, language)) for end in shares],
            text("figures.column.share", language): [share(p, language) for p in shares.values()],
        }
    )
