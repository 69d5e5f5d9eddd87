"""Who governs the cooperative, and the record of how."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Sitting:
    """One assembly.

    Attributes
    ----------
    month, kind
        When, and whether ``founding``, ``ordinary`` or ``extraordinary``.
    members, present, represented
        Members, heads present, members voting by proxy.
    call
        Call that was valid: 1, 2, or 0 where there was no quorum.
    decision
        What was put to the vote, with ``;`` in between: a service to open, ``close:`` and a service, ``surplus:`` and its use,
        ``prices:`` up or down, ``quorum_second``; each with a leading ``no:`` where it fell; empty for nothing.
    deciders_share
        Least share of members who together cast a majority of the votes, 0-1.
    """

    month: int
    kind: str
    members: int
    present: int
    represented: int
    call: int
    decision: str = ""
    deciders_share: float = 0.0


@dataclass
class Government:
    """The board and the sittings.

    Attributes
    ----------
    board
        Adults on the board.
    board_since
        Month in which it was chosen.
    electors_by_place, seats_by_place
        Members, and seats, of each place when the board was last elected; empty before.
    terms
        Terms in a row by adult who has served.
    sittings
        All assemblies, in order.
    distance_members, distance_residents
        For each decision, how far it was from the best for members and for all residents, 0-1.
    board_distance
        Distance of each board elected from the places of the members, 0-1.
    crises
        Extraordinary assemblies for want of money, in a row.
    months_without_board
        Months in a row in which there were too few directors.
    applicants
        Adults who asked to join and wait for the board.
    away
        Members who have moved to another town and are still in the members' book.
    unpaid
        Month of the demand and shares owed, by member who took shares in a call for capital and has not paid them.
    refused, excluded
        People refused and members excluded so far.
    """

    board: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    board_since: int = 0
    electors_by_place: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    seats_by_place: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    terms: dict[int, int] = field(default_factory=dict)
    sittings: list[Sitting] = field(default_factory=list)
    distance_members: list[float] = field(default_factory=list)
    distance_residents: list[float] = field(default_factory=list)
    board_distance: list[float] = field(default_factory=list)
    crises: int = 0
    months_without_board: int = 0
    applicants: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    away: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    unpaid: dict[int, tuple[int, int]] = field(default_factory=dict)
    refused: int = 0
    excluded: int = 0
