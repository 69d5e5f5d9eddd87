"""The typeface of printed pages, carried within them: so that lines break alike on every computer and a page stays one page."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.font_manager import findfont

from coopparo_sim.presentation import style

NAME = "Coopparo Sheet"
"""What style sheets call it; it is DejaVu Sans, whose licence allows to embed it."""
LEAST = "".join(map(chr, range(0x20, 0x7F)))
"""Signs that it always holds."""


def typeface_css(words: str) -> str:
    """Give the rules that carry the typeface, upright and bold, with the signs that ``words`` need.

    Parameters
    ----------
    words
        All that will be written.
    """
    signs = "".join(sorted(set(words) | set(LEAST)))
    return "\n".join(_rule(signs, bold) for bold in (False, True))


def _rule(signs: str, bold: bool) -> str:
    weight = "bold" if bold else "normal"
    source = f'url("data:font/woff;base64,{_reduced(signs, bold)}") format("woff")'
    return f'@font-face {{ font-family: "{NAME}"; font-weight: {weight}; src: {source}; }}'


@lru_cache(maxsize=4)
def _reduced(signs: str, bold: bool) -> str:
    """Give the typeface with these signs only, as base64; the same signs give the same bytes."""
    options = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True, drop_tables=["FFTM"])
    with TTFont(findfont(style.font(style.LABEL, bold)), recalcTimestamp=False) as typeface:
        reducer = subset.Subsetter(options)
        reducer.populate(text=signs)
        reducer.subset(typeface)
        typeface.flavor = "woff"
        file = BytesIO()
        typeface.save(file)
    return b64encode(file.getvalue()).decode("ascii")
