"""What is really drawn: the boxes of all words of a figure, in pixels."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from coopparo_sim.presentation.style import drawing

TOLERANCE = 1.5


class _Listener(RendererAgg):
    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)
        self.heard: list[tuple[str, Bbox]] = []

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext: Text | None = None) -> None:  # type: ignore[no-untyped-def]
        assert not ismath, f"drawn as a formula: {s}"
        self.heard.append((s, self._box_of_a_line(x, y, s, prop) if mtext is None else mtext.get_window_extent(self)))

    def _box_of_a_line(self, x: float, y: float, s: str, prop: FontProperties) -> Bbox:
        """Give the box of one line of a text of several, which comes without its text; ``y`` is counted from above."""
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath=False)
        return Bbox.from_bounds(x, self.height - y - descent, width, height)


@lru_cache(maxsize=512)
def words_drawn(figure: Figure) -> list[tuple[str, Bbox]]:
    """Give each line of text that is drawn, with its box."""
    with drawing():
        FigureCanvasAgg(figure)
        listener = _Listener(*figure.bbox.size, figure.dpi)
        figure.draw(listener)
    return listener.heard


def cut_off(figure: Figure) -> list[str]:
    """Give words, and shapes in axes without lines, that leave the figure."""
    width, height = figure.bbox.size

    def leaves(box: Bbox) -> bool:
        return box.x0 < -TOLERANCE or box.y0 < -TOLERANCE or box.x1 > width + TOLERANCE or box.y1 > height + TOLERANCE

    shapes = [shape for axes in figure.axes if not axes.axison for shape in axes.patches]
    return [s for s, box in words_drawn(figure) if leaves(box)] + [str(p) for p in shapes if leaves(_box(p))]


def running_into_each_other(figure: Figure) -> list[tuple[str, str]]:
    """Give pairs of words whose boxes overlap."""
    return [(a, b) for (a, one), (b, other) in combinations(words_drawn(figure), 2) if _overlap(one, other)]


def _overlap(one: Bbox, other: Bbox) -> bool:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > TOLERANCE and high > TOLERANCE


def _box(shape: Patch) -> Bbox:
    return shape.get_window_extent()
