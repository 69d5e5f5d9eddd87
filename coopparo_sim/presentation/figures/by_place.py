"""By place: members for every 100 adults, on a map of tiles."""

from __future__ import annotations

import pandas as pd

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import framed
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.tiles import draw_tiles, map_height, tile_cells
from coopparo_sim.presentation.headline import birth_sentence
from coopparo_sim.presentation.locale import number, rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import founded, members_per_hundred, month_quoted, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.record.indicators import member_column
from coopparo_sim.texts import text

LONGEST_NAME = 40


@style.drawing()
def draw_by_place(ensemble: Ensemble, language: str) -> Picture:
    """Draw the members of each place for every 100 adults, mean over the futures in which the cooperative is founded."""
    rates = members_per_hundred(ensemble, founded(ensemble))
    title = _title(ensemble, rates, language)
    month = month_quoted(ensemble)
    frame = framed(
        title, text("figures.by_place.subtitle", language, month=month), map_height(tile_cells(ensemble)), language, ensemble
    )
    draw_tiles(frame.canvas(), ensemble, rates, 1, language)
    description = text("figures.by_place.description", language, sentence=title, month=month)
    return Picture("by_place", frame.figure, title, description, _table(ensemble, rates, language), language)


def _title(ensemble: Ensemble, rates: dict[str, float], language: str) -> str:
    if not founded(ensemble).any():
        return birth_sentence(ensemble, language)
    most, least = max(rates, key=lambda place: rates[place]), min(rates.values())
    if rounded(rates[most], 1) == rounded(least, 1):
        key = "figures.by_place.title_one" if len(rates) == 1 else "figures.by_place.title_same"
        return text(key, language, rate=number(rates[most], language, 1))
    name = plain(ensemble.place_names[most], LONGEST_NAME)
    return text("figures.by_place.title", language, place=name, rate=number(rates[most], language, 1))


def _table(ensemble: Ensemble, rates: dict[str, float], language: str) -> pd.DataFrame:
    born = founded(ensemble)
    members = {p: values(ensemble, member_column(p), born) for p in rates}
    return pd.DataFrame(
        {
            text("figures.column.place", language): [plain(ensemble.place_names[p], LONGEST_NAME) for p in rates],
            text("figures.column.adults", language): [int(rounded(ensemble.place_people[p])) for p in rates],
            text("figures.column.members_mean", language): [
                float(rounded(members[p].mean(), 1)) if len(members[p]) else 0.0 for p in rates
            ],
            text("figures.column.members_per_hundred", language): [float(rounded(rates[p], 2)) for p in rates],
        }
    )
