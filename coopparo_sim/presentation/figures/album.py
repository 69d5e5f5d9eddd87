"""All pictures of one set of futures, and their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from coopparo_sim.presentation.figures.accounts_over_time import draw_accounts_over_time
from coopparo_sim.presentation.figures.by_place import draw_by_place
from coopparo_sim.presentation.figures.governance import draw_governance
from coopparo_sim.presentation.figures.life import draw_life
from coopparo_sim.presentation.figures.needs_heard import draw_needs_heard
from coopparo_sim.presentation.figures.not_heard import draw_not_heard
from coopparo_sim.presentation.figures.one_by_one import draw_one_by_one
from coopparo_sim.presentation.figures.over_time import draw_over_time
from coopparo_sim.presentation.figures.picture import Picture, png_of, svg_of
from coopparo_sim.presentation.figures.pledges import draw_pledges
from coopparo_sim.presentation.figures.ten_houses import draw_ten_houses
from coopparo_sim.presentation.figures.twenty_futures import draw_twenty_futures
from coopparo_sim.presentation.figures.when_born import draw_when_born
from coopparo_sim.presentation.figures.why_not import draw_why_not
from coopparo_sim.presentation.life_readings import assemblies_by_year, has_life, lived_years
from coopparo_sim.presentation.spreadsheet import csv_of
from coopparo_sim.record.ensemble import Ensemble

PICTURES: tuple[Callable[[Ensemble, str], Picture], ...] = (
    draw_ten_houses,
    draw_why_not,
    draw_twenty_futures,
    draw_pledges,
    draw_over_time,
    draw_one_by_one,
    draw_when_born,
    draw_by_place,
    draw_life,
    draw_accounts_over_time,
    draw_governance,
    draw_needs_heard,
    draw_not_heard,
)
"""In the order in which they tell the story; those of life after founding only where there is one to show."""
LIFE: dict[Callable[[Ensemble, str], Picture], Callable[[Ensemble], bool]] = {
    draw_life: has_life,
    draw_accounts_over_time: lambda ensemble: len(lived_years(ensemble)) > 0,
    draw_governance: lambda ensemble: len(assemblies_by_year(ensemble)) > 0,
}
"""Pictures that need something, with what tells whether it is there."""


def drawn_for(ensemble: Ensemble) -> tuple[Callable[[Ensemble, str], Picture], ...]:
    """Give the pictures that can be drawn of these futures, in order; none where not a single future was finished."""
    if not ensemble.n:
        return ()
    return tuple(draw for draw in PICTURES if draw not in LIFE or LIFE[draw](ensemble))


def all_pictures(ensemble: Ensemble, language: str) -> Iterator[Picture]:
    """Draw one picture after the other; none where not a single future was finished."""
    for draw in drawn_for(ensemble):
        yield draw(ensemble, language)


def save_picture(picture: Picture, folder: Path) -> list[Path]:
    """Write ``<id>.svg``, ``<id>.png`` and ``<id>.csv`` into ``folder``, which is made if need be, and give their paths.

    Raises
    ------
    OSError
        If the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {".svg": svg_of(picture).encode("utf-8"), ".png": png_of(picture), ".csv": csv_of(picture.table, picture.language)}
    paths = []
    for ending, content in files.items():
        path = folder / f"{picture.id}{ending}"
        path.write_bytes(content)
        paths.append(path)
    return paths
