"""What the rest of the model knows of a town: arrays over adults, firms and associations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.csr import Ties
from coopparo_sim.town.tables import TownTables

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Small = NDArray[np.int8]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Residents:
    """Everybody who lives in the town, children included; arrays of shape (residents,).

    Attributes
    ----------
    place
        Index into ``tables.places``.
    age
        Age in years.
    household
        Number of the household.
    """

    place: Small
    age: Small
    household: Ints


@dataclass(frozen=True)
class Adults:
    """The residents of 18 and more, who decide; arrays of shape (adults,).

    Attributes
    ----------
    place
        Index into ``tables.places``.
    age
        Age in years.
    age_group
        Index into ``tables.age_groups`` (18-34, 35-64, 65-74, 75+).
    household
        Number of the household, as in :class:`Residents`.
    with_minors
        Lives with someone under 18.
    income_eur
        Personal income a year, EUR.
    sector
        Index into ``tables.sectors``; -1 for who has no job.
    volunteers
        Does volunteer work somewhere.
    n_associations
        To how many associations he or she belongs.
    need
        Shape (adults, needs), 0-1: how strongly each need is felt.
    """

    place: Small
    age: Small
    age_group: Small
    household: Ints
    with_minors: Bools
    income_eur: Floats
    sector: Small
    volunteers: Bools
    n_associations: Small
    need: Floats

    @property
    def n(self) -> int:
        """Number of adults."""
        return len(self.place)


@dataclass(frozen=True)
class Associations:
    """Synthetic associations; none stands for a real one.

    Attributes
    ----------
    kind
        Shape (associations,): index into ``tables.association_kinds``.
    place
        Shape (associations,): index into ``tables.places``.
    indptr, members
        The adults in association k are ``members[indptr[k]:indptr[k + 1]]``, sorted.
    """

    kind: Small
    place: Small
    indptr: Ints
    members: Ints

    @property
    def n(self) -> int:
        """Number of associations."""
        return len(self.place)


@dataclass(frozen=True)
class Firms:
    """Local firms and farms; arrays of shape (firms,).

    Attributes
    ----------
    place
        Index into ``tables.places``.
    sector
        Index into ``tables.sectors``.
    need
        Shape (firms, needs), 0-1.
    """

    place: Small
    sector: Small
    need: Floats

    @property
    def n(self) -> int:
        """Number of firms and farms."""
        return len(self.place)


@dataclass(frozen=True)
class Town:
    """One synthetic town.

    Attributes
    ----------
    tables
        The tables it was drawn from.
    residents, adults, associations, firms
        Who lives and works there.
    ties
        Who knows whom among the adults.
    road_km
        Shape (places, places): distance by road, km.
    """

    tables: TownTables
    residents: Residents
    adults: Adults
    associations: Associations
    firms: Firms
    ties: Ties
    road_km: Floats
