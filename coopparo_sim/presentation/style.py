"""How pictures look: colours with measured contrast, one typeface that comes with the library, hatches for prints in grey.

Colours: blue, dark vermilion and dark green after Okabe and Ito (2008), the last two darkened until they read on white; never
red beside green. Sizes are in points on a picture that fills the width of an A4 page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import Any

import matplotlib
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from coopparo_sim.presentation.plain_text import ELLIPSIS, together

BLUE, VERMILION, GREEN, GREY = "#0072B2", "#A84300", "#00735A", "#767676"
"""Colours for lines and words on white."""
AMBER, SKY = "#E69F00", "#56B4E9"
"""Colours for areas with a dark outline only."""
INK, WHITE = "#222222", "#FFFFFF"
PALE, PALER, LINE = "#8DBFE0", "#D3E6F3", "#DDDDDD"
"""Blue of the inner and of the outer band; grid lines."""
BLUES = ("#EAF3F9", "#C6DDED", "#8DBFE0", "#5B9FCD", "#00588A")
"""Five steps from few to many, each darker in grey than the one before."""
HATCH = {"full": "", "almost": "////", "other": "xxx", "open": "...", "none": ""}

TITLE, SUBTITLE, LABEL, SMALL = 16.0, 11.0, 10.0, 9.0
POINTS_PER_INCH = 72.0
SLACK = 1.03
"""Room given to a line of text beyond its measured width, as screens and printers round letters differently."""
BALANCE_STEP = 0.1
MEASURED = 4096
"""Widths remembered: the same words are measured again and again while lines are laid out."""
MISSING_SIGN = "□"
WIDE = "W "
"""As wide as a sign of another typeface may be."""
FAMILY = "DejaVu Sans"

SETTINGS: dict[str, Any] = {
    "font.family": [FAMILY],
    "font.size": LABEL,
    "text.parse_math": False,  # a title may hold dollar signs
    "text.usetex": False,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": LABEL,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.formatter.use_locale": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": LABEL,
    "ytick.labelsize": LABEL,
    "hatch.linewidth": 0.8,
    "hatch.color": INK,
    "grid.color": LINE,
    "grid.linewidth": 0.8,
    "figure.facecolor": WHITE,
    "savefig.facecolor": WHITE,
    "savefig.bbox": None,
    "svg.fonttype": "path",
    "path.simplify": True,
}


@contextmanager
def drawing(salt: str = "coopparo") -> Iterator[None]:
    """Draw with these settings inside the block, and leave those of the caller as they were.

    Parameters
    ----------
    salt
        From it the identifiers within an SVG file are made, so that the same picture has the same bytes.
    """
    settings: Any = {**SETTINGS, "svg.hashsalt": salt}
    with matplotlib.rc_context(settings):
        yield


def font(size: float, bold: bool = False) -> FontProperties:
    """Give the typeface at ``size`` points."""
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=2)
def _letters(bold: bool) -> frozenset[int]:
    return frozenset(get_font(findfont(font(LABEL, bold))).get_charmap())


def drawable(words: str) -> str:
    """Put an empty box for each sign that the typeface lacks, such as most emoji."""
    known = _letters(False) & _letters(True)
    return "".join(sign if ord(sign) in known else MISSING_SIGN for sign in words)


@lru_cache(maxsize=MEASURED)
def text_width(words: str, size: float, bold: bool = False) -> float:
    """Width of one line of text, inches; signs that the typeface lacks count as wide as those of another one may be."""
    known = _letters(bold)
    shown = "".join(sign if ord(sign) in known else WIDE for sign in words)
    width, _, _ = text_to_path.get_text_width_height_descent(shown, font(size, bold), ismath=False)
    return float(width) / POINTS_PER_INCH * SLACK


def fitted(words: str, size: float, width: float, bold: bool = False) -> str:
    """Cut one line of text until it fits into ``width`` inches; what is cut shows as an ellipsis."""
    if text_width(words, size, bold) <= width:
        return words
    while words and text_width(words + ELLIPSIS, size, bold) > width:
        words = words[:-1]
    return words.rstrip() + ELLIPSIS


def wrapped(words: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Split text into lines that fit into ``width`` inches; a word that is too long is split as well."""
    lines: list[str] = []
    for word in together(words).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, size, width, bold)
    return lines


def shortened(words: str, size: float, width: float, lines: int, bold: bool = False) -> list[str]:
    """Split text into at most ``lines`` lines that fit into ``width`` inches; what is cut shows as an ellipsis."""
    found = wrapped(words, size, width, bold)
    return found if len(found) <= lines else [*found[: lines - 1], fitted(found[lines - 1] + ELLIPSIS, size, width, bold)]


def balanced(words: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Split text into as few lines as fit into ``width`` inches, all about equally long, so that no word stands alone."""
    lines = wrapped(words, size, width, bold)
    narrower = width
    while len(lines) > 1 and narrower > width / 2:
        narrower -= BALANCE_STEP
        shorter = wrapped(words, size, narrower, bold)
        if len(shorter) > len(lines):
            break
        lines = shorter
    return lines


def _pieces(word: str, size: float, width: float, bold: bool) -> list[str]:
    if text_width(word, size, bold) <= width:
        return [word]
    pieces = [""]
    for sign in word:
        if pieces[-1] and text_width(pieces[-1] + sign, size, bold) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def luminance(colour: str) -> float:
    """Relative luminance of a colour ``#rrggbb``, 0 (black) to 1 (white), after WCAG 2.1."""
    parts = [int(colour[a:b], 16) / 255 for a, b in pairwise((1, 3, 5, 7))]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast between two colours, 1 to 21, after WCAG 2.1; text needs 4.5.

    Examples
    --------
    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: str) -> str:
    """Colour of words on ``fill``: dark or white, whichever reads better."""
    return max((INK, WHITE), key=lambda colour: contrast(colour, fill))
