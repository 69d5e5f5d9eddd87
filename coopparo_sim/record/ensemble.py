"""Many futures of one scenario, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from coopparo_sim.record.result import ACCOUNT_COLUMNS, SEAT_COLUMNS, SITTING_COLUMNS, life_table
from coopparo_sim.scenario.behaviour import REPLICATES
from coopparo_sim.scenario.fit import Fit
from coopparo_sim.scenario.schema import Scenario
from coopparo_sim.scenario.uncertainty import Uncertainty

__all__ = ["REPLICATES", "Ensemble", "no_life", "shared_fit"]

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
    fit
        What behaviour was fitted to; None unless ``uncertainty`` is ``calibrated``.

    Raises
    ------
    ValueError
        If ``fit`` and ``uncertainty`` do not go together.
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
    fit: Fit | None = None

    def __post_init__(self) -> None:
        """Make sure that results of a fit say which, and others do not."""
        if (self.uncertainty == "calibrated") != (self.fit is not None):
            raise ValueError(f"fit(={self.fit}) must be given exactly where uncertainty(={self.uncertainty!r}) is 'calibrated'")

    @property
    def complete(self) -> bool:
        """Whether all futures asked for are in the tables."""
        return len(self.futures) == self.wanted

    @property
    def n(self) -> int:
        """Number of futures in the tables."""
        return len(self.futures)


def shared_fit(ensembles: Sequence[Ensemble]) -> Fit | None:
    """Give what the behaviour of all of them was fitted to; None where it was not, or not to the same."""
    first = ensembles[0].fit
    return first if all(ensemble.fit == first for ensemble in ensembles) else None
