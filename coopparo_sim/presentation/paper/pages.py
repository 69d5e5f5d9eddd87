"""From what a page says to one self-contained HTML file: no script, nothing fetched, every word escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.picture import Picture, svg_of
from coopparo_sim.presentation.paper.typeface import NAME, typeface_css

TEMPLATES = Path(__file__).parent / "templates"
POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a page may do: show the pictures and the typeface it carries, and nothing else."""
_TAGS = re.compile(r"<(style|title)>.*?</\1>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Drawing:
    """A picture within a page.

    Attributes
    ----------
    source
        The picture itself, as a ``data:`` address.
    title, description
        What it says, and what it shows for who cannot see it.
    """

    source: str
    title: str
    description: str


def drawing_of(picture: Picture) -> Drawing:
    """Put a picture into a form that a page can carry."""
    encoded = b64encode(svg_of(picture).encode("utf-8")).decode("ascii")
    return Drawing(f"data:image/svg+xml;base64,{encoded}", picture.title, picture.description)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals["policy"] = POLICY
    return environment


def page(template: str, language: str, values: Mapping[str, Any]) -> str:
    """Fill a template of ``templates/`` and give the whole page.

    Parameters
    ----------
    template
        Name of the template, without its ending; its style sheet has the same name.
    language
        ``it`` or ``en``.
    values
        What it shows; every text in it comes out as text.
    """
    environment = _environment()
    colours = {name.lower(): getattr(style, name) for name in ("BLUE", "VERMILION", "GREEN", "GREY", "INK", "LINE", "PALER")}
    rules = environment.get_template(f"{template}.css").render(colours, typeface=NAME)
    filled = environment.get_template(f"{template}.html").render(values, language=language, rules="")
    typeface = typeface_css(_TAGS.sub("", filled))
    return environment.get_template(f"{template}.html").render(values, language=language, rules=f"{typeface}\n{rules}")
