"""Draw one synthetic town from its tables."""

from __future__ import annotations

from math import radians

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.town.associations import draw_associations, draw_volunteers
from coopparo_sim.town.checks import ADULT_AGE
from coopparo_sim.town.households import form_households
from coopparo_sim.town.needs import adult_needs, firm_needs
from coopparo_sim.town.parameters import TownParameters
from coopparo_sim.town.population import draw_ages
from coopparo_sim.town.tables import TownTables
from coopparo_sim.town.ties import lay_ties
from coopparo_sim.town.town import Adults, Associations, Firms, Residents, Town
from coopparo_sim.town.work import draw_incomes, draw_sectors, place_firms

Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0
"""Mean radius of the Earth, km."""


def build_town(tables: TownTables, parameters: TownParameters, rng: np.random.Generator) -> Town:
    """Draw one synthetic town.

    Residents stand in the order of place and household, so that people who follow each other live near each other. The same
    state of ``rng`` gives the same town.

    Parameters
    ----------
    tables
        What is known of the town.
    parameters
        What is not.
    rng
        Source of chance.
    """
    residents = draw_residents(tables, parameters, rng)
    adults, associations = _draw_adults(residents, tables, parameters, rng)
    ties = lay_ties(adults.place, adults.household, adults.sector, associations, tables, parameters, rng)
    firms = _draw_firms(tables, parameters, rng)
    return Town(tables, residents, adults, associations, firms, ties, road_distances(tables, parameters.road_factor))


def draw_residents(tables: TownTables, parameters: TownParameters, rng: np.random.Generator) -> Residents:
    """Draw everybody with place, age and household, sorted by place and household."""
    place, age = draw_ages(tables, rng)
    household = form_households(place, age, tables, parameters, rng)
    order = np.argsort(household, kind="stable")
    return Residents(place[order], age[order], household[order].astype(np.int32))


def _draw_adults(
    residents: Residents, tables: TownTables, parameters: TownParameters, rng: np.random.Generator
) -> tuple[Adults, Associations]:
    who = np.flatnonzero(residents.age >= ADULT_AGE)
    place, age, household = residents.place[who], residents.age[who], residents.household[who]
    has_minors = np.zeros(int(residents.household[-1]) + 1, dtype=bool)
    has_minors[residents.household[residents.age < ADULT_AGE]] = True
    with_minors = has_minors[household]
    group_of_age = np.searchsorted([g.from_age for g in tables.age_groups], np.arange(int(age.max()) + 1), side="right") - 1
    age_group = group_of_age.astype(np.int8)[age]
    sector = draw_sectors(age, tables, rng)
    income = draw_incomes(age, sector, tables, parameters.income_gini, rng)
    associations = draw_associations(place, age_group, tables, parameters.association_size_sd, rng)
    n_associations = np.bincount(associations.members, minlength=len(who)).astype(np.int8)
    volunteers = draw_volunteers(age, n_associations > 0, tables, parameters.member_volunteer_ratio, rng.random(len(who)))
    noise = rng.standard_normal((len(who), len(tables.needs)))
    need = adult_needs(place, age_group, with_minors, tables, parameters.need_sd, noise)
    adults = Adults(place, age, age_group, household, with_minors, income, sector, volunteers, n_associations, need)
    return adults, associations


def _draw_firms(tables: TownTables, parameters: TownParameters, rng: np.random.Generator) -> Firms:
    place, sector = place_firms(tables)
    noise = rng.standard_normal((len(place), len(tables.needs)))
    return Firms(place, sector, firm_needs(place, tables, parameters.need_sd, noise))


def road_distances(tables: TownTables, road_factor: float) -> Floats:
    """Distance by road between places, km, shape (places, places): great circle times ``road_factor``; 0 within a place."""
    lat = np.array([radians(p.lat) for p in tables.places])
    lon = np.array([radians(p.lon) for p in tables.places])
    dlat, dlon = lat[:, None] - lat, lon[:, None] - lon
    h = np.sin(dlat / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin(dlon / 2) ** 2
    distance: Floats = road_factor * 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(h))
    return distance
