"""Where the parts of a printed page stand: pages counted and boxes measured by the library that makes the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

LOWEST, OUTER = 296, 13.4
"""Height that a sheet may fill and its margins at the sides, mm."""
PIXELS = 96 / 25.4


def weasyprint() -> Any:
    """Give the library, or skip where it or the system's Pango is missing."""
    pytest.importorskip("pypdf", reason="needs pypdf: make test-pdf installs it")
    try:
        import weasyprint as library
    except (ImportError, OSError) as problem:
        pytest.skip(f"needs WeasyPrint and the library Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0): {problem}")
    return library


@dataclass(frozen=True)
class Box:
    """A part of a page with its edges, millimetres from the upper left corner."""

    tag: str
    names: str
    words: str
    left: float
    top: float
    right: float
    bottom: float


def pages(html: str) -> list[list[Box]]:
    """Lay a page out and give the boxes of each sheet of paper."""
    library = weasyprint()
    document = library.HTML(string=html, url_fetcher=library.URLFetcher(allowed_protocols=("data",))).render()
    return [list(_boxes(page._page_box)) for page in document.pages]


def _boxes(box: Any) -> Iterator[Box]:
    for one in box.descendants():
        element = getattr(one, "element", None)
        names = element.get("class", "") if element is not None else ""
        if hasattr(one, "position_x") and isinstance(getattr(one, "width", None), int | float):
            edges = (one.position_x, one.position_y, one.position_x + one.margin_width(), one.position_y + one.margin_height())
            yield Box(str(one.element_tag), names, str(getattr(one, "text", "")), *(edge / PIXELS for edge in edges))


def overflow(html: str) -> list[str]:
    """Say what of a sheet does not fit: more than one page, boxes beyond its margins, words on the small print."""
    sheets = pages(html)
    if len(sheets) != 1:
        return [f"{len(sheets)} pages"]
    boxes = sheets[0]
    foot = next(box for box in boxes if box.tag == "footer")
    reading = next(box for box in boxes if box.names == "reading")
    above = f"reading ends at {reading.bottom:.1f} mm, the small print begins at {foot.top:.1f}"
    wrong = [above] if reading.bottom > foot.top else []
    wrong += ["the small print is cut off"] if foot.bottom > LOWEST else []
    shown = [box for box in boxes if box.words.strip() or box.tag == "img"]
    wrong += [f"«{box.words[:30]}» ends at {box.right:.1f} mm" for box in shown if box.right > 210 - OUTER + 0.5]
    for kind in ("narrow", "wide", "half"):
        for column in (box for box in boxes if box.names == kind):
            inside = [b for b in shown if column.left - 0.1 <= b.left <= column.right and column.top <= b.top <= column.bottom]
            wrong += [f"«{b.words[:30]}» leaves its column" for b in inside if b.right > column.right + 0.5]
            wrong += ["a column ends below the reading"] if kind != "half" and column.bottom > reading.top + 0.1 else []
    return wrong
