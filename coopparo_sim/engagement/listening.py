"""The needs map: what the promoters come to believe about who needs what, from what they heard.

The map has a row per cell (a place and an age group) and a column per need. It starts as a weak guess that is the same for
everybody, and every report moves it by the normal-normal rule: the more precise the report, the more it moves the map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopparo_sim.kernel.parameter import Parameters, uncertainty

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
OWN = "assumption of this project"


class ListeningParameters(Parameters):
    """Unknown numbers of listening; needs are measured from 0 to 1."""

    prior_need: float = uncertainty(
        0.3,
        (0.2, 0.4),
        unit="need 0-1",
        it="Bisogno immaginato prima di ascoltare",
        en="Need imagined before listening",
        source="mean of the table of needs by group; " + OWN,
    )
    prior_sd: float = uncertainty(
        0.2,
        (0.1, 0.3),
        unit="need 0-1",
        low=0.001,
        it="Incertezza prima di ascoltare",
        en="Uncertainty before listening",
        source=OWN,
    )
    own_noise_sd: float = uncertainty(
        0.25,
        (0.15, 0.4),
        unit="need 0-1",
        low=0.001,
        it="Errore di chi parla per sé",
        en="Error of who speaks for himself",
        source="spread of needs within a group (.18) and of how they are told; " + OWN,
    )
    member_noise_sd: float = uncertainty(
        0.3,
        (0.2, 0.5),
        unit="need 0-1",
        low=0.001,
        it="Errore di un'associazione che parla per i soci",
        en="Error of an association that speaks for its members",
        source=OWN,
    )
    spoken_for_share: float = uncertainty(
        0.1,
        (0.05, 0.2),
        unit="share of members",
        it="Quanti soci di un gruppo servono perché l'associazione ne parli",
        en="Share of its members a group must have for an association to speak for it",
        source=OWN,
    )
    hearsay_noise_sd: float = uncertainty(
        0.4,
        (0.25, 0.6),
        unit="need 0-1",
        low=0.001,
        it="Errore di chi parla per altri",
        en="Error of who speaks for others",
        source=OWN,
    )
    interview_noise_share: float = uncertainty(
        0.6,
        (0.4, 0.9),
        unit="share of the error",
        it="Errore in un'intervista rispetto a un incontro",
        en="Error in an interview against a meeting",
        source=OWN,
    )


@dataclass(frozen=True)
class Report:
    """What was said at one meeting.

    Attributes
    ----------
    cell
        Shape (rows,): the cell each row speaks of.
    told
        Shape (rows, needs): the need told, with its error; it can lie outside 0-1.
    noise_sd
        Error of one voice, same unit as needs.
    first_hand
        Whether people speak for themselves or their members, not from hearsay.
    """

    cell: Ints
    told: Floats
    noise_sd: float
    first_hand: bool = True


@dataclass(frozen=True)
class NeedsMap:
    """What the promoters believe.

    Attributes
    ----------
    mean
        Shape (cells, needs): what they would say from the reports alone; it can lie a little outside 0-1.
    variance
        Shape (cells,): how unsure they are; the same for every need of a cell, since people speak of all needs.
    heard
        Shape (cells,): how many of the cell, or of an association for it, have spoken.
    """

    mean: Floats
    variance: Floats
    heard: Ints

    @property
    def believed(self) -> Floats:
        """The map as it is read, shape (cells, needs), 0-1.

        It is cut to what a need can be only here: to cut each report instead would pull the map toward the middle.
        """
        return np.clip(self.mean, 0.0, 1.0)


def first_guess(n_cells: int, n_needs: int, parameters: ListeningParameters) -> NeedsMap:
    """The map before anybody has spoken."""
    return NeedsMap(
        mean=np.full((n_cells, n_needs), parameters.prior_need),
        variance=np.full(n_cells, parameters.prior_sd**2),
        heard=np.zeros(n_cells, dtype=np.int64),
    )


def told_needs(need: Floats, noise: Floats, noise_sd: float) -> Floats:
    """What speakers say: ``need`` plus ``noise_sd`` times standard normal ``noise``, all of one shape (..., needs)."""
    return need + noise_sd * noise


def listen(heard_so_far: NeedsMap, cell: Ints, told: Floats, noise_sd: float, first_hand: bool = True) -> NeedsMap:
    """Update the map by what speakers told.

    Normal-normal: the precision of a cell grows by k / noise_sd^2 for k speakers, and its mean is the precision-weighted mean.

    Parameters
    ----------
    heard_so_far
        The map before the meeting.
    cell
        Shape (speakers,): the cell each speaks for.
    told
        Shape (speakers, needs).
    noise_sd
        Error of one report, same unit as needs.
    first_hand
        Whether the speakers speak for themselves or their members; hearsay moves the map but nobody is heard by it.
    """
    speakers = np.bincount(cell, minlength=len(heard_so_far.variance))
    told_sum = np.zeros_like(heard_so_far.mean)
    np.add.at(told_sum, cell, told)
    spoken = np.flatnonzero(speakers)
    before = 1.0 / heard_so_far.variance[spoken]
    after = before + speakers[spoken] / noise_sd**2
    mean, variance = heard_so_far.mean.copy(), heard_so_far.variance.copy()
    mean[spoken] = (before[:, None] * mean[spoken] + told_sum[spoken] / noise_sd**2) / after[:, None]
    variance[spoken] = 1.0 / after
    return NeedsMap(mean=mean, variance=variance, heard=heard_so_far.heard + speakers * first_hand)


def map_error(believed: NeedsMap, true_need: Floats, people: Floats) -> float:
    """Error of the map: root mean square over people and needs of believed minus true need, 0-1.

    Parameters
    ----------
    true_need
        Shape (cells, needs), 0-1.
    people
        Shape (cells,): how many live in each cell.
    """
    squared = ((believed.believed - true_need) ** 2).mean(axis=1)
    return float(np.sqrt(np.dot(people, squared) / people.sum()))


def unheard_share(believed: NeedsMap, people: Floats) -> float:
    """Share of people (cells,) who live in a cell for which nobody has spoken, 0-1."""
    return float(people[believed.heard == 0].sum() / people.sum())
