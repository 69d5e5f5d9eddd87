"""What is put to the vote, and who says yes.

Members vote for what does good to themselves and to their place; the board, where it holds the agenda, proposes what it likes best
among what will pass (Romer & Rosenthal 1978); a members' agenda brings forward what the member in the middle wants.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.governance.law import exact_share
from coopparo_sim.kernel.arrays import expit
from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OWN = "assumption of this project"
NOTHING = -1
"""No action is proposed."""


class ProposalParameters(Parameters):
    """Unknown numbers of voting on a proposal."""

    place_weight: float = uncertainty(
        0.3,
        (0, 1),
        unit="weight",
        it="Quanto conta l'utile del proprio luogo, nel voto",
        en="Weight of the good of one's place, in a vote",
        source=OWN,
    )
    noise: float = uncertainty(
        0.05,
        (0.02, 0.2),
        unit="need 0-1",
        low=0,
        high=10,
        it="Incertezza nel giudicare una proposta",
        en="Uncertainty in judging a proposal",
        source=OWN,
    )
    need_eur_year: float = uncertainty(
        5000,
        (2000, 10_000),
        unit="EUR a year",
        low=1,
        high=1_000_000,
        it="Quanto vale in un anno vedere soddisfatti tutti i propri bisogni",
        en="Worth in a year of having all needs met",
        source="a member served with a tenth of the mean need spends some hundred EUR a year on it; " + OWN,
    )


def place_benefit(own: Floats, place: Ints, n_places: int) -> Floats:
    """Mean benefit of the members of each place, shape (places,); 0 for a place without members.

    Parameters
    ----------
    own
        Shape (members,): what the proposal changes for each member, share of the mean need of the town.
    place
        Shape (members,): place of each member.
    """
    count = np.bincount(place, minlength=n_places)
    return np.asarray(np.bincount(place, weights=own, minlength=n_places) / np.maximum(count, 1))


def support_utility(own: Floats, of_place: Floats, parameters: ProposalParameters) -> Floats:
    """What a proposal is worth to each member, own benefit plus weighted benefit of the own place, shape (members,).

    Parameters
    ----------
    own
        Shape (members,): what it changes for the member, share of the mean need of the town.
    of_place
        Shape (members,): what it changes on average in the member's place, same unit.
    """
    return np.asarray(own + parameters.place_weight * of_place)


def yes_probability(utility: Floats, parameters: ProposalParameters) -> Floats:
    """Chance that utility plus logistic noise is above 0, shape as ``utility``: expit(utility / noise).

    Without noise it is 1 above 0 and else 0: what changes nothing is voted down.
    """
    if parameters.noise == 0:
        return np.asarray(utility > 0, dtype=np.float64)
    return expit(utility / parameters.noise)


def votes_yes(probability: Floats, draws: Floats) -> Bools:
    """Tell who votes yes, given chances and ``draws`` in [0, 1), of the same shape or one that broadcasts."""
    return np.asarray(draws < probability)


def setter_choice(setter: float, median: float, status_quo: float) -> float:
    """What an agenda setter proposes on a line, when members accept what is no worse to the median one than the status quo.

    Parameters
    ----------
    setter, median
        What the setter, and the member in the middle, would like best.
    status_quo
        What stays if the proposal fails. Same unit for all three.

    Notes
    -----
    Preferences fall evenly on both sides, so all within |status quo - median| of the median passes; the setter takes what is
    nearest to its own wish in there (Romer & Rosenthal 1978).

    Examples
    --------
    >>> setter_choice(1.0, 0.4, 0.0)
    0.8
    """
    reach = abs(status_quo - median)
    return float(np.clip(setter, median - reach, median + reach))


def median_worth(worth: Floats) -> Floats:
    """Worth of each action to the member in the middle, shape (actions,).

    Parameters
    ----------
    worth
        Shape (members, actions): worth to each member who may vote.
    """
    return np.asarray(np.median(worth, axis=0)) if len(worth) else np.zeros(worth.shape[1])


def board_proposal(board_worth: Floats, support: Floats, feasible: Bools, majority: float) -> int:
    """Action that the board proposes: the feasible one worth most to it among those that pass; -1 if none is worth anything.

    Parameters
    ----------
    board_worth
        Shape (actions,): worth to the board; 0 is the status quo.
    support
        Shape (actions,): share of yes that the board expects, 0-1.
    feasible
        Shape (actions,): what law, money and premises allow.
    majority
        Share of the votes cast that yes must exceed.
    """
    return _best(np.where(support > float(exact_share(majority)), board_worth, 0.0), feasible)


def members_proposal(worth_to_median: Floats, feasible: Bools) -> int:
    """Action that the members bring forward: the feasible one worth most to the one in the middle; -1 if none is worth anything.

    Parameters
    ----------
    worth_to_median
        Shape (actions,): what :func:`median_worth` gives.
    feasible
        Shape (actions,): what law, money and premises allow.
    """
    return _best(worth_to_median, feasible)


def _best(worth: Floats, feasible: Bools) -> int:
    wanted = np.where(feasible, worth, 0.0)
    return int(np.argmax(wanted)) if len(wanted) and wanted.max() > 0 else NOTHING


def proposal(
    agenda: Literal["board", "members"],
    board_worth: Floats,
    worth_to_median: Floats,
    support: Floats,
    feasible: Bools,
    majority: float,
) -> int:
    """Action put to the vote under the agenda of the statute, or -1: see :func:`board_proposal`, :func:`members_proposal`."""
    if agenda == "members":
        return members_proposal(worth_to_median, feasible)
    return board_proposal(board_worth, support, feasible, majority)
