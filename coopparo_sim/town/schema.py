"""Which tables describe a town, and what their columns may hold; ``checks.py`` holds what must agree between cells."""

from __future__ import annotations

from collections.abc import Sequence

from coopparo_sim.town.sheet import Column

NEEDS = ("shop", "home_care", "transport", "childcare", "energy", "jobs", "digital_desk", "sociality", "green", "housing")
"""The ten needs, in the order of every array of needs; the services of the catalogue are written in them."""

LAYERS = ("neighbourhood", "work", "association")
"""The layers of ties whose mean number stands in a table."""

QUANTITIES = ("mean_taxable_income_eur", "taxpayers_per_100_residents", "pension_age")
"""The rows of the table of income."""

EVERYWHERE = "*"
"""The place of an incumbent that serves all places."""

MAY_BE_EMPTY = ("trade_associations", "association_kinds", "incumbents")
"""The tables that may have no row."""

OLDEST = 120
"""Greatest age a table may name, years."""

MOST = 10_000_000
"""Greatest count a table may hold."""

MOST_PLACES = 100
"""Greatest number of places, so that their numbers fit in a small integer."""

_ABOUT = (
    Column("source", "text"),
    Column("evidence", "word", words=("measured", "literature", "expert", "assumption")),
)
_NAMED = (Column("id", "id"), Column("name_it", "text"), Column("name_en", "text"))
_AGES = (Column("from_age", "whole", 0, OLDEST), Column("to_age", "whole", 0, OLDEST))
_SHARE = Column("share", "number")
_RATE = (*_AGES, _SHARE, *_ABOUT)

_FIXED: dict[str, tuple[Column, ...]] = {
    "places": (
        *_NAMED,
        Column("lat", "number", -90, 90),
        Column("lon", "number", -180, 180),
        Column("population", "whole", 1, MOST),
        Column("need_multiplier", "number", 0, 3),
        Column("older_extra", "number", -0.3, 0.3),
        Column("tile_row", "whole", 1, 50),
        Column("tile_column", "whole", 1, 50),
        *_ABOUT,
    ),
    "age_groups": (*_NAMED, *_AGES, *_ABOUT),
    "age_bands": _RATE,
    "households": (Column("size", "whole", 1, 12), _SHARE, *_ABOUT),
    "living_alone": _RATE,
    "employment": _RATE,
    "sectors": (*_NAMED, _SHARE, *_ABOUT),
    "firms": (Column("sector", "text"), Column("number", "whole", 0, MOST), Column("main_town_share", "number"), *_ABOUT),
    "income": (Column("quantity", "word", words=QUANTITIES), Column("value", "number", 0, MOST), Column("unit", "text"), *_ABOUT),
    "volunteering": _RATE,
    "trade_associations": (*_NAMED, Column("sector", "text"), *_ABOUT),
    "incumbents": (Column("place", "text"), Column("need", "word", words=NEEDS), Column("met_share", "number"), *_ABOUT),
    "ties": (Column("layer", "word", words=LAYERS), Column("mean_ties", "number", 0, 30), *_ABOUT),
}

FILES = (*_FIXED, "association_kinds", "needs")
"""The tables of a town, each a file of this name with ``.csv``."""


def columns_of(name: str, age_groups: Sequence[str]) -> tuple[Column, ...]:
    """Give the columns of one table; two tables have one column for each age group.

    Parameters
    ----------
    name
        One of :data:`FILES`.
    age_groups
        Identifiers of the age groups.
    """
    if name == "association_kinds":
        weights = tuple(Column(f"weight_{group}", "number", 0, 100) for group in age_groups)
        number, members = Column("number", "whole", 0, MOST), Column("mean_members", "number", 1, MOST)
        return (*_NAMED, number, members, Column("scope", "word", words=("local", "town")), *weights, *_ABOUT)
    if name == "needs":
        groups = tuple(Column(group, "number") for group in ("families", *age_groups, "firms"))
        return (Column("id", "word", words=NEEDS), *_NAMED[1:], Column("local", "word", words=("yes", "no")), *groups, *_ABOUT)
    return _FIXED[name]
