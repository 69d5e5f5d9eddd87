"""The two pictures of Mesa's page: the places with a sample of their people and ties, and the months so far."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from coopparo_sim.model import CooperativeModel
from coopparo_sim.people import Status
from coopparo_sim.presentation import style
from coopparo_sim.presentation.locale import number
from coopparo_sim.texts import text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SAMPLE = 600
"""People that are drawn, evenly spread over all adults; of their ties, those to others that are drawn."""
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
WIDEST = 0.42
"""Radius of the greatest place, tiles."""
SERIES = ("aware", "promoters", "pledged", "members")
HUNDRED = 100
NAME_SIGNS = 14
"""Signs in a line of the name of a place."""
MAP_INCHES, SERIES_INCHES = (7.0, 5.2), (7.0, 4.2)


def sample_of(n: int, wanted: int = SAMPLE) -> Ints:
    """Give people evenly spread over all ``n``, shape (people drawn,), in ascending order."""
    return np.unique(np.linspace(0, n - 1, min(n, wanted)).round().astype(np.int64))


def positions(place: Ints, centres: Floats, radii: Floats) -> Floats:
    """Lay people out around the centre of their place, as seeds lie in a sunflower, shape (people, 2).

    Parameters
    ----------
    place
        Place of each person, shape (people,).
    centres
        Shape (places, 2), tiles.
    radii
        Shape (places,), tiles.
    """
    rank = np.zeros(len(place))
    for one in np.unique(place):
        here = place == one
        rank[here] = (np.arange(here.sum()) + 0.5) / here.sum()
    turn = np.arange(len(place)) * GOLDEN_ANGLE
    away = np.sqrt(rank) * radii[place]
    return np.asarray(centres[place] + np.column_stack((np.cos(turn), np.sin(turn))) * away[:, None])


def ties_between(people: Ints, indptr: NDArray[np.int32], indices: NDArray[np.int32]) -> Ints:
    """Give the ties among some people, shape (ties, 2), as places in ``people``, each once.

    Parameters
    ----------
    people
        Shape (people drawn,), in ascending order.
    indptr, indices
        Ties of all, in sparse rows.
    """
    pairs = []
    for at, one in enumerate(people):
        others = indices[indptr[one] : indptr[one + 1]]
        found = np.searchsorted(people, others)
        known = found < len(people)
        known[known] = people[found[known]] == others[known]
        pairs += [(at, int(other)) for other in found[known] if other > at]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def draw_map(model: CooperativeModel, language: str) -> Figure:
    """Draw the places as on the schematic map, a sample of people by where they stand, and the ties among these."""
    world = model.world
    places = world.town.tables.places
    centres = np.array([(p.tile_column, -p.tile_row) for p in places], dtype=float)
    weight = np.array([p.population for p in places], dtype=float)
    radii = WIDEST * np.clip(np.sqrt(weight / weight.max()), 0.3, 1.0)
    people = sample_of(len(world.people.status))
    where = positions(world.town.adults.place[people].astype(np.int64), centres, radii)
    figure = Figure(figsize=MAP_INCHES, layout="constrained")
    axes = figure.subplots()
    pairs = ties_between(people, world.town.ties.indptr, world.town.ties.indices)
    axes.add_collection(LineCollection(list(where[pairs]), colors=style.LINE, linewidths=0.6))
    _draw_people(axes, model, people, where, language)
    members = np.bincount(world.town.adults.place[world.people.members], minlength=len(places))
    for centre, radius, place, count in zip(centres, radii, places, members, strict=True):
        label = "\n".join([*wrap(place.name(language), NAME_SIGNS), number(float(count), language)])
        axes.annotate(label, (centre[0], centre[1] - radius - 0.02), ha="center", va="top", fontsize=style.SMALL)
    axes.set_title(text("viz.map", language, month=world.month))
    axes.margins(0.08, 0.12)
    axes.set_axis_off()
    axes.legend(loc="upper left", fontsize=style.SMALL, frameon=False)
    return figure


def _draw_people(axes: Axes, model: CooperativeModel, people: Ints, where: Floats, language: str) -> None:
    status, aware = model.world.people.status[people], model.world.people.aware[people]
    kinds = {
        "unaware": (~aware & (status == Status.OUTSIDE), style.WHITE, style.GREY),
        "aware": (aware & (status == Status.OUTSIDE), style.SKY, style.BLUE),
        "pledged": (status == Status.PLEDGED, style.AMBER, style.INK),
        "member": (status == Status.MEMBER, style.BLUE, style.INK),
        "left": (status == Status.LEFT, style.WHITE, style.VERMILION),
    }
    for name, (which, fill, edge) in kinds.items():
        size = 14 if name in ("unaware", "aware") else 40
        axes.scatter(
            where[which, 0],
            where[which, 1],
            s=size,
            c=fill,
            edgecolors=edge,
            linewidths=0.8,
            label=text(f"viz.kind.{name}", language),
        )


def draw_series(model: CooperativeModel, language: str) -> Figure:
    """Draw month by month who has heard of it (of 100 adults), and how many promote, have pledged, are members."""
    table = model.datacollector.get_model_vars_dataframe()
    figure = Figure(figsize=SERIES_INCHES, layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True)
    if len(table):
        upper.plot(table["month"], table["aware"] / len(model.world.people.aware) * HUNDRED, color=style.BLUE)
        looks = zip(SERIES[1:], ((style.GREY, ":"), (style.VERMILION, "--"), (style.BLUE, "-")), strict=True)
        for name, (colour, dashes) in looks:
            lower.plot(table["month"], table[name], color=colour, linestyle=dashes, label=text(f"viz.series.{name}", language))
        lower.legend(loc="upper left", fontsize=style.SMALL, frameon=False)
    upper.set_title(text("viz.series.aware", language), fontsize=style.LABEL, loc="left")
    lower.set_title(text("viz.people", language), fontsize=style.LABEL, loc="left")
    lower.set_xlabel(text("viz.month", language))
    for axes in (upper, lower):
        axes.set_xlim(0, model.plan.months)
        axes.set_ylim(bottom=0)
        axes.grid(color=style.LINE)
    return figure
