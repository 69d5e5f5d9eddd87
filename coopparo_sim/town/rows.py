"""The rows of a town's tables, as the rest of the model reads them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Named:
    """Something with an identifier and a name in each language."""

    id: str
    name_it: str
    name_en: str

    def name(self, language: str) -> str:
        """Give the name in ``language`` (``it`` or ``en``)."""
        return self.name_it if language == "it" else self.name_en


@dataclass(frozen=True)
class Place(Named):
    """One place of the town.

    Attributes
    ----------
    lat, lon
        Coordinates, degrees.
    population
        Residents.
    need_multiplier
        Factor on the needs that depend on what is nearby.
    older_extra
        Share of residents of 65 and over, above (+) or below (-) that of the main town; a difference of shares, .03 = 3 points.
    tile_row, tile_column
        Cell of the schematic map, from 1 at the top left.
    """

    lat: float
    lon: float
    population: int
    need_multiplier: float
    older_extra: float
    tile_row: int
    tile_column: int


@dataclass(frozen=True)
class AgeGroup(Named):
    """A group of adults by age, both ends included, years."""

    from_age: int
    to_age: int


@dataclass(frozen=True)
class Need(Named):
    """One need and its mean intensity by group, 0-1.

    Attributes
    ----------
    local
        Whether the place multiplies it.
    families
        Mean where a household has minors, if greater than that of the age group.
    by_age
        Mean of each age group.
    firms
        Mean of firms.
    """

    local: bool
    families: float
    by_age: tuple[float, ...]
    firms: float


@dataclass(frozen=True)
class Sector(Named):
    """One sector: its share of the residents in work, its firms, and the share of them in the main town."""

    share: float
    n_firms: int
    main_town_share: float


@dataclass(frozen=True)
class AssociationKind(Named):
    """One kind of association: how many, their mean members, whether members come from one place, weight of each age group."""

    number: int
    mean_members: float
    local: bool
    age_weight: tuple[float, ...]


@dataclass(frozen=True)
class TradeAssociation(Named):
    """One trade association and the index of its sector."""

    sector: int


@dataclass(frozen=True)
class Incumbent:
    """Who already meets a need: index of the place (-1 for all), index of the need, share of the need met (0-1)."""

    place: int
    need: int
    met_share: float


@dataclass(frozen=True)
class AgeShares:
    """A share for each range of ages, both ends included, years."""

    from_age: tuple[int, ...]
    to_age: tuple[int, ...]
    share: tuple[float, ...]

    def by_age(self, oldest: int) -> Floats:
        """Give the share at each age from 0 to ``oldest``, shape (oldest + 1,); 0 outside the ranges."""
        ages = np.arange(oldest + 1)
        row = np.searchsorted(self.from_age, ages, side="right") - 1
        return np.where(row >= 0, np.asarray(self.share)[np.maximum(row, 0)], 0.0)
