"""A place of any size that nobody has written tables for: what a village or town of so many people usually has."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from coopparo_sim.town.population import OLDER_AGE, apportion
from coopparo_sim.town.rows import AgeShares, AssociationKind, Incumbent, Place
from coopparo_sim.town.tables import TownTables, find_town, read_town

REFERENCE = "copparo"
"""Shipped town whose rates, ages, needs and associations per head are taken where nothing better is known."""
LEAST, MOST = 100, 100_000
"""Populations for which a place can be made up, residents."""
SHOP_KM = 5.0
"""Distance to the next shop if none is given, km: between the hamlets of the reference town and its main place."""
ACCESS_KM = 6.0
"""Distance at which what others offer is worth 37 %, km; the default of the access of the model's own services."""
LARGEST_ASSOCIATION_SHARE = 0.25
"""Largest association of a small village, over its residents."""
TILES_A_ROW = 5
KM_PER_DEGREE = 6371.0 * math.pi / 180
_NAME = re.compile(r"generic-([0-9]{3,6})(?:-([0-9]+(?:\.[0-9]+)?)km)?")


def generic(
    population: int | Sequence[int], *, shop_km: float = SHOP_KM, older_share: float | None = None, apart_km: float = SHOP_KM
) -> TownTables:
    """Make up the tables of a village or town.

    Rates by age, households, incomes, needs and associations per head are those of the shipped town; the needs that depend on what
    is nearby are those of its place of about the same size; what the next town offers is worth less the farther it is.

    Parameters
    ----------
    population
        Residents of the place; or of several places, the first the main one.
    shop_km
        Distance to the next shop and the other offers of a town, km; 0 where the place has them itself.
    older_share
        Share of residents of 65 and over, 0-1; that of the shipped town if not given.
    apart_km
        Distance of each further place from the main one, km in a straight line.

    Raises
    ------
    ValueError
        If a number is out of range.

    Examples
    --------
    >>> generic(700).residents
    700
    """
    people = [population] if isinstance(population, int) else list(population)
    if not people or not LEAST <= sum(people) <= MOST or min(people) < 1:
        raise ValueError(f"population(={population}) must sum to {LEAST}-{MOST}, with at least 1 in each place")
    if shop_km < 0 or apart_km < 0 or (older_share is not None and not 0 < older_share < 1):
        raise ValueError(f"shop_km(={shop_km}) and apart_km(={apart_km}) must be >= 0, older_share(={older_share}) within 0-1")
    reference = _reference()
    scale = sum(people) / reference.residents
    return replace(
        reference,
        name=generic_name(sum(people), shop_km),
        places=tuple(_place(number, each, len(people), apart_km, reference) for number, each in enumerate(people)),
        sectors=tuple(replace(s, n_firms=round(s.n_firms * scale), main_town_share=1.0) for s in reference.sectors),
        association_kinds=_associations(sum(people), scale, reference),
        incumbents=_incumbents(shop_km, reference),
        age_bands=_aged(reference.age_bands, older_share),
    )


def generic_name(population: int, shop_km: float = SHOP_KM) -> str:
    """Give the name under which a scenario can ask for a made-up place of one settlement.

    Examples
    --------
    >>> generic_name(700, 5.0)
    'generic-700-5km'
    """
    return f"generic-{population}-{shop_km:g}km"


def is_made_up(name: str) -> bool:
    """Whether ``name`` asks for a made-up place, such as ``generic-700`` or ``generic-700-5km``."""
    return _NAME.fullmatch(name) is not None


def town_named(name: str, relative_to: Path | None = None) -> TownTables:
    """Give the tables of a town by the name that a scenario uses: a made-up place, a shipped town, or a folder.

    Parameters
    ----------
    name
        Such as ``generic-700-5km``, ``copparo``, or a path.
    relative_to
        Folder from which a relative path starts; the current one if not given.

    Raises
    ------
    InputError
        If there is no such town, or its tables are wrong.
    ValueError
        If a made-up place is too small or too large.
    """
    made_up = _NAME.fullmatch(name)
    if made_up is None:
        return read_town(find_town(name, relative_to))
    return generic(int(made_up[1]), shop_km=float(made_up[2]) if made_up[2] else SHOP_KM)


@lru_cache(maxsize=1)
def _reference() -> TownTables:
    return read_town(find_town(REFERENCE))


def _place(number: int, population: int, n_places: int, apart_km: float, reference: TownTables) -> Place:
    """Place ``number``: the main one in the middle, the others around it."""
    by_size = sorted(reference.places, key=lambda place: place.population)
    sizes = np.log([place.population for place in by_size])
    factor = float(np.interp(math.log(population), sizes, [place.need_multiplier for place in by_size]))
    angle, away = 2 * math.pi * number / max(n_places - 1, 1), apart_km * (number > 0) / KM_PER_DEGREE
    name = f"place_{number + 1}"
    row, column = number // TILES_A_ROW + 1, number % TILES_A_ROW + 1
    return Place(name, name, name, away * math.sin(angle), away * math.cos(angle), population, factor, 0.0, row, column)


def _associations(population: int, scale: float, reference: TownTables) -> tuple[AssociationKind, ...]:
    """As many associations per head as in the reference, at least one, of the same kinds; no larger than the village can fill."""
    kinds = reference.association_kinds
    total = max(round(sum(kind.number for kind in kinds) * scale), 1)
    number = apportion(total, np.array([kind.number for kind in kinds], dtype=np.float64))
    largest = max(population * LARGEST_ASSOCIATION_SHARE, 1.0)
    return tuple(
        replace(kind, number=int(n), mean_members=min(kind.mean_members, largest)) for kind, n in zip(kinds, number, strict=True)
    )


def _incumbents(shop_km: float, reference: TownTables) -> tuple[Incumbent, ...]:
    """What meets needs everywhere, and what the main place of the reference has, by how far it is away."""
    near = math.exp(-shop_km / ACCESS_KM)
    everywhere = [one for one in reference.incumbents if one.place < 0]
    of_town = [replace(one, place=0, met_share=one.met_share * near) for one in reference.incumbents if one.place == 0]
    return (*everywhere, *(replace(one, place=-1) for one in of_town))


def _aged(bands: AgeShares, older_share: float | None) -> AgeShares:
    if older_share is None:
        return bands
    share, older = np.array(bands.share), np.array(bands.from_age) >= OLDER_AGE
    factor = np.where(older, older_share / share[older].sum(), (1 - older_share) / share[~older].sum())
    return replace(bands, share=tuple(float(s) for s in share * factor))
