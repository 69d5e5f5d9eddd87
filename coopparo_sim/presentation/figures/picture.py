"""A picture with all that goes with it, and how it becomes a file."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from coopparo_sim.presentation.style import drawing

DOTS_PER_INCH = 160


@dataclass(frozen=True)
class Picture:
    """A drawn picture.

    Attributes
    ----------
    id
        Name, which is also that of its files.
    figure
        The drawing.
    title
        The message, in words.
    description
        What it shows, for who cannot see it.
    table
        The numbers behind it, with headings in words.
    language
        ``it`` or ``en``.
    """

    id: str
    figure: Figure
    title: str
    description: str
    table: pd.DataFrame
    language: str


def svg_of(picture: Picture) -> str:
    """Give the picture as SVG text with title and description for screen readers; same picture, same text.

    Letters are drawn as outlines: the typeface is missing on many computers, and with another one words would run into each
    other. Who listens instead of looking gets title, description and the table of numbers.
    """
    with drawing(picture.id):
        file = BytesIO()
        picture.figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = file.getvalue().decode("utf-8")
    start = drawn.index("<svg ")
    end = drawn.index(">", start)
    names = f' role="img" aria-labelledby="{picture.id}-title {picture.id}-desc" lang="{picture.language}"'
    words = f'\n <title id="{picture.id}-title">{escape(picture.title)}</title>'
    words += f'\n <desc id="{picture.id}-desc">{escape(picture.description)}</desc>'
    return drawn[:end] + names + ">" + words + drawn[end + 1 :]


def png_of(picture: Picture) -> bytes:
    """Give the picture as PNG bytes; same picture, same bytes."""
    with drawing(picture.id):
        file = BytesIO()
        FigureCanvasAgg(picture.figure)
        picture.figure.savefig(file, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return file.getvalue()
