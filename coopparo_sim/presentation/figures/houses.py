"""The sign of a cooperative that is founded, or not."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from coopparo_sim.presentation import style
from coopparo_sim.presentation.locale import TEN, count_in_ten

ROOF, EAVE, WIDTH = 1.0, 0.6, 0.84
"""Height of the ridge and of the eaves, and the width, over the size of a house."""


def house_states(probability: float) -> list[str]:
    """State of each of ten houses: ``full``, ``empty``, and one ``almost`` where a chance rounds to none or short of all to ten."""
    full = count_in_ten(probability)
    states = ["full"] * full + ["empty"] * (TEN - full)
    if full == 0 and probability > 0:
        states[0] = "almost"
    if full == TEN and probability < 1:
        states[-1] = "almost"
    return states


def draw_house(axes: Axes, left: float, bottom: float, size: float, state: str) -> None:
    """Draw one house of ``size`` inches on axes in inches: filled, dashed, hatched where only just so, crossed where closed."""
    half = size * WIDTH / 2
    middle, eave, ridge = left + size / 2, bottom + size * EAVE, bottom + size * ROOF
    corners = [(middle - half, bottom), (middle + half, bottom), (middle + half, eave), (middle, ridge), (middle - half, eave)]
    looks = {
        "full": (style.BLUE, style.BLUE, "-", ""),
        "almost": (style.SKY, style.INK, "-", style.HATCH["almost"]),
        "closed": (style.SKY, style.INK, "-", style.HATCH["other"]),
        "empty": (style.WHITE, style.GREY, (0, (4, 2)), ""),
    }
    fill, edge, dash, hatch = looks[state]
    axes.add_patch(Polygon(corners, closed=True, facecolor=fill, edgecolor=edge, linestyle=dash, hatch=hatch, linewidth=1.4))


def draw_row_of_houses(axes: Axes, left: float, bottom: float, size: float, gap: float, probability: float) -> None:
    """Draw ten houses side by side, the filled ones first, from ``left`` on (inches)."""
    for place, state in enumerate(house_states(probability)):
        draw_house(axes, left + place * (size + gap), bottom, size, state)
