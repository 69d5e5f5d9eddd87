"""Who was not heard: adults for whose place and age nobody has spoken, on a map of tiles."""

from __future__ import annotations

import pandas as pd

from coopparo_sim.presentation import style
from coopparo_sim.presentation.figures.frame import framed
from coopparo_sim.presentation.figures.picture import Picture
from coopparo_sim.presentation.figures.tiles import draw_tiles, map_height, tile_cells
from coopparo_sim.presentation.locale import number, rounded
from coopparo_sim.presentation.plain_text import plain
from coopparo_sim.presentation.readings import HUNDRED, names_of, not_heard_per_hundred, values
from coopparo_sim.record.ensemble import Ensemble
from coopparo_sim.texts import text

LONGEST_NAME = 40


@style.drawing()
def draw_not_heard(ensemble: Ensemble, language: str) -> Picture:
    """Draw for each place how many adults out of 100 were not heard, mean over futures."""
    missed = {place: 0.0 for place in ensemble.place_names} | not_heard_per_hundred(ensemble, "place")
    title = text("figures.not_heard.title", language, count=number(values(ensemble, "unheard_share").mean() * HUNDRED, language))
    frame = framed(title, text("figures.not_heard.subtitle", language), map_height(tile_cells(ensemble)), language, ensemble)
    draw_tiles(frame.canvas(), ensemble, missed, 0, language)
    description = text("figures.not_heard.description", language, sentence=title)
    return Picture("not_heard", frame.figure, title, description, _table(ensemble, missed, language), language)


def _table(ensemble: Ensemble, missed: dict[str, float], language: str) -> pd.DataFrame:
    ages = not_heard_per_hundred(ensemble, "age_group")
    names = names_of(ensemble, "age_groups", language)
    rows = [(plain(ensemble.place_names[p], LONGEST_NAME), float(rounded(n, 1))) for p, n in missed.items()]
    rows += [(names[age], float(rounded(n, 1))) for age, n in ages.items()]
    return pd.DataFrame(rows, columns=[text("figures.column.group", language), text("figures.column.not_heard", language)])
