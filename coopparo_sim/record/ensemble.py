"""Many futures of one scenario, as tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from coopparo_sim.record.result import ACCOUNT_COLUMNS, SEAT_COLUMNS, SITTING_COLUMNS, life_table
from coopparo_sim.scenario.behaviour import REPLICATES
from coopparo_sim.scenario.schema import Scenario

Uncertainty = Literal["parameters", "calibrated", "none"]
__all__ = ["REPLICATES", "Ensemble", "Uncertainty", "no_life"]

LIFE_COLUMNS = {"accounts": ACCOUNT_COLUMNS, "sittings": SITTING_COLUMNS, "seats": SEAT_COLUMNS}
"""Columns of the tables of life after founding, by their name; ``future`` stands before them."""


def no_life(name: str) -> pd.DataFrame:
    """Give the empty table ``name`` of :data:`LIFE_COLUMNS`."""
    return life_table([], ["future", *LIFE_COLUMNS[name]])


@dataclass(frozen=True)
class Ensemble:
    """Futures of one scenario.

    Attributes
    ----------
    scenario, digest, seed, uncertainty
        What was run; ``digest`` identifies scenario and town.
    wanted
        Futures asked for; fewer are in the tables when the run was interrupted.
    futures
        A row a future: ``future``, ``draw`` (which draw of behaviour), ``replicate``, the declared indicators, ``members_<place
        id>``, and the
        numbers of behaviour under ``behaviour.<group>.<name>``.
    months
        A row a future and month: ``future``, then the columns of :data:`coopparo_sim.record.result.MONTH_COLUMNS`.
    events
        A row a future and event: ``future``, then the columns of :data:`coopparo_sim.record.result.EVENT_COLUMNS`.
    needs
        Means over futures: a row per place, age group and need; columns place, age_group, need, believed, true, heard (share of
        futures in which
        somebody spoke for the cell), people.
    place_names
        Name of each place by id, in the order of the town's table.
    place_tiles
        Row and column of each place on the schematic map, by id.
    place_people
        Adults of each place by id.
    accounts, sittings, seats
        Life after founding: ``future``, then the columns of :data:`coopparo_sim.record.result.ACCOUNT_COLUMNS`,
        :data:`~coopparo_sim.record.result.SITTING_COLUMNS` and :data:`~coopparo_sim.record.result.SEAT_COLUMNS`; rows only for
        futures in which the cooperative is founded.
    """

    scenario: Scenario
    digest: str
    seed: int
    uncertainty: Uncertainty
    wanted: int
    futures: pd.DataFrame
    months: pd.DataFrame
    events: pd.DataFrame
    needs: pd.DataFrame
    place_names: dict[str, str]
    place_tiles: dict[str, tuple[int, int]]
    place_people: dict[str, float]
    accounts: pd.DataFrame = field(default_factory=lambda: no_life("accounts"))
    sittings: pd.DataFrame = field(default_factory=lambda: no_life("sittings"))
    seats: pd.DataFrame = field(default_factory=lambda: no_life("seats"))

    @property
    def complete(self) -> bool:
        """Whether all futures asked for are in the tables."""
        return len(self.futures) == self.wanted

    @property
    def n(self) -> int:
        """Number of futures in the tables."""
        return len(self.futures)
