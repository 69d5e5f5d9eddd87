"""How well few stand for many: the board against the members, decisions against needs, deciders against all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def composition_distance(first: Floats, second: Floats) -> float:
    """Distance between two compositions, 0-1: the share that would have to change hands to make them alike.

    Parameters
    ----------
    first, second
        Shape (groups,), values >= 0 in any unit: people by place, people by age, need by kind, money by service.

    Returns
    -------
    Half the sum of the absolute differences of the shares; 1 where only one of them has anything, 0 where none has.

    Examples
    --------
    >>> composition_distance(np.array([3, 0]), np.array([1, 1]))
    0.5
    """
    totals = float(first.sum()), float(second.sum())
    if min(totals) <= 0:
        return float(max(totals) > 0)
    return 0.5 * float(np.abs(first / totals[0] - second / totals[1]).sum())


def representation_distance(board_groups: Ints, groups: Ints, n_groups: int) -> float:
    """Distance between the board and those it stands for, by place or by age, 0-1; 1 for a board without anybody.

    Parameters
    ----------
    board_groups
        Shape (directors,): group of each director.
    groups
        Shape (people,): group of each member, or of each resident.
    n_groups
        Number of groups.
    """
    return composition_distance(_heads(board_groups, n_groups), _heads(groups, n_groups))


def _heads(groups: Ints, n_groups: int) -> Floats:
    return np.bincount(groups, minlength=n_groups).astype(np.float64)


def unrepresented_share(board_groups: Ints, groups: Ints, n_groups: int) -> float:
    """Share of people whose group has nobody on the board, 0-1; 0 where there are no people."""
    if not len(groups):
        return 0.0
    return float((_heads(board_groups, n_groups)[groups] == 0).mean())


def least_deciders(votes: Ints) -> int:
    """Least number of people who together cast more than half of the votes; 0 where none were cast.

    Parameters
    ----------
    votes
        Shape (people,): votes cast by each, proxies included.

    Examples
    --------
    >>> least_deciders(np.array([1, 1, 1, 1, 1])), least_deciders(np.array([1, 4, 1, 1, 1]))
    (3, 2)
    """
    total = int(votes.sum())
    if total == 0:
        return 0
    running = np.cumsum(np.sort(votes)[::-1])
    return int(np.searchsorted(running, 0.5 * total, side="right")) + 1


def deciding_share(votes: Ints, members: int) -> float:
    """Share of all members that suffices to decide, 0-1: :func:`least_deciders` over ``members``; 0 where there are none."""
    return least_deciders(votes) / members if members else 0.0


def turnout(present: int, represented: int, members: int) -> tuple[float, float]:
    """Share of members who came, and share who came or sent a proxy, 0-1; 0 where there are no members."""
    return (present / members, (present + represented) / members) if members else (0.0, 0.0)
